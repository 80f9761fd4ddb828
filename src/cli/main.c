/* cli/main.c: tuban COMMAND …: which command, help and version. */
#include "cli/cli.h"
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Command {
  const char *name;
  int (*run)(int count, char **arguments);
  const char *summary;
} Command;

static const Command commands[] = {
    {"render", command_render, "draw charts and posters as PNG, SVG or PDF"},
    {"fonts", command_fonts, "the fonts a chart is really set in, and characters that none has"},
    {"inspect", command_inspect, "what there is between two stages: view, data, scales, scene"},
};

char *cli_chart_name(const char *spec) {
  if (strcmp(spec, "-") == 0) return g_strdup("chart");
  char *name = g_path_get_basename(spec);
  static const char *const endings[] = {".json", ".vl"};
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(name, endings[i]) && strlen(name) > strlen(endings[i]))
      name[strlen(name) - strlen(endings[i])] = '\0';
  return name;
}

int cli_usage_error(const char *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fprintf(stderr, "tuban: %s\nTry \"tuban %s--help\".\n", text, command ? command : "");
  g_free(text);
  return 2;
}

int cli_parse(const char *command, const char *summary, const GOptionEntry *entries, int count, char **arguments) {
  char *name = g_strdup_printf("%s ", command), *program = g_strdup_printf("tuban %s", command);
  char **list = g_new0(char *, (gsize)count + 1);
  for (int i = 0; i < count; i++) list[i] = g_strdup(i == 0 ? program : arguments[i]);
  GOptionContext *parser = g_option_context_new(summary);
  g_option_context_add_main_entries(parser, entries, NULL);
  GError *error = NULL;
  int status = 0;
  if (!g_option_context_parse_strv(parser, &list, &error)) status = cli_usage_error(name, "%s", error->message);
  g_clear_error(&error);
  g_option_context_free(parser);
  g_strfreev(list);
  g_free(name);
  g_free(program);
  return status;
}

int cli_worse(int a, int b) {
  static const int rank[] = {[0] = 0, [1] = 1, [3] = 2, [2] = 3};
  return rank[a] > rank[b] ? a : b;
}

static void print_help(void) {
  printf("tuban %s: charts and posters from JSON to PNG, SVG and PDF\n\nUsage: tuban COMMAND [OPTION…] "
         "SPEC…\n\nCommands:\n",
         tuban_version());
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) printf("  %-8s  %s\n", commands[i].name, commands[i].summary);
  printf("\nA first chart:\n"
         "  echo '{\"data\":{\"values\":[{\"a\":\"A\",\"b\":28},{\"a\":\"B\",\"b\":55}]},\"mark\":\"bar\",\n"
         "         \"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"b\",\"type\":\"quantitative\"}}}' | tuban "
         "render - -o bar.png\n"
         "\n\"tuban COMMAND --help\" says what a command takes.\n"
         "Exit status: 0 all drawn, 1 some chart failed, 2 wrong usage, 3 a file could not be read or written.\n");
}

int main(int count, char **arguments) {
  setlocale(LC_CTYPE, "");
  if (count < 2) {
    print_help();
    return 2;
  }
  const char *first = arguments[1];
  if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
    print_help();
    return 0;
  }
  if (strcmp(first, "--version") == 0) {
    printf("tuban %s\n", tuban_version());
    return 0;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
    if (strcmp(first, commands[i].name) == 0) return commands[i].run(count - 1, arguments + 1);
  return cli_usage_error(NULL, "\"%s\" is no command", first);
}
