/* time/date_parse.c: Date.parse as V8 does it, since data in the wild relies on its leniency.
 *
 * First the ECMAScript form (YYYY-MM-DDTHH:mm:ss.sssZ, parts optional from the right). What does not fit goes on, with what
 * was read so far, to the old free form: numbers with ':' are times, other numbers are day, month and year, words
 * are months, AM/PM or zones, text in parentheses is skipped, and unknown words are allowed only before the first number.
 */
#include "time/clock.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

typedef enum TokenKind {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_SYMBOL,
  TOKEN_WORD,
  TOKEN_SPACE,
  TOKEN_OTHER,
  TOKEN_INVALID
} TokenKind;
typedef enum WordKind { WORD_UNKNOWN, WORD_MONTH, WORD_PERIOD, WORD_ZONE, WORD_TIME } WordKind;

typedef struct Token {
  TokenKind kind;
  int value;  /* of a number; the character of a symbol; of a word its month, hours or zone */
  int length; /* bytes */
  WordKind word;
} Token;

enum { NONE = INT32_MAX };

typedef struct DateReader {
  const char *at;
  Token next;
  int days[3], times[4];
  int day_count, time_count;
  int named_month, period;
  bool iso;
  int zone_sign, zone_hours, zone_minutes;
} DateReader;

static const struct {
  char text[4];
  WordKind kind;
  int value;
} words[] = {
    {"jan", WORD_MONTH, 1}, {"feb", WORD_MONTH, 2},  {"mar", WORD_MONTH, 3},  {"apr", WORD_MONTH, 4},
    {"may", WORD_MONTH, 5}, {"jun", WORD_MONTH, 6},  {"jul", WORD_MONTH, 7},  {"aug", WORD_MONTH, 8},
    {"sep", WORD_MONTH, 9}, {"oct", WORD_MONTH, 10}, {"nov", WORD_MONTH, 11}, {"dec", WORD_MONTH, 12},
    {"am", WORD_PERIOD, 0}, {"pm", WORD_PERIOD, 12}, {"ut", WORD_ZONE, 0},    {"utc", WORD_ZONE, 0},
    {"z", WORD_ZONE, 0},    {"gmt", WORD_ZONE, 0},   {"est", WORD_ZONE, -5},  {"edt", WORD_ZONE, -4},
    {"cst", WORD_ZONE, -6}, {"cdt", WORD_ZONE, -5},  {"mst", WORD_ZONE, -7},  {"mdt", WORD_ZONE, -6},
    {"pst", WORD_ZONE, -8}, {"pdt", WORD_ZONE, -7},  {"t", WORD_TIME, 0},
};

static bool between(int n, int low, int high) { return n >= low && n <= high; }

/* Bytes of white space at `text`, ASCII or of Unicode (no-break, ideographic, BOM …). */
static int space_length(const char *text) {
  if (*text == ' ' || between(*text, '\t', '\r')) return 1;
  if (strncmp(text, "\u00a0", 2) == 0) return 2;
  if (strncmp(text, "\u3000", 3) == 0 || strncmp(text, "\ufeff", 3) == 0 || strncmp(text, "\u202f", 3) == 0) return 3;
  if (strncmp(text, "\xe2\x80", 2) == 0 && between((unsigned char)text[2], 0x80, 0x8a)) return 3;
  return 0;
}

static Token read_number(const char **at) {
  const char *start = *at, *p = start;
  int value = 0;
  while (*p == '0') p++;
  for (int i = 0; isdigit((unsigned char)*p); i++, p++)
    if (i < 9) value = value * 10 + (*p - '0');
  *at = p;
  return (Token){TOKEN_NUMBER, value, (int)(p - start), WORD_UNKNOWN};
}

