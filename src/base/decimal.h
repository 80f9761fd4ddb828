/* base/decimal.h: exact conversion between double and text, in any C locale. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* The double nearest to a decimal number. `text` must be `[+-]digits[.digits][e[+-]digits]` (digits may be missing on one side of
 * the point); it need not end in NUL. Overflow gives an infinity. */
double decimal_read(const char *text, size_t length);
/* The same for a whole text that is a sign, digits and a point alone, as in most data, and few digits enough to be exact at once. False,
 * and nothing is read, for any other text: longer numbers, exponents, spaces, words. */
bool decimal_read_short(const char *text, double *number);
/* Reads the number of that form that the text up to `end` begins with. Returns where it ends; `text`, and nothing is read, if there is none. */
const char *decimal_scan(const char *text, const char *end, double *number);
/* How many bytes of `text` form such a number; 0 when it does not begin with one. */
size_t decimal_span(const char *text, size_t length);
enum { DECIMAL_BUFFER = 32, DECIMAL_SHORT = 15 };
/* Of a number that is the double nearest to a decimal of up to DECIMAL_SHORT digits, as most in data are, those digits without zeros at
 * the end, and the power of ten such that it is 0.DIGITS × 10^power. Returns how many; 0 for other numbers, and those not above 1e-6
 * or not below 1e15. `digits` holds ≥ DECIMAL_BUFFER bytes. Each double has at most one such decimal. */
int decimal_short_digits(double number, char *digits, int *power);
/* The shortest text that reads back as the same double, in JavaScript's form (ECMA-262 Number::toString). Returns `buffer`,
 * which holds ≥ DECIMAL_BUFFER bytes. */
char *decimal_write(double number, char *buffer);
