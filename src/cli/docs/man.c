/* cli/docs/man.c: the man page: a template whose lines @SYNOPSIS@, @COMMANDS@ and @OPTIONS@ are replaced, and @FORMATS@ and
 * @VERSION@ within a line. man(7) has the macros.
 */
#include "cli/docs/docs.h"
#include "tuban.h"
#include <string.h>

/* Text escaped for roff: "-" is a hyphen where a line may break, "\-" the minus sign as typed. */
static void append_roff(GString *out, const char *text) {
  if (*text == '.' || *text == '\'') g_string_append(out, "\\&");
  for (; *text; text++) {
    if (*text == '-')
      g_string_append(out, "\\-");
    else if (*text == '\\')
      g_string_append(out, "\\e");
    else
      g_string_append_c(out, *text);
  }
}

/* A sentence from a phrase. */
static void append_sentence(GString *out, const char *phrase) {
  char *capital = g_utf8_strup(phrase, g_utf8_next_char(phrase) - phrase);
  append_roff(out, capital);
  append_roff(out, g_utf8_next_char(phrase));
  g_string_append(out, ".\n");
  g_free(capital);
}

static void append_details(GString *out, const char *details) {
  if (!details) return;
  append_roff(out, details);
  g_string_append_c(out, '\n');
}

static char *synopsis(void) {
  GString *out = g_string_new(NULL);
  for (size_t i = 0; command_at(i); i++) {
    const Command *command = command_at(i);
    if (i) g_string_append(out, ".br\n");
    g_string_append_printf(out, ".B tuban %s\n.RI [ OPTION \"...] \" ", command->name);
    g_string_append_printf(out, "%s\n", command->arguments ? command->arguments : "");
  }
  g_string_replace(out, "…", " ...", 0);
  return g_string_free(out, FALSE);
}

static char *commands(void) {
  GString *out = g_string_new(NULL);
  for (size_t i = 0; command_at(i); i++) {
    g_string_append_printf(out, ".TP\n.B %s\n", command_at(i)->name);
    append_details(out, command_at(i)->details);
  }
  return g_string_free(out, FALSE);
}

static void append_option(GString *out, const Option *option) {
  g_string_append(out, ".TP\n\\fB");
  if (option->letter) g_string_append_printf(out, "\\-%c\\fR, \\fB", option->letter);
  g_string_append(out, "\\-\\-");
  append_roff(out, option->name);
  g_string_append(out, "\\fR");
  if (option->argument) {
    g_string_append(out, " \\fI");
    append_roff(out, option->argument);
    g_string_append(out, "\\fR");
  }
  g_string_append_c(out, '\n');
  char *meaning = option_meaning(option);
  append_sentence(out, meaning);
  g_free(meaning);
  append_details(out, option->details);
}

/* Options that the same commands take have a section of their own. */
static char *options(void) {
  GString *out = g_string_new(NULL);
  GHashTable *written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; option_at(i); i++) {
    char *takers = option_takers(option_at(i));
    char *heading = takers ? g_strdup_printf("Options of %s", takers) : g_strdup("Options of every command");
    if (g_hash_table_add(written, g_strdup(heading))) {
      g_string_append_printf(out, ".SS %s\n", heading);
      for (size_t k = i; option_at(k); k++) {
        char *others = option_takers(option_at(k));
        if (g_strcmp0(takers, others) == 0) append_option(out, option_at(k));
        g_free(others);
      }
    }
    g_free(takers);
    g_free(heading);
  }
  g_hash_table_unref(written);
  return g_string_free(out, FALSE);
}

void write_man(GString *out, const char *template) {
  struct {
    const char *name;
    char *text;
  } parts[] = {{"@SYNOPSIS@\n", synopsis()},
               {"@COMMANDS@\n", commands()},
               {"@OPTIONS@\n", options()},
               {"@FORMATS@", format_titles()},
               {"@VERSION@", g_strdup(tuban_version())}};
  g_string_append(out, template);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_string_replace(out, parts[i].name, parts[i].text, 0);
    g_free(parts[i].text);
  }
}
