/* The public API: data in memory, messages and fonts as structs, other outputs, and how long objects live. */
#include "tuban.h"
#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <time.h>

static const char good[] = "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"point\"}";

static TubanChart *read_text(TubanContext *context, const char *text, const TubanOptions *options) {
  return tuban_chart_read_text(context, text, strlen(text), "c.json", NULL, options);
}

static char *svg_of(TubanChart *chart) {
  size_t length = 0;
  char *bytes = tuban_chart_render(chart, tuban_format_find("svg"), &length);
  if (!bytes) g_error("%s", tuban_chart_messages(chart));
  char *svg = g_strndup(bytes, length);
  tuban_free(bytes);
  return svg;
}

/* The SVG of a text with one table in place of a dataset or file. */
static char *svg_with(const char *text, const char *name, TubanTable *table) {
  TubanContext *context = tuban_context_create();
  TubanOptions options = TUBAN_OPTIONS_INIT;
  const TubanData data[] = {{name, table}, {NULL, NULL}};
  options.data = data;
  TubanChart *chart = read_text(context, text, &options);
  tuban_context_destroy(context);
  tuban_table_destroy(table);
  char *svg = svg_of(chart);
  tuban_chart_destroy(chart);
  return svg;
}

static TubanTable *columns(void) {
  static const double n[] = {28, 55, NAN, 43}, d[] = {0, 86400000, 172800000, NAN};
  static const char *const k[] = {"A", "B", NULL, "Ö"};
  static const uint8_t b[] = {1, 0, 0, 1};
  TubanTable *table = tuban_table_create(4);
  g_assert_cmpint(tuban_table_add_numbers(table, "n", k[0] ? d : n), ==, TUBAN_OK); /* replaced below */
  g_assert_cmpint(tuban_table_add_numbers(table, "n", n), ==, TUBAN_OK);
  g_assert_cmpint(tuban_table_add_dates(table, "d", d), ==, TUBAN_OK);
  g_assert_cmpint(tuban_table_add_texts(table, "k", k), ==, TUBAN_OK);
  g_assert_cmpint(tuban_table_add_booleans(table, "b", b), ==, TUBAN_OK);
  return table;
}

/* The same rows in a spec give the same picture, nulls included. */
static void test_columns_draw_what_rows_draw(void) {
  static const char rows[] =
      "\"values\": [{\"n\": 28, \"d\": 0, \"k\": \"A\", \"b\": true}, {\"n\": 55, \"d\": 86400000, \"k\": \"B\", "
      "\"b\": false}, {\"n\": null, \"d\": 172800000, \"k\": null, \"b\": false}, {\"n\": 43, \"d\": null, "
      "\"k\": \"Ö\", \"b\": true}]",
                    rest[] =
                        "\"mark\": \"point\", \"encoding\": {\"x\": {\"field\": \"d\", \"type\": \"temporal\"}, \"y\": "
                        "{\"field\": \"n\", "
                        "\"type\": \"quantitative\"}, \"color\": {\"field\": \"k\"}, \"shape\": {\"field\": \"b\"}}";
  g_autofree char *inline_text = g_strdup_printf("{\"data\": {%s}, %s}", rows, rest),
                  *named = g_strdup_printf("{\"data\": {\"name\": \"t\"}, %s}", rest),
                  *by_url = g_strdup_printf("{\"data\": {\"url\": \"https://example.org/t.csv\"}, %s}", rest);
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, inline_text, NULL);
  g_autofree char *expected = svg_of(chart), *from_name = svg_with(named, "t", columns()),
                  *from_url = svg_with(by_url, "https://example.org/t.csv", columns());
  g_assert_cmpstr(from_name, ==, expected);
  g_assert_cmpstr(from_url, ==, expected);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

