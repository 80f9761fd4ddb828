/* The public API: what tuban.h promises of formats, of charts that fail, and of calls that are wrong. */
#include "tuban.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const char good[] = "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"point\"}",
                  bad[] = "{\"mark\": \"bars\"}";

static TubanContext *context;

#define OPTIONS(...)                                                                                                   \
  { .size = sizeof(TubanOptions), __VA_ARGS__ }

/* Read, and laid out, so that its messages are complete. */
static TubanChart *read_chart(const char *text, const TubanOptions *options) {
  TubanChart *chart = tuban_chart_read_text(context, text, strlen(text), "c.json", NULL, options);
  tuban_chart_status(chart);
  return chart;
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
  } cases[] = {{"scale", OPTIONS(.scale = 2)},
               {"quality", OPTIONS(.quality = 40)},
               {"dpi", OPTIONS(.dpi = 200)},
               {"svg_outlines", OPTIONS(.svg_outlines = true)}};
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
  g_assert_nonnull(strstr(tuban_chart_messages(chart), "unknown picture format"));
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

/* A folder of its own for what a test writes; gone after it. */
typedef struct Folder {
  char *path;
  GPtrArray *files;
} Folder;

static void folder_open(Folder *folder, gconstpointer data) {
  (void)data;
  folder->path = g_dir_make_tmp("tuban-api-XXXXXX", NULL);
  folder->files = g_ptr_array_new_with_free_func(g_free);
}

static void folder_close(Folder *folder, gconstpointer data) {
  (void)data;
  for (guint i = 0; i < folder->files->len; i++) g_unlink(folder->files->pdata[i]);
  g_ptr_array_unref(folder->files);
  g_rmdir(folder->path);
  g_free(folder->path);
}

static const char *path_in(Folder *folder, const char *name) {
  g_ptr_array_add(folder->files, g_build_filename(folder->path, name, NULL));
  return folder->files->pdata[folder->files->len - 1];
}

static const char *write_in(Folder *folder, const char *name, const char *text) {
  const char *path = path_in(folder, name);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static const char sized[] =
    "{\"width\": 120, \"height\": 70, \"padding\": 0, \"data\": {\"values\": [{}]}, \"mark\": \"point\"}";

static void assert_size(TubanChart *chart, double width, double height) {
  double found[2] = {-1, -1};
  tuban_chart_size(chart, &found[0], &found[1]);
  g_assert_cmpfloat(found[0], ==, width);
  g_assert_cmpfloat(found[1], ==, height);
}

static void test_a_chart_has_its_size_and_one_that_failed_none(void) {
  TubanChart *chart = read_chart(sized, NULL), *failed = read_chart("[1]", NULL);
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_OK);
  assert_size(chart, 120, 70);
  assert_size(failed, 0, 0);
  tuban_chart_destroy(chart);
  tuban_chart_destroy(failed);
}

static void assert_says(const char *messages, const char *part) {
  if (!strstr(messages, part)) g_test_fail_printf("no \"%s\" in \"%s\"", part, messages);
}

/* Reads `text`, expects its status and what its messages begin with; "" for none at all. */
static void assert_read(const char *text, const TubanOptions *options, TubanStatus status, const char *said) {
  TubanChart *chart = read_chart(text, options);
  g_assert_cmpint(tuban_chart_status(chart), ==, status);
  for (int i = 0; i < 2; i++) { /* the same when asked again */
    if (!g_str_has_prefix(tuban_chart_messages(chart), said) || (!*said && *tuban_chart_messages(chart)))
      g_test_fail_printf("\"%s\" does not begin with \"%s\"", tuban_chart_messages(chart), said);
  }
  tuban_chart_destroy(chart);
}

static void test_messages_say_what_is_wrong_and_where(void) {
  static const char odd[] = "{\"data\": {\"values\": [{}]},\n\"mark\": {\"type\": \"point\", \"colour\": \"red\"}}";
  assert_read(good, NULL, TUBAN_OK, "");
  assert_read("[1]", NULL, TUBAN_FAILED, "c.json:1:1: error: a chart must be a JSON object [E201]\n");
  assert_read("{", NULL, TUBAN_FAILED, "c.json:1:2: error: unexpected end of file");
  assert_read(odd, NULL, TUBAN_OK, "c.json:2:27: warning: unknown property \"colour\"");
  assert_read(odd, &(TubanOptions)OPTIONS(.strict = true), TUBAN_FAILED,
              "c.json:2:27: error: unknown property \"colour\"");
}

