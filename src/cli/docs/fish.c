/* cli/docs/fish.c: completion for fish: one line for each command and each option of it. */
#include "cli/docs/docs.h"

static void append_text(GString *out, const char *text) {
  g_string_append_c(out, '\'');
  append_escaped(out, text, "\\'");
  g_string_append_c(out, '\'');
}

static void append_condition(GString *out, const Command *command) {
  g_string_append_printf(out, "complete -c tuban -n '__fish_seen_subcommand_from %s'", command->name);
}

static void append_action(GString *out, const Option *option) {
  char *words = option_choice_words(option);
  switch (option->kind) {
  case OPTION_FLAG: break;
  case OPTION_LIST: g_string_append_printf(out, " -x -a '(__fish_append , %s)'", words); break;
  case OPTION_CHOICE: g_string_append_printf(out, " -x -a '%s'", words); break;
  case OPTION_FILE:
  case OPTION_FILES: g_string_append(out, " -r -F"); break;
  case OPTION_FOLDERS: g_string_append(out, " -x -a '(__fish_complete_directories)'"); break;
  default: g_string_append(out, " -x");
  }
  g_free(words);
}

static void append_option(GString *out, const Command *command, const Option *option) {
  append_condition(out, command);
  if (option->letter) g_string_append_printf(out, " -s %c", option->letter);
  g_string_append_printf(out, " -l %s", option->name);
  append_action(out, option);
  char *meaning = option_meaning(option);
  g_string_append(out, " -d ");
  append_text(out, meaning);
  g_free(meaning);
  g_string_append_c(out, '\n');
}

void write_fish(GString *out, const char *template) {
  (void)template;
  g_string_append(out, "# fish completion for tuban. Written by tuban_docs.\n"
                       "complete -c tuban -f\n"
                       "complete -c tuban -n __fish_use_subcommand -s h -l help -d 'show help'\n"
                       "complete -c tuban -n __fish_use_subcommand -l version -d 'show the version'\n");
  for (size_t i = 0; command_at(i); i++) {
    const Command *command = command_at(i);
    g_string_append_printf(out, "complete -c tuban -n __fish_use_subcommand -a %s -d ", command->name);
    append_text(out, command->summary);
    g_string_append_c(out, '\n');
    if (!command->word) {
      append_condition(out, command);
      g_string_append(out, " -k -a '(__fish_complete_suffix .json)'\n");
    }
    append_condition(out, command);
    g_string_append(out, " -s h -l help -d 'show help'\n");
    for (size_t k = 0; option_at(k); k++)
      if (command_takes(command, option_at(k))) append_option(out, command, option_at(k));
  }
}
