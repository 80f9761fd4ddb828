/* schema_text.h: a JSON schema as the text that is kept in data/: what fits on one line is on one. */
#pragma once
#include "json/json.h"
#include <glib.h>
#include <string.h>

enum { SCHEMA_LINE_MAX = 120 };

static inline char *schema_line(const Json *json, Arena *arena) {
  GString *out = g_string_new(NULL);
  const char *text = json_to_text(arena, json);
  bool quoted = false;
  for (; *text; text++) {
    g_string_append_c(out, *text);
    if (quoted && *text == '\\')
      g_string_append_c(out, *++text);
    else if (*text == '"')
      quoted = !quoted;
    else if (!quoted && strchr(",:", *text))
      g_string_append_c(out, ' ');
  }
  char *line = arena_strdup(arena, out->str);
  g_string_free(out, TRUE);
  return line;
}

/* What fits on one line is on one. */
static inline void schema_print(GString *out, const Json *json, size_t indent, size_t used, Arena *arena) {
  const char *line = schema_line(json, arena);
  size_t count = json_count(json);
  if (count == 0 || used + (size_t)g_utf8_strlen(line, -1) <= SCHEMA_LINE_MAX) {
    g_string_append(out, line);
    return;
  }
  bool object = json_is(json, JSON_OBJECT);
  g_string_append(out, object ? "{" : "[");
  for (size_t i = 0; i < count; i++) {
    const char *key =
        object
            ? arena_printf(arena,
                           "%s: ", json_to_text(arena, json_new_string(arena, (Place){0}, json->object.members[i].key)))
            : "";
    g_string_append_printf(out, "%s\n%*s%s", i ? "," : "", (int)indent + 2, "", key);
    schema_print(out, object ? json->object.members[i].value : json_at(json, i), indent + 2, indent + 3 + strlen(key),
                 arena);
  }
  g_string_append_printf(out, "\n%*s%s", (int)indent, "", object ? "}" : "]");
}
