/* json/diagnosis.c: explains why reading stopped at some place.
 *
 * The scanner says only that it stopped. What was expected is known from the tokens before; here the text that follows
 * is checked for common mistakes: comments, trailing commas, single quotes, NaN, bad escapes.
 */
#include "json/diagnosis.h"
#include "base/decimal.h"
#include <string.h>

typedef struct Scan {
  const Source *source;
  size_t at, end;
  Place open;
  Messages *messages;
} Scan;

static int peek(const Scan *scan, size_t ahead) {
  return scan->at + ahead < scan->end ? (unsigned char)scan->source->text[scan->at + ahead] : -1;
}

static Place place_here(const Scan *scan, size_t length) {
  return (Place){scan->source, (guint32)scan->at, (guint32)MIN(length, scan->end - scan->at)};
}

static void skip_space(Scan *scan) {
  while (peek(scan, 0) > 0 && strchr(" \t\r\n", peek(scan, 0))) scan->at++;
}

/* Letters, digits and underscores; all bytes above ASCII count as letters. */
static size_t word_length(const Scan *scan) {
  size_t n = 0;
  for (int c; (c = peek(scan, n)) >= 0 && (g_ascii_isalnum(c) || c == '_' || c == '$' || c >= 0x80);) n++;
  return n;
}

static void explain_end(const Scan *scan) {
  if (!scan->open.source) {
    messages_error(scan->messages, place_here(scan, 0), "E121", "unexpected end of file");
    return;
  }
  unsigned line, column;
  place_line_column(scan->open, &line, &column);
  messages_error(scan->messages, place_here(scan, 0), "E122",
                 "unexpected end of file: the \"%c\" on line %u is never closed",
                 scan->open.source->text[scan->open.offset], line);
}

static void explain_escape(Scan *scan) {
  int c = peek(scan, 1);
  if (c != 'u') {
    size_t length =
        c < 0x80 ? 1 : g_utf8_next_char(scan->source->text + scan->at + 1) - (scan->source->text + scan->at + 1);
    messages_error(scan->messages, place_here(scan, 1 + length), "E135", "unknown escape \"\\%.*s\" in a string",
                   (int)length, scan->source->text + scan->at + 1);
    return;
  }
  messages_error(scan->messages, place_here(scan, 2), "E136", "\"\\u\" must be followed by four hexadecimal digits");
}

static bool escape_is_good(const Scan *scan) {
  int c = peek(scan, 1);
  if (c != 'u') return c > 0 && strchr("\"\\/bfnrt", c);
  for (size_t i = 2; i < 6; i++)
    if (peek(scan, i) < 0 || !g_ascii_isxdigit(peek(scan, i))) return false;
  return true;
}

static void explain_string(Scan *scan) {
  Place start = place_here(scan, 1);
  for (scan->at++; scan->at < scan->end; scan->at++) {
    int c = peek(scan, 0);
    if (c == '"') break;
    if (c == '\n' || c == '\r') {
      messages_error(scan->messages, start, "E137", "the string does not end on its line; write a line break as \\n");
      return;
    }
    if (c < 0x20) {
      messages_error(scan->messages, place_here(scan, 1), "E138", "control character in a string; write it as \\u%04x",
                     (unsigned)c);
      return;
    }
    if (c == '\\') {
      if (scan->at + 1 >= scan->end) break;
      if (!escape_is_good(scan)) {
        explain_escape(scan);
        return;
      }
      scan->at++;
    }
  }
  messages_error(scan->messages, start, "E139", "the string is never closed");
}

static void explain_number(Scan *scan) {
  bool has_sign = !g_ascii_isdigit(peek(scan, 0));
  scan->at += has_sign;
  size_t length = word_length(scan) + has_sign;
  scan->at -= has_sign;
  if (!strncmp(scan->source->text + scan->at, "-Infinity", MIN((size_t)9, scan->end - scan->at)) && length == 9) {
    messages_error(scan->messages, place_here(scan, length), "E129", "\"%s\" is not JSON; %s", "-Infinity",
                   "numbers are finite");
  } else if (peek(scan, 0) == '+') {
    messages_error(scan->messages, place_here(scan, length), "E130", "a number cannot start with \"+\"");
  } else if (peek(scan, 0) == '.') {
    messages_error(scan->messages, place_here(scan, length), "E131", "a number needs a digit before its decimal point");
  } else {
    size_t span = MAX(decimal_span(scan->source->text + scan->at, scan->end - scan->at), length);
    messages_error(scan->messages, place_here(scan, span), "E133", "\"%.*s\" is not a valid JSON number", (int)span,
                   scan->source->text + scan->at);
  }
}

static void explain_word(const Scan *scan) {
  static const char *const hints[][2] = {
      {"NaN", "write null for a missing number"},
      {"Infinity", "numbers are finite"},
      {"undefined", "write null"},
      {"True", "write true"},
      {"False", "write false"},
      {"None", "write null"},
  };
  size_t length = word_length(scan);
  const char *word = scan->source->text + scan->at;
  for (size_t i = 0; i < G_N_ELEMENTS(hints); i++) {
    if (strlen(hints[i][0]) != length || memcmp(hints[i][0], word, length) != 0) continue;
    messages_error(scan->messages, place_here(scan, length), "E129", "\"%s\" is not JSON; %s", hints[i][0],
                   hints[i][1]);
    return;
  }
  int shown = (int)MIN(length, (size_t)60);
  messages_error(scan->messages, place_here(scan, length), "E128",
                 "\"%.*s\" is not a value; strings must be in double quotes", shown, word);
}

