/* cli/docs/readme.c: README with the parts between <!-- NAME --> and <!-- /NAME --> rewritten. */
#include "cli/docs/docs.h"
#include <string.h>

static void append_option(GString *out, const Option *option) {
  g_string_append(out, "| `");
  if (option->letter) g_string_append_printf(out, "-%c`, `", option->letter);
  g_string_append_printf(out, "--%s", option->name);
  if (option->argument) {
    g_string_append_c(out, ' ');
    append_escaped(out, option->argument, "|");
  }
  char *takers = option_takers(option), *meaning = option_meaning(option);
  g_string_append_printf(out, "` | %s | ", takers ? takers : "all");
  append_escaped(out, meaning, "|");
  if (option->details) {
    g_string_append(out, ". ");
    append_escaped(out, option->details, "|");
  }
  g_string_append(out, " |\n");
  g_free(takers);
  g_free(meaning);
}

static char *options(void) {
  GString *out = g_string_new("\n| option | command | meaning |\n| --- | --- | --- |\n");
  for (size_t i = 0; option_at(i); i++) append_option(out, option_at(i));
  return g_string_free(out, FALSE);
}

static char *commands(void) {
  GString *out = g_string_new("\n| command | meaning |\n| --- | --- |\n");
  for (size_t i = 0; command_at(i); i++)
    g_string_append_printf(out, "| `tuban %s%s%s` | %s |\n", command_at(i)->name, command_at(i)->arguments ? " " : "",
                           command_at(i)->arguments ? command_at(i)->arguments : "", command_at(i)->details);
  return g_string_free(out, FALSE);
}

/* Replaces what is between the comments `name` and /`name`, wherever they are. Takes `text`. */
static void replace(GString *out, const char *name, char *text) {
  char *start = g_strdup_printf("<!-- %s -->", name), *end = g_strdup_printf("<!-- /%s -->", name);
  gsize at = 0;
  for (char *from; (from = strstr(out->str + at, start));) {
    gsize begin = (gsize)(from - out->str) + strlen(start);
    char *to = strstr(out->str + begin, end);
    if (!to) break;
    g_string_erase(out, (gssize)begin, to - (out->str + begin));
    g_string_insert(out, (gssize)begin, text);
    at = begin + strlen(text);
  }
  g_free(start);
  g_free(end);
  g_free(text);
}

void write_readme(GString *out, const char *template) {
  g_string_append(out, template);
  replace(out, "formats", format_titles());
  replace(out, "commands", commands());
  replace(out, "options", options());
}
