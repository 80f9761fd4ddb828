/* cli/inspect.c: tuban inspect --stage STAGE SPEC: the result of a stage, as JSON on standard output. */
#include "cli/chart.h"
#include <stdio.h>

/* Only the messages of this stage are printed, so the chart is not laid out further. */
static int inspect(TubanContext *context, const Values *values) {
  TubanOptions options = cli_chart_options(values);
  TubanChart *chart = tuban_chart_read_file(context, values->specs[0], &options);
  char *text = tuban_chart_inspect(chart, values->stage);
  if (!text) return cli_chart_end(chart, values);
  cli_print_messages(chart, values);
  int status = puts(text) >= 0 && fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  tuban_free(text);
  tuban_chart_destroy(chart);
  return status;
}

static int run(const Values *values) {
  if (!values->stage) return cli_usage_error("inspect", "--stage is required");
  int status = TUBAN_OK;
  TubanContext *context = cli_context(values, NULL, &status);
  if (status == TUBAN_OK) status = inspect(context, values);
  tuban_context_destroy(context);
  return status;
}

const Command command_inspect = {
    .name = "inspect",
    .arguments = "SPEC",
    .specs_max = 1,
    .summary = "print the result of a stage as JSON",
    .details =
        "Prints the result of one stage as JSON: the views, their tables, the scales, or the scene that is drawn.",
    .options = (const char *const[]){"stage",     "style",    "font-dir",   "system-fonts", "width",    "height",
                                     "font-size", "for",      "background", "lang",         "encoding", "seed",
                                     "now",       "timezone", "map",        "max-memory",   "max-rows", "allow-path",
                                     "strict",    "allow",    "messages",   "verbose",      NULL},
    .run = run,
};
