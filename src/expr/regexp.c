/* expr/regexp.c: translates JavaScript's regular expressions to PCRE.
 *
 * Most of the syntax is the same; the differences are rewritten here: classes of ASCII only, escapes of code units,
 * empty classes, and letters after a backslash that only PCRE knows. "g" has no counterpart.
 */
#include "base/temporary.h"
#include "expr/function.h"
#include <string.h>

/* Translates what follows a backslash, inside or outside a class; returns the position after it. */
static const char *translate_escape(const char *p, bool in_class, bool unicode, GString *out) {
  static const struct {
    char letter;
    const char *outside, *inside;
  } classes[] = {
      {'d', "[0-9]", "0-9"},
      {'w', "[A-Za-z0-9_]", "A-Za-z0-9_"},
      {'D', "[^0-9]", "\\x00-/:-\\x{10ffff}"},
      {'W', "[^A-Za-z0-9_]", "\\x00-/:-@\\[-^`{-\\x{10ffff}"},
      {'v', "\\x0B", "\\x0B"},
      {'b', "\\b", "\\x08"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
    if (classes[i].letter != *p) continue;
    g_string_append(out, in_class ? classes[i].inside : classes[i].outside);
    return p + 1;
  }
  if (*p == 'u' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]) && g_ascii_isxdigit(p[3]) &&
      g_ascii_isxdigit(p[4])) {
    g_string_append_printf(out, "\\x{%.4s}", p + 1);
    return p + 5;
  }
  if (*p == 'u' && unicode && p[1] == '{') {
    g_string_append(out, "\\x");
    return p + 1;
  }
  bool kept = strchr("sSBnrtfcxk", *p) || (unicode && (*p == 'p' || *p == 'P')) || !g_ascii_isalpha(*p);
  if (kept) g_string_append_c(out, '\\');
  const char *next = g_utf8_next_char(p);
  g_string_append_len(out, p, next - p);
  return next;
}

static const char *translate_class(const char *p, bool unicode, GString *out) {
  bool negated = p[1] == '^';
  const char *inside = p + 1 + negated;
  if (*inside == ']') {
    g_string_append(out, negated ? "[\\s\\S]" : "(?!)");
    return inside + 1;
  }
  g_string_append_len(out, p, inside - p);
  while (*inside && *inside != ']') {
    if (*inside == '\\' && inside[1])
      inside = translate_escape(inside + 1, true, unicode, out);
    else if (*inside == '[')
      g_string_append(out, "\\["), inside++;
    else
      g_string_append_c(out, *inside++);
  }
  if (*inside) g_string_append_c(out, *inside++);
  return inside;
}

static GString *translate(const char *pattern, bool unicode) {
  GString *out = g_string_new(NULL);
  for (const char *p = pattern; *p;) {
    if (*p == '\\' && p[1])
      p = translate_escape(p + 1, false, unicode, out);
    else if (*p == '[')
      p = translate_class(p, unicode, out);
    else
      g_string_append_c(out, *p++);
  }
  return out;
}

/* The flags that JavaScript has, each once and in its order. */
static const char *ordered_flags(const char *flags, Arena *arena) {
  static const char known[] = "dgimsuvy";
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  for (const char *flag = known; *flag; flag++)
    if (strchr(flags, *flag)) g_string_append_c(out, *flag);
  return arena_strndup(arena, out->str, out->len);
}

const ValueRegexp *regexp_create(const char *pattern, const char *flags, Arena *arena) {
  GRegexCompileFlags options = G_REGEX_DOLLAR_ENDONLY | G_REGEX_NEWLINE_ANYCRLF;
  if (strchr(flags, 'i')) options |= G_REGEX_CASELESS;
  if (strchr(flags, 'm')) options |= G_REGEX_MULTILINE;
  if (strchr(flags, 's')) options |= G_REGEX_DOTALL;
  g_autoptr(GString) text = translate(pattern, strchr(flags, 'u') != NULL);
  GRegex *compiled = g_regex_new(text->str, options, 0, NULL);
  if (!compiled) return NULL;
  arena_adopt(arena, compiled, (GDestroyNotify)g_regex_unref);
  ValueRegexp *regexp = arena_new(arena, ValueRegexp);
  *regexp = (ValueRegexp){compiled, *pattern ? arena_strdup(arena, pattern) : "(?:)", ordered_flags(flags, arena)};
  return regexp;
}

bool regexp_is_global(const ValueRegexp *regexp) { return strchr(regexp->flags, 'g') != NULL; }
