/* cli/render.c: tuban render: many specs, each to every format asked for. */
#include "cli/cli.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Format {
  const char *name;
  TubanFormat format;
} Format;
static const Format formats[] = {{"png", TUBAN_PNG}, {"svg", TUBAN_SVG}, {"pdf", TUBAN_PDF}};

/* Where the pictures go. */
typedef struct Target {
  char *output; /* as given; NULL: the current folder */
  bool is_folder, is_stream;
  bool wanted[G_N_ELEMENTS(formats)];
} Target;

typedef struct Progress {
  bool shown, quiet;
  gint64 started; /* µs */
  int done, total;
} Progress;

static bool read_formats(const char *text, Target *target) {
  char **names = g_strsplit(text, ",", -1);
  bool good = true;
  for (char **name = names; *name && good; name++) {
    good = false;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
      if (g_ascii_strcasecmp(g_strstrip(*name), formats[i].name) == 0) good = target->wanted[i] = true;
  }
  g_strfreev(names);
  return good;
}

static int wanted_count(const Target *target) {
  int count = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) count += target->wanted[i];
  return count;
}

/* The format a file's ending names; -1 when it names none. */
static int format_of_name(const char *path) {
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    const char *dot = strrchr(path, '.');
    if (dot && g_ascii_strcasecmp(dot + 1, formats[i].name) == 0) return (int)i;
  }
  return -1;
}

/* Decides between a file, a folder and standard output; 0, or 2 after saying why it cannot. */
static int settle_target(Target *target, const char *format_text, int spec_count) {
  if (format_text && !read_formats(format_text, target))
    return cli_usage_error("render ", "\"%s\": formats are png, svg and pdf, separated by commas", format_text);
  target->is_stream = target->output && strcmp(target->output, "-") == 0;
  target->is_folder =
      !target->output || g_file_test(target->output, G_FILE_TEST_IS_DIR) || g_str_has_suffix(target->output, "/");
  int named = target->output && !target->is_stream ? format_of_name(target->output) : -1;
  if (!target->is_folder && !target->is_stream && named < 0 &&
      (spec_count > 1 || wanted_count(target) > 1 || !strchr(target->output, '.')))
    target->is_folder = true;
  if (wanted_count(target) == 0) target->wanted[!target->is_folder && named >= 0 ? named : 0] = true;
  if (target->is_folder) {
    if (target->output && g_mkdir_with_parents(target->output, 0777) != 0) {
      fprintf(stderr, "tuban: %s: error: the folder cannot be made\n", target->output);
      return 3;
    }
    return 0;
  }
  if (spec_count > 1 || wanted_count(target) > 1)
    return cli_usage_error("render ", "several pictures cannot go into one %s", target->is_stream ? "stream" : "file");
  return 0;
}

static char *output_path(const Target *target, const char *spec, const char *ending) {
  if (!target->is_folder) return g_strdup(target->output);
  char *name = cli_chart_name(spec), *file = g_strdup_printf("%s.%s", name, ending);
  char *path = target->output ? g_build_filename(target->output, file, NULL) : g_strdup(file);
  g_free(name);
  g_free(file);
  return path;
}

