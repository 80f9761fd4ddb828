/* cli/main.c: tuban COMMAND …: finds the command and runs it; help and version. */
#include "cli/cli.h"
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const char *command_name(size_t i) { return command_at(i) ? command_at(i)->name : NULL; }

static const char *format_title(size_t i) { return tuban_format_title(tuban_format_at(i)); }

static void print_help(void) {
  char *formats = option_list_choices(format_title, "and");
  printf("tuban %s: charts and posters from JSON to %s\n\nUsage: tuban COMMAND [OPTION…] ARGUMENT…\n\nCommands:\n",
         tuban_version(), formats);
  g_free(formats);
  for (size_t i = 0; command_at(i); i++) printf("  %-8s  %s\n", command_at(i)->name, command_at(i)->summary);
  printf("\nA first chart:\n"
         "  echo '{\"data\":{\"values\":[{\"a\":\"A\",\"b\":28},{\"a\":\"B\",\"b\":55}]},\"mark\":\"bar\",\n"
         "         \"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"b\",\"type\":\"quantitative\"}}}' | tuban "
         "render - -o bar.png\n"
         "\n\"tuban COMMAND --help\" lists the options of a command.\n"
         "Exit status: 0 all drawn, 1 some chart failed, 2 wrong usage, 3 a file could not be read or written.\n");
}

static void print_version(void) {
  const char *name, *version;
  printf("tuban %s\n", tuban_version());
  for (size_t i = 0; tuban_library(i, &name, &version) == TUBAN_OK; i++) printf("  %-10s  %s\n", name, version);
}

static int check_specs(const Command *command, char *const *specs) {
  guint count = specs ? g_strv_length((char **)specs) : 0;
  if (!command->arguments) return count ? cli_usage_error(command->name, "it takes no arguments") : TUBAN_OK;
  if (count == 0) return cli_usage_error(command->name, "no %s is given", command->takes_words ? "CODE" : "SPEC");
  if (command->specs_max && count > command->specs_max)
    return cli_usage_error(command->name, "too many arguments: only %u SPEC may be given", command->specs_max);
  return TUBAN_OK;
}

static int run(const Command *command, char **words) {
  Values values = {0};
  GError *error = NULL;
  int status = options_parse(command, words, &values, &error) ? check_specs(command, values.specs)
                                                              : cli_usage_error(command->name, "%s", error->message);
  if (status == TUBAN_OK) status = command->run(&values);
  g_clear_error(&error);
  values_clear(&values);
  return status;
}

static int unknown_command(const char *name) {
  GPtrArray *names = g_ptr_array_new();
  for (size_t i = 0; command_name(i); i++) g_ptr_array_add(names, (gpointer)command_name(i));
  g_ptr_array_add(names, NULL);
  const char *meant = tuban_nearest_name(name, (const char *const *)names->pdata);
  g_ptr_array_unref(names);
  return meant ? cli_usage_error(NULL, "\"%s\" is not a command; did you mean \"%s\"?", name, meant)
               : cli_usage_error(NULL, "\"%s\" is not a command", name);
}

int main(int count, char **arguments) {
  setlocale(LC_CTYPE, "");
  const char *first = count > 1 ? arguments[1] : "--help";
  if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
    print_help();
    return count > 1 ? TUBAN_OK : TUBAN_USAGE;
  }
  if (strcmp(first, "--version") == 0) {
    print_version();
    return TUBAN_OK;
  }
  for (size_t i = 0; command_at(i); i++)
    if (strcmp(first, command_at(i)->name) == 0) return run(command_at(i), arguments + 1);
  return unknown_command(first);
}
