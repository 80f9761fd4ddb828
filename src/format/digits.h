/* format/digits.h: JavaScript's ways to write a number with a given number of digits, exactly rounded.
 *
 * Numbers are not negative. Ties go up (ECMA-262: "the larger such n"), unlike printf's. Buffers hold ≥ DIGITS_BUFFER bytes.
 */
#pragma once
#include <stddef.h>

enum { DIGITS_BUFFER = 1120, DIGITS_MAX = 100 };

/* Significant digits, as many as asked for (≥ 1), or with 0 as few as read back as the same number; without point.
 * `exponent` is that of the first digit. 0, Infinity and NaN have none. Returns the number of digits, or 0 if there are
 * none. */
size_t digits_significant(double x, int count, char *buffer, int *exponent);
char *digits_fixed(double x, int decimals, char *buffer);       /* toFixed */
char *digits_exponential(double x, int decimals, char *buffer); /* toExponential */
char *digits_precision(double x, int count, char *buffer);      /* toPrecision */
/* toString(2), (8) or (16) of a whole number. */
char *digits_radix(double x, int radix, char *buffer);
/* All the digits of a rounded whole number, never an exponent. */
char *digits_integer(double x, char *buffer);