static void test_a_failed_chart_says_nothing_else(void) {
  TubanChart *chart = read_chart("[1]", NULL);
  g_assert_null(strstr(tuban_chart_messages(chart), "internal error"));
  tuban_chart_destroy(chart);
  chart = read_chart(bad, NULL);
  g_assert_null(strstr(tuban_chart_messages(chart), "internal error"));
  tuban_chart_destroy(chart);
}

static void test_text_ends_where_its_length_says_and_has_a_name(void) {
  TubanChart *chart = tuban_chart_read_text(context, "{}nonsense", 2, NULL, NULL, NULL);
  tuban_chart_status(chart);
  assert_says(tuban_chart_messages(chart), "chart:1:1: error: ");
  g_assert_null(strstr(tuban_chart_messages(chart), "nonsense"));
  tuban_chart_destroy(chart);
}

static void test_data_is_read_below_the_folder_of_the_chart(Folder *folder, gconstpointer data) {
  (void)data;
  static const char text[] = "{\"data\": {\"url\": \"d.csv\"}, \"mark\": \"point\"}";
  const char *const allowed[] = {folder->path, NULL};
  TubanOptions elsewhere = OPTIONS(.allowed_paths = allowed);
  write_in(folder, "d.csv", "a\n1\n");
  g_autofree char *absolute = g_strdup_printf("{\"data\": {\"url\": \"%s/d.csv\"}, \"mark\": \"point\"}", folder->path);
  TubanChart *charts[] = {
      tuban_chart_read_file(context, write_in(folder, "c.json", text), NULL),
      tuban_chart_read_text(context, text, strlen(text), NULL, folder->path, NULL),
      read_chart(absolute, &elsewhere),
      tuban_chart_read_text(context, text, strlen(text), NULL, NULL, NULL),
      read_chart(absolute, NULL),
  };
  static const TubanStatus expected[] = {TUBAN_OK, TUBAN_OK, TUBAN_OK, TUBAN_FAILED, TUBAN_FAILED};
  for (size_t i = 0; i < G_N_ELEMENTS(charts); i++) {
    if (tuban_chart_status(charts[i]) != expected[i])
      g_test_fail_printf("chart %zu: %s", i, tuban_chart_messages(charts[i]));
    tuban_chart_destroy(charts[i]);
  }
}

static void test_a_chart_that_is_not_there_is_an_io_error(Folder *folder, gconstpointer data) {
  (void)data;
  size_t length;
  TubanChart *chart = tuban_chart_read_file(context, path_in(folder, "none.json"), NULL);
  g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_IO);
  assert_says(tuban_chart_messages(chart), "none.json");
  assert_size(chart, 0, 0);
  g_assert_null(tuban_chart_render(chart, tuban_format_at(0), &length));
  g_assert_cmpint(tuban_chart_render_file(chart, tuban_format_at(0), path_in(folder, "c.png")), ==, TUBAN_IO);
  tuban_chart_destroy(chart);
}

static void test_a_file_holds_the_bytes_that_memory_gets(Folder *folder, gconstpointer data) {
  (void)data;
  for (size_t i = 0; tuban_format_at(i); i++) {
    TubanChart *chart = read_chart(sized, NULL);
    const char *path = path_in(folder, tuban_format_name(tuban_format_at(i)));
    g_assert_cmpint(tuban_chart_render_file(chart, tuban_format_at(i), path), ==, TUBAN_OK);
    gsize on_disk = 0, length = 0;
    g_autofree char *file = NULL;
    g_assert_true(g_file_get_contents(path, &file, &on_disk, NULL));
    void *bytes = tuban_chart_render(chart, tuban_format_at(i), &length);
    g_assert_true(length == on_disk && memcmp(bytes, file, length) == 0);
    g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_OK);
    tuban_free(bytes);
    tuban_chart_destroy(chart);
  }
}

