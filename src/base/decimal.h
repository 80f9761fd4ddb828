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
/* How many bytes of `text` form such a number; 0 when it does not begin with one. */
size_t decimal_span(const char *text, size_t length);
enum { DECIMAL_BUFFER = 32 };
/* The shortest text that reads back as the same double, in JavaScript's form (ECMA-262 Number::toString). Returns `buffer`,
 * which holds ≥ DECIMAL_BUFFER bytes. */
char *decimal_write(double number, char *buffer);