/* Characters that look like a space or are invisible: form feed, the spaces and invisible characters of Unicode. */
static gunichar foreign_space(const Scan *scan) {
  if (peek(scan, 0) < 0) return 0;
  gunichar c = g_utf8_get_char(scan->source->text + scan->at);
  return g_unichar_isspace(c) || g_unichar_type(c) == G_UNICODE_FORMAT || c == '\v' || c == 0x85 ? c : 0;
}

/* Comments, single quotes and non-ASCII spaces are invalid everywhere. */
static bool explain_foreign(const Scan *scan) {
  int c = peek(scan, 0), next = peek(scan, 1);
  gunichar space = foreign_space(scan);
  if (space) {
    messages_error(scan->messages, place_here(scan, (size_t)g_unichar_to_utf8(space, NULL)), "E134",
                   "U+%04X is not white space in JSON", space);
    return true;
  }
  if ((c == '/' && (next == '/' || next == '*')) || c == '#') {
    messages_error(scan->messages, place_here(scan, c == '#' ? 1 : 2), "E124", "comments are not allowed in JSON");
    return true;
  }
  if (c == '\'') {
    messages_error(scan->messages, place_here(scan, 1), "E127", "strings must be in double quotes in JSON");
    return true;
  }
  return false;
}

static void explain_unexpected(const Scan *scan, const char *expected) {
  if (peek(scan, 0) < 0) {
    explain_end(scan);
    return;
  }
  if (explain_foreign(scan)) return;
  size_t length = word_length(scan);
  if (!length) length = 1;
  messages_error(scan->messages, place_here(scan, length), "E123", "expected %s, found \"%.*s\"", expected,
                 (int)MIN(length, (size_t)60), scan->source->text + scan->at);
}

static void explain_value(Scan *scan, const char *expected) {
  int c = peek(scan, 0);
  if (c == '"') {
    explain_string(scan);
  } else if (c >= 0 && (g_ascii_isdigit(c) || c == '-' || c == '+' || c == '.')) {
    explain_number(scan);
  } else if (c >= 0 && word_length(scan) && !foreign_space(scan)) {
    explain_word(scan);
  } else {
    explain_unexpected(scan, expected);
  }
}

static void explain_key(Scan *scan, const char *expected) {
  int c = peek(scan, 0);
  if (c == '"') {
    explain_string(scan);
  } else if (c >= 0 && (g_ascii_isalpha(c) || c == '_' || c == '$')) {
    messages_error(scan->messages, place_here(scan, word_length(scan)), "E126",
                   "keys must be in double quotes in JSON");
  } else {
    explain_unexpected(scan, expected);
  }
}

/* After an item or member: the fault is here, or after the comma. */
static void explain_next(Scan *scan, char close, bool touches_number) {
  if (peek(scan, 0) != ',') {
    if (touches_number && peek(scan, 0) >= 0 && g_ascii_isdigit(peek(scan, 0))) {
      messages_error(scan->messages, place_here(scan, 1), "E132", "a number cannot have leading zeros");
      return;
    }
    explain_unexpected(scan, close == ']' ? "\",\" or \"]\"" : "\",\" or \"}\"");
    return;
  }
  Place comma = place_here(scan, 1);
  scan->at++;
  skip_space(scan);
  if (peek(scan, 0) == close) {
    messages_error(scan->messages, comma, "E125", "trailing comma before \"%c\"; JSON does not allow it", close);
  } else if (close == ']') {
    explain_value(scan, "a value");
  } else {
    explain_key(scan, "a key in double quotes");
  }
}

void json_explain(const Source *source, size_t offset, size_t to, JsonExpectation expectation, Place open,
                  Messages *messages) {
  Scan scan = {source, offset, to, open, messages};
  skip_space(&scan);
  bool touches = scan.at == offset && offset && g_ascii_isdigit(source->text[offset - 1]);
  switch (expectation) {
  case JSON_EXPECT_DOCUMENT: explain_value(&scan, "a value"); break;
  case JSON_EXPECT_END: explain_unexpected(&scan, "the end of the file"); break;
  case JSON_EXPECT_FIRST_ITEM: explain_value(&scan, "a value or \"]\""); break;
  case JSON_EXPECT_AFTER_ITEM: explain_next(&scan, ']', touches); break;
  case JSON_EXPECT_FIRST_KEY: explain_key(&scan, "a key in double quotes or \"}\""); break;
  case JSON_EXPECT_AFTER_MEMBER: explain_next(&scan, '}', touches); break;
  case JSON_EXPECT_COLON:
    if (peek(&scan, 0) == ':') {
      scan.at++;
      skip_space(&scan);
      explain_value(&scan, "a value");
    } else {
      explain_unexpected(&scan, "\":\"");
    }
    break;
  }
}
