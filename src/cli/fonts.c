/* cli/fonts.c: tuban fonts SPEC…: the font faces a chart uses, and the characters missing from all fonts. */
#include "cli/chart.h"
#include <glib.h>
#include <stdio.h>

static int list_fonts(TubanContext *context, const char *spec, const Values *values) {
  TubanOptions options = cli_chart_options(values);
  TubanChart *chart = tuban_chart_read_file(context, spec, &options);
  TubanFont font;
  for (size_t i = 0; tuban_chart_font(chart, i, &font) == TUBAN_OK; i++)
    printf("%-28s %d  %s\n", font.family, font.weight, font.face);
  gunichar c;
  for (size_t i = 0; (c = tuban_chart_missing_character(chart, i)) != 0; i++) {
    char shown[8] = "";
    shown[g_unichar_to_utf8(c, shown)] = '\0';
    printf("no font has \"%s\" (U+%04X)\n", shown, c);
  }
  int written = fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  return cli_worse(cli_chart_end(chart, values), written);
}

static int run(const Values *values) {
  int status = TUBAN_OK;
  TubanContext *context = cli_context(values, &status);
  bool styled = status == TUBAN_OK;
  for (char **spec = values->specs; styled && *spec; spec++)
    status = cli_worse(status, list_fonts(context, *spec, values));
  tuban_context_destroy(context);
  return status;
}

const Command command_fonts = {
    .name = "fonts",
    .arguments = "SPEC…",
    .summary = "list the font faces a chart is set in, and characters that no font has",
    .details = "Lists the font faces that a chart's text is set in on this machine, and the characters that no "
               "installed font has.",
    .options =
        (const char *const[]){"style", "font-dir", "system-fonts", "lang", "encoding", "seed", "now", "timezone", "map",
                              "max-memory", "max-rows", "allow-path", "strict", "allow", "messages", "verbose", NULL},
    .run = run,
};
