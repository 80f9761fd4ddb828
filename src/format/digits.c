/* format/digits.c: ECMA-262's Number.prototype.toFixed, toExponential, toPrecision and toString(radix).
 *
 * printf gives correctly rounded digits except that it rounds ties to even, so ties are detected and rounded up here.
 */
#include "format/digits.h"
#include "base/decimal.h"
#include "base/round.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *write_text(const char *text, char *buffer) {
  size_t length = strlen(text);
  memcpy(buffer, text, length + 1);
  return buffer;
}

/* Not finite: "Infinity" or "NaN". */
static char *write_special(double x, char *buffer) { return write_text(isnan(x) ? "NaN" : "Infinity", buffer); }

/* Adds one to a run of digits (and perhaps a point); true when it overflowed to all zeros. */
static bool increment(char *digits, size_t length) {
  for (size_t i = length; i-- > 0;) {
    if (digits[i] == '.') continue;
    if (digits[i] != '9') {
      digits[i]++;
      return false;
    }
    digits[i] = '0';
  }
  return true;
}

/* printf's digits without their point; the exponent apart. */
static size_t print_digits(double x, int count, char *buffer, size_t size, int *exponent) {
  snprintf(buffer, size, "%.*e", count - 1, x);
  char *e = strchr(buffer, 'e');
  *exponent = atoi(e + 1);
  if (count > 1) memmove(buffer + 1, buffer + 2, (size_t)(e - buffer - 2));
  buffer[count] = '\0';
  return (size_t)count;
}

static bool is_tie(double x, int count) {
  enum { LONGEST = 780 }; /* no double has more digits */
  char all[LONGEST + 20];
  int exponent;
  print_digits(x, count + 1, all, sizeof all, &exponent);
  if (all[count] != '5') return false; /* a tie has no more digits than these */
  print_digits(x, LONGEST, all, sizeof all, &exponent);
  return all[count] == '5' && all[count + 1 + (int)strspn(all + count + 1, "0")] == '\0';
}

static size_t shortest_digits(double x, char *buffer, int *exponent) {
  char text[DECIMAL_BUFFER];
  decimal_write(x, text);
  size_t count = 0;
  int point = 0, shift = 0;
  bool seen_point = false;
  for (const char *p = text; *p; p++) {
    if (*p == 'e') {
      shift = atoi(p + 1);
      break;
    }
    if (*p == '.') {
      seen_point = true;
      continue;
    }
    if (!seen_point) point++;
    buffer[count++] = *p;
  }
  size_t zeros = strspn(buffer, "0");
  if (zeros > count) zeros = count;
  memmove(buffer, buffer + zeros, count - zeros);
  count -= zeros;
  while (count > 1 && buffer[count - 1] == '0') count--;
  buffer[count] = '\0';
  *exponent = point - 1 - (int)zeros + shift;
  return count;
}

static size_t round_up(char *digits, int count, int *exponent) {
  digits[count] = '\0';
  if (increment(digits, (size_t)count)) {
    digits[0] = '1';
    ++*exponent;
  }
  return (size_t)count;
}

/* The same of a short decimal, by its digits. Which side of a tie they are on, the number is on too: a tie between the two would be
 * another short decimal of the same number. 0 for other numbers, and where the decimal is itself a tie, which the number may not be. */
static size_t round_short(double x, int count, char *buffer, int *exponent) {
  char digits[DECIMAL_BUFFER];
  int power, have = count <= DECIMAL_SHORT ? decimal_short_digits(x, digits, &power) : 0;
  if (!have || (have == count + 1 && digits[count] == '5')) return 0;
  *exponent = power - 1;
  memset(buffer, '0', (size_t)count);
  memcpy(buffer, digits, (size_t)(have < count ? have : count));
  buffer[count] = '\0';
  return have > count && digits[count] >= '5' ? round_up(buffer, count, exponent) : (size_t)count;
}

