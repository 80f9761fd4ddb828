/* cli/render.c: tuban render: many specs, each to every format asked for. */
#include "cli/cli.h"
#include "cli/progress.h"
#include "cli/target.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All that the command line says. */
typedef struct RenderArguments {
  char *output, *format, *style, *lang, *svg_text, *scale_text, *dpi_text, **allowed, **specs;
  gboolean strict, quiet;
  double scale, dpi;
} RenderArguments;

/* One call while it works. */
typedef struct Rendering {
  const RenderArguments *given;
  const Target *target;
  TubanOptions options;
  TubanContext *context;
  Progress *progress;
} Rendering;

/* One line for each file: its size and the time it took. */
static void report(const Rendering *rendering, const char *path, gint64 since) {
  struct stat status;
  if (rendering->given->quiet || rendering->target->is_stream) return;
  double bytes = stat(path, &status) == 0 ? (double)status.st_size : 0;
  progress_clear(rendering->progress);
  printf("%-48s %9.1f kB %8.1f ms\n", path, bytes / 1000, (double)(g_get_monotonic_time() - since) / 1000);
  fflush(stdout);
}

static int render_one(const Rendering *rendering, const char *spec) {
  gint64 since = g_get_monotonic_time();
  TubanChart *chart = tuban_chart_read_file(rendering->context, spec, &rendering->options);
  int status = (int)tuban_chart_status(chart);
  const GPtrArray *formats = rendering->target->formats;
  for (guint i = 0; i < formats->len && tuban_chart_status(chart) == TUBAN_OK; i++) {
    char *path = target_path(rendering->target, spec, formats->pdata[i]);
    int written = (int)tuban_chart_render_file(chart, formats->pdata[i], path);
    if (written == 0) report(rendering, path, since);
    status = cli_worse(status, written);
    since = g_get_monotonic_time();
    g_free(path);
  }
  const char *said = tuban_chart_messages(chart);
  if (said[0]) {
    progress_clear(rendering->progress);
    fputs(said, stderr);
  }
  tuban_chart_destroy(chart);
  return status;
}

static bool read_positive(const char *text, double *out) {
  char *end = NULL;
  if (!text) return true;
  *out = g_ascii_strtod(text, &end);
  return end > text && *end == '\0' && isfinite(*out) && *out > 0;
}

static int check_arguments(RenderArguments *given, Target *target) {
  if (!given->specs) return cli_usage_error("render ", "no spec is given");
  if (!read_positive(given->scale_text, &given->scale))
    return cli_usage_error("render ", "--scale is a number above 0, not \"%s\"", given->scale_text);
  if (!read_positive(given->dpi_text, &given->dpi))
    return cli_usage_error("render ", "--dpi is a number above 0, not \"%s\"", given->dpi_text);
  bool outline = given->svg_text && strcmp(given->svg_text, "outline") == 0;
  if (given->svg_text && !outline && strcmp(given->svg_text, "live") != 0)
    return cli_usage_error("render ", "--svg-text is live or outline, not \"%s\"", given->svg_text);
  return target_settle(target, given->output, given->format, given->specs, given->style);
}

static int read_arguments(int count, char **arguments, RenderArguments *given, Target *target) {
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &given->output,
       "where to: a folder, a file, or - for standard output (default: the current folder)", "DIR|FILE|-"},
      {"format", 'f', 0, G_OPTION_ARG_STRING, &given->format,
       "png, svg, pdf, or several with commas (default: the output's ending, else png)", "LIST"},
      {"style", 0, 0, G_OPTION_ARG_FILENAME, &given->style, "a style file: Vega-Lite's config as JSON", "FILE"},
      {"scale", 0, 0, G_OPTION_ARG_STRING, &given->scale_text, "PNG: pixels to the px (default: 1)", "N"},
      {"dpi", 0, 0, G_OPTION_ARG_STRING, &given->dpi_text,
       "PNG: resolution, written into the file; without --scale it also enlarges (96 is 1)", "N"},
      {"lang", 0, 0, G_OPTION_ARG_STRING, &given->lang,
       "the text's language (BCP 47), for glyph forms and the files' own tag", "TAG"},
      {"svg-text", 0, 0, G_OPTION_ARG_STRING, &given->svg_text, "SVG: live (default) or outline", "KIND"},
      {"allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given->allowed,
       "another folder that data may be read from (may be repeated)", "DIR"},
      {"strict", 0, 0, G_OPTION_ARG_NONE, &given->strict, "warnings are errors", NULL},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &given->quiet, "do not list what is written", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given->specs, NULL, "SPEC…"},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  int status =
      cli_parse("render", "- draw charts and posters; a SPEC of - is standard input", entries, count, arguments);
  return status == 0 ? check_arguments(given, target) : status;
}

static int render_all(const RenderArguments *given, const Target *target) {
  Rendering rendering = {.given = given,
                         .target = target,
                         .options = {.scale = given->scale,
                                     .dpi = given->dpi,
                                     .lang = given->lang,
                                     .strict = given->strict,
                                     .svg_outlines = given->svg_text && strcmp(given->svg_text, "outline") == 0,
                                     .allowed_paths = (const char *const *)given->allowed},
                         .context = tuban_context_create()};
  tuban_context_set_strict(rendering.context, given->strict);
  int status = given->style ? (int)tuban_context_set_style_file(rendering.context, given->style) : 0;
  fputs(tuban_context_messages(rendering.context), stderr);
  bool styled = status == 0;
  rendering.progress = progress_start((int)g_strv_length(given->specs), styled && isatty(STDERR_FILENO));
  for (int i = 0; styled && given->specs[i]; i++) {
    progress_next(rendering.progress, given->specs[i]);
    status = cli_worse(status, render_one(&rendering, given->specs[i]));
  }
  progress_end(rendering.progress);
  tuban_context_destroy(rendering.context);
  return status;
}

int command_render(int count, char **arguments) {
  RenderArguments given = {0};
  Target target = {0};
  int status = read_arguments(count, arguments, &given, &target);
  if (status == 0) status = render_all(&given, &target);
  target_clear(&target);
  char *const texts[] = {given.output,   given.format,     given.style,   given.lang,
                         given.svg_text, given.scale_text, given.dpi_text};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_strfreev(given.allowed);
  g_strfreev(given.specs);
  return status;
}