/* Images are read when they are drawn: one that is missing or not a picture is an error. */
static void test_an_error_while_drawing_gives_no_file(Folder *folder, gconstpointer data) {
  (void)data;
  static const struct {
    const char *url, *says;
    bool strict, fails;
  } cases[] = {{"none.png", "error: cannot read \"none.png\"", false, true},
               {"data:image/png;base64,AAAA", "error: the image", false, true},
               {"data:image/png;base64,AAAA", "error: the image", true, true}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TubanOptions options = OPTIONS(.strict = cases[i].strict);
    TubanStatus status = cases[i].fails ? TUBAN_FAILED : TUBAN_OK;
    size_t length = 1;
    g_autofree char *text = g_strdup_printf("{\"data\": {\"values\": [{\"a\": \"%s\"}]}, \"mark\": \"image\","
                                            " \"encoding\": {\"url\": {\"field\": \"a\"}}}",
                                            cases[i].url);
    TubanChart *chart = read_chart(text, &options);
    g_assert_cmpint(tuban_chart_status(chart), ==, TUBAN_OK);
    void *bytes = tuban_chart_render(chart, tuban_format_find("png"), &length);
    assert_says(tuban_chart_messages(chart), cases[i].says);
    g_assert_cmpint(bytes == NULL, ==, cases[i].fails);
    g_assert_cmpint(length == 0, ==, cases[i].fails);
    g_assert_cmpint(tuban_chart_status(chart), ==, status);
    const char *path = path_in(folder, "c.png");
    g_assert_cmpint(tuban_chart_render_file(chart, tuban_format_find("png"), path), ==, status);
    g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==, !cases[i].fails);
    g_unlink(path);
    tuban_free(bytes);
    tuban_chart_destroy(chart);
  }
}

static bool svg_has(TubanContext *from, const char *text, const TubanOptions *options, const char *part) {
  TubanChart *chart = tuban_chart_read_text(from, text, strlen(text), NULL, NULL, options);
  size_t length = 0;
  char *svg = tuban_chart_render(chart, tuban_format_find("svg"), &length);
  g_assert_nonnull(svg);
  bool has = g_strstr_len(svg, (gssize)length, part) != NULL;
  tuban_free(svg);
  tuban_chart_destroy(chart);
  return has;
}

static void test_the_language_given_is_that_of_the_file(void) {
  g_assert_false(svg_has(context, good, NULL, " lang=\"zh-Hant\""));
  g_assert_true(svg_has(context, good, &(TubanOptions)OPTIONS(.lang = "zh-Hant"), " lang=\"zh-Hant\""));
}

static void test_posters_are_read_too(void) {
  TubanChart *chart = read_chart("{\"page\": {\"size\": [300, 200]}, \"blocks\": []}", NULL);
  assert_says(tuban_chart_messages(chart), "a poster needs");
  g_assert_null(strstr(tuban_chart_messages(chart), "a view needs one of"));
  tuban_chart_destroy(chart);
}

/* A style that is refused leaves the one before it. */
static void test_styles_are_of_charts_read_from_then_on(Folder *folder, gconstpointer data) {
  (void)data;
  TubanContext *own = tuban_context_create();
  const char *odd = write_in(folder, "odd.json", "{\"background\": \"#654321\", \"point\": {\"colour\": \"red\"}}");
  g_assert_cmpstr(tuban_context_messages(own), ==, "");
  g_assert_cmpint(tuban_context_set_style_file(own, write_in(folder, "s.json", "{\"background\": \"#123456\"}")), ==,
                  TUBAN_OK);
  g_assert_cmpstr(tuban_context_messages(own), ==, "");
  g_assert_true(svg_has(own, good, NULL, "#123456"));

  g_assert_cmpint(tuban_context_set_style_file(own, path_in(folder, "none.json")), ==, TUBAN_IO);
  assert_says(tuban_context_messages(own), "none.json");
  g_assert_cmpint(tuban_context_set_style_file(own, write_in(folder, "broken.json", "{\"background\"")), ==,
                  TUBAN_FAILED);
  assert_says(tuban_context_messages(own), "unexpected end of file");
  g_assert_cmpint(tuban_context_set_style_file(own, write_in(folder, "list.json", "[]")), ==, TUBAN_FAILED);
  assert_says(tuban_context_messages(own), "a style must be an object");
  tuban_context_set_strict(own, true);
  g_assert_cmpint(tuban_context_set_style_file(own, odd), ==, TUBAN_FAILED);
  assert_says(tuban_context_messages(own), "error: unknown property \"colour\"");
  g_assert_null(strstr(tuban_context_messages(own), "none.json")); /* those of the last call alone */
  g_assert_true(svg_has(own, good, NULL, "#123456"));

  tuban_context_set_strict(own, false);
  g_assert_cmpint(tuban_context_set_style_file(own, odd), ==, TUBAN_OK);
  assert_says(tuban_context_messages(own), "warning: unknown property \"colour\"");
  g_assert_true(svg_has(own, good, NULL, "#654321"));
  tuban_context_destroy(own);
}

