/* cli/docs/messages.c: the page of all messages, from src/messages.json: a heading for each hundred, then one for each code. */
#include "cli/docs/docs.h"
#include "json/json.h"
#include <string.h>

static const char *const topics[] = {
    ['1'] = "Files and JSON",
    ['2'] = "The spec",
    ['3'] = "Data",
    ['4'] = "Scales",
    ['5'] = "Guides, text and layout",
    ['6'] = "Rendering and formats",
    ['7'] = "Posters and styles",
    ['8'] = "The C API",
    ['9'] = "Internal",
};

static const char *field(const Json *row, const char *name) { return json_string(json_get(row, name), ""); }

static void append_row(GString *out, const char *code, const Json *row) {
  static const char *const levels[] = {['E'] = "error", ['W'] = "warning", ['N'] = "note"};
  g_string_append_printf(out, "\n### %s\n\n`%s: %s`\n\n%s\n\n", code, levels[(unsigned char)*code], field(row, "text"),
                         field(row, "explanation"));
  char **lines = g_strsplit(field(row, "example"), "\n", -1);
  for (char **line = lines; *line; line++) g_string_append_printf(out, "    %s\n", *line);
  g_strfreev(lines);
  g_string_append_printf(out, "\nFix: %s\n", field(row, "fix"));
}

void write_messages(GString *out, const char *template) {
  Arena *arena = arena_create();
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "messages.json", .text = template, .length = strlen(template)};
  const Json *table = json_parse(source, messages_create(arena, false), arena);
  g_string_append(out, "# Messages\n\nMade by `./dev docs` from `src/messages.json`. `tuban explain CODE` prints the "
                       "same. The letter is the "
                       "level: E\nfor an error, W for a warning, N for a note. With `--strict`, a warning is an error "
                       "and keeps its code.\n");
  char topic = 0;
  for (size_t i = 0; i < json_count(table); i++) {
    const JsonMember *member = &table->object.members[i];
    if (member->key[1] != topic)
      g_string_append_printf(out, "\n## %cxx: %s\n", member->key[1], topics[(unsigned char)member->key[1]]);
    topic = member->key[1];
    append_row(out, member->key, member->value);
  }
  arena_destroy(arena);
}
