/* SVG files: well-formed (GLib's XML parser decides), text that is text, nothing that runs. */
#include "render/markup.h"
#include "render/sample.h"

static Arena *arena;
static Messages *messages;

static char *svg_of(const Scene *scene, RenderOptions options) {
  GBytes *bytes = sample_render(scene, "svg", options, messages);
  char *text = arena_strndup(arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_bytes_unref(bytes);
  return text;
}

static void assert_well_formed(const char *svg) {
  static const GMarkupParser parser = {0};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
  GError *error = NULL;
  g_markup_parse_context_parse(context, svg, -1, &error);
  if (!error) g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  g_markup_parse_context_free(context);
}

static void assert_has(const char *svg, const char *part) {
  if (!strstr(svg, part)) g_test_fail_printf("no %s in %s", part, svg);
}

static void test_the_same_scene_is_the_same_file(void) {
  Scene scene = sample_scene(arena);
  sample_assert_repeats(&scene, "svg", (RenderOptions){0}, messages);
  sample_assert_repeats(&scene, "svg", (RenderOptions){.svg_outlines = true}, messages);
}

static void test_files_are_well_formed_whatever_is_written(void) {
  static const char *const texts[] = {"<&>\"'",       "\x01\x02\x1f", "\xff\xfe", "a\xc3",     "]]>",
                                      "\xef\xbf\xbf", "\xc2\x85",     "<!--",     "line\nline"};
  Scene scene = sample_scene(arena);
  assert_well_formed(svg_of(&scene, (RenderOptions){0}));
  assert_well_formed(svg_of(&scene, (RenderOptions){.svg_outlines = true}));
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    scene = sample_scene(arena);
    scene.title = scene.description = texts[i];
    SceneMark *mark = sample_text(arena, scene.root, 1, 1, texts[i]);
    static const SceneChannelId ids[] = {SCENE_FONT,        SCENE_LANG,  SCENE_HREF,      SCENE_TOOLTIP,
                                         SCENE_DESCRIPTION, SCENE_BLEND, SCENE_FONT_STYLE};
    for (size_t k = 0; k < G_N_ELEMENTS(ids); k++) scene_set_string(mark, ids[k], texts[i]);
    mark->name = mark->description = texts[i];
    assert_well_formed(svg_of(&scene, (RenderOptions){0}));
  }
}

static void test_text_is_text(void) {
  Scene scene = sample_scene(arena);
  const char *svg = svg_of(&scene, (RenderOptions){0});
  assert_has(svg, ">Plain &lt;words&gt; &amp; more</text>");
  assert_has(svg, "rotate(30)");
  assert_has(svg, ">图表标题，二〇二四</text>");
  assert_has(svg, ">two</tspan><tspan x=");
  assert_has(svg, "text-anchor=\"middle\"");
  g_assert_null(strstr(svg, "writing-mode"));
  assert_has(svg, " lang=\"zh-Hans\"");
  const char *outlined = svg_of(&scene, (RenderOptions){.svg_outlines = true});
  g_assert_null(strstr(outlined, "<text"));
}

static void test_readers_learn_what_it_is(void) {
  Scene scene = sample_scene(arena);
  for (int outlines = 0; outlines < 2; outlines++) {
    const char *svg = svg_of(&scene, (RenderOptions){.svg_outlines = outlines});
    assert_has(svg, outlines ? " role=\"img\"" : " role=\"graphics-document\"");
    assert_has(svg, "<title>Title &amp; &lt;more&gt;</title><desc>What it shows</desc>");
  }
  const char *svg = svg_of(&scene, (RenderOptions){0});
  assert_has(svg, "aria-label=\"an arc\"");
  assert_has(svg, "<title>a &lt; b &amp; &quot;c&quot;</title>");
}

static void test_links_open_pages_and_never_run_scripts(void) {
  Scene scene = sample_scene(arena);
  const char *svg = svg_of(&scene, (RenderOptions){0});
  assert_has(svg, "<a href=\"https://example.org/?a=1&amp;b='2'\\ é\"");
  g_assert_null(strstr(svg, "javascript"));
}

static void test_a_truncated_label_is_written_truncated(void) {
  Scene scene = sample_scene(arena);
  scene_set_number(sample_text(arena, scene.root, 1, 1, "a very long label indeed"), SCENE_LIMIT, 40);
  const char *svg = svg_of(&scene, (RenderOptions){0});
  g_assert_null(strstr(svg, "indeed"));
  assert_has(svg, "…</text>");
}

static void test_numbers_are_short(void) {
  static const struct {
    double number;
    const char *text;
  } cases[] = {{0, "0"},   {-0.001, "0"}, {1.5, "1.5"},  {-0.25, "-.25"}, {1 / 3.0, ".33"}, {1e20, "1000000000000"},
               {NAN, "0"}, {100, "100"},  {2.9996, "3"}, {0.01, ".01"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *out = g_string_new(NULL);
    markup_number(out, cases[i].number);
    g_assert_cmpstr(out->str, ==, cases[i].text);
    g_string_free(out, TRUE);
  }
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/svg/repeats", test_the_same_scene_is_the_same_file);
  g_test_add_func("/render/svg/well-formed", test_files_are_well_formed_whatever_is_written);
  g_test_add_func("/render/svg/text", test_text_is_text);
  g_test_add_func("/render/svg/readers", test_readers_learn_what_it_is);
  g_test_add_func("/render/svg/links", test_links_open_pages_and_never_run_scripts);
  g_test_add_func("/render/svg/truncated", test_a_truncated_label_is_written_truncated);
  g_test_add_func("/render/svg/numbers", test_numbers_are_short);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