static Token read_word(const char **at) {
  const char *start = *at, *p = start;
  char prefix[4] = "";
  while ((unsigned char)*p >= 'A' && !space_length(p)) {
    if (p - start < 3) prefix[p - start] = (char)tolower((unsigned char)*p);
    p++;
  }
  *at = p;
  Token token = {TOKEN_WORD, 0, (int)(p - start), WORD_UNKNOWN};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(prefix, words[i].text) != 0 || (token.length > 3 && words[i].kind != WORD_MONTH)) continue;
    token.word = words[i].kind, token.value = words[i].value;
    break;
  }
  return token;
}

static void skip_parentheses(const char **at) {
  int depth = 0;
  do {
    if (**at == '(') depth++;
    if (**at == ')') depth--;
    ++*at;
  } while (depth > 0 && **at);
}

static Token scan(const char **at) {
  const char *start = *at;
  unsigned char c = (unsigned char)*start;
  if (!c) return (Token){.kind = TOKEN_END};
  if (isdigit(c)) return read_number(at);
  if (strchr(":-+.)", c)) {
    ++*at;
    return (Token){TOKEN_SYMBOL, c, 1, WORD_UNKNOWN};
  }
  int space = space_length(start);
  if (!space && c >= 'A') return read_word(at);
  if (space) {
    while ((space = space_length(*at))) *at += space;
    return (Token){TOKEN_SPACE, 0, (int)(*at - start), WORD_UNKNOWN};
  }
  if (c == '(')
    skip_parentheses(at);
  else
    ++*at;
  return (Token){TOKEN_OTHER, 0, (int)(*at - start), WORD_UNKNOWN};
}

static Token take(DateReader *r) {
  Token token = r->next;
  r->next = scan(&r->at);
  return token;
}

static bool next_is(const DateReader *r, int symbol) { return r->next.kind == TOKEN_SYMBOL && r->next.value == symbol; }
static bool skip(DateReader *r, int symbol) {
  bool there = next_is(r, symbol);
  if (there) take(r);
  return there;
}
static bool is_sign(Token token) { return token.kind == TOKEN_SYMBOL && (token.value == '+' || token.value == '-'); }
static bool next_fixed(const DateReader *r, int length, int low, int high) {
  return r->next.kind == TOKEN_NUMBER && r->next.length == length && between(r->next.value, low, high);
}

static bool add_day(DateReader *r, int n) {
  if (r->day_count == 3) return false;
  r->days[r->day_count++] = n;
  return true;
}
static bool add_time(DateReader *r, int n) {
  if (r->time_count == 4) return false;
  r->times[r->time_count++] = n;
  return true;
}
static bool finish_time(DateReader *r, int n) {
  bool added = add_time(r, n);
  while (add_time(r, 0)) {}
  return added;
}
static bool time_expects(const DateReader *r, int n) {
  static const int limits[] = {-1, 59, 59, 999};
  return r->time_count < 4 && between(n, 0, limits[r->time_count]);
}

static int thousandths(Token number) {
  int n = number.value, length = number.length;
  for (; length < 3; length++) n *= 10;
  for (length = length > 9 ? 9 : length; length > 3; length--) n /= 10;
  return n;
}

/* "Z", "+hh:mm" or "+hhmm", or nothing. */
static bool read_iso_zone(DateReader *r) {
  if (r->next.kind == TOKEN_WORD && r->next.word == WORD_ZONE && r->next.length == 1) {
    take(r);
    r->zone_sign = 1, r->zone_hours = r->zone_minutes = 0;
  } else if (is_sign(r->next)) {
    r->zone_sign = take(r).value == '+' ? 1 : -1;
    if (next_fixed(r, 4, 0, 2359)) {
      int n = take(r).value;
      r->zone_hours = n / 100, r->zone_minutes = n % 100;
      if (r->zone_minutes > 59) return false;
    } else {
      if (!next_fixed(r, 2, 0, 23)) return false;
      r->zone_hours = take(r).value;
      if (!skip(r, ':') || !next_fixed(r, 2, 0, 59)) return false;
      r->zone_minutes = take(r).value;
    }
  }
  return r->next.kind == TOKEN_END;
}

