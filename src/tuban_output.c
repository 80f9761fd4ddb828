/* tuban_output.c: formats, and charts as bytes, files and drawings. */
#include "render/format.h"
#include "tuban_private.h"
#include <string.h>

static bool is_format(const TubanFormat *format) {
  for (size_t i = 0; render_format_at(i); i++)
    if (render_format_at(i) == format) return true;
  return false;
}

const TubanFormat *tuban_format_find(const char *name) { return render_format_find(name); }
const TubanFormat *tuban_format_at(size_t i) { return render_format_at(i); }
const char *tuban_format_name(const TubanFormat *format) { return is_format(format) ? format->name : NULL; }
const char *tuban_format_title(const TubanFormat *format) { return is_format(format) ? format->title : NULL; }
const char *tuban_format_ending(const TubanFormat *format) { return is_format(format) ? format->endings[0] : NULL; }
const char *tuban_format_mime_type(const TubanFormat *format) { return is_format(format) ? format->mime_type : NULL; }
bool tuban_format_takes(const TubanFormat *format, const char *field) {
  return field && is_format(format) && format->settings && g_strv_contains(format->settings, field);
}

static GBytes *load_image(void *host, const char *url) {
  TubanChart *chart = host;
  const Source *source = file_read(chart->input.access, url, chart->scene->root->place, chart->messages, chart->arena);
  return source ? g_bytes_new(source->text, source->length) : NULL;
}

static void note_file(void *host, const char *path) { file_access_note(((TubanChart *)host)->input.access, path); }

static RenderOptions render_options(TubanChart *chart) {
  return (RenderOptions){.scale = chart->options.scale,
                         .dpi = chart->options.dpi,
                         .pdf_scale = chart->options.pdf_scale,
                         .max_pixels = chart->options.max_pixels,
                         .threads = chart->options.threads,
                         .quality = chart->options.quality,
                         .svg_outlines = chart->options.svg_outlines,
                         .print = &chart->print,
                         .load_image = load_image,
                         .note_file = note_file,
                         .host = chart,
                         .work = chart->arena};
}

typedef struct Drawing {
  TubanChart *chart;
  const TubanFormat *format;
  cairo_t *cairo;
  GBytes *bytes; /* of the format; NULL after a message */
  bool drawn;    /* with `cairo` */
} Drawing;

static void draw_bytes(void *closure) {
  Drawing *drawing = closure;
  TubanChart *chart = drawing->chart;
  RenderOptions options = render_options(chart);
  drawing->bytes = render_scene(chart->scene, drawing->format, &options, chart->context->fonts, chart->messages);
}

static void draw_with(void *closure) {
  Drawing *drawing = closure;
  TubanChart *chart = drawing->chart;
  RenderOptions options = render_options(chart);
  drawing->drawn = render_with(chart->scene, drawing->cairo, &options, chart->context->fonts, chart->messages);
}

/* A chart may be drawn any number of times, in one format after the other, so each format counts once: what it took the last time is
 * given back before it is drawn again. */
static bool draw(void (*how)(void *closure), Drawing *drawing) {
  TubanChart *chart = drawing->chart;
  Budget *budget = chart->budget;
  double *steps = g_hash_table_lookup(chart->drawn, drawing->format);
  if (!steps) g_hash_table_insert(chart->drawn, (void *)drawing->format, steps = g_new0(double, 1));
  budget_return(budget, BUDGET_STEPS, *steps);
  double before = budget_spent(budget, BUDGET_STEPS);
  chart->form = drawing->format ? drawing->format->title : NULL;
  clock_use(&chart->clock); /* dates in descriptions */
  bool done = chart_run(chart, how, drawing);
  clock_use(NULL);
  chart->form = NULL;
  *steps = budget_spent(budget, BUDGET_STEPS) - before;
  return done;
}

