/* time/civil.h: days of the proleptic Gregorian calendar. */
#pragma once
#include <stdint.h>

/* Days since 1970-01-01; month 0-based and in range. */
int64_t days_from_civil(int64_t year, int month, int day);
/* The year of a day. */
int64_t civil_year(int64_t days);