/* Where clocks change: of the hour that is skipped, and of that which comes twice, as the texts are read. */
static void test_local_dates_are_those_of_texts_without_a_zone(void) {
  static const double d[] = {1331433000000, 1331443800000, 1331524800000, 1351992600000, NAN}; /* wall time */
  static const uint8_t b[] = {0, 1, TUBAN_MISSING, 2, TUBAN_MISSING};
  static const char rest[] = "\"mark\": \"point\", \"encoding\": {\"x\": {\"field\": \"d\", \"type\": \"temporal\"}, "
                             "\"y\": {\"field\": \"b\"}}",
                    rows[] = "\"values\": [{\"d\": \"2012-03-11T02:30:00\", \"b\": false}, {\"d\": "
                             "\"2012-03-11T05:30:00\", \"b\": true}, {\"d\": \"2012-03-12T04:00:00\", \"b\": null}, "
                             "{\"d\": \"2012-11-04T01:30:00\", \"b\": true}, {\"d\": null, \"b\": null}]";
  g_autofree char *zone = g_strdup(g_getenv("TZ"));
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_autofree char *inline_text = g_strdup_printf("{\"data\": {%s}, %s}", rows, rest),
                  *named = g_strdup_printf("{\"data\": {\"name\": \"t\"}, %s}", rest);
  TubanTable *table = tuban_table_create(G_N_ELEMENTS(d));
  g_assert_cmpint(tuban_table_add_local_dates(table, "d", d), ==, TUBAN_OK);
  g_assert_cmpint(tuban_table_add_booleans(table, "b", b), ==, TUBAN_OK);
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, inline_text, NULL);
  g_autofree char *expected = svg_of(chart), *drawn = svg_with(named, "t", table);
  g_assert_cmpstr(drawn, ==, expected);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  g_setenv("TZ", zone ? zone : "UTC", TRUE);
  tzset();
}

static void test_texts_are_read_as_files_are(void) {
  static const char csv[] = "k;n\nA;28\nB;55\n", json[] = "[{\"k\": \"A\", \"n\": 28}, {\"k\": \"B\", \"n\": 55}]";
  static const char chart[] =
      "{\"data\": {\"url\": \"t.csv\", \"format\": {%s}}, \"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"k\"}, "
      "\"y\": {\"field\": \"n\", \"type\": \"quantitative\"}}}";
  static const char comma[] = "k,n\nA,28\nB,55\n";
  g_autofree char *dsv = g_strdup_printf(chart, "\"type\": \"dsv\", \"delimiter\": \";\""),
                  *plain = g_strdup_printf(chart, "");
  g_autofree char *one = svg_with(dsv, "t.csv", tuban_table_from_text(csv, strlen(csv), NULL)),
                  *other = svg_with(plain, "t.csv", tuban_table_from_text(json, strlen(json), "json")),
                  *by_ending = svg_with(plain, "t.csv", tuban_table_from_text(comma, strlen(comma), NULL));
  g_assert_cmpstr(one, ==, other);
  g_assert_cmpstr(by_ending, ==, other);
}

/* The length is refused before anything is read. */
static void test_tables_have_limits(void) {
  g_assert_null(tuban_table_from_text("a", (size_t)G_MAXUINT32 / 2 + 1, "csv"));
  g_assert_null(tuban_table_from_text("a", SIZE_MAX, "csv"));
  g_assert_null(tuban_table_create((size_t)G_MAXUINT32 + 1));
  TubanTable *table = tuban_table_create(G_MAXUINT32);
  g_assert_nonnull(table);
  tuban_table_destroy(table);
}

static void test_messages_are_structs(void) {
  static const char odd[] = "{\"data\": {\"values\": [{}]},\n\"mark\": {\"type\": \"point\", \"colour\": \"red\"}}";
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, odd, NULL);
  TubanMessage message;
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_OK);
  g_assert_cmpuint(tuban_chart_message_count(chart), ==, 1);
  g_assert_cmpint(tuban_chart_message(chart, 0, &message), ==, TUBAN_OK);
  g_assert_cmpint(message.severity, ==, TUBAN_WARNING);
  g_assert_cmpstr(message.code, ==, "W204");
  g_assert_cmpstr(message.file, ==, "c.json");
  g_assert_cmpuint(message.line, ==, 2);
  g_assert_cmpuint(message.column, ==, 27);
  g_assert_true(g_str_has_prefix(message.text, "unknown property \"colour\""));
  g_assert_cmpint(tuban_chart_message(chart, 1, &message), ==, TUBAN_USAGE);
  tuban_chart_destroy(chart);
  g_assert_cmpint(tuban_context_set_style_text(context, "[]", 2, NULL), ==, TUBAN_FAILED);
  g_assert_cmpuint(tuban_context_message_count(context), ==, 1);
  g_assert_cmpint(tuban_context_message(context, 0, &message), ==, TUBAN_OK);
  g_assert_cmpint(message.severity, ==, TUBAN_ERROR);
  g_assert_cmpstr(message.file, ==, "style");
  tuban_context_destroy(context);
}

