/* tests/fuzz/targets.c: each language that tuban reads, from its text to what is made of it. */
#include "targets.h"
#include "base/arena.h"
#include "color/color.h"
#include "data/reader.h"
#include "expr/expr.h"
#include "format/format.h"
#include "render/picture.h"
#include "scene/path.h"
#include "tuban.h"
#include <cjson/cJSON.h>
#include <libxml/parser.h>
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

static void fault(const char *what, const char *about) {
  g_printerr("fuzz: %s: %s\n", what, about);
  abort();
}

enum { LONGEST = 10000000 }; /* what readers that are not ours are given */

/* libxml2 must find the file well-formed. */
static void check_svg(const char *svg, size_t size) {
  if (!svg || size >= LONGEST) return;
  xmlDoc *document = xmlReadMemory(svg, (int)size, NULL, "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!document) fault("not well-formed", svg);
  xmlFreeDoc(document);
}

/* What `qpdf --check` does: the structure is read and every stream decoded. A warning is a fault too. */
static void check_pdf(const char *pdf, size_t size) {
  if (!pdf || size >= LONGEST) return;
  qpdf_data reader = qpdf_init();
  qpdf_silence_errors(reader);
  qpdf_set_suppress_warnings(reader, QPDF_TRUE);
  qpdf_read_memory(reader, "fuzz.pdf", pdf, size, NULL);
  if (!qpdf_has_error(reader)) qpdf_check_pdf(reader);
  if (qpdf_has_error(reader)) fault("qpdf", qpdf_get_error_full_text(reader, qpdf_get_error(reader)));
  if (qpdf_more_warnings(reader)) fault("qpdf warns", qpdf_get_error_full_text(reader, qpdf_next_warning(reader)));
  qpdf_cleanup(&reader);
}

static void draw_as(TubanChart *chart, const char *format, void (*check)(const char *bytes, size_t size)) {
  size_t size = 0;
  char *bytes = tuban_chart_render(chart, tuban_format_find(format), &size);
  if (check) check(bytes, size);
  tuban_free(bytes);
}

static void draw(TubanContext *context, const char *text, size_t length) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.notes = true;
  TubanChart *chart = tuban_chart_read_text(context, text, length, "fuzz", ".", &options);
  if (!chart) return;
  if (tuban_chart_status(chart) == TUBAN_OK) {
    draw_as(chart, "svg", check_svg);
    draw_as(chart, "png", NULL);
    draw_as(chart, "pdf", check_pdf);
  }
  tuban_chart_destroy(chart);
}

static void run_spec(const char *text, size_t length) {
  TubanContext *context = tuban_context_create();
  draw(context, text, length);
  tuban_context_destroy(context);
}

static void run_style(const char *text, size_t length) {
  static const char spec[] =
      "{\"title\":{\"text\":\"T\",\"subtitle\":\"S\"},\"data\":{\"values\":[{\"a\":\"x\",\"b\":2},{\"a\":\"y\",\"b\":3}"
      "]},\"facet\":{\"row\":{\"field\":"
      "\"a\"}},\"spec\":{\"layer\":[{\"mark\":\"bar\"},{\"mark\":\"line\"},{\"mark\":\"text\"},{\"mark\":\"boxplot\"}],"
      "\"encoding\":{\"x\":{\"field\":\"a\"},"
      "\"y\":{\"field\":\"b\",\"type\":\"quantitative\"},\"color\":{\"field\":\"b\",\"type\":\"quantitative\"}}}}";
  TubanContext *context = tuban_context_create();
  if (tuban_context_set_style_text(context, text, length, NULL) == TUBAN_OK) draw(context, spec, strlen(spec));
  tuban_context_destroy(context);
}

static void read_data(const char *text, size_t length, const char *format) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  Source source = {.name = "fuzz", .text = text, .length = length};
  const Table *table =
      data_read(&source, format ? json_literal(arena, (Place){0}, format) : NULL, NULL, messages, arena);
  for (size_t c = 0; table && c < table_column_count(table); c++) {
    const Column *column = table_column_at(table, c);
    column_numbers(column, arena);
    for (size_t i = 0; i < MIN(table_row_count(table), (size_t)100); i++)
      value_to_string(column_value(column, i), arena);
  }
  g_free(messages_to_string(messages));
  arena_destroy(arena);
}

static void run_csv(const char *text, size_t length) {
  read_data(text, length, "{'type':'csv'}");
  read_data(text, length, "{'type':'dsv','delimiter':';','parse':{'a':'number','b':'date'}}");
}
static void run_rows(const char *text, size_t length) {
  read_data(text, length, "{'type':'json'}");
  read_data(text, length, "{'type':'json','property':'a.b'}");
}
static void run_topojson(const char *text, size_t length) {
  read_data(text, length, "{'type':'topojson','feature':'a'}");
  read_data(text, length, "{'type':'topojson','mesh':'a','filter':'interior'}");
}

/* Three readers of the same language: what one takes, all take. (Only valid UTF-8: data are decoded before.) cJSON ends at the first value and takes some texts that are not
 * JSON, so that only what ours takes must be its too. */