/* After the 'T'. */
static bool read_iso_time(DateReader *r) {
  if (!next_fixed(r, 2, 0, 24)) return false;
  bool midnight = r->next.value == 24;
  add_time(r, take(r).value);
  if (!skip(r, ':') || !next_fixed(r, 2, 0, midnight ? 0 : 59)) return false;
  add_time(r, take(r).value);
  if (skip(r, ':')) {
    if (!next_fixed(r, 2, 0, midnight ? 0 : 59)) return false;
    add_time(r, take(r).value);
    if (skip(r, '.')) {
      if (r->next.kind != TOKEN_NUMBER || (midnight && r->next.value > 0)) return false;
      add_time(r, thousandths(take(r)));
    }
  }
  return read_iso_zone(r);
}

/* The first token that the ECMAScript form could not use: TOKEN_END when it read everything, TOKEN_INVALID when the text
 * is not a date at all. */
static Token read_iso(DateReader *r) {
  if (is_sign(r->next)) {
    Token sign = take(r);
    if (!next_fixed(r, 6, 0, NONE)) return sign;
    if (sign.value == '-' && r->next.value == 0) return (Token){.kind = TOKEN_INVALID};
    add_day(r, sign.value == '-' ? -take(r).value : take(r).value);
  } else if (next_fixed(r, 4, 0, NONE)) {
    add_day(r, take(r).value);
  } else {
    return take(r);
  }
  if (skip(r, '-')) {
    if (!next_fixed(r, 2, 1, 12)) return take(r);
    add_day(r, take(r).value);
    if (skip(r, '-')) {
      if (!next_fixed(r, 2, 1, 31)) return take(r);
      add_day(r, take(r).value);
    }
  }
  if (r->next.kind == TOKEN_WORD && r->next.word == WORD_TIME) {
    take(r);
    if (!read_iso_time(r)) return (Token){.kind = TOKEN_INVALID};
  } else if (r->next.kind != TOKEN_END) {
    return take(r);
  }
  if (r->zone_sign == 0 && r->time_count == 0) r->zone_sign = 1, r->zone_hours = r->zone_minutes = 0;
  r->iso = true;
  return (Token){.kind = TOKEN_END};
}

static bool free_number(DateReader *r, int n) {
  if (skip(r, ':')) {
    if (skip(r, ':')) return r->time_count == 0 && add_time(r, n) && add_time(r, 0);
    if (!add_time(r, n)) return false;
    skip(r, '.');
    return true;
  }
  if (next_is(r, '.') && time_expects(r, n)) {
    take(r);
    add_time(r, n);
    return r->next.kind == TOKEN_NUMBER && finish_time(r, thousandths(take(r)));
  }
  skip(r, '.');
  if (r->zone_hours != NONE && r->zone_minutes == NONE && between(n, 0, 59)) {
    r->zone_minutes = n;
    return true;
  }
  if (time_expects(r, n)) {
    finish_time(r, n);
    Token next = r->next;
    return next.kind == TOKEN_END || next.kind == TOKEN_SPACE || is_sign(next) ||
           (next.kind == TOKEN_WORD && next.length == 1 && next.word == WORD_ZONE);
  }
  bool added = add_day(r, n);
  skip(r, '-');
  return added;
}

static bool free_word(DateReader *r, Token word, bool after_number) {
  if (word.word == WORD_PERIOD && r->time_count > 0) {
    r->period = word.value;
  } else if (word.word == WORD_MONTH) {
    r->named_month = word.value;
    skip(r, '-');
  } else if (word.word == WORD_ZONE && after_number) {
    r->zone_sign = word.value < 0 ? -1 : 1;
    r->zone_hours = word.value < 0 ? -word.value : word.value, r->zone_minutes = 0;
  } else {
    return !after_number && r->next.kind != TOKEN_NUMBER;
  }
  return true;
}

