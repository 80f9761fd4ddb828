/* expr/lexer.c: tokens after ECMA-262's strict mode: no octal numbers, no comments, no templates. */
#include "expr/lexer.h"
#include "base/decimal.h"
#include "base/temporary.h"
#include <string.h>

/* Longest first. The assignment operators are listed so that they can be rejected by name. */
static const char *const punctuators[] = {
    ">>>=", "===", "!==", ">>>", "<<=", ">>=", "**=", "...", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "++", "--",
    "=>",   "+=",  "-=",  "*=",  "/=",  "%=",  "&=",  "|=",  "^=", "??", "?.", "**", "{",  "}",  "(",  ")",  "[",  "]",
    ".",    ";",   ",",   "<",   ">",   "+",   "-",   "*",   "/",  "%",  "&",  "|",  "^",  "!",  "~",  "?",  ":",  "=",
};

static bool is_word_start(gunichar c) {
  if (c >= 0x80) return g_unichar_isalpha(c);
  return g_ascii_isalpha((char)c) || c == '$' || c == '_' || c == '\\';
}

static bool is_word_part(gunichar c) {
  if (c < 0x80) return g_ascii_isalnum((char)c) || c == '$' || c == '_' || c == '\\';
  return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == 0x200C || c == 0x200D;
}

static Token error_at(const char *start, size_t length, const char *code, const char *text) {
  return (Token){.kind = TOKEN_ERROR, .start = start, .length = length, .text = text, .code = code};
}

static Token unexpected(const char *at, Arena *arena) {
  size_t length = (size_t)(g_utf8_next_char(at) - at);
  return error_at(at, length, "E340", arena_printf(arena, "unexpected \"%.*s\" in expression", (int)length, at));
}

/* `digits` hexadecimal digits; -1 when there are fewer. */
static gint64 read_hex(const char **at, int digits) {
  gint64 value = 0;
  for (int i = 0; i < digits; i++, ++*at) {
    if (!g_ascii_isxdigit(**at)) return -1;
    value = value * 16 + g_ascii_xdigit_value(**at);
  }
  return value;
}