static void test_styles_come_from_memory(void) {
  static const char style[] = "{\"background\": \"#123456\"}";
  TubanContext *context = tuban_context_create();
  g_assert_cmpint(tuban_context_set_style_text(context, style, strlen(style), NULL), ==, TUBAN_OK);
  TubanChart *chart = read_text(context, good, NULL);
  g_autofree char *svg = svg_of(chart);
  g_assert_nonnull(strstr(svg, "#123456"));
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

static void test_fonts_and_files_are_listed(void) {
  static const char text[] =
      "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": {\"type\": \"text\", \"text\": \"a \U0001F416\"}}";
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, text, NULL);
  TubanFont font, before = {.family = "", .face = ""};
  size_t count = 0;
  for (; tuban_chart_font(chart, count, &font) == TUBAN_OK; count++) {
    g_assert_true(*font.family && *font.face && font.weight > 0);
    g_assert_cmpstr(font.characters, ==, "a");
    g_assert_cmpint(font.reason, ==, TUBAN_FONT_GENERIC);
    g_assert_cmpstr(font.source, ==, "sans-serif");
    g_assert_true(strcmp(before.family, font.family) < 0 || before.weight < font.weight ||
                  strcmp(before.face, font.face) < 0);
    before = font;
  }
  g_assert_cmpuint(count, >, 0);
  g_assert_cmpuint(tuban_chart_missing_character(chart, 0), ==, 0x1F416);
  g_assert_cmpuint(tuban_chart_missing_character(chart, 1), ==, 0);
  g_assert_null(tuban_chart_file(chart, 0));
  g_assert_true(g_file_test(tuban_chart_font_file(chart, 0), G_FILE_TEST_IS_REGULAR));
  for (count = 1; tuban_chart_font_file(chart, count); count++)
    g_assert_cmpint(strcmp(tuban_chart_font_file(chart, count - 1), tuban_chart_font_file(chart, count)), <, 0);
  g_assert_null(tuban_chart_font_file(NULL, 0));
  tuban_chart_destroy(chart);

  char *folder = g_dir_make_tmp("tuban-files-XXXXXX", NULL);
  g_autofree char *real = g_canonicalize_filename(folder, NULL), *spec = g_build_filename(real, "c.json", NULL),
                  *csv = g_build_filename(real, "d.csv", NULL);
  g_assert_true(g_file_set_contents(spec, "{\"data\": {\"url\": \"d.csv\"}, \"mark\": \"point\"}", -1, NULL));
  g_assert_true(g_file_set_contents(csv, "a\n1\n", -1, NULL));
  chart = tuban_chart_read_file(context, spec, NULL);
  g_assert_cmpstr(tuban_chart_file(chart, 0), ==, spec);
  g_assert_cmpstr(tuban_chart_file(chart, 1), ==, csv);
  g_assert_null(tuban_chart_file(chart, 2));
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  g_assert_cmpint(g_remove(spec) | g_remove(csv) | g_rmdir(folder), ==, 0);
  g_free(folder);
}

static void test_stages_can_be_inspected(void) {
  TubanContext *context = tuban_context_create();
  for (size_t i = 0; tuban_stage_at(i); i++) {
    TubanChart *chart = read_text(context, good, NULL);
    char *json = tuban_chart_inspect(chart, tuban_stage_at(i));
    g_assert_true(json && *json == '{');
    tuban_free(json);
    g_assert_null(tuban_chart_inspect(chart, "marks"));
    tuban_chart_destroy(chart);
  }
  tuban_context_destroy(context);
}

static int append(void *closure, const void *bytes, size_t length) {
  g_byte_array_append(closure, bytes, (guint)length);
  return 0;
}

static int refuse(void *closure, const void *bytes, size_t length) {
  return closure == NULL && bytes != NULL && length > 0 ? 1 : 0;
}

static void test_bytes_go_to_a_callback(void) {
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, good, NULL);
  const TubanFormat *pdf = tuban_format_find("pdf");
  GByteArray *bytes = g_byte_array_new();
  g_assert_cmpint(tuban_chart_render_to(chart, pdf, append, bytes), ==, TUBAN_OK);
  size_t length;
  void *same = tuban_chart_render(chart, pdf, &length);
  g_assert_true(bytes->len == length && memcmp(bytes->data, same, length) == 0);
  g_assert_cmpint(tuban_chart_render_to(chart, pdf, refuse, NULL), ==, TUBAN_IO);
  tuban_free(same);
  g_byte_array_unref(bytes);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

/* On an image, what a PNG file holds, and cairo's state is left as it was. */
static void test_charts_are_drawn_with_cairo(void) {
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, good, NULL);
  double width, height, x = 0, y = 0;
  g_assert_cmpint(tuban_chart_size(chart, &width, &height), ==, TUBAN_OK);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width + 10, (int)height + 10);
  cairo_t *cairo = cairo_create(surface);
  cairo_translate(cairo, 10, 10);
  g_assert_cmpint(tuban_chart_draw(chart, cairo), ==, TUBAN_OK);
  cairo_user_to_device(cairo, &x, &y);
  g_assert_cmpfloat(x, ==, 10);
  cairo_surface_flush(surface);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  g_assert_cmpuint(pixels[0], ==, 0);                                                           /* outside */
  g_assert_cmphex(*(const guint32 *)(const void *)(pixels + 12 * stride + 48), ==, 0xffffffff); /* the background */
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

