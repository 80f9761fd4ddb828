/* expr/text.c: pieces of expressions as text, for callers that compose them. */
#include "expr/expr.h"

const Json *expr_json_text(const Json *json) {
  const Json *text = json_get(json, "expr");
  if (!text) text = json_get(json, "signal");
  return json_is(text, JSON_STRING) ? text : NULL;
}

char *string_literal(const char *text, Arena *arena) {
  return json_to_text(arena, json_new_string(arena, (Place){0}, text));
}

char *field_to_expression(const char *field, const char *datum, Arena *arena) {
  char *out = arena_strdup(arena, datum);
  for (const char *const *step = field_path(field, arena); *step; step++)
    out = arena_printf(arena, "%s[%s]", out, string_literal(*step, arena));
  return out;
}

char *field_to_lookup(const char *field, const char *datum, Arena *arena) {
  char *path = field_to_expression(field, datum, arena);
  char *column = arena_printf(arena, "%s[%s]", datum, string_literal(field_flat_name(field, arena), arena));
  const char *const *steps = field_path(field, arena);
  if (!steps[0] || !steps[1]) return path;
  return arena_printf(arena, "(isDefined(%s) ? %s : %s)", column, column, path);
}
