/* cli/docs/tables.c: queries on the tables that the documents share. */
#include "cli/docs/docs.h"
#include "tuban.h"
#include <string.h>

bool command_takes(const Command *command, const Option *option) {
  return g_strv_contains(command->options, option->name);
}

char *option_takers(const Option *option) {
  GPtrArray *names = g_ptr_array_new();
  bool all = true;
  for (size_t i = 0; command_at(i); i++) {
    if (command_takes(command_at(i), option))
      g_ptr_array_add(names, (gpointer)command_at(i)->name);
    else
      all = false;
  }
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf(list, "%s%s",
                           i == 0               ? ""
                           : i + 1 < names->len ? ", "
                                                : " and ",
                           (const char *)names->pdata[i]);
  g_ptr_array_unref(names);
  return g_string_free(list, all);
}

static const char *format_title(size_t i) { return tuban_format_title(tuban_format_at(i)); }

char *format_titles(void) { return option_list_choices(format_title, "and"); }

char *option_choice_words(const Option *option) {
  GString *words = g_string_new(NULL);
  for (size_t i = 0; option->choice && option->choice(i); i++)
    g_string_append_printf(words, "%s%s", i ? " " : "", option->choice(i));
  return g_string_free(words, FALSE);
}

void append_escaped(GString *out, const char *text, const char *special) {
  for (; *text; text++) {
    if (strchr(special, *text)) g_string_append_c(out, '\\');
    g_string_append_c(out, *text);
  }
}