/* After "\u" or "\x": "41", "0041" or "{1f600}"; two halves of a pair become one character. -1 when malformed. */
static gint64 read_code_escape(const char **at, char kind) {
  if (kind == 'x') return read_hex(at, 2);
  if (**at == '{') {
    gint64 value = 0;
    for (++*at; g_ascii_isxdigit(**at) && value <= 0x10FFFF; ++*at) value = value * 16 + g_ascii_xdigit_value(**at);
    return *(*at)++ == '}' && value <= 0x10FFFF ? value : -1;
  }
  gint64 high = read_hex(at, 4);
  if (high >= 0xD800 && high < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u') {
    const char *p = *at + 2;
    gint64 low = read_hex(&p, 4);
    if (low >= 0xDC00 && low < 0xE000) {
      *at = p;
      return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return high;
}

static void append_code(GString *out, gint64 code) {
  /* Half a surrogate pair and NUL have no place in UTF-8 text that ends in NUL. */
  g_string_append_unichar(out, code == 0 || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : (gunichar)code);
}

static Token read_word(const char **at, Arena *arena) {
  const char *start = *at, *p = start;
  GString *word = g_string_new(NULL);
  arena_temporary(arena, word);
  while (is_word_part(g_utf8_get_char(p))) {
    if (*p == '\\') {
      const char *escape = p + 2;
      gint64 code = p[1] == 'u' ? read_code_escape(&escape, 'u') : -1;
      if (code < 0 || code == '\\' || !is_word_part((gunichar)code)) return unexpected(p, arena);
      append_code(word, code);
      p = escape;
      continue;
    }
    const char *next = g_utf8_next_char(p);
    g_string_append_len(word, p, next - p);
    p = next;
  }
  *at = p;
  return (Token){TOKEN_WORD, start, (size_t)(p - start), 0, arena_strndup(arena, word->str, word->len), NULL};
}

static Token read_number(const char **at, Arena *arena) {
  const char *start = *at, *p = start;
  double number = 0;
  if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
    const char *digits = p += 2;
    for (; g_ascii_isxdigit(*p); p++) number = number * 16 + g_ascii_xdigit_value(*p);
    if (p == digits) return unexpected(p, arena);
  } else {
    if (p[0] == '0' && g_ascii_isdigit(p[1]))
      return error_at(start, 2, "E341", "number with a leading zero in expression");
    while (g_ascii_isdigit(*p)) p++;
    if (*p == '.') p++;
    while (g_ascii_isdigit(*p)) p++;
    if (*p == 'e' || *p == 'E') {
      p++;
      if (*p == '+' || *p == '-') p++;
      if (!g_ascii_isdigit(*p))
        return *p ? unexpected(p, arena)
                  : error_at(start, (size_t)(p - start), "E342", "unfinished number in expression");
      while (g_ascii_isdigit(*p)) p++;
    }
    number = decimal_read(start, (size_t)(p - start));
  }
  if (*p && is_word_start(g_utf8_get_char(p))) return unexpected(p, arena);
  *at = p;
  return (Token){TOKEN_NUMBER, start, (size_t)(p - start), number, NULL, NULL};
}

/* One escape, after its backslash. False when malformed. */
static bool read_escape(const char **at, GString *out) {
  static const char names[] = "nrtbfv", codes[] = "\n\r\t\b\f\v";
  char c = **at;
  const char *name = c ? strchr(names, c) : NULL;
  if (c == 'u' || c == 'x') {
    ++*at;
    gint64 code = read_code_escape(at, c);
    if (code < 0) return false;
    append_code(out, code);
  } else if (name) {
    g_string_append_c(out, codes[name - names]);
    ++*at;
  } else if (g_ascii_isdigit(c)) {
    if (c != '0' || g_ascii_isdigit((*at)[1])) return false;
    append_code(out, 0);
    ++*at;
  } else if (c == '\r' || c == '\n') {
    *at += c == '\r' && (*at)[1] == '\n' ? 2 : 1;
  } else if (c) {
    const char *next = g_utf8_next_char(*at);
    g_string_append_len(out, *at, next - *at);
    *at = next;
  }
  return true;
}

static Token read_string(const char **at, Arena *arena) {
  const char *start = *at, *p = start + 1;
  GString *text = g_string_new(NULL);
  arena_temporary(arena, text);
  while (*p != *start) {
    if (!*p || *p == '\n' || *p == '\r')
      return error_at(start, (size_t)(p - start), "E343", "unterminated string in expression");
    if (*p == '\\') {
      const char *escape = p++;
      if (!read_escape(&p, text)) return error_at(escape, 2, "E344", "malformed escape in expression");
    } else {
      g_string_append_c(text, *p++);
    }
  }
  *at = ++p;
  return (Token){TOKEN_STRING, start, (size_t)(p - start), 0, arena_strndup(arena, text->str, text->len), NULL};
}

Token lexer_next(const char **at, Arena *arena) {
  const char *p = text_skip_space(*at);
  *at = p;
  if (!*p) return (Token){.kind = TOKEN_END, .start = p};
  if (is_word_start(g_utf8_get_char(p))) return read_word(at, arena);
  if (*p == '"' || *p == '\'') return read_string(at, arena);
  if (g_ascii_isdigit(*p) || (*p == '.' && g_ascii_isdigit(p[1]))) return read_number(at, arena);
  if (*p == '/' && (p[1] == '/' || p[1] == '*'))
    return error_at(p, 2, "E345", "comments are not allowed in expressions");
  for (size_t i = 0; i < G_N_ELEMENTS(punctuators); i++) {
    size_t length = strlen(punctuators[i]);
    if (strncmp(p, punctuators[i], length) != 0) continue;
    /* "a?.5:b" is a condition. */
    if (strcmp(punctuators[i], "?.") == 0 && g_ascii_isdigit(p[2])) continue;
    *at = p + length;
    return (Token){TOKEN_PUNCTUATOR, p, length, 0, punctuators[i], NULL};
  }
  return unexpected(p, arena);
}

Token lexer_regexp(const char **at, char *flags, Arena *arena) {
  const char *start = *at, *p = start + 1;
  bool in_class = false;
  for (; *p != '/' || in_class; p++) {
    if (*p == '\\' && p[1])
      p++;
    else if (*p == '[')
      in_class = true;
    else if (*p == ']')
      in_class = false;
    if (!*p || *p == '\n' || *p == '\r')
      return error_at(start, (size_t)(p - start), "E346", "unterminated regular expression");
  }
  const char *pattern = arena_strndup(arena, start + 1, (size_t)(p - start - 1));
  size_t count = 0;
  for (p++; is_word_part(g_utf8_get_char(p)); p++) {
    if (!strchr("gimsuy", *p) || count >= 6) return error_at(p, 1, "E347", "unknown flag of a regular expression");
    flags[count++] = *p;
  }
  flags[count] = '\0';
  *at = p;
  return (Token){TOKEN_STRING, start, (size_t)(p - start), 0, pattern, NULL};
}
