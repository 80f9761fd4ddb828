/* base/decimal.h: exact conversion between double and text, in any C locale. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The double nearest to a decimal number. `text` must be `[+-]digits[.digits][e[+-]digits]` (digits may be missing on one side of
 * the point); it need not end in NUL. Overflow gives an infinity. */
double decimal_read(const char *text, size_t length);
/* The same for a whole text that is a sign, digits and a point alone, as in most data, and few digits enough to be exact at once. False,
 * and nothing is read, for any other text: longer numbers, exponents, spaces, words. */
bool decimal_read_short(const char *text, double *number);
/* Reads the number of that form that the text up to `end` begins with. Returns where it ends; `text`, and nothing is read, if there is none. */
const char *decimal_scan(const char *text, const char *end, double *number);
enum { DECIMAL_WORD = 8 };
/* The number that the 8 bytes of a word are the digits of, the first of which is the lowest byte; G_MAXUINT64 if not all are digits. */
static inline guint64 decimal_of_digits(guint64 word) {
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), halves = G_GUINT64_CONSTANT(0x000000ff000000ff);
  if (((word + ones * 0x46) | (word - ones * '0')) & ones * 0x80) return G_MAXUINT64;
  word -= ones * '0';
  word = word * 10 + (word >> 8); /* pairs, then fours of digits */
  return ((word & halves) * G_GUINT64_CONSTANT(0x000f424000000064) +
          ((word >> 16) & halves) * G_GUINT64_CONSTANT(0x0000271000000001)) >>
         32;
}
/* Reads a decimal of a sign, digits and a point, that is no longer than a word without its sign, without a loop. False for any other
 * text. DECIMAL_WORD + 1 bytes of `text` may be read. */
static inline bool decimal_read_word(const char *text, size_t length, double *number) {
  static const double tens[DECIMAL_WORD] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), lows = ones * 0x7f;
  bool negative = length && *text == '-';
  text += negative;
  length -= negative;
  if (length - 1 >= DECIMAL_WORD) return false;
  guint64 word;
  memcpy(&word, text, sizeof word);
  word = GUINT64_FROM_LE(word) << (DECIMAL_WORD - length) * 8; /* the last byte is the highest */
  word |= ones * '0' >> (length - 1) * 8 >> 8;
  guint64 other = word ^ ones * '.', point = ~(((other & lows) + lows) | other | lows);
  int scale = 0;
  if (point) { /* what is before it moves into its place */
    int place = __builtin_ctzll(point) / 8;
    guint64 before = (G_GUINT64_CONSTANT(1) << place * 8) - 1;
    scale = DECIMAL_WORD - 1 - place;
    word = (word & ~(before << 8 | 0xff)) | (word & before) << 8 | '0';
    if (length == 1) return false;
  }
  guint64 digits = decimal_of_digits(word);
  if (digits == G_MAXUINT64) return false;
  double size = (double)(gint64)(guint32)digits / tens[scale];
  memcpy(&word, &size, sizeof word);
  word |= (guint64)negative << 63; /* no branch, as signs of data are hard to predict */
  memcpy(number, &word, sizeof word);
  return true;
}
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
