/* expr/functions_regexp.c: test, replace and split, with patterns or plain strings. */
#include "base/temporary.h"
#include "expr/function.h"
#include <string.h>

/* The argument as a regular expression; NULL after a message. */
static const ValueRegexp *argument_regexp(const Call *call, size_t i) {
  Value value = argument(call, i);
  if (value.kind == VALUE_REGEXP) return value.regexp;
  const char *pattern = value.kind == VALUE_UNDEFINED ? "(?:)" : argument_string(call, i);
  const ValueRegexp *regexp = regexp_create(pattern, "", call->at->arena);
  if (!regexp) evaluation_error(call->at, "E352", "invalid regular expression \"%.60s\"", pattern);
  return regexp;
}

static Value call_regexp(const Call *call) {
  Value pattern = argument(call, 0);
  const char *flags = is_absent(argument(call, 1)) ? "" : argument_string(call, 1);
  const char *source = pattern.kind == VALUE_REGEXP ? pattern.regexp->source : argument_string(call, 0);
  if (pattern.kind == VALUE_REGEXP && is_absent(argument(call, 1))) return pattern;
  const ValueRegexp *regexp = regexp_create(source, flags, call->at->arena);
  if (regexp) return (Value){.kind = VALUE_REGEXP, .regexp = regexp};
  evaluation_error(call->at, "E352", "invalid regular expression \"%.60s\"", source);
  return value_undefined();
}

/* PCRE gives up a match after this many steps, by default. */
static const double MATCH_STEPS = 1e7;

static void report_match(const Call *call, GRegex *regexp, GError *error) {
  if (!error) return;
  arena_charge(call->at->arena, BUDGET_STEPS, MATCH_STEPS);
  if (call->at->messages)
    messages_warn(call->at->messages, call->at->place, "W472",
                  "the regular expression \"%s\" takes too many steps and counts as not matching: %s",
                  g_regex_get_pattern(regexp), error->message);
  g_error_free(error);
}

/* g_regex_match() that says when the match was given up. */
static bool match_text(const Call *call, GRegex *regexp, const char *text, GMatchInfo **info) {
  GError *error = NULL;
  bool found = g_regex_match_full(regexp, text, -1, 0, 0, info, &error);
  report_match(call, regexp, error);
  return found;
}

/* The work of repeated matches, which is charged after what they need is released. */
typedef struct Matching {
  double steps;
} Matching;

/* Goes on to the next match, with `left` bytes of text. Before each, PCRE looks whether all of them are valid UTF-8, and g_match_info_next()
 * cannot tell it that they are. Nothing is counted for short texts, which are what most charts have. */
static bool match_next(const Call *call, GRegex *regexp, GMatchInfo *info, size_t left, Matching *matching) {
  static const double MOST = 3e8; /* the budget */
  enum { SHORT = 256 };
  GError *error = NULL;
  if (left > SHORT) matching->steps += (double)left * 0.16;
  if (matching->steps > MOST) return false;
  bool found = g_match_info_next(info, &error);
  report_match(call, regexp, error);
  return found;
}

static Value call_test(const Call *call) {
  const ValueRegexp *regexp = argument_regexp(call, 0);
  return value_boolean(regexp && match_text(call, regexp->compiled, argument_string(call, 1), NULL));
}

/* The position of a match, and its captures; `info` NULL for a plain string. */
typedef struct Match {
  const char *text;
  size_t start, end;
  GMatchInfo *info;
} Match;

static void append_capture(const Match *match, int number, GString *out) {
  g_autofree char *capture = g_match_info_fetch(match->info, number);
  if (capture) g_string_append(out, capture);
}

/* Appends one "$…" of a replacement; returns the position after it. */
static const char *append_reference(const Match *match, const char *p, GString *out) {
  int captures = match->info ? g_regex_get_capture_count(g_match_info_get_regex(match->info)) : 0;
  switch (p[1]) {
  case '$': g_string_append_c(out, '$'); return p + 2;
  case '&': g_string_append_len(out, match->text + match->start, (gssize)(match->end - match->start)); return p + 2;
  case '`': g_string_append_len(out, match->text, (gssize)match->start); return p + 2;
  case '\'': g_string_append(out, match->text + match->end); return p + 2;
  case '<': {
    const char *close = strchr(p, '>');
    if (!match->info || !close) break;
    g_autofree char *name = g_strndup(p + 2, (gsize)(close - p - 2));
    g_autofree char *capture = g_match_info_fetch_named(match->info, name);
    if (capture) g_string_append(out, capture);
    return close + 1;
  }
  default: break;
  }
  if (g_ascii_isdigit(p[1])) {
    int one = p[1] - '0', two = g_ascii_isdigit(p[2]) ? one * 10 + p[2] - '0' : 0;
    if (two >= 1 && two <= captures) return append_capture(match, two, out), p + 3;
    if (one >= 1 && one <= captures) return append_capture(match, one, out), p + 2;
  }
  g_string_append_c(out, '$');
  return p + 1;
}

static void append_replacement(const Match *match, const char *replacement, GString *out) {
  for (const char *p = replacement; *p && out->len <= LONGEST_TEXT;) {
    if (*p == '$')
      p = append_reference(match, p, out);
    else
      g_string_append_c(out, *p++);
  }
}

/* False after a message when a string exceeds the limit. */
static bool is_bounded(const Call *call, const GString *out) {
  if (out->len <= LONGEST_TEXT) return true;
  evaluation_error(call->at, "E362", "the result of %s() is too long", call->function->name);
  return false;
}