static void test_work_can_be_cancelled(void) {
  static const int yes = 1, no = 0;
  TubanContext *context = tuban_context_create();
  TubanOptions options = TUBAN_OPTIONS_INIT;
  for (int i = 0; i < 2; i++) {
    options.cancel = i ? &yes : &no;
    TubanChart *chart = read_text(context, good, &options);
    g_assert_cmpint(tuban_chart_status(chart), ==, i ? TUBAN_CANCELLED : TUBAN_OK);
    tuban_chart_destroy(chart);
  }
  tuban_context_destroy(context);
}

/* Han shows in the language, wherever it is. */
static void test_the_language_is_guessed_from_data_too(void) {
  static const char *const texts[] = {"国", "國", "é"}, *const langs[] = {" lang=\"zh-Hans\"", " lang=\"zh-Hant\"",
                                                                          " lang="};
  static const char named[] = "{\"data\": {\"name\": \"t\"}, \"mark\": \"point\"}";
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    TubanTable *values = tuban_table_create(1), *names = tuban_table_create(1);
    const double number = 1;
    g_assert_cmpint(tuban_table_add_texts(values, "k", &texts[i]), ==, TUBAN_OK);
    g_assert_cmpint(tuban_table_add_numbers(names, texts[i], &number), ==, TUBAN_OK);
    g_autofree char *csv = g_strdup_printf("k\n%s\n", texts[i]);
    TubanTable *tables[] = {values, names, tuban_table_from_text(csv, strlen(csv), "csv")};
    for (size_t k = 0; k < G_N_ELEMENTS(tables); k++) {
      g_autofree char *svg = svg_with(named, "t", tables[k]);
      g_assert_cmpint(strstr(svg, langs[i]) != NULL, ==, i < 2);
    }
  }
  g_autofree char *escaped =
      svg_with("{\"data\": {\"values\": [{\"k\": \"\\u56fd\"}]}, \"mark\": \"point\"}", "t", tuban_table_create(0));
  g_assert_nonnull(strstr(escaped, langs[0]));
}