/* The context is claimed. NULL after a message, with the reason in the status. */
static GBytes *render(TubanChart *chart, const TubanFormat *format, TubanStatus *status) {
  *status = TUBAN_USAGE;
  if (!is_format(format)) {
    messages_error(chart->messages, (Place){0}, "E611", "unknown picture format");
    return NULL;
  }
  bool ready = chart_lay_out(chart) || chart->failed_as_format;
  *status = chart->status;
  if (!ready) return NULL;
  if (chart->failed_as_format) messages_try_again(chart->messages);
  size_t failures = messages_failure_count(chart->messages);
  chart_check_format(chart, format);
  Drawing drawing = {.chart = chart, .format = format};
  draw(draw_bytes, &drawing);
  GBytes *bytes = drawing.bytes;
  bool cancelled = chart_end_if_cancelled(chart);
  if (bytes && messages_failure_count(chart->messages) == failures) return bytes;
  if (bytes) g_bytes_unref(bytes);
  if (!cancelled) chart->status = TUBAN_FAILED;
  chart->failed_as_format = !cancelled;
  *status = chart->status;
  return NULL;
}

void *tuban_chart_render(TubanChart *chart, const TubanFormat *format, size_t *length) {
  if (length) *length = 0;
  if (!chart || !length || !context_enter(chart->context)) return NULL;
  TubanStatus status;
  GBytes *bytes = render(chart, format, &status);
  void *copy = bytes ? g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : NULL;
  if (bytes) *length = g_bytes_get_size(bytes);
  if (bytes) g_bytes_unref(bytes);
  context_leave(chart->context);
  return copy;
}

/* Whether the chart was read from that file: its own, styles, data, pictures. */
static bool is_input(const TubanChart *chart, const char *path) {
  if (chart->path && file_is_same(path, chart->path)) return true;
  for (const char *const *file = file_access_files(chart->input.access); *file; file++)
    if (file_is_same(path, *file)) return true;
  return false;
}

static TubanStatus write_file(TubanChart *chart, const char *path, GBytes *bytes) {
  Place nowhere = {0};
  bool is_stream = strcmp(path, "-") == 0;
  if (!is_stream && is_input(chart, path)) {
    messages_error(chart->messages, nowhere, "E171", "\"%s\" is an input and would be overwritten", path);
    return TUBAN_USAGE;
  }
  if (!is_stream && file_is_font(path)) {
    messages_error(chart->messages, nowhere, "E172", "\"%s\" is a font and would be overwritten", path);
    return TUBAN_USAGE;
  }
  return file_write(path, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), chart->messages) ? TUBAN_OK
                                                                                                   : TUBAN_IO;
}

void tuban_remove_strays(const char *folder) {
  if (folder) file_remove_strays(folder);
}

TubanStatus tuban_chart_render_file(TubanChart *chart, const TubanFormat *format, const char *path) {
  if (!chart || !path) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  TubanStatus status;
  GBytes *bytes = render(chart, format, &status);
  if (bytes) status = write_file(chart, path, bytes);
  if (bytes) g_bytes_unref(bytes);
  context_leave(chart->context);
  return status;
}

TubanStatus tuban_chart_write_file(TubanChart *chart, const void *bytes, size_t length, const char *path) {
  if (!chart || !path || !bytes || !length) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  GBytes *whole = g_bytes_new_static(bytes, length);
  TubanStatus status = chart->status == TUBAN_OK ? write_file(chart, path, whole) : chart->status;
  g_bytes_unref(whole);
  context_leave(chart->context);
  return status;
}

TubanStatus tuban_chart_render_to(TubanChart *chart, const TubanFormat *format, TubanWrite write, void *closure) {
  if (!chart || !write) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  TubanStatus status;
  GBytes *bytes = render(chart, format, &status);
  if (bytes && write(closure, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) != 0) {
    messages_error(chart->messages, (Place){0}, "E815", "the caller could not write the picture");
    status = TUBAN_IO;
  }
  if (bytes) g_bytes_unref(bytes);
  context_leave(chart->context);
  return status;
}

TubanStatus tuban_chart_draw(TubanChart *chart, struct _cairo *cairo) {
  if (!chart || !cairo || cairo_status(cairo)) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  size_t errors = messages_error_count(chart->messages);
  if (chart_lay_out(chart)) {
    Drawing drawing = {.chart = chart, .cairo = cairo};
    bool drawn = draw(draw_with, &drawing) && drawing.drawn && messages_error_count(chart->messages) == errors;
    if (!chart_end_if_cancelled(chart) && !drawn) chart->status = TUBAN_FAILED;
  }
  TubanStatus status = chart->status;
  context_leave(chart->context);
  return status;
}
