/* PDF files: the same bytes each time, text that can be extracted, the contents of catalog and information. */
#include "pdf/document.h"
#include "render/sample.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static Arena *arena;
static Messages *messages;

/* The dictionaries of a file, one after another: information, catalog, page, its annotations. */
static const char *dictionaries(GBytes *pdf) {
  char *reason = NULL;
  PdfDocument *document = pdf_document_open(pdf, arena, &reason);
  if (!document) g_error("%s", reason);
  PdfObject page = pdf_page(document, 0), links = pdf_get(document, page, "/Annots");
  const char *text =
      arena_printf(arena, "%s\n%s\n%s", pdf_unparse(document, pdf_get(document, pdf_trailer(document), "/Info")),
                   pdf_unparse(document, pdf_catalog(document)), pdf_unparse(document, page));
  for (int i = 0; i < pdf_length(document, links); i++)
    text = arena_printf(arena, "%s\n%s", text, pdf_unparse(document, pdf_at(document, links, i)));
  return text;
}

static bool contains(GBytes *pdf, const char *part) { return strstr(dictionaries(pdf), part) != NULL; }

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
  g_assert_true(contains(pdf, "/CreationDate (D:20231114221320"));
  g_bytes_unref(pdf);
  pdf = sample_pdf();
  g_assert_true(contains(pdf, "/ModDate (D:19700101000000Z)"));
  g_assert_true(contains(pdf, "/CreationDate (D:19700101000000"));
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

static size_t occurrences(GBytes *pdf, const char *part) {
  size_t count = 0;
  for (const char *at = dictionaries(pdf); (at = strstr(at, part)); at++) count++;
  return count;
}

static Scene bare_scene(void) {
  Scene scene = {.arena = arena, .width = 200, .height = 100, .background = {0, 0, 0, -1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  return scene;
}

static GBytes *pdf_of(const Scene *scene) {
  GBytes *pdf = sample_render(scene, "pdf", (RenderOptions){0}, messages);
  g_assert_nonnull(pdf);
  return pdf;
}

static void test_only_what_is_there_is_added(void) {
  Scene scene = bare_scene();
  static const struct {
    const char *lang, *title;
    const char *has, *lacks;
  } cases[] = {{NULL, NULL, "/Type /Catalog", "/Lang"},
               {NULL, "", "/Type /Catalog", "DisplayDocTitle"},
               {"", NULL, "/Type /Catalog", "/Lang"},
               {"zh) /A (b", NULL, "/Type /Catalog", "/Lang"},
               {"en", NULL, "/Lang (en)", "DisplayDocTitle"},
               {"x-1", "", "/Lang (x-1)", "DisplayDocTitle"},
               {NULL, "T", "/ViewerPreferences << /DisplayDocTitle true >>", "/Lang"},
               {"en_GB", "T", "/Title (T)", "/Lang"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    scene.lang = cases[i].lang;
    scene.title = cases[i].title;
    GBytes *pdf = pdf_of(&scene);
    if (!contains(pdf, cases[i].has) || contains(pdf, cases[i].lacks)) g_test_fail_printf("case %zu", i);
    g_assert_false(contains(pdf, "/Annots"));
    g_bytes_unref(pdf);
  }
}

static SceneMark *linked(Scene *scene, double x, double y, const char *href) {
  SceneMark *rect = sample_mark(arena, scene->root, SCENE_RECT, x, y);
  scene_set_number(rect, SCENE_WIDTH, 40);
  scene_set_number(rect, SCENE_HEIGHT, 20);
  scene_set_string(rect, SCENE_HREF, href);
  return rect;
}

/* PDF 1.7, 12.5.6.5 and 12.6.4.7: places in points from the lower left corner, URIs in ASCII */
static void test_links_are_where_the_items_are(void) {
  Scene scene = bare_scene();
  scene_set_number(scene.root, SCENE_X, 10);
  scene_set_number(scene.root, SCENE_Y, 6);
  linked(&scene, 20, 30, "https://a.b/(c)\\d e\x7f~!\xc3\xa9");
  linked(&scene, 100, 50, "#next");
  linked(&scene, 0, 0, "javascript:x");
  linked(&scene, INFINITY, 0, "https://nowhere");
  scene_set_number(linked(&scene, 3, 1, "https://hidden"), SCENE_OPACITY, 0);
  GBytes *pdf = pdf_of(&scene);
  g_assert_true(contains(pdf, "/Rect [ 22.5 33 52.5 48 ]")); /* 30 … 70 and 36 … 56 px of 100 */
  g_assert_true(contains(pdf, "/URI (https://a.b/\\(c\\)\\\\d%20e%7F~!%C3%A9)"));
  g_assert_true(contains(pdf, "/Rect [ 82.5 18 112.5 33 ]"));
  g_assert_true(contains(pdf, "/URI (#next)"));
  g_assert_cmpuint(occurrences(pdf, "/Subtype /Link"), ==, 2);
  g_assert_cmpuint(occurrences(pdf, "/Annots ["), ==, 1);
  g_bytes_unref(pdf);
}

static void test_a_page_is_a_px_at_least(void) {
  Scene scene = bare_scene();
  scene.width = 0.5;
  scene.height = 40;
  GBytes *pdf = pdf_of(&scene);
  g_assert_true(contains(pdf, "/MediaBox [ 0 0 0.75 30 ]"));
  g_bytes_unref(pdf);
  scene.width = 40;
  scene.height = 0;
  pdf = pdf_of(&scene);
  g_assert_true(contains(pdf, "/MediaBox [ 0 0 30 0.75 ]"));
  g_bytes_unref(pdf);
}

static void test_a_date_that_is_none_is_the_first(void) {
  g_setenv("SOURCE_DATE_EPOCH", "99999999999999999", TRUE);
  GBytes *pdf = sample_pdf();
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_assert_true(contains(pdf, "/CreationDate (D:19700101000000"));
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
  g_test_add_func("/render/pdf/added", test_only_what_is_there_is_added);
  g_test_add_func("/render/pdf/places", test_links_are_where_the_items_are);
  g_test_add_func("/render/pdf/least", test_a_page_is_a_px_at_least);
  g_test_add_func("/render/pdf/no-date", test_a_date_that_is_none_is_the_first);
  g_test_add_func("/render/pdf/words", test_words_can_be_had_back);
  g_test_add_func("/render/pdf/sound", test_the_file_is_sound);
  g_test_add_func("/render/pdf/fonts", test_fonts_are_embedded);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
