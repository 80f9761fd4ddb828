/* The public API: what tuban.h promises of formats, of charts that fail, and of calls that are wrong. */
#include "tuban.h"
#include <glib.h>
#include <string.h>

static const char good[] = "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"point\"}",
                  bad[] = "{\"mark\": \"bars\"}";

static TubanContext *context;

static TubanChart *read_chart(const char *text, const TubanOptions *options) {
  return tuban_chart_read_text(context, text, strlen(text), "c.json", NULL, options);
}

static void test_formats_are_found_by_name_and_ending(void) {
  g_assert_nonnull(tuban_format_at(0));
  for (size_t i = 0; tuban_format_at(i); i++) {
    const TubanFormat *format = tuban_format_at(i);
    g_autofree char *upper = g_ascii_strup(tuban_format_name(format), -1);
    g_assert_true(tuban_format_find(tuban_format_name(format)) == format);
    g_assert_true(tuban_format_find(tuban_format_ending(format)) == format);
    g_assert_true(tuban_format_find(upper) == format);
    g_assert_nonnull(strchr(tuban_format_mime_type(format), '/'));
    g_assert_nonnull(tuban_format_title(format));
  }
  g_assert_cmpstr(tuban_format_name(tuban_format_at(0)), ==, "png");
  g_assert_cmpstr(tuban_format_mime_type(tuban_format_find("svg")), ==, "image/svg+xml");
  g_assert_cmpstr(tuban_format_title(tuban_format_find("svg")), ==, "SVG");
}

static void test_unknown_formats_are_null(void) {
  static const char *const names[] = {NULL, "", "gif", "pn", "pngs", ".png"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) g_assert_null(tuban_format_find(names[i]));
  g_assert_null(tuban_format_name(NULL));
  g_assert_null(tuban_format_title(NULL));
  g_assert_null(tuban_format_ending(NULL));
  g_assert_null(tuban_format_mime_type(NULL));
  g_assert_false(tuban_format_takes(NULL, "scale"));
}

static void test_formats_say_which_options_they_take(void) {
  g_assert_true(tuban_format_takes(tuban_format_find("png"), "dpi"));
  g_assert_false(tuban_format_takes(tuban_format_find("png"), "svg_outlines"));
  g_assert_true(tuban_format_takes(tuban_format_find("jpg"), "quality"));
  g_assert_true(tuban_format_takes(tuban_format_find("svg"), "svg_outlines"));
  g_assert_false(tuban_format_takes(tuban_format_find("pdf"), "scale"));
}

/* The files of each format with options that only some take: equal unless it takes them. */
static void test_only_the_options_a_format_takes_change_its_files(void) {
  static const struct {
    const char *field;
    TubanOptions options;
  } cases[] = {{"scale", {.scale = 2}},
               {"quality", {.quality = 40}},
               {"dpi", {.dpi = 200}},
               {"svg_outlines", {.svg_outlines = true}}};
  for (size_t i = 0; tuban_format_at(i); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
      TubanChart *plain = read_chart(good, NULL), *changed = read_chart(good, &cases[k].options);
      size_t lengths[2];
      void *files[] = {tuban_chart_render(plain, tuban_format_at(i), &lengths[0]),
                       tuban_chart_render(changed, tuban_format_at(i), &lengths[1])};
      bool same = lengths[0] == lengths[1] && memcmp(files[0], files[1], lengths[0]) == 0;
      if (same == tuban_format_takes(tuban_format_at(i), cases[k].field))
        g_test_fail_printf("%s and %s", tuban_format_name(tuban_format_at(i)), cases[k].field);
      tuban_free(files[0]);
      tuban_free(files[1]);
      tuban_chart_destroy(plain);
      tuban_chart_destroy(changed);
    }
}

static void test_a_null_format_is_wrong_usage(void) {
  TubanChart *chart = read_chart(good, NULL);
  size_t length = 1;
  g_assert_null(tuban_chart_render(chart, NULL, &length));
  g_assert_cmpuint(length, ==, 0);
  g_assert_cmpint(tuban_chart_render_file(chart, NULL, "/nowhere/c.png"), ==, TUBAN_USAGE);
  g_assert_nonnull(strstr(tuban_chart_messages(chart), "no such format"));
  void *bytes = tuban_chart_render(chart, tuban_format_at(0), &length); /* the chart itself is still good */
  g_assert_nonnull(bytes);
  g_assert_cmpuint(length, >, 0);
  tuban_free(bytes);
  tuban_chart_destroy(chart);
}

static void test_a_chart_that_failed_gives_no_file(void) {
  TubanChart *chart = read_chart(bad, NULL);
  size_t length = 1;
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_FAILED);
  g_assert_nonnull(strstr(tuban_chart_messages(chart), "did you mean \"bar\"?"));
  g_assert_null(tuban_chart_render(chart, tuban_format_at(0), &length));
  g_assert_cmpuint(length, ==, 0);
  g_assert_cmpint(tuban_chart_render_file(chart, tuban_format_at(0), "/nowhere/c.png"), ==, TUBAN_FAILED);
  tuban_chart_destroy(chart);
}

static void test_a_file_that_cannot_be_written_is_an_io_error(void) {
  TubanChart *chart = read_chart(good, NULL);
  g_assert_cmpint(tuban_chart_render_file(chart, tuban_format_at(0), "/nowhere/c.png"), ==, TUBAN_IO);
  tuban_chart_destroy(chart);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  context = tuban_context_create();
  g_test_add_func("/api/formats-are-found", test_formats_are_found_by_name_and_ending);
  g_test_add_func("/api/unknown-formats-are-null", test_unknown_formats_are_null);
  g_test_add_func("/api/formats-say-which-options-they-take", test_formats_say_which_options_they_take);
  g_test_add_func("/api/only-those-options-change-files", test_only_the_options_a_format_takes_change_its_files);
  g_test_add_func("/api/null-format", test_a_null_format_is_wrong_usage);
  g_test_add_func("/api/failed-chart", test_a_chart_that_failed_gives_no_file);
  g_test_add_func("/api/unwritable-file", test_a_file_that_cannot_be_written_is_an_io_error);
  int result = g_test_run();
  tuban_context_destroy(context);
  return result;
}