/* Setting replaces all before, adding lays over them; a name is that of an installed style. */
static void test_styles_are_laid_over_each_other(Folder *folder, gconstpointer data) {
  (void)data;
  TubanContext *own = tuban_context_create();
  static const char over[] = "{\"config\": {\"background\": \"#abcdef\"}}";
  TubanStyle style;
  size_t count = 0;
  while (tuban_context_style(own, count, &style) == TUBAN_OK) count++;
  g_assert_cmpuint(count, >=, 17);
  g_assert_cmpint(tuban_context_style(own, 0, &style), ==, TUBAN_OK);
  g_assert_true(g_file_test(style.file, G_FILE_TEST_IS_REGULAR) && style.name && style.description);

  g_assert_cmpint(tuban_context_add_style(own, write_in(folder, "s.json", "{\"background\": \"#123456\"}")), ==,
                  TUBAN_OK);
  g_assert_cmpint(tuban_context_add_style(own, write_in(folder, "p.json", "{\"point\": {\"color\": \"#fedcba\"}}")), ==,
                  TUBAN_OK);
  g_assert_true(svg_has(own, good, NULL, "#123456"));
  g_assert_true(svg_has(own, good, NULL, "#fedcba"));
  g_assert_cmpint(tuban_context_add_style(own, "vega/dark"), ==, TUBAN_OK);
  g_assert_true(svg_has(own, good, NULL, "#333333"));
  g_assert_true(svg_has(own, good, NULL, "#fedcba"));
  g_assert_cmpint(tuban_context_add_style_text(own, over, strlen(over), NULL), ==, TUBAN_OK);
  g_assert_true(svg_has(own, good, NULL, "#abcdef"));
  g_assert_cmpint(tuban_context_add_style(own, "reprot"), ==, TUBAN_IO);
  assert_says(tuban_context_messages(own), "did you mean \"report\"?");
  g_assert_true(svg_has(own, good, NULL, "#abcdef"));
  g_assert_cmpint(tuban_context_set_style_text(own, "{\"padding\": 9}", 14, NULL), ==, TUBAN_OK);
  g_assert_false(svg_has(own, good, NULL, "#fedcba"));
  tuban_context_destroy(own);
}

/* Each thread draws with a zone of its own, and TZ stays as it is. */
static gpointer draw_in_zone(gpointer zone) {
  static const char clock[] = "{\"data\": {\"values\": [{}]}, \"mark\": \"text\", \"encoding\": {\"text\": {\"value\": "
                              "{\"expr\": \"'h' + hours(datetime(1783857600000))\"}}}}";
  const char *shown = strcmp(zone, "Asia/Shanghai") == 0 ? ">h20<" : ">h8<";
  bool right = true;
  for (int i = 0; i < 20; i++) {
    TubanContext *own = tuban_context_create();
    right = svg_has(own, clock, &(TubanOptions)OPTIONS(.timezone = zone), shown) && right;
    right = svg_has(own, clock, NULL, ">h12<") && right;
    tuban_context_destroy(own);
  }
  return GINT_TO_POINTER(right);
}

static void test_zones_are_of_charts(void) {
  const char *before = g_getenv("TZ");
  GThread *east = g_thread_new("east", draw_in_zone, (gpointer) "Asia/Shanghai"),
          *west = g_thread_new("west", draw_in_zone, (gpointer) "America/New_York");
  g_assert_true(GPOINTER_TO_INT(g_thread_join(east)));
  g_assert_true(GPOINTER_TO_INT(g_thread_join(west)));
  g_assert_cmpstr(g_getenv("TZ"), ==, before);
}

static void test_messages_are_explained_by_their_codes(void) {
  char *text = tuban_message_explain("E203"), *same = tuban_message_explain("e203");
  g_assert_true(g_str_has_prefix(text, "E203: error: unknown mark"));
  g_assert_nonnull(strstr(text, "\nFix: "));
  g_assert_cmpstr(text, ==, same);
  tuban_free(text);
  tuban_free(same);
  g_assert_null(tuban_message_explain("E2030"));
  g_assert_null(tuban_message_explain(""));
  g_assert_null(tuban_message_explain(NULL));
}

static void test_nothing_may_be_destroyed(void) {
  tuban_context_destroy(NULL);
  tuban_chart_destroy(NULL);
  tuban_free(NULL);
}

