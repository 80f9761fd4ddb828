/* tuban_explain.c: looks up the explanation of a message in messages.json by its code. */
#include "tuban.h"
#include "json/json.h"

extern const char messages_json[];
extern const unsigned long messages_json_length;

static const Json *find_row(const char *code, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "messages.json", .text = messages_json, .length = messages_json_length};
  const Json *table = json_parse(source, messages_create(arena, false), arena);
  g_assert(table);
  return json_get(table, code);
}

static const char *level_of(const char *code) { return *code == 'E' ? "error" : *code == 'W' ? "warning" : "note"; }

/* "a\nb" with every line indented. */
static void append_indented(GString *out, const char *text) {
  g_string_append(out, "    ");
  for (; *text; text++) {
    g_string_append_c(out, *text);
    if (*text == '\n') g_string_append(out, "    ");
  }
}

char *tuban_message_explain(const char *code) {
  if (!code) return NULL;
  Arena *arena = arena_create();
  char *known = arena_strdup(arena, code);
  for (char *c = known; *c; c++) *c = g_ascii_toupper(*c);
  const Json *row = find_row(known, arena);
  GString *out = row ? g_string_new(NULL) : NULL;
  if (row) {
    g_string_append_printf(out, "%s: %s: %s\n\n%s\n\nExample:\n", known, level_of(known),
                           json_string(json_get(row, "text"), ""), json_string(json_get(row, "explanation"), ""));
    append_indented(out, json_string(json_get(row, "example"), ""));
    g_string_append_printf(out, "\n\nFix: %s\n", json_string(json_get(row, "fix"), ""));
  }
  arena_destroy(arena);
  return out ? g_string_free(out, FALSE) : NULL;
}
