/* cli/docs/bash.c: completion for bash 4 or later, without the bash-completion package. */
#include "cli/docs/docs.h"

static const char head[] =
    "# bash completion for tuban. Written by tuban_docs.\n"
    "\n"
    "_tuban_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\"); }\n"
    "\n"
    "# The last of several words, separated by commas.\n"
    "_tuban_list() {\n"
    "  local before=\n"
    "  [[ $current == *,* ]] && before=${current%,*},\n"
    "  mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$1\" -- \"${current##*,}\")\n"
    "}\n"
    "\n"
    "# Paths, as compgen's options say.\n"
    "_tuban_paths() {\n"
    "  compopt -o filenames 2>/dev/null\n"
    "  mapfile -t COMPREPLY < <(compgen \"$@\" -- \"$current\")\n"
    "}\n"
    "\n"
    "_tuban_specs() {\n"
    "  compopt -o filenames 2>/dev/null\n"
    "  mapfile -t COMPREPLY < <(compgen -d -- \"$current\"; compgen -f -X '!*.json' -- \"$current\")\n"
    "}\n"
    "\n"
    "_tuban() {\n"
    "  local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
    "  COMPREPLY=()\n"
    "  # --option=value comes as three words.\n"
    "  if [[ $current == = ]]; then\n"
    "    current=\n"
    "  elif [[ $option == = ]]; then\n"
    "    option=${COMP_WORDS[COMP_CWORD-2]}\n"
    "  fi\n"
    "  if ((COMP_CWORD == 1)); then\n";

static const char middle[] = "    return\n"
                             "  fi\n"
                             "  case $command:$option in\n";

static const char end[] = "  esac\n"
                          "}\n"
                          "\n"
                          "complete -F _tuban tuban\n";

/* What completes an option's value. */
static void append_action(GString *out, const Option *option) {
  char *words = option_choice_words(option);
  switch (option->kind) {
  case OPTION_LIST: g_string_append_printf(out, "_tuban_list '%s'; ", words); break;
  case OPTION_CHOICE: g_string_append_printf(out, "_tuban_words '%s'; ", words); break;
  case OPTION_FILE:
  case OPTION_FILES: g_string_append(out, "_tuban_paths -f; "); break;
  case OPTION_FOLDERS: g_string_append(out, "_tuban_paths -d; "); break;
  default: break;
  }
  g_free(words);
}

static void append_value(GString *out, const Command *command, const Option *option) {
  if (option->kind == OPTION_FLAG) return;
  g_string_append_printf(out, "    %s:--%s", command->name, option->name);
  if (option->letter) g_string_append_printf(out, "|%s:-%c", command->name, option->letter);
  g_string_append(out, ") ");
  append_action(out, option);
  g_string_append(out, "return ;;\n");
}

static void append_options(GString *out, const Command *command) {
  g_string_append_printf(out, "    %s:-*) _tuban_words '--help", command->name);
  for (size_t i = 0; option_at(i); i++)
    if (command_takes(command, option_at(i))) g_string_append_printf(out, " --%s", option_at(i)->name);
  g_string_append(out, "' ;;\n");
}

void write_bash(GString *out, const char *template) {
  (void)template;
  g_string_append(out, head);
  g_string_append(out, "    _tuban_words '");
  for (size_t i = 0; command_at(i); i++) g_string_append_printf(out, "%s ", command_at(i)->name);
  g_string_append(out, "--help --version'\n");
  g_string_append(out, middle);
  for (size_t i = 0; command_at(i); i++)
    for (size_t k = 0; option_at(k); k++)
      if (command_takes(command_at(i), option_at(k))) append_value(out, command_at(i), option_at(k));
  g_string_append(out, "  esac\n  case $command:$current in\n");
  for (size_t i = 0; command_at(i); i++) append_options(out, command_at(i));
  for (size_t i = 0; command_at(i); i++)
    if (command_at(i)->word) g_string_append_printf(out, "    %s:*) ;;\n", command_at(i)->name);
  g_string_append(out, "    *) _tuban_specs ;;\n");
  g_string_append(out, end);
}