static void run_json(const char *text, size_t length) {
  if (!g_utf8_validate(text, (gssize)length, NULL)) return;
  Arena *arena = arena_create();
  Source source = {.name = "fuzz", .text = text, .length = length};
  const Json *spec = json_parse(&source, messages_create(arena, false), arena),
             *data = json_parse_data(&source, messages_create(arena, false), arena);
  cJSON *theirs = cJSON_ParseWithLength(text + text_mark_length(&source), length - text_mark_length(&source));
  if ((spec != NULL) != (data != NULL)) fault(spec ? "refused as data" : "taken as data only", text);
  bool may_be_half =
      strstr(text, "\\u") != NULL; /* half of a surrogate pair is a text in JavaScript, and nothing in cJSON */
  if (spec && !theirs && !may_be_half) fault("cJSON refuses", text);
  if (spec && !json_equal(spec, data)) fault("not the same value as data", text);
  if (spec) {
    char *written = json_to_text(arena, spec);
    Source again = {.name = "fuzz", .text = written, .length = strlen(written)};
    if (!json_parse(&again, messages_create(arena, false), arena)) fault("cannot be read again", written);
  }
  cJSON_Delete(theirs);
  arena_destroy(arena);
}

static void run_expr(const char *text, size_t length) {
  static const Value width = {.kind = VALUE_NUMBER, .number = 200};
  (void)length;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  guint64 random_state = 123456789;
  GHashTable *signals = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_insert(signals, (gpointer) "width", (gpointer)&width);
  ExprScope scope = {.arena = arena, .messages = messages, .signals = signals, .random_state = &random_state};
  const Json *datum = json_literal(arena, (Place){0}, "{'a':1,'b':'two','c':[1,'x',null],'d':{'e':true},'f':-0.5}");
  const Expr *expr = expr_parse(text, (Place){0}, messages, arena);
  if (expr) {
    Value value = expr_eval_datum(expr, &scope, value_from_json(datum, arena));
    value_to_string(value, arena);
    expr_names(expr);
    expr_fields(expr);
  }
  g_hash_table_destroy(signals);
  arena_destroy(arena);
}

/* The pattern up to the first line break, and what it is tried on after it. */
static void run_regexp(const char *text, size_t length) {
  (void)length;
  Arena *arena = arena_create();
  char **parts = g_strsplit(text, "\n", 2);
  char *pattern = string_literal(parts[0] ? parts[0] : "", arena),
       *subject = string_literal(parts[0] && parts[1] ? parts[1] : "aXb12", arena);
  const char *forms[] = {"replace(%s, regexp(%s, 'g'), '$1$&-')", "test(regexp(%s, 'i'), %s)", "split(%s, regexp(%s))"};
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    char *form = arena_strdup(arena, forms[i]), *one = strstr(form, "%s");
    *one = '\0';
    char *two = strstr(one + 2, "%s");
    *two = '\0';
    bool first = i == 1;
    char *call =
        arena_printf(arena, "%s%s%s%s%s", form, first ? pattern : subject, one + 2, first ? subject : pattern, two + 2);
    run_expr(call, strlen(call));
  }
  g_strfreev(parts);
  arena_destroy(arena);
}

static void run_format(const char *text, size_t length) {
  static const double numbers[] = {0, -1.5, 1e21, 1e-9, 123456.789, NAN, -INFINITY};
  (void)length;
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    format_number(locale_default(), text, numbers[i], arena);
    format_float(locale_default(), text, numbers[i], arena);
    format_span(locale_default(), 0, 100, 5, text, numbers[i], arena);
    format_time(locale_default(), text, numbers[i] * 1e6, i % 2, arena);
  }
  arena_destroy(arena);
}

/* The specifier up to the first line break, and the text it is to read after it. */
static void run_time(const char *text, size_t length) {
  (void)length;
  char **parts = g_strsplit(text, "\n", 2);
  date_parse(text);
  if (parts[0]) parse_time(locale_default(), parts[0], parts[1] ? parts[1] : "2026-11-26", false);
  g_strfreev(parts);
}

static void run_path(const char *text, size_t length) {
  (void)length;
  Arena *arena = arena_create();
  const ScenePath *path = path_parse(text, arena);
  if (path) path_bounds(path);
  arena_destroy(arena);
}

static void run_color(const char *text, size_t length) {
  Rgba color;
  char hex[16];
  (void)length;
  if (color_parse(text, &color)) color_to_hex(color, hex);
}

static void run_picture(const char *text, size_t length) {
  GBytes *bytes = g_bytes_new(text, length);
  Picture picture = {0};
  char *reason = NULL;
  if (picture_decode(bytes, &picture, &reason)) cairo_surface_destroy(picture.surface);
  g_free(reason);
  g_bytes_unref(bytes);
}

const FuzzTarget fuzz_targets[] = {
    {"spec", run_spec, 1, 1},     {"poster", run_spec, 1, 1},     {"style", run_style, 1, 1},
    {"csv", run_csv, 0, 0},       {"rows", run_rows, 0, 0},       {"topojson", run_topojson, 1, 0},
    {"json", run_json, 0, 0},     {"expr", run_expr, 0, 0},       {"regexp", run_regexp, 0, 0},
    {"format", run_format, 0, 0}, {"time", run_time, 0, 0},       {"path", run_path, 0, 0},
    {"color", run_color, 0, 0},   {"picture", run_picture, 0, 0}, {NULL, NULL, 0, 0},
};