static void report(const Target *target, const Progress *progress, const char *path, gint64 since) {
  if (progress->quiet || target->is_stream) return;
  FILE *file = fopen(path, "rb");
  long size = 0;
  if (file) {
    if (fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    fclose(file);
  }
  printf("%-48s %9.1f kB %8.1f ms\n", path, (double)size / 1000, (double)(g_get_monotonic_time() - since) / 1000);
}

static int render_one(TubanContext *context, const char *spec, const Target *target, const TubanOptions *options,
                      const Progress *progress) {
  gint64 since = g_get_monotonic_time();
  TubanChart *chart = tuban_chart_read_file(context, spec, options);
  int status = (int)tuban_chart_status(chart);
  for (size_t i = 0; i < G_N_ELEMENTS(formats) && tuban_chart_status(chart) == TUBAN_OK; i++) {
    if (!target->wanted[i]) continue;
    char *path = output_path(target, spec, formats[i].name);
    int written = (int)tuban_chart_render_file(chart, formats[i].format, path);
    if (written == 0) report(target, progress, path, since);
    status = cli_worse(status, written);
    since = g_get_monotonic_time();
    g_free(path);
  }
  const char *said = tuban_chart_messages(chart);
  if (said[0]) fputs(said, stderr);
  tuban_chart_destroy(chart);
  return status;
}

/* On a terminal, once it takes over a second. */
static void show_progress(Progress *progress) {
  if (!isatty(STDERR_FILENO) || progress->total < 2) return;
  if (!progress->shown && g_get_monotonic_time() - progress->started < G_USEC_PER_SEC) return;
  progress->shown = true;
  fprintf(stderr, "\r%d of %d%s", progress->done, progress->total, progress->done == progress->total ? "\n" : "");
}

/* All that the command line says. */
typedef struct RenderArguments {
  char *format, *style, *lang, *svg_text, **allowed, **specs;
  gboolean strict, quiet;
  double scale, dpi;
} RenderArguments;

static int read_arguments(int count, char **arguments, RenderArguments *given, Target *target) {
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target->output,
       "where to: a folder, a file, or - for standard output (default: the current folder)", "DIR|FILE|-"},
      {"format", 'f', 0, G_OPTION_ARG_STRING, &given->format,
       "png, svg, pdf, or several with commas (default: the output's ending, else png)", "LIST"},
      {"style", 0, 0, G_OPTION_ARG_FILENAME, &given->style, "a style file: Vega-Lite's config as JSON", "FILE"},
      {"scale", 0, 0, G_OPTION_ARG_DOUBLE, &given->scale, "PNG: pixels to the px (default: 1)", "N"},
      {"dpi", 0, 0, G_OPTION_ARG_DOUBLE, &given->dpi,
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
  if (status != 0) return status;
  if (!given->specs) return cli_usage_error("render ", "no spec is given");
  if (!(given->scale >= 0) || !(given->dpi >= 0))
    return cli_usage_error("render ", "--scale and --dpi must be positive");
  bool outline = given->svg_text && strcmp(given->svg_text, "outline") == 0;
  if (given->svg_text && !outline && strcmp(given->svg_text, "live") != 0)
    return cli_usage_error("render ", "--svg-text is live or outline, not \"%s\"", given->svg_text);
  return settle_target(target, given->format, (int)g_strv_length(given->specs));
}

static int render_all(const RenderArguments *given, const Target *target) {
  TubanOptions options = {.scale = given->scale,
                          .dpi = given->dpi,
                          .lang = given->lang,
                          .strict = given->strict,
                          .svg_outlines = given->svg_text && strcmp(given->svg_text, "outline") == 0,
                          .allowed_paths = (const char *const *)given->allowed};
  Progress progress = {
      .quiet = given->quiet, .started = g_get_monotonic_time(), .total = (int)g_strv_length(given->specs)};
  TubanContext *context = tuban_context_create();
  int status = given->style ? (int)tuban_context_set_style_file(context, given->style) : 0;
  if (status != 0) fputs(tuban_context_messages(context), stderr);
  bool styled = status == 0;
  for (int i = 0; styled && given->specs[i]; i++) {
    status = cli_worse(status, render_one(context, given->specs[i], target, &options, &progress));
    progress.done = i + 1;
    show_progress(&progress);
  }
  tuban_context_destroy(context);
  return status;
}

int command_render(int count, char **arguments) {
  RenderArguments given = {0};
  Target target = {0};
  int status = read_arguments(count, arguments, &given, &target);
  if (status == 0) status = render_all(&given, &target);
  g_free(target.output);
  g_free(given.format);
  g_free(given.style);
  g_free(given.lang);
  g_free(given.svg_text);
  g_strfreev(given.allowed);
  g_strfreev(given.specs);
  return status;
}
