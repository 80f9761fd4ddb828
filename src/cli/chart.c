/* cli/chart.c: see chart.h. */
#include "cli/chart.h"
#include <stdio.h>
#include <string.h>

TubanContext *cli_context(const Values *values, int *status) {
  TubanContext *context = tuban_context_create();
  tuban_context_set_strict(context, values->strict);
  if (values->style) *status = (int)tuban_context_set_style_file(context, values->style);
  fputs(tuban_context_messages(context), stderr);
  return context;
}

TubanOptions cli_chart_options(const Values *values) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.scale = values->scale;
  options.dpi = values->dpi;
  options.quality = values->quality;
  options.lang = values->lang;
  options.strict = values->strict;
  options.svg_outlines = values->svg_text && strcmp(values->svg_text, "outline") == 0;
  options.allowed_paths = (const char *const *)values->allowed_paths;
  return options;
}

int cli_chart_end(TubanChart *chart) {
  int status = (int)tuban_chart_status(chart);
  fputs(tuban_chart_messages(chart), stderr);
  tuban_chart_destroy(chart);
  return status;
}