static void test_messages_are_printed_alone_as_together(void) {
  static const char spec[] =
      "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": {\"type\": \"text\", \"text\": \"x\", \"font\": \"Unheard "
      "Of\", \"colour\": 1}}";
  TubanOptions options = OPTIONS(.notes = true);
  TubanChart *chart = read_chart(spec, &options);
  size_t length = 0, shared = 0;
  tuban_free(tuban_chart_render(chart, tuban_format_at(0), &length));
  GString *all = g_string_new(NULL);
  for (size_t i = 0; i < tuban_chart_message_count(chart); i++) {
    char *one = tuban_chart_message_print(chart, i);
    TubanMessage message;
    g_assert_cmpint(tuban_chart_message(chart, i, &message), ==, TUBAN_OK);
    if (tuban_chart_message_is_of_machine(chart, i)) {
      g_assert_nonnull(strstr(message.text, "Unheard Of"));
      shared++;
    }
    g_string_append(all, one);
    tuban_free(one);
  }
  g_assert_cmpuint(shared, ==, 1);
  g_assert_cmpstr(all->str, ==, tuban_chart_messages(chart));
  g_assert_null(tuban_chart_message_print(chart, tuban_chart_message_count(chart)));
  g_assert_false(tuban_chart_message_is_of_machine(chart, tuban_chart_message_count(chart)));
  g_string_free(all, TRUE);
  tuban_chart_destroy(chart);
}

static void test_a_chart_does_not_write_over_its_files(void) {
  g_autofree char *folder = g_dir_make_tmp("tuban-test-XXXXXX", NULL), *data = g_build_filename(folder, "d.csv", NULL),
                  *style = g_build_filename(folder, "s.json", NULL), *other = g_build_filename(folder, "o.svg", NULL);
  static const char spec[] =
      "{\"data\": {\"url\": \"d.csv\"}, \"mark\": \"point\", \"encoding\": {\"x\": {\"field\": \"a\"}}}";
  g_assert_true(g_file_set_contents(data, "a\n1\n", -1, NULL));
  g_assert_true(g_file_set_contents(style, "{}", -1, NULL));
  TubanContext *own = tuban_context_create();
  g_assert_cmpint(tuban_context_set_style_file(own, style), ==, TUBAN_OK);
  TubanChart *chart = tuban_chart_read_text(own, spec, strlen(spec), NULL, folder, NULL);
  const TubanFormat *svg = tuban_format_find("svg");
  g_assert_cmpint(tuban_chart_render_file(chart, svg, data), ==, TUBAN_USAGE);
  g_assert_cmpint(tuban_chart_render_file(chart, svg, style), ==, TUBAN_USAGE);
  g_assert_cmpint(tuban_chart_render_file(chart, svg, other), ==, TUBAN_OK); /* the chart is still good */
  g_autofree char *kept = NULL;
  g_assert_true(g_file_get_contents(data, &kept, NULL, NULL));
  g_assert_cmpstr(kept, ==, "a\n1\n");
  tuban_remove_strays(folder);
  tuban_chart_destroy(chart);
  tuban_context_destroy(own);
  g_remove(data);
  g_remove(style);
  g_remove(other);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
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
  g_test_add_func("/api/size", test_a_chart_has_its_size_and_one_that_failed_none);
  g_test_add_func("/api/messages", test_messages_say_what_is_wrong_and_where);
  g_test_add_func("/api/one-reason", test_a_failed_chart_says_nothing_else);
  g_test_add_func("/api/text", test_text_ends_where_its_length_says_and_has_a_name);
  g_test_add_func("/api/lang", test_the_language_given_is_that_of_the_file);
  g_test_add_func("/api/posters", test_posters_are_read_too);
  g_test_add_func("/api/explain", test_messages_are_explained_by_their_codes);
  g_test_add_func("/api/null", test_nothing_may_be_destroyed);
  g_test_add_func("/api/messages-alone", test_messages_are_printed_alone_as_together);
  g_test_add_func("/api/inputs", test_a_chart_does_not_write_over_its_files);
#define ADD_IN_FOLDER(path, test) g_test_add(path, Folder, NULL, folder_open, test, folder_close)
  ADD_IN_FOLDER("/api/data-folder", test_data_is_read_below_the_folder_of_the_chart);
  ADD_IN_FOLDER("/api/missing-chart", test_a_chart_that_is_not_there_is_an_io_error);
  ADD_IN_FOLDER("/api/bytes", test_a_file_holds_the_bytes_that_memory_gets);
  ADD_IN_FOLDER("/api/error-while-drawing", test_an_error_while_drawing_gives_no_file);
  ADD_IN_FOLDER("/api/styles", test_styles_are_of_charts_read_from_then_on);
  ADD_IN_FOLDER("/api/layers-of-styles", test_styles_are_laid_over_each_other);
  g_test_add_func("/api/zones", test_zones_are_of_charts);
  int result = g_test_run();
  tuban_context_destroy(context);
  return result;
}
