/* cli/render.c: tuban render SPEC…: draws each spec in every requested format. */
#include "cli/chart.h"
#include "cli/progress.h"
#include "cli/target.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The state of one call. */
typedef struct Rendering {
  const Values *given;
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
    if (written == TUBAN_OK) report(rendering, path, since);
    status = cli_worse(status, written);
    since = g_get_monotonic_time();
    g_free(path);
  }
  if (tuban_chart_message_count(chart)) progress_clear(rendering->progress);
  return cli_worse(status, cli_chart_end(chart, rendering->given));
}

static int render_all(const Values *given, const Target *target) {
  int status = TUBAN_OK;
  Rendering rendering = {
      .given = given, .target = target, .options = cli_chart_options(given), .context = cli_context(given, &status)};
  bool styled = status == TUBAN_OK;
  rendering.progress = progress_start((int)g_strv_length(given->specs), styled && isatty(STDERR_FILENO));
  for (int i = 0; styled && given->specs[i]; i++) {
    progress_next(rendering.progress, given->specs[i]);
    status = cli_worse(status, render_one(&rendering, given->specs[i]));
  }
  progress_end(rendering.progress);
  tuban_context_destroy(rendering.context);
  return status;
}

static int run(const Values *values) {
  Target target;
  int status = target_settle(&target, values->output, values->format, values->specs, values->style);
  if (status == TUBAN_OK) status = render_all(values, &target);
  target_clear(&target);
  return status;
}

const Command command_render = {
    .name = "render",
    .arguments = "SPEC…",
    .summary = "draw charts and posters",
    .details =
        "Draws every SPEC in every format asked for; - is standard input. A chart that fails does not stop the others.",
    .options = (const char *const[]){"output", "format", "style", "scale", "dpi", "quality", "lang", "encoding", "seed",
                                     "svg-text", "allow-path", "strict", "allow", "messages", "verbose", "quiet", NULL},
    .run = run,
};
