/* cli/main.c: tuban COMMAND …: finds the command and runs it; help and version. */
#include "cli/cli.h"
#include "cli/dropin.h"
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static const char *command_name(size_t i) { return command_at(i) ? command_at(i)->name : NULL; }

static const char *format_title(size_t i) { return tuban_format_title(tuban_format_at(i)); }

static void print_help(void) {
  char *formats = option_list_choices(format_title, "and");
  printf("tuban %s: charts and posters from JSON to %s\n\nUsage: tuban COMMAND [OPTION…] ARGUMENT…\n\nCommands:\n",
         tuban_version(), formats);
  g_free(formats);
  for (size_t i = 0; command_at(i); i++) printf("  %-13s  %s\n", command_at(i)->name, command_at(i)->summary);
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
  if (count < command->specs_min) return cli_usage_error(command->name, "it takes %s", command->arguments);
  if (count == 0 && *command->arguments != '[')
    return cli_usage_error(command->name, "no %s is given", command->word ? command->word : "SPEC");
  if (command->specs_max && count > command->specs_max)
    return command->word
               ? cli_usage_error(command->name, "too many arguments: it takes %s", command->arguments)
               : cli_usage_error(command->name, "too many arguments: only %u SPEC may be given", command->specs_max);
  return TUBAN_OK;
}

/* The option of GLib's "Unknown option --x", as it was typed and without its value; owned by the caller. */
static char *unknown_option(const GError *error) {
  const char *dash =
      g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) ? strstr(error->message, " -") : NULL;
  return dash ? g_strndup(dash + 1, strcspn(dash + 1, "=")) : NULL;
}

/* Says which option was probably meant, or which command has this one. */
static void explain_unknown(const Command *command, GError **error) {
  char *typed = unknown_option(*error);
  if (!typed) return;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *const *name = command->options; *name; name++)
    g_ptr_array_add(names, g_strconcat("--", *name, NULL));
  g_ptr_array_add(names, g_strdup("--help"));
  g_ptr_array_add(names, NULL);
  const char *meant = tuban_nearest_name(typed, (const char *const *)names->pdata), *owner = NULL;
  const Option *other = typed[1] ? option_typed(typed) : NULL;
  for (size_t i = 0; other && !owner && command_at(i); i++)
    if (g_strv_contains(command_at(i)->options, other->name)) owner = command_at(i)->name;
  g_clear_error(error);
  if (owner)
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                "%s is an option of \"tuban %s\", not of \"tuban %s\"", typed, owner, command->name);
  else
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                meant ? "unknown option %s; did you mean %s?" : "unknown option %s", typed, meant);
  g_ptr_array_unref(names);
  g_free(typed);
}

static int run(const Command *command, char **words) {
  Values values = {0};
  GError *error = NULL;
  bool parsed = options_parse(command, words, &values, &error);
  if (!parsed) explain_unknown(command, &error);
  int status = parsed ? check_specs(command, values.specs) : cli_usage_error(command->name, "%s", error->message);
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
  if (!meant && g_str_has_suffix(name, ".json"))
    return cli_usage_error(NULL, "\"%s\" is not a command; to draw it, write \"tuban render %s\"", name, name);
  return meant ? cli_usage_error(NULL, "\"%s\" is not a command; did you mean \"%s\"?", name, meant)
               : cli_usage_error(NULL, "\"%s\" is not a command", name);
}

/* What a chart gives back is kept for the next one: a page that the system has to clear again costs more than the chart's own use of it. */
static void keep_memory(void) {
#ifdef __GLIBC__
  enum { LARGE = 16 << 20, KEPT = 64 << 20 };
  mallopt(M_MMAP_THRESHOLD, LARGE);
  mallopt(M_TRIM_THRESHOLD, KEPT);
#endif
}

int main(int count, char **arguments) {
  keep_memory();
  setlocale(LC_CTYPE, "");
  signal(SIGXFSZ, SIG_IGN); /* a file beyond `ulimit -f` is an error of writing it, which is reported */
  /* fontconfig prefers fonts for the locale's language, which is not the chart's; "en" is what it takes for none. */
  g_setenv("FC_LANG", "en", FALSE);
  const char *slash = count > 0 ? strrchr(arguments[0], '/') : NULL, *name = slash ? slash + 1 : arguments[0];
  if (count > 0 && dropin_is(name)) return dropin_run(name, count, arguments);
  cli_set_messages(arguments);
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
