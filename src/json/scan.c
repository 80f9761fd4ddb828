/* json/scan.c: one step of the grammar at a time.
 *
 * Between two tokens it is known where the last one ended and what may come (JsonExpectation), which is also what
 * json/diagnosis.c needs to say what is wrong.
 */
#include "json/scan.h"
#include "base/decimal.h"
#include "json/escape.h"
#include <string.h>

enum { PLAIN_DIGITS_MAX = 15 };
#define EACH_BYTE G_GUINT64_CONSTANT(0x0101010101010101)

void json_scan_open(JsonScan *scan, const Source *source, bool many, Messages *messages) {
  *scan = (JsonScan){.source = source, .messages = messages, .many = many, .expectation = JSON_EXPECT_DOCUMENT};
  scan->text = source->text ? source->text : "";
  scan->at = scan->text + text_mark_length(source);
  scan->end = scan->text + source->length;
}

void json_scan_open_value(JsonScan *scan, Place value) {
  *scan = (JsonScan){.source = value.source, .text = value.source->text, .expectation = JSON_EXPECT_DOCUMENT};
  scan->at = scan->text + value.offset;
  scan->end = scan->at + value.length;
}

void json_scan_charge(const JsonScan *scan, Budget *budget) {
  static const double steps_of_byte = 1;
  budget_charge(budget, BUDGET_STEPS, steps_of_byte * (double)(scan->end - scan->at));
}

/* Nothing that begins after the last token can go on. */
static bool fail(JsonScan *scan) {
  Place open = scan->depth ? (Place){scan->source, scan->open[scan->depth - 1].start, 1} : (Place){0};
  json_explain(scan->source, (size_t)(scan->at - scan->text), (size_t)(scan->end - scan->text), scan->expectation, open,
               scan->messages);
  scan->failed = true;
  return false;
}

/* The character at `at`, or NUL at the end: no text holds that. */
static inline char peek(const JsonScan *scan, const char *at) { return at < scan->end ? *at : '\0'; }

static inline guint32 offset_of(const JsonScan *scan, const char *at) { return (guint32)(at - scan->text); }

