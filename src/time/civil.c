/* time/civil.c: see civil.h. After Howard Hinnant's "chrono-compatible low-level date algorithms": years that start in March, eras of 400 years. */
#include "time/civil.h"

int64_t days_from_civil(int64_t year, int month, int day) {
  int64_t y = month < 2 ? year - 1 : year;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (month < 2 ? month + 10 : month - 2) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int64_t civil_year(int64_t days) {
  int64_t since = days + 719468, era = (since >= 0 ? since : since - 146096) / 146097, day = since - era * 146097;
  int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
  return year + era * 400 + (day_of_year >= 306 ? 1 : 0); /* January and February are at the end */
}
