/* tuban.c: the public API over the rooms: read a chart or poster, lay it out once, render it as often as asked. */
#include "tuban.h"
#include "poster/poster.h"
#include "render/format.h"
#include "vegalite/chart/chart.h"
#include "vegalite/grammar/style.h"
#include "vegalite/mark/mark.h"
#include <stdlib.h>
#include <string.h>

struct TubanContext {
  Arena *arena;
  Messages *messages;
  TextContext *fonts;
  JsonTables *tables;
  const Json *style;
  bool strict;
  char *printed;
};

struct TubanChart {
  TubanContext *context;
  Arena *arena;
  Messages *messages;
  FileAccess *access;
  Scene *scene;
  TubanOptions options;
  TubanStatus status;
  char *printed;
};

TubanContext *tuban_context_create(void) {
  TubanContext *context = g_new0(TubanContext, 1);
  context->arena = arena_create();
  context->tables = json_tables_create(context->arena);
  context->messages = messages_create(context->arena, false);
  context->fonts = text_context_create();
  return context;
}

void tuban_context_destroy(TubanContext *context) {
  if (!context) return;
  text_context_destroy(context->fonts);
  arena_destroy(context->arena);
  g_free(context->printed);
  g_free(context);
}

void tuban_context_set_strict(TubanContext *context, bool strict) { context->strict = strict; }

TubanStatus tuban_context_set_style_file(TubanContext *context, const char *path) {
  context->messages = messages_create(context->arena, context->strict);
  const Source *source = file_read_any(path, context->messages, context->arena);
  if (!source) return TUBAN_IO;
  const Json *style = json_parse(source, context->messages, context->arena);
  if (!style || !style_check(style, mark_types, context->tables, context->messages, context->arena))
    return TUBAN_FAILED;
  if (messages_error_count(context->messages) > 0) return TUBAN_FAILED;
  context->style = style;
  return TUBAN_OK;
}

const char *tuban_context_messages(const TubanContext *context) {
  TubanContext *own = (TubanContext *)context;
  g_free(own->printed);
  own->printed = messages_to_string(context->messages);
  return own->printed;
}

static TubanChart *create_chart(TubanContext *context, const TubanOptions *options) {
  TubanChart *chart = g_new0(TubanChart, 1);
  chart->context = context;
  chart->arena = arena_create();
  if (options) chart->options = *options;
  chart->messages = messages_create(chart->arena, chart->options.strict);
  return chart;
}

static void read_source(TubanChart *chart, const Source *source, const char *folder) {
  chart->status = TUBAN_FAILED;
  const Json *json = json_parse(source, chart->messages, chart->arena);
  if (!json) return;
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(chart->messages, json_place(json), "a chart must be a JSON object");
    return;
  }
  chart->access = file_access_create(folder, chart->options.allowed_paths, chart->arena);
  ChartInput input = {.json = json,
                      .text = source->text,
                      .tables = chart->context->tables,
                      .style = chart->context->style,
                      .lang = chart->options.lang,
                      .access = chart->access,
                      .fonts = chart->context->fonts};
  chart->scene = poster_is(json) ? poster_scene(&input, chart->messages, chart->arena)
                                 : chart_scene(&input, chart->messages, chart->arena);
  if (messages_error_count(chart->messages) > 0) return;
  if (chart->scene)
    chart->status = TUBAN_OK;
  else
    messages_error(chart->messages, json_place(json),
                   "internal error: nothing was drawn; please report this with the chart");
}

TubanChart *tuban_chart_read_file(TubanContext *context, const char *path, const TubanOptions *options) {
  TubanChart *chart = create_chart(context, options);
  const Source *source = file_read_any(path, chart->messages, chart->arena);
  if (!source) {
    chart->status = TUBAN_IO;
    return chart;
  }
  char *folder = strcmp(path, "-") == 0 ? g_strdup(".") : g_path_get_dirname(path);
  read_source(chart, source, folder);
  g_free(folder);
  return chart;
}

TubanChart *tuban_chart_read_text(TubanContext *context, const char *text, size_t length, const char *name,
                                  const char *folder, const TubanOptions *options) {
  TubanChart *chart = create_chart(context, options);
  Source *source = arena_new(chart->arena, Source);
  *source = (Source){.name = arena_strdup(chart->arena, name ? name : "chart"),
                     .text = arena_strndup(chart->arena, text, length),
                     .length = length};
  read_source(chart, source, folder ? folder : ".");
  return chart;
}

void tuban_chart_destroy(TubanChart *chart) {
  if (!chart) return;
  arena_destroy(chart->arena);
  g_free(chart->printed);
  g_free(chart);
}

TubanStatus tuban_chart_status(const TubanChart *chart) { return chart->status; }

const char *tuban_chart_messages(TubanChart *chart) {
  g_free(chart->printed);
  chart->printed = messages_to_string(chart->messages);
  return chart->printed;
}

void tuban_chart_size(const TubanChart *chart, double *width, double *height) {
  *width = chart->scene ? chart->scene->width : 0;
  *height = chart->scene ? chart->scene->height : 0;
}

static GBytes *load_image(void *host, const char *url) {
  TubanChart *chart = host;
  const Source *source = file_read(chart->access, url, chart->scene->root->place, chart->messages, chart->arena);
  return source ? g_bytes_new(source->text, source->length) : NULL;
}

static GBytes *render(TubanChart *chart, const TubanFormat *format) {
  if (!format) messages_error(chart->messages, (Place){0}, "no such format");
  if (!format || chart->status != TUBAN_OK) return NULL;
  RenderOptions options = {.scale = chart->options.scale,
                           .dpi = chart->options.dpi,
                           .quality = chart->options.quality,
                           .svg_outlines = chart->options.svg_outlines,
                           .load_image = load_image,
                           .host = chart};
  size_t errors = messages_error_count(chart->messages);
  GBytes *bytes = render_scene(chart->scene, format, &options, chart->context->fonts, chart->messages);
  if (bytes && messages_error_count(chart->messages) == errors) return bytes;
  if (bytes) g_bytes_unref(bytes);
  chart->status = TUBAN_FAILED;
  return NULL;
}

void *tuban_chart_render(TubanChart *chart, const TubanFormat *format, size_t *length) {
  GBytes *bytes = render(chart, format);
  *length = 0;
  if (!bytes) return NULL;
  void *copy = g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  *length = g_bytes_get_size(bytes);
  g_bytes_unref(bytes);
  return copy;
}

TubanStatus tuban_chart_render_file(TubanChart *chart, const TubanFormat *format, const char *path) {
  GBytes *bytes = render(chart, format);
  if (!bytes) return format ? chart->status : TUBAN_USAGE;
  bool written = file_write(path, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), chart->messages);
  g_bytes_unref(bytes);
  return written ? TUBAN_OK : TUBAN_IO;
}

const TubanFormat *tuban_format_find(const char *name) { return render_format_find(name); }
const TubanFormat *tuban_format_at(size_t i) { return render_format_at(i); }
const char *tuban_format_name(const TubanFormat *format) { return format ? format->name : NULL; }
const char *tuban_format_title(const TubanFormat *format) { return format ? format->title : NULL; }
const char *tuban_format_ending(const TubanFormat *format) { return format ? format->endings[0] : NULL; }
const char *tuban_format_mime_type(const TubanFormat *format) { return format ? format->mime_type : NULL; }
bool tuban_format_takes(const TubanFormat *format, const char *field) {
  return format && format->settings && g_strv_contains(format->settings, field);
}

void tuban_free(void *bytes) { g_free(bytes); }

const char *tuban_version(void) { return TUBAN_VERSION; }
