/* cli/docs/zsh.c: completion for zsh. zshcompsys(1) describes _arguments and its specifications. */
#include "cli/docs/docs.h"

/* Text within single quotes, with the characters special to _arguments and _describe escaped. */
static void append_text(GString *out, const char *text) {
  GString *quoted = g_string_new(text);
  g_string_replace(quoted, "'", "'\\''", 0);
  for (const char *c = quoted->str; *c; c++) {
    if (*c == ':' || *c == '[' || *c == ']') g_string_append_c(out, '\\');
    g_string_append_c(out, *c);
  }
  g_string_free(quoted, TRUE);
}

static void append_action(GString *out, const Option *option) {
  char *words = option_choice_words(option);
  switch (option->kind) {
  case OPTION_LIST: g_string_append_printf(out, "_sequence compadd - %s", words); break;
  case OPTION_CHOICE: g_string_append_printf(out, "(%s)", words); break;
  case OPTION_FILE:
  case OPTION_FILES: g_string_append(out, "_files"); break;
  case OPTION_FOLDERS: g_string_append(out, "_files -/"); break;
  default: g_string_append_c(out, ' ');
  }
  g_free(words);
}

static void append_option(GString *out, const Option *option) {
  const char *sign = option->argument ? "=" : "", *plus = option->argument ? "+" : "";
  g_string_append(out, "        ");
  if (option_repeats(option))
    g_string_append_printf(out, "'*--%s%s[", option->name, sign);
  else if (option->letter)
    g_string_append_printf(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name, option->letter, plus,
                           option->name, sign);
  else
    g_string_append_printf(out, "'--%s%s[", option->name, sign);
  char *meaning = option_meaning(option);
  append_text(out, meaning);
  g_free(meaning);
  g_string_append_c(out, ']');
  if (option->argument) {
    g_string_append_c(out, ':');
    append_text(out, option->argument);
    g_string_append_c(out, ':');
    append_action(out, option);
  }
  g_string_append(out, "' \\\n");
}

static void append_command(GString *out, const Command *command) {
  g_string_append_printf(out, "    %s)\n      _arguments -s \\\n", command->name);
  for (size_t i = 0; option_at(i); i++)
    if (command_takes(command, option_at(i))) append_option(out, option_at(i));
  g_string_append(out, "        '(- *)'{-h,--help}'[show help]' \\\n");
  g_string_append_printf(out, "        '%s:", command->specs_max == 1 ? "" : "*");
  if (command->word)
    g_string_append_printf(out, "%s: ' ;;\n", command->word);
  else
    g_string_append(out, "SPEC:_files -g \"*.json\"' ;;\n");
}

void write_zsh(GString *out, const char *template) {
  (void)template;
  g_string_append(out, "#compdef tuban\n# Written by tuban_docs.\n\n_tuban() {\n  local -a commands\n  commands=(\n");
  for (size_t i = 0; command_at(i); i++) {
    g_string_append_printf(out, "    '%s:", command_at(i)->name);
    append_text(out, command_at(i)->summary);
    g_string_append(out, "'\n");
  }
  g_string_append(out, "  )\n"
                       "  if ((CURRENT == 2)); then\n"
                       "    _describe command commands\n"
                       "    _arguments '--help[show help]' '--version[show the version]'\n"
                       "    return\n"
                       "  fi\n"
                       "  shift words\n"
                       "  ((CURRENT--))\n"
                       "  case $words[1] in\n");
  for (size_t i = 0; command_at(i); i++) append_command(out, command_at(i));
  g_string_append(out, "  esac\n}\n\n_tuban \"$@\"\n");
}