static inline const char *skip_space(const JsonScan *scan, const char *at) {
  const char *end = scan->end;
  while (at < end && (unsigned char)*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
  return at;
}

static inline const char *skip_digits(const JsonScan *scan, const char *at) {
  const char *end = scan->end;
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at;
}

/* The high bit of each byte that is zero; above the lowest such byte there may be others. */
static inline guint64 zero_bytes(guint64 bytes) { return (bytes - EACH_BYTE) & ~bytes & 0x80 * EACH_BYTE; }

/* To the next quote, backslash, control character or the end, eight bytes at a time. */
static inline const char *skip_plain(const JsonScan *scan, const char *at) {
  const char *end = scan->end;
  for (; end - at >= 8; at += 8) {
    guint64 bytes;
    memcpy(&bytes, at, 8);
    bytes = GUINT64_FROM_LE(bytes);
    guint64 stops = zero_bytes(bytes ^ '"' * EACH_BYTE) | zero_bytes(bytes ^ '\\' * EACH_BYTE) |
                    ((bytes - 0x20 * EACH_BYTE) & ~bytes & 0x80 * EACH_BYTE);
    if (stops) return at + __builtin_ctzll(stops) / 8;
  }
  while (at < end && (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\') at++;
  return at;
}

/* What comes after a value. */
static inline bool end_value(JsonScan *scan, JsonToken *token, const char *end) {
  token->end = offset_of(scan, end);
  scan->at = end;
  scan->expectation = !scan->depth                            ? (scan->many ? JSON_EXPECT_DOCUMENT : JSON_EXPECT_END)
                      : scan->open[scan->depth - 1].is_object ? JSON_EXPECT_AFTER_MEMBER
                                                              : JSON_EXPECT_AFTER_ITEM;
  return true;
}

static inline bool scan_word(JsonScan *scan, JsonToken *token, const char *at, JsonTokenKind kind, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(scan->end - at) < length || memcmp(at, word, length) != 0) return fail(scan);
  token->kind = kind;
  return end_value(scan, token, at + length);
}

/* To the end of a number; NULL if it is not one. Also reports whether it is plain. */
static inline const char *skip_number(const JsonScan *scan, JsonToken *token, const char *at) {
  const char *whole = at + (peek(scan, at) == '-');
  at = peek(scan, whole) == '0' ? whole + 1 : skip_digits(scan, whole);
  if (at == whole) return NULL;
  token->is_plain = at - whole <= PLAIN_DIGITS_MAX;
  if (peek(scan, at) == '.') {
    const char *part = at + 1;
    at = skip_digits(scan, part);
    if (at == part) return NULL;
    token->is_plain = false;
  }
  if (peek(scan, at) == 'e' || peek(scan, at) == 'E') {
    const char *power = at + 1 + (peek(scan, at + 1) == '-' || peek(scan, at + 1) == '+');
    at = skip_digits(scan, power);
    if (at == power) return NULL;
    token->is_plain = false;
  }
  return at;
}

static inline bool scan_number(JsonScan *scan, JsonToken *token, const char *at) {
  const char *end = skip_number(scan, token, at);
  token->kind = JSON_TOKEN_NUMBER;
  return end ? end_value(scan, token, end) : fail(scan);
}

static void warn_of_surrogates(const JsonScan *scan, const char *at, const char *end) {
  while ((at = memchr(at, '\\', (size_t)(end - at)))) {
    gunichar c;
    size_t length = json_escape_read(at, end, &c);
    if (json_is_surrogate(c))
      messages_warn(scan->messages, (Place){scan->source, offset_of(scan, at), 6}, "W142",
                    "\"%.6s\" is half of a surrogate pair; it is replaced by U+FFFD", at);
    at += length;
  }
}

/* Steps over the string at `at`; NULL after a message. */
static inline const char *skip_string(JsonScan *scan, JsonToken *token, const char *at) {
  const char *start = at++;
  bool has_nul = false;
  token->is_plain = true;
  for (at = skip_plain(scan, at); peek(scan, at) != '"'; at = skip_plain(scan, at)) {
    gunichar c;
    size_t length = peek(scan, at) == '\\' ? json_escape_read(at, scan->end, &c) : 0;
    if (!length) {
      fail(scan);
      return NULL;
    }
    token->has_lone_surrogate = token->has_lone_surrogate || json_is_surrogate(c);
    token->is_plain = false;
    has_nul = has_nul || !c;
    at += length;
  }
  if (has_nul) {
    Place place = {scan->source, offset_of(scan, start), (guint32)(at + 1 - start)};
    messages_error(scan->messages, place, "E140", "a string cannot contain \\u0000");
    scan->failed = true;
    return NULL;
  }
  if (token->has_lone_surrogate && scan->messages) warn_of_surrogates(scan, start, at);
  return at + 1;
}

static inline bool scan_string(JsonScan *scan, JsonToken *token, const char *at) {
  const char *end = skip_string(scan, token, at);
  token->kind = JSON_TOKEN_STRING;
  return end && end_value(scan, token, end);
}

static inline bool scan_start(JsonScan *scan, JsonToken *token, const char *at, bool is_object) {
  if (scan->depth == JSON_DEPTH_MAX) {
    Place place = {scan->source, token->start, 1};
    messages_error(scan->messages, place, "E141", "nested deeper than %d levels", JSON_DEPTH_MAX);
    scan->failed = true;
    return false;
  }
  scan->open[scan->depth].start = token->start;
  scan->open[scan->depth++].is_object = is_object;
  scan->expectation = is_object ? JSON_EXPECT_FIRST_KEY : JSON_EXPECT_FIRST_ITEM;
  scan->at = at + 1;
  token->end = token->start + 1;
  token->kind = is_object ? JSON_TOKEN_OBJECT_START : JSON_TOKEN_ARRAY_START;
  return true;
}

static inline bool scan_value(JsonScan *scan, JsonToken *token, const char *at) {
  token->start = offset_of(scan, at);
  switch (peek(scan, at)) {
  case '"': return scan_string(scan, token, at);
  case '{': return scan_start(scan, token, at, true);
  case '[': return scan_start(scan, token, at, false);
  case 'n': return scan_word(scan, token, at, JSON_TOKEN_NULL, "null");
  case 'f': return scan_word(scan, token, at, JSON_TOKEN_FALSE, "false");
  case 't': return scan_word(scan, token, at, JSON_TOKEN_TRUE, "true");
  default: return scan_number(scan, token, at);
  }
}

static inline bool scan_key(JsonScan *scan, JsonToken *token, const char *at) {
  token->start = offset_of(scan, at);
  if (peek(scan, at) != '"') return fail(scan);
  const char *end = skip_string(scan, token, at);
  if (!end) return false;
  token->kind = JSON_TOKEN_KEY;
  token->end = offset_of(scan, end);
  scan->at = end;
  scan->expectation = JSON_EXPECT_COLON;
  return true;
}

static inline bool scan_end(JsonScan *scan, JsonToken *token, const char *at) {
  token->start = offset_of(scan, at);
  token->kind = scan->open[--scan->depth].is_object ? JSON_TOKEN_OBJECT_END : JSON_TOKEN_ARRAY_END;
  return end_value(scan, token, at + 1);
}

/* Checks that only white space is left. */
static bool finish(JsonScan *scan) {
  if (scan->many || scan->expectation == JSON_EXPECT_END) return false;
  messages_error(scan->messages, (Place){.source = scan->source}, "E120", "the file is empty");
  scan->failed = true;
  return false;
}

static inline bool next(JsonScan *scan, JsonToken *token) {
  if (scan->failed) return false;
  *token = (JsonToken){0};
  const char *at = skip_space(scan, scan->at);
  char c = peek(scan, at);
  switch (scan->expectation) {
  case JSON_EXPECT_DOCUMENT: return at == scan->end ? finish(scan) : scan_value(scan, token, at);
  case JSON_EXPECT_END: return at == scan->end ? finish(scan) : fail(scan);
  case JSON_EXPECT_FIRST_ITEM: return c == ']' ? scan_end(scan, token, at) : scan_value(scan, token, at);
  case JSON_EXPECT_AFTER_ITEM:
    if (c == ']') return scan_end(scan, token, at);
    return c == ',' ? scan_value(scan, token, skip_space(scan, at + 1)) : fail(scan);
  case JSON_EXPECT_FIRST_KEY: return c == '}' ? scan_end(scan, token, at) : scan_key(scan, token, at);
  case JSON_EXPECT_AFTER_MEMBER:
    if (c == '}') return scan_end(scan, token, at);
    return c == ',' ? scan_key(scan, token, skip_space(scan, at + 1)) : fail(scan);
  case JSON_EXPECT_COLON: return c == ':' ? scan_value(scan, token, skip_space(scan, at + 1)) : fail(scan);
  }
  return false;
}

bool json_scan_next(JsonScan *scan, JsonToken *token) { return next(scan, token); }

/* To the end of a string without escapes; NULL if it is another. */
static inline const char *skip_plain_string(const JsonScan *scan, const char *at) {
  at = skip_plain(scan, at + 1);
  return peek(scan, at) == '"' ? at + 1 : NULL;
}

/* Steps over the members of an object that need no further checks: plain keys with plain strings and numbers. next()
 * handles the first other one. */
static inline void skip_plain_members(JsonScan *scan) {
  while (scan->expectation == JSON_EXPECT_AFTER_MEMBER || scan->expectation == JSON_EXPECT_FIRST_KEY) {
    const char *at = skip_space(scan, scan->at);
    if (scan->expectation == JSON_EXPECT_AFTER_MEMBER) {
      if (peek(scan, at) != ',') return;
      at = skip_space(scan, at + 1);
    }
    if (peek(scan, at) != '"' || !(at = skip_plain_string(scan, at))) return;
    at = skip_space(scan, at);
    if (peek(scan, at) != ':') return;
    at = skip_space(scan, at + 1);
    JsonToken number;
    char c = peek(scan, at);
    at = c == '"'                         ? skip_plain_string(scan, at)
         : g_ascii_isdigit(c) || c == '-' ? skip_number(scan, &number, at)
                                          : NULL;
    if (!at) return;
    scan->at = at;
    scan->expectation = JSON_EXPECT_AFTER_MEMBER;
  }
}

guint32 json_scan_skip(JsonScan *scan, unsigned depth, JsonToken *token) {
  guint32 count = 0;
  while (next(scan, token) && scan->depth >= depth) {
    count += scan->depth == depth;
    skip_plain_members(scan);
  }
  return count;
}

double json_scan_number(const JsonScan *scan, const JsonToken *token) {
  return decimal_read(scan->text + token->start, token->end - token->start);
}

const char *json_scan_text(JsonScan *scan, const JsonToken *token, size_t *length) {
  const char *inside = scan->text + token->start + 1;
  *length = token->end - token->start - 2;
  if (token->is_plain) return inside;
  if (!scan->unescaped) scan->unescaped = g_string_new(NULL);
  json_unescape(scan->unescaped, inside, inside + *length);
  *length = scan->unescaped->len;
  return scan->unescaped->str;
}
