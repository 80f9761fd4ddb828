/* base/decimal.c: reading and writing doubles.
 *
 * Short decimals are read exactly with one multiplication or division (Clinger's fast path: the digits and the power of
 * ten are both exact doubles), those of up to 19 digits by the algorithm of Eisel and Lemire; the others are left to the C library. Writing follows ECMA-262, Number::toString: fewest
 * digits that read back, and of those the nearest.
 */
#include "base/decimal.h"
#include "base/powers_of_five.h"
#include <glib.h>
#include <math.h>
#include <string.h>

static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { EXACT_DIGITS = 15, EXACT_POWER = 22 };
#define INTEGERS_EXACT_BELOW 9007199254740992.0 /* 2⁵³ */

static double read_slowly(const char *text, size_t length) {
  char buffer[128];
  char *copy = length < sizeof buffer ? buffer : g_malloc(length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  double number = g_ascii_strtod(copy, NULL);
  if (copy != buffer) g_free(copy);
  return number;
}

/* The product of two words, as its upper and its lower half. */
static guint64 multiply(guint64 a, guint64 b, guint64 *low) {
  guint64 a_low = (guint32)a, a_high = a >> 32, b_low = (guint32)b, b_high = b >> 32;
  guint64 lows = a_low * b_low, crossed = a_high * b_low + (lows >> 32), middle = a_low * b_high + (guint32)crossed;
  *low = middle << 32 | (guint32)lows;
  return a_high * b_high + (crossed >> 32) + (middle >> 32);
}

/* digits × 10^power by the algorithm of Eisel and Lemire ("Number Parsing at a Gigabyte per Second", 2021). False where it does not
 * decide, or the power is not in the table. `digits` is not 0. */
static bool nearest_by_product(guint64 digits, int power, double *number) {
  enum { FRACTION = 52, BIAS = 1023, GUARD = 3, UNSURE_BELOW = -27, UNSURE_ABOVE = 55, TIES_FROM = -4, TIES_TO = 23 };
  const guint64 all = G_MAXUINT64, hidden = G_GUINT64_CONSTANT(1) << FRACTION;
  if (power < -FIVES_MOST || power > FIVES_MOST) return false;
  const guint64 *five = powers_of_five[power + FIVES_MOST];
  int zeros = __builtin_clzll(digits);
  guint64 low, more_low, high = multiply(digits << zeros, five[0], &low);
  if ((high & all >> (FRACTION + GUARD)) == all >> (FRACTION + GUARD)) {
    guint64 more = multiply(digits << zeros, five[1], &more_low);
    low += more;
    high += more > low;
  }
  if (low == all && (power < UNSURE_BELOW || power > UNSURE_ABOVE)) return false;
  int upper = (int)(high >> 63), shift = upper + 64 - FRACTION - GUARD;
  guint64 fraction = high >> shift;
  int exponent = (int)floor(power * 3.321928094887362) + 63 + upper - zeros + BIAS; /* log₂ 10 */
  if (low <= 1 && power >= TIES_FROM && power <= TIES_TO && (fraction & 3) == 1 && fraction << shift == high)
    fraction &= ~(guint64)1; /* exactly between two doubles: to the even one */
  fraction = (fraction + (fraction & 1)) >> 1;
  if (fraction >= hidden << 1) {
    fraction = hidden;
    exponent++;
  }
  if (exponent <= 0 || exponent >= 2 * BIAS + 1) return false;
  guint64 bits = (fraction & ~hidden) | (guint64)exponent << FRACTION;
  memcpy(number, &bits, sizeof bits);
  return true;
}

static bool nearest(guint64 digits, int power, double *number) {
  if (digits <= (guint64)INTEGERS_EXACT_BELOW && power >= -EXACT_POWER && power <= EXACT_POWER) {
    double whole = (double)(gint64)digits;
    *number = power < 0 ? whole / powers_of_ten[-power] : whole * powers_of_ten[power];
    return true;
  }
  *number = 0;
  return digits == 0 || nearest_by_product(digits, power, number);
}

static const char *scan_digits(const char *at, const char *end, guint64 *digits) {
  enum { TEN_TO_THE_EIGHTH = 100000000 };
  guint64 sum = *digits, word, eight;
  while (end - at >= DECIMAL_WORD) {
    memcpy(&word, at, sizeof word);
    if ((eight = decimal_of_digits(GUINT64_FROM_LE(word))) == G_MAXUINT64) break;
    sum = sum * TEN_TO_THE_EIGHTH + eight;
    at += DECIMAL_WORD;
  }
  for (unsigned digit; at < end && (digit = (unsigned)(unsigned char)*at - '0') <= 9; at++) sum = sum * 10 + digit;
  *digits = sum;
  return at;
}

/* "e-5" at `at`, added to `power`; it is left where it has no digits. */
static const char *scan_exponent(const char *at, const char *end, int *power) {
  enum { BEYOND_ALL = 100000 };
  const char *first = at + 1;
  bool down = first < end && *first == '-';
  if (first < end && (*first == '-' || *first == '+')) first++;
  const char *digit = first;
  int exponent = 0;
  for (; digit < end && g_ascii_isdigit(*digit); digit++) exponent = MIN(exponent * 10 + (*digit - '0'), BEYOND_ALL);
  *power += down ? -exponent : exponent;
  return digit == first ? at : digit;
}

const char *decimal_scan(const char *text, const char *end, double *number) {
  enum { DIGITS_OF_WORD = 19 };
  const char *first = text + (text < end && (*text == '-' || *text == '+'));
  guint64 digits = 0;
  const char *at = scan_digits(first, end, &digits);
  gssize count = at - first;
  int power = 0;
  if (at < end && *at == '.') {
    const char *part = at + 1, *stop = scan_digits(part, end, &digits);
    count += stop - part;
    power = -(int)MIN(stop - part, DIGITS_OF_WORD + 1);
    if (count) at = stop;
  }
  if (!count) return text;
  if (at < end && (*at == 'e' || *at == 'E')) at = scan_exponent(at, end, &power);
  if (count > DIGITS_OF_WORD || !nearest(digits, power, number))
    *number = read_slowly(text, (size_t)(at - text));
  else if (*text == '-')
    *number = -*number;
  return at;
}

double decimal_read(const char *text, size_t length) {
  double number = 0;
  decimal_scan(text, text + length, &number);
  return number;
}

static size_t digits_span(const char *text, size_t length) {
  size_t n = 0;
  while (n < length && g_ascii_isdigit(text[n])) n++;
  return n;
}

bool decimal_read_short(const char *text, double *number) {
  const char *at = text + (*text == '-' || *text == '+'), *first = at, *point = NULL;
  guint64 digits = 0;
  for (;; at++) {
    unsigned digit = (unsigned)(unsigned char)*at - '0';
    if (digit <= 9)
      digits = digits * 10 + digit;
    else if (*at == '.' && !point)
      point = at;
    else
      break;
  }
  int count = (int)MIN(at - first, 2 * EXACT_DIGITS), scale = point ? (int)MIN(at - point - 1, 2 * EXACT_DIGITS) : 0;
  if (*at || count == (point != NULL) || count - (point != NULL) > EXACT_DIGITS || scale > EXACT_DIGITS) return false;
  double size = (double)(gint64)digits / powers_of_ten[scale];
  *number = *text == '-' ? -size : size;
  return true;
}

size_t decimal_span(const char *text, size_t length) {
  size_t at = length && (*text == '-' || *text == '+');
  size_t whole = digits_span(text + at, length - at), part = 0;
  at += whole;
  if (at < length && text[at] == '.') {
    part = digits_span(text + at + 1, length - at - 1);
    if (whole || part) at += 1 + part;
  }
  if (!whole && !part) return 0;
  if (at < length && (text[at] == 'e' || text[at] == 'E')) {
    size_t sign = at + 1 < length && (text[at + 1] == '-' || text[at + 1] == '+');
    size_t exponent = digits_span(text + at + 1 + sign, length - at - 1 - sign);
    if (exponent) at += 1 + sign + exponent;
  }
  return at;
}

static char *write_integer(guint64 number, bool negative, char *buffer) {
  char backwards[24];
  size_t n = 0;
  do backwards[n++] = (char)('0' + number % 10);
  while (number /= 10);
  char *at = buffer;
  if (negative) *at++ = '-';
  while (n) *at++ = backwards[--n];
  *at = '\0';
  return buffer;
}

/* The decimal is a whole number below 10¹⁵ over a power of ten: both are exact, so that their quotient is the double nearest to it. */
int decimal_short_digits(double number, char *digits, int *power) {
  const double least = 1e-6, most = 1e15;
  if (!(number > least && number < most)) return 0;
  for (int scale = 0; scale <= EXACT_POWER; scale++) {
    double whole = floor(number * powers_of_ten[scale] + 0.5);
    if (whole >= most) return 0;
    if (whole / powers_of_ten[scale] != number) continue;
    write_integer((guint64)whole, false, digits);
    int count = (int)strlen(digits);
    *power = count - scale;
    while (count > 1 && digits[count - 1] == '0') count--;
    digits[count] = '\0';
    return count;
  }
  return 0;
}

/* The fewest digits of a positive number, without the decimal point, and the power of ten such that it is 0.DIGITS ×
 * 10^power. */
static int shortest_digits(double number, char *digits) {
  char text[40], format[8];
  int power;
  if (decimal_short_digits(number, digits, &power)) return power;
  /* Any decimal of up to 15 digits survives a normal double, so trying 15 digits finds the shorter ones too; subnormal
   * numbers hold fewer. */
  for (int precision = number < 2.3e-308 ? 1 : EXACT_DIGITS; precision <= 17; precision++) {
    g_snprintf(format, sizeof format, "%%.%de", precision - 1);
    g_ascii_formatd(text, sizeof text, format, number);
    if (g_ascii_strtod(text, NULL) == number) break;
  }
  size_t n = 0;
  const char *at = text;
  for (; *at && *at != 'e'; at++)
    if (*at != '.') digits[n++] = *at;
  while (n > 1 && digits[n - 1] == '0') n--;
  digits[n] = '\0';
  return (int)g_ascii_strtoll(at + 1, NULL, 10) + 1;
}

static char *fill(char *at, char with, int count) {
  if (count > 0) memset(at, with, (size_t)count);
  return at + MAX(count, 0);
}

static char *copy(char *at, const char *from, int count) {
  memcpy(at, from, (size_t)count);
  return at + count;
}

static char *write_word(const char *word, char *buffer) { return memcpy(buffer, word, strlen(word) + 1); }

char *decimal_write(double number, char *buffer) {
  if (isnan(number)) return write_word("NaN", buffer);
  if (isinf(number)) return write_word(number < 0 ? "-Infinity" : "Infinity", buffer);
  double size = fabs(number);
  if (size < INTEGERS_EXACT_BELOW && size == floor(size)) return write_integer((guint64)size, number < 0, buffer);
  char digits[DECIMAL_BUFFER];
  int power = shortest_digits(size, digits), count = (int)strlen(digits);
  char *at = buffer;
  if (number < 0) *at++ = '-';
  if (count <= power && power <= 21) {
    at = fill(copy(at, digits, count), '0', power - count);
  } else if (0 < power && power <= 21) {
    at = copy(at, digits, power);
    *at++ = '.';
    at = copy(at, digits + power, count - power);
  } else if (-6 < power && power <= 0) {
    at = fill(copy(at, "0.", 2), '0', -power);
    at = copy(at, digits, count);
  } else {
    *at++ = digits[0];
    if (count > 1) {
      *at++ = '.';
      at = copy(at, digits + 1, count - 1);
    }
    g_snprintf(at, 8, "e%c%d", power > 0 ? '+' : '-', abs(power - 1));
    return buffer;
  }
  *at = '\0';
  return buffer;
}