/* Freed or changed after the call, as far as the caller may. */
static void test_options_are_copied(void) {
  TubanContext *context = tuban_context_create();
  char *lang = g_strdup("zh-Hant"), *allowed[] = {g_strdup("/nowhere"), NULL};
  TubanOptions *options = g_new0(TubanOptions, 1);
  *options = (TubanOptions){.size = sizeof *options, .lang = lang, .allowed_paths = (const char *const *)allowed};
  TubanChart *chart = read_text(context, good, options);
  memset(lang, 'x', strlen(lang));
  g_free(lang);
  g_free(allowed[0]);
  memset(options, 0xff, sizeof *options);
  g_free(options);
  g_autofree char *svg = svg_of(chart);
  g_assert_nonnull(strstr(svg, " lang=\"zh-Hant\""));
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

/* A program built with a later header may set what it knows to nothing only; one built with an earlier has fewer fields. */
static void test_options_of_other_versions(void) {
  struct {
    TubanOptions known;
    char more[8];
  } later = {{.size = sizeof later}, {0}};
  TubanOptions earlier = {.size = offsetof(TubanOptions, dpi), .scale = 2, .dpi = NAN};
  TubanContext *context = tuban_context_create();
  for (int i = 0; i < 3; i++) {
    later.more[7] = i == 1;
    TubanChart *chart = read_text(context, good, i == 2 ? &earlier : &later.known);
    g_assert_cmpint(tuban_chart_status(chart), ==, i == 1 ? TUBAN_USAGE : TUBAN_OK);
    tuban_chart_destroy(chart);
  }
  tuban_context_destroy(context);
}

/* No version will be larger than 4096 bytes: what is, was never initialized. */
static void test_options_have_a_size_that_can_be(void) {
  union {
    TubanOptions known;
    char bytes[4100];
  } options = {.bytes = {0}};
  static const struct {
    size_t size;
    TubanStatus status;
  } cases[] = {{0, TUBAN_USAGE},
               {sizeof(size_t) - 1, TUBAN_USAGE},
               {sizeof(size_t), TUBAN_OK},
               {4096, TUBAN_OK},
               {4097, TUBAN_USAGE}};
  TubanContext *context = tuban_context_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    options.known.size = cases[i].size;
    TubanChart *chart = read_text(context, good, &options.known);
    g_assert_cmpint(tuban_chart_status(chart), ==, cases[i].status);
    tuban_chart_destroy(chart);
  }
  tuban_context_destroy(context);
}

static int use_while_writing(void *closure, const void *bytes, size_t length) {
  TubanChart *chart = closure;
  size_t size = 1;
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_BUSY);
  g_assert_null(tuban_chart_render(chart, tuban_format_at(0), &size));
  g_assert_cmpstr(tuban_chart_messages(chart), ==, "");
  return bytes == NULL || length == 0 ? 1 : 0;
}

static gpointer use_from_another_thread(gpointer data) {
  return GINT_TO_POINTER(tuban_chart_render_to(data, tuban_format_find("svg"), use_while_writing, data));
}

/* What a callback sees is what another thread sees at that moment. */
static void test_a_context_in_use_is_busy(void) {
  TubanContext *context = tuban_context_create();
  TubanChart *chart = read_text(context, good, NULL);
  GThread *thread = g_thread_new("chart", use_from_another_thread, chart);
  g_assert_cmpint(GPOINTER_TO_INT(g_thread_join(thread)), ==, TUBAN_OK);
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_OK);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/api/columns", test_columns_draw_what_rows_draw);
  g_test_add_func("/api/local-dates", test_local_dates_are_those_of_texts_without_a_zone);
  g_test_add_func("/api/texts", test_texts_are_read_as_files_are);
  g_test_add_func("/api/limits", test_tables_have_limits);
  g_test_add_func("/api/message-structs", test_messages_are_structs);
  g_test_add_func("/api/style-text", test_styles_come_from_memory);
  g_test_add_func("/api/fonts-and-files", test_fonts_and_files_are_listed);
  g_test_add_func("/api/stages", test_stages_can_be_inspected);
  g_test_add_func("/api/callback", test_bytes_go_to_a_callback);
  g_test_add_func("/api/cairo", test_charts_are_drawn_with_cairo);
  g_test_add_func("/api/cancel", test_work_can_be_cancelled);
  g_test_add_func("/api/language", test_the_language_is_guessed_from_data_too);
  g_test_add_func("/api/options-copied", test_options_are_copied);
  g_test_add_func("/api/options-versions", test_options_of_other_versions);
  g_test_add_func("/api/options-size", test_options_have_a_size_that_can_be);
  g_test_add_func("/api/busy", test_a_context_in_use_is_busy);
  return g_test_run();
}
