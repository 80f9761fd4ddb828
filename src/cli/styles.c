/* cli/styles.c: tuban styles [NAME…]: the styles that --style takes by name, or what is in them. */
#include "cli/cli.h"
#include <stdio.h>
#include <string.h>

static int list(TubanContext *context) {
  TubanStyle style;
  for (size_t i = 0; tuban_context_style(context, i, &style) == TUBAN_OK; i++)
    printf(style.description ? "%-16s  %s\n" : "%s\n", style.name, style.description);
  return fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
}

static int unknown_style(TubanContext *context, const char *name) {
  GPtrArray *names = g_ptr_array_new();
  TubanStyle style;
  for (size_t i = 0; tuban_context_style(context, i, &style) == TUBAN_OK; i++)
    g_ptr_array_add(names, (gpointer)style.name);
  g_ptr_array_add(names, NULL);
  const char *meant = tuban_nearest_name(name, (const char *const *)names->pdata);
  int status = meant
                   ? cli_usage_error("styles", "no installed style is named \"%s\"; did you mean \"%s\"?", name, meant)
                   : cli_usage_error("styles", "no installed style is named \"%s\"", name);
  g_ptr_array_unref(names);
  return status;
}

static int show(TubanContext *context, const char *name) {
  TubanStyle style;
  size_t i = 0;
  while (tuban_context_style(context, i, &style) == TUBAN_OK && strcmp(style.name, name) != 0) i++;
  if (tuban_context_style(context, i, &style) != TUBAN_OK) return unknown_style(context, name);
  char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(style.file, &text, &length, NULL)) return TUBAN_IO;
  bool written = fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0;
  g_free(text);
  return written ? TUBAN_OK : TUBAN_IO;
}

static int run(const Values *values) {
  TubanContext *context = tuban_context_create();
  int status = values->specs ? TUBAN_OK : list(context);
  for (char **name = values->specs; name && *name; name++) status = cli_worse(status, show(context, *name));
  tuban_context_destroy(context);
  return status;
}

const Command command_styles = {
    .name = "styles",
    .arguments = "[NAME…]",
    .word = "NAME",
    .summary = "list the installed styles, or show some",
    .details = "Lists the styles that --style takes by name, Vega's themes among them; with a NAME, shows what is in "
               "that style.",
    .options = (const char *const[]){NULL},
    .run = run,
};