static Value kept(const Call *call, const GString *out) {
  return value_string(arena_strndup(call->at->arena, out->str, out->len));
}

static Value replace_regexp(const Call *call, const char *text, const ValueRegexp *regexp, const char *replacement,
                            Matching *matching) {
  GString *out = g_string_new(NULL);
  arena_temporary(call->at->arena, out);
  GMatchInfo *info = NULL;
  arena_temporary_with(call->at->arena, info, (GDestroyNotify)g_match_info_unref);
  size_t done = 0, length = strlen(text);
  match_text(call, regexp->compiled, text, &info);
  while (g_match_info_matches(info)) {
    int start, end;
    g_match_info_fetch_pos(info, 0, &start, &end);
    const Match match = {text, (size_t)start, (size_t)end, info};
    g_string_append_len(out, text + done, (gssize)(match.start - done));
    append_replacement(&match, replacement, out);
    done = match.end;
    if (!regexp_is_global(regexp) || !is_bounded(call, out)) break;
    if (!match_next(call, regexp->compiled, info, length - done, matching)) break;
  }
  g_string_append(out, text + done);
  return is_bounded(call, out) ? kept(call, out) : value_undefined();
}

static Value call_replace(const Call *call) {
  const char *text = argument_string(call, 0), *replacement = argument_string(call, 2);
  Value pattern = argument(call, 1);
  if (pattern.kind == VALUE_REGEXP) {
    Matching matching = {0};
    Value replaced = replace_regexp(call, text, pattern.regexp, replacement, &matching);
    arena_charge(call->at->arena, BUDGET_STEPS, matching.steps);
    return replaced;
  }
  if (pattern.kind != VALUE_STRING) {
    evaluation_error(call->at, "E363", "replace() needs a string or a regular expression as its second argument");
    return value_undefined();
  }
  const char *found = strstr(text, pattern.string);
  if (!found) return value_string(text);
  GString *out = g_string_new_len(text, found - text);
  arena_temporary(call->at->arena, out);
  const Match match = {text, (size_t)(found - text), (size_t)(found - text) + strlen(pattern.string), NULL};
  append_replacement(&match, replacement, out);
  g_string_append(out, text + match.end);
  return is_bounded(call, out) ? kept(call, out) : value_undefined();
}

static void add_part(const Call *call, GArray *parts, const char *start, size_t bytes) {
  Value part = value_string(arena_strndup(call->at->arena, start, bytes));
  g_array_append_val(parts, part);
}

static void split_regexp(const Call *call, const char *text, GRegex *regexp, GArray *parts, Matching *matching) {
  GMatchInfo *info = NULL;
  arena_temporary_with(call->at->arena, info, (GDestroyNotify)g_match_info_unref);
  size_t done = 0, length = strlen(text);
  match_text(call, regexp, text, &info);
  for (bool found = g_match_info_matches(info); found;
       found = match_next(call, regexp, info, length - done, matching)) {
    int start, end;
    g_match_info_fetch_pos(info, 0, &start, &end);
    if ((size_t)start >= length || (start == end && (size_t)start == done)) {
      if (length || end == 0) {
        if (!length) return; /* an empty string that the pattern matches has no parts */
        continue;
      }
    }
    add_part(call, parts, text + done, (size_t)start - done);
    for (int i = 1; i < g_match_info_get_match_count(info); i++) {
      char *capture = g_match_info_fetch(info, i);
      arena_temporary(call->at->arena, capture);
      int from = -1;
      g_match_info_fetch_pos(info, i, &from, NULL);
      if (from >= 0)
        add_part(call, parts, capture, strlen(capture));
      else
        g_array_append_vals(parts, &(Value){.kind = VALUE_UNDEFINED}, 1);
    }
    done = (size_t)end;
  }
  add_part(call, parts, text + done, length - done);
}

static void split_text(const Call *call, const char *text, const char *separator, GArray *parts) {
  size_t length = strlen(separator);
  if (length == 0) {
    for (const char *next; *text; text = next) {
      next = g_utf8_next_char(text);
      add_part(call, parts, text, (size_t)(next - text));
    }
    return;
  }
  for (const char *found; (found = strstr(text, separator)); text = found + length)
    add_part(call, parts, text, (size_t)(found - text));
  add_part(call, parts, text, strlen(text));
}

static Value split(const Call *call, Matching *matching) {
  const char *text = argument_string(call, 0);
  Value separator = argument(call, 1);
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(Value));
  arena_temporary(call->at->arena, parts);
  if (separator.kind == VALUE_UNDEFINED)
    add_part(call, parts, text, strlen(text));
  else if (separator.kind == VALUE_REGEXP)
    split_regexp(call, text, separator.regexp->compiled, parts, matching);
  else
    split_text(call, text, argument_string(call, 1), parts);
  size_t count = parts->len;
  double limit = argument_number(call, 2);
  if (argument(call, 2).kind != VALUE_UNDEFINED && limit >= 0 && limit < (double)count) count = (size_t)limit;
  Value *items = arena_array(call->at->arena, Value, count);
  if (count) memcpy(items, parts->data, count * sizeof *items);
  return value_array(items, count, call->at->arena);
}

static Value call_split(const Call *call) {
  Matching matching = {0};
  Value parts = split(call, &matching);
  arena_charge(call->at->arena, BUDGET_STEPS, matching.steps);
  return parts;
}

const Function functions_regexp[] = {
    {"regexp", call_regexp, FUNCTION_PURE, NULL, 0},
    {"replace", call_replace, FUNCTION_PURE, NULL, 0},
    {"split", call_split, FUNCTION_PURE, NULL, 0},
    {"test", call_test, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