/* "+0430", "-8", "+04:30" after UTC or a time. */
static bool free_zone(DateReader *r, int sign) {
  r->zone_sign = sign == '+' ? 1 : -1;
  Token number = {.kind = TOKEN_END};
  if (r->next.kind == TOKEN_NUMBER) number = take(r);
  int n = number.value;
  if (next_is(r, ':'))
    r->zone_hours = n, r->zone_minutes = NONE;
  else if (between(number.length, 1, 2))
    r->zone_hours = n, r->zone_minutes = 0;
  else if (between(number.length, 3, 4))
    r->zone_hours = n / 100, r->zone_minutes = n % 100;
  else
    return false;
  return true;
}

static bool read_free(DateReader *r, Token token) {
  bool after_number = r->day_count > 0;
  for (; token.kind != TOKEN_END; token = take(r)) {
    bool is_utc = r->zone_hours == 0 && r->zone_minutes == 0;
    if (token.kind == TOKEN_NUMBER) {
      after_number = true;
      if (!free_number(r, token.value)) return false;
    } else if (token.kind == TOKEN_WORD) {
      if (!free_word(r, token, after_number)) return false;
    } else if (is_sign(token) && (is_utc || r->time_count > 0)) {
      after_number = true;
      if (!free_zone(r, token.value)) return false;
    } else if ((is_sign(token) || (token.kind == TOKEN_SYMBOL && token.value == ')')) && after_number) {
      return false;
    }
  }
  return true;
}

/* Which of the numbers is the day, the month, the year. */
static double date_days(DateReader *r) {
  if (r->day_count == 0) return NAN;
  while (add_day(r, 1)) {}
  const int *n = r->days;
  int year, month, day;
  bool year_first = !between(n[0], 1, 31);
  if (r->named_month != NONE) {
    month = r->named_month;
    day = year_first ? n[1] : n[0], year = year_first ? n[0] : n[1];
  } else if (r->iso || year_first) {
    year = n[0], month = n[1], day = n[2];
  } else {
    month = n[0], day = n[1], year = n[2];
  }
  if (!r->iso && between(year, 0, 49))
    year += 2000;
  else if (!r->iso && between(year, 50, 99))
    year += 1900;
  if (!between(month, 1, 12) || !between(day, 1, 31)) return NAN;
  return wall_from_fields(year, month - 1, day, 0);
}

static double date_time(DateReader *r) {
  while (add_time(r, 0)) {}
  int *t = r->times;
  if (r->period != NONE) {
    if (!between(t[0], 0, 12)) return NAN;
    t[0] = t[0] % 12 + r->period;
  }
  bool in_range = between(t[0], 0, 23) && between(t[1], 0, 59) && between(t[2], 0, 59) && between(t[3], 0, 999);
  if (!in_range && (t[0] != 24 || t[1] || t[2] || t[3])) return NAN;
  return t[0] * (double)MS_HOUR + t[1] * (double)MS_MINUTE + t[2] * (double)MS_SECOND + t[3];
}

double date_parse(const char *text) {
  DateReader reader = {.at = text, .named_month = NONE, .period = NONE, .zone_hours = NONE, .zone_minutes = NONE};
  if (!text) return NAN;
  take(&reader);
  Token rest = read_iso(&reader);
  if (rest.kind == TOKEN_INVALID || !read_free(&reader, rest)) return NAN;
  double wall = date_days(&reader) + date_time(&reader);
  if (reader.zone_sign == 0) return clock_moment(&(Clock){false, NULL}, wall);
  double hours = reader.zone_hours == NONE ? 0 : reader.zone_hours;
  double minutes = reader.zone_minutes == NONE ? 0 : reader.zone_minutes;
  return clip_moment(wall - reader.zone_sign * (hours * MS_HOUR + minutes * MS_MINUTE));
}
