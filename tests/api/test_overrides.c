/* What the options put in place of what a chart says: values of params, files for its data; the line that a text begins on. */
#include "tuban.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const char SPEC[] = "{\"params\": [{\"name\": \"a\", \"value\": 1}, {\"name\": \"b\", \"expr\": \"a + 1\"}],\n"
                           "\"title\": {\"text\": {\"expr\": \"a + '|' + b + '|' + length(data('d'))\"}}, "
                           "\"datasets\": {\"d\": [{\"x\": 1}]},\n"
                           "\"data\": {\"name\": \"d\"}, \"mark\": \"point\", \"encoding\": {\"x\": {\"field\": \"x\", "
                           "\"type\": \"quantitative\"}}}";

/* The chart as SVG, owned by the caller; NULL if there is an error, whose code and line are set. */
static char *svg_with(const TubanOptions *options, const char **code, unsigned *line) {
  TubanContext *context = tuban_context_create();
  TubanChart *chart = tuban_chart_read_text(context, SPEC, strlen(SPEC), NULL, NULL, options);
  size_t length = 0;
  char *bytes = tuban_chart_render(chart, tuban_format_find("svg"), &length), *text = g_strndup(bytes, length);
  TubanMessage message;
  *code = "";
  if (tuban_chart_message(chart, 0, &message) == TUBAN_OK) {
    *code = g_intern_string(message.code);
    *line = message.line;
  }
  tuban_free(bytes);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  return text;
}

static void expect_title(const TubanParam *params, const char *const *files, const char *title) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.params = params;
  options.files = files;
  const char *code;
  unsigned line;
  g_autofree char *text = svg_with(&options, &code, &line), *wanted = g_strdup_printf(">%s<", title);
  g_assert_cmpstr(code, ==, "");
  g_assert_nonnull(strstr(text, wanted));
}

static void expect_code(const TubanParam *params, const char *const *files, unsigned first_line, const char *wanted,
                        unsigned wanted_line) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.params = params;
  options.files = files;
  options.first_line = first_line;
  const char *code;
  unsigned line = 0;
  g_free(svg_with(&options, &code, &line));
  g_assert_cmpstr(code, ==, wanted);
  g_assert_cmpuint(line, ==, wanted_line);
}

static void test_params_have_the_values_given(void) {
  expect_title(NULL, NULL, "1|2|1");
  expect_title((const TubanParam[]){{"a", "10", false}, {NULL, NULL, false}}, NULL, "10|11|1");
  expect_title((const TubanParam[]){{"b", "text", false}, {"b", "\"last\"", false}, {NULL, NULL, false}}, NULL,
               "1|last|1");
  expect_title((const TubanParam[]){{"none", "1", true}, {"a", "5", true}, {NULL, NULL, false}}, NULL, "5|6|1");
}

static void test_files_stand_for_data(void) {
  g_autofree char *folder = g_dir_make_tmp("tuban-XXXXXX", NULL), *path = g_build_filename(folder, "d.csv", NULL),
                  *file = g_strconcat("d=", path, NULL);
  g_assert_true(g_file_set_contents(path, "x\n1\n2\n3\n", -1, NULL));
  expect_title(NULL, (const char *const[]){file, NULL}, "1|2|3");
  expect_code(NULL, (const char *const[]){"d=/nowhere/x.csv", NULL}, 0, "E101", 0);
  g_unlink(path);
  g_rmdir(folder);
}

static void test_what_is_wrong_has_a_message(void) {
  expect_code((const TubanParam[]){{"c", "1", false}, {NULL, NULL, false}}, NULL, 0, "E180", 1);
  expect_code((const TubanParam[]){{"c", "1", false}, {NULL, NULL, false}}, NULL, 41, "E180", 41);
  expect_code((const TubanParam[]){{"a", NULL, false}, {NULL, NULL, false}}, NULL, 0, "E184", 0);
  expect_code((const TubanParam[]){{"a", "\xff", false}, {NULL, NULL, false}}, NULL, 0, "E184", 0);
  expect_code((const TubanParam[]){{"", "1", false}, {NULL, NULL, false}}, NULL, 0, "E184", 0);
  expect_code(NULL, (const char *const[]){"e=x.csv", NULL}, 0, "E181", 1);
  expect_code(NULL, (const char *const[]){"d=", NULL}, 0, "E185", 0);
  expect_code(NULL, (const char *const[]){"=x.csv", NULL}, 0, "E185", 0);
  expect_code(NULL, (const char *const[]){"d", NULL}, 0, "E185", 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/overrides/params have the values given", test_params_have_the_values_given);
  g_test_add_func("/overrides/files stand for data", test_files_stand_for_data);
  g_test_add_func("/overrides/what is wrong has a message", test_what_is_wrong_has_a_message);
  return g_test_run();
}