size_t digits_significant(double x, int count, char *buffer, int *exponent) {
  if (!isfinite(x) || x == 0) return 0;
  if (count <= 0) return shortest_digits(x, buffer, exponent);
  size_t made = round_short(x, count, buffer, exponent);
  if (made) return made;
  if (is_tie(x, count)) {
    print_digits(x, count + 1, buffer, DIGITS_BUFFER, exponent);
    return round_up(buffer, count, exponent);
  }
  return print_digits(x, count, buffer, DIGITS_BUFFER, exponent);
}

char *digits_fixed(double x, int decimals, char *buffer) {
  if (!isfinite(x)) return write_special(x, buffer);
  if (x >= 1e21) return decimal_write(x, buffer);
  /* A tie has one binary digit after the last decimal one, so its decimals are few. */
  double scaled = ldexp(x, decimals + 1);
  if (scaled == floor(scaled)) {
    int length = snprintf(buffer, DIGITS_BUFFER, "%.*f", decimals + 1, x);
    if (buffer[length - 1] == '5') {
      buffer[length - 1] = '\0';
      if (decimals == 0) buffer[length - 2] = '\0';
      length = (int)strlen(buffer);
      if (increment(buffer, (size_t)length)) {
        memmove(buffer + 1, buffer, (size_t)length + 1);
        buffer[0] = '1';
      }
      return buffer;
    }
  }
  snprintf(buffer, DIGITS_BUFFER, "%.*f", decimals, x);
  return buffer;
}

static void write_exponential(const char *digits, size_t count, int exponent, char *buffer) {
  sprintf(buffer, "%c%s%.*se%c%d", digits[0], count > 1 ? "." : "", (int)count - 1, digits + 1,
          exponent < 0 ? '-' : '+', abs(exponent));
}

char *digits_exponential(double x, int decimals, char *buffer) {
  char digits[DIGITS_BUFFER] = "";
  int exponent = 0;
  if (!isfinite(x)) return write_special(x, buffer);
  size_t count = (size_t)decimals + 1;
  memset(digits, '0', count);
  digits[count] = '\0';
  digits_significant(x, (int)count, digits, &exponent);
  write_exponential(digits, count, exponent, buffer);
  return buffer;
}

char *digits_precision(double x, int count, char *buffer) {
  char digits[DIGITS_BUFFER] = "";
  int exponent = 0;
  if (!isfinite(x)) return write_special(x, buffer);
  if (x == 0) return digits_fixed(0, count - 1, buffer);
  digits_significant(x, count, digits, &exponent);
  if (exponent < -6 || exponent >= count) {
    write_exponential(digits, (size_t)count, exponent, buffer);
  } else if (exponent == count - 1) {
    write_text(digits, buffer);
  } else if (exponent >= 0) {
    sprintf(buffer, "%.*s.%s", exponent + 1, digits, digits + exponent + 1);
  } else {
    sprintf(buffer, "0.%.*s%s", -exponent - 1, "000000", digits);
  }
  return buffer;
}

char *digits_radix(double x, int radix, char *buffer) {
  if (!isfinite(x)) return write_special(x, buffer);
  char *end = buffer + DIGITS_BUFFER - 1, *at = end;
  *at = '\0';
  do {
    double digit = fmod(x, radix);
    *--at = "0123456789abcdef"[(int)digit];
    x = (x - digit) / radix;
  } while (x > 0);
  memmove(buffer, at, (size_t)(end - at) + 1);
  return buffer;
}

char *digits_integer(double x, char *buffer) {
  x = round_half_up(x);
  if (isinf(x)) return write_text("\u221e", buffer); /* as toLocaleString, which d3 uses for large numbers */
  if (x == 0 || isnan(x)) return write_text(x == 0 ? "0" : "NaN", buffer);
  int exponent;
  size_t count = shortest_digits(x, buffer, &exponent);
  while ((int)count <= exponent) buffer[count++] = '0';
  buffer[count] = '\0';
  return buffer;
}
