/* PDF files: the same bytes each time, text that can be had back, what stands in catalog and information. */
#include "render/sample.h"
#include <unistd.h>

static Arena *arena;
static Messages *messages;

static bool contains(GBytes *pdf, const char *part) {
  gsize length, wanted = strlen(part);
  const char *data = g_bytes_get_data(pdf, &length);
  for (gsize i = 0; i + wanted <= length; i++)
    if (memcmp(data + i, part, wanted) == 0) return true;
  return false;
}

/* What a program says when given the file; NULL when it is not installed. */
static char *ask(GBytes *pdf, const char *program, const char *before, const char *after) {
  g_autofree char *found = g_find_program_in_path(program), *name = NULL;
  if (!found) return NULL;
  int file = g_file_open_tmp("tuban-XXXXXX.pdf", &name, NULL);
  close(file);
  g_assert_true(g_file_set_contents(name, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), NULL));
  g_autofree char *command = g_strdup_printf("%s %s %s %s", program, before, name, after);
  char *out = NULL;
  int status = 0;
  g_assert_true(g_spawn_command_line_sync(command, &out, NULL, &status, NULL));
  g_assert_cmpint(status, ==, 0);
  remove(name);
  return out;
}

static GBytes *sample_pdf(void) {
  Scene scene = sample_scene(arena);
  GBytes *pdf = sample_render(&scene, "pdf", (RenderOptions){0}, messages);
  g_assert_nonnull(pdf);
  return pdf;
}

static void test_the_same_scene_is_the_same_file(void) {
  Scene scene = sample_scene(arena);
  sample_assert_repeats(&scene, "pdf", (RenderOptions){0}, messages);
}

static void test_a_px_is_three_quarters_of_a_point(void) {
  GBytes *pdf = sample_pdf();
  g_assert_true(contains(pdf, "/MediaBox [ 0 0 165 120 ]"));
  g_bytes_unref(pdf);
}

static void test_the_date_is_the_one_given(void) {
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  GBytes *pdf = sample_pdf();
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_assert_true(contains(pdf, "/CreationDate (20231114221320"));
  g_bytes_unref(pdf);
  pdf = sample_pdf();
  g_assert_true(contains(pdf, "/CreationDate (19700101000000"));
  g_bytes_unref(pdf);
}

static void test_it_says_its_language_and_who_made_it(void) {
  GBytes *pdf = sample_pdf();
  g_assert_true(contains(pdf, "/Lang (zh-Hans)"));
  g_assert_true(contains(pdf, "/Author (An author)"));
  g_assert_true(contains(pdf, "/Subject (What it shows)"));
  g_bytes_unref(pdf);
}

static void test_links_are_links(void) {
  GBytes *pdf = sample_pdf();
  g_assert_true(contains(pdf, "https://example.org/?a=1&b='2'"));
  g_assert_false(contains(pdf, "javascript"));
  g_bytes_unref(pdf);
}

static void test_words_can_be_had_back(void) {
  GBytes *pdf = sample_pdf();
  g_autofree char *text = ask(pdf, "pdftotext", "", "-");
  g_bytes_unref(pdf);
  if (!text) return g_test_skip("pdftotext is not installed");
  g_assert_nonnull(strstr(text, "Plain <words> & more"));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *joined = g_strjoinv("", lines);
  for (const char *c = "图表标题，二〇二四竖排文字"; *c; c = g_utf8_next_char(c))
    g_assert_nonnull(g_utf8_strchr(joined, -1, g_utf8_get_char(c)));
}

static void test_the_file_is_sound(void) {
  GBytes *pdf = sample_pdf();
  g_autofree char *said = ask(pdf, "qpdf", "--check", "");
  g_bytes_unref(pdf);
  if (!said) return g_test_skip("qpdf is not installed");
  g_assert_nonnull(strstr(said, "No syntax or stream encoding errors found"));
}

static void test_fonts_are_embedded(void) {
  GBytes *pdf = sample_pdf();
  g_autofree char *fonts = ask(pdf, "pdffonts", "", "");
  g_bytes_unref(pdf);
  if (!fonts) return g_test_skip("pdffonts is not installed");
  g_auto(GStrv) lines = g_strsplit(fonts, "\n", -1);
  for (int i = 2; lines[i] && *lines[i]; i++)
    g_assert_nonnull(strstr(lines[i], "yes yes yes")); /* embedded, subset, Unicode */
  g_assert_nonnull(lines[2]);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/pdf/repeats", test_the_same_scene_is_the_same_file);
  g_test_add_func("/render/pdf/size", test_a_px_is_three_quarters_of_a_point);
  g_test_add_func("/render/pdf/date", test_the_date_is_the_one_given);
  g_test_add_func("/render/pdf/catalog", test_it_says_its_language_and_who_made_it);
  g_test_add_func("/render/pdf/links", test_links_are_links);
  g_test_add_func("/render/pdf/words", test_words_can_be_had_back);
  g_test_add_func("/render/pdf/sound", test_the_file_is_sound);
  g_test_add_func("/render/pdf/fonts", test_fonts_are_embedded);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
