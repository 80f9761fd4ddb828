/* Elements of an SVG, letter by letter, where a picture of it may look the same with a fault in it: https://www.w3.org/TR/SVG11/. */
#include "fonts.h"
#include "render/sample.h"

static Arena *arena;
static Messages *messages;
static Scene scene;

static void begin(void) {
  scene = (Scene){.arena = arena, .width = 200, .height = 100, .background = {0, 0, 0, -1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  scene_set_number(scene.root, SCENE_WIDTH, 180);
  scene_set_number(scene.root, SCENE_HEIGHT, 90);
}

static char *written_in_full(void) {
  GBytes *bytes = sample_render(&scene, "svg", (RenderOptions){0}, messages);
  char *text = arena_strndup(arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_bytes_unref(bytes);
  return text;
}

/* Without the roles of marks, which test_roles_of_marks() looks at, and the prefix of ids. */
static char *written(void) {
  GRegex *left_out = g_regex_new(
      " role=\"graphics-(object|symbol)\" aria-roledescription=\"\\w+ mark container\"|\\bt[0-9a-f]{8}-", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_literal(left_out, written_in_full(), -1, 0, "", 0, NULL);
  g_regex_unref(left_out);
  return arena_strdup(arena, text);
}

static const char group_start[] = "<g class=\"mark-group role-frame\">";

/* What is inside the root, and after it. */
static void assert_inside(const char *inside, const char *defs) {
  const char *svg = written(), *at = strstr(svg, group_start);
  g_assert_nonnull(at);
  g_autofree char *expected = g_strdup_printf("%s</g>%s</svg>\n", inside, defs);
  g_assert_cmpstr(at + strlen(group_start), ==, expected);
}

static SceneMark *add(SceneType type, size_t count) {
  SceneMark *mark = scene_mark_create(arena, type, ROLE_MARK, count);
  scene_group_add(arena, &scene.root->groups[0], mark);
  return mark;
}

static const double xs[] = {10, 20.5, 30, 40}, ys[] = {5, 15, 25.25, 35};
static SceneMark *add_at(SceneType type, size_t count) {
  SceneMark *mark = add(type, count);
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_numbers(mark, SCENE_Y, ys);
  return mark;
}

static void test_head_and_background(void) {
  begin();
  g_assert_true(g_str_has_prefix(
      written(), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" viewBox=\"0 0 200 100\" "
                 "fill=\"none\" role=\"graphics-document\" aria-roledescription=\"visualization\"><g "));
  scene.lang = "en";
  scene.title = "A < B";
  scene.description = "";
  scene.background = (Rgba){1, 1, 1, 1};
  g_assert_nonnull(strstr(written(), " lang=\"en\" xml:lang=\"en\" fill=\"none\" role=\"graphics-document\" "
                                     "aria-roledescription=\"visualization\"><title>A &lt; B</title>"
                                     "<rect width=\"200\" height=\"100\" fill=\"#ffffff\"/><g "));
  scene.background = (Rgba){1, 0, 0, 0.5};
  g_assert_nonnull(strstr(written(), "<rect width=\"200\" height=\"100\" fill=\"#ff0000\" fill-opacity=\".5\"/>"));
  scene.background = (Rgba){1, 0, 0, 0};
  g_assert_null(strstr(written(), "<rect"));
}

static void test_rects(void) {
  static const double widths[] = {10, -4, 0, 7}, heights[] = {8, 6, 2, -3};
  begin();
  SceneMark *mark = add_at(SCENE_RECT, 4);
  scene_set_numbers(mark, SCENE_WIDTH, widths);
  scene_set_numbers(mark, SCENE_HEIGHT, heights);
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 1, 0.25});
  assert_inside(
      "<g class=\"mark-rect role-mark\" fill=\"#0000ff\" fill-opacity=\".25\">"
      "<rect x=\"10\" y=\"5\" width=\"10\" height=\"8\"/><rect x=\"16.5\" y=\"15\" width=\"4\" height=\"6\"/>"
      "<rect x=\"30\" y=\"25.25\" width=\"0\" height=\"2\"/><rect x=\"40\" y=\"32\" width=\"7\" height=\"3\"/></g>",
      "");
}

static void test_what_is_not_seen_is_not_written(void) {
  static const double opacities[] = {1, 0, -1, 0.5}, lengths[] = {1, 1, 1, INFINITY};
  begin();
  SceneMark *mark = add_at(SCENE_RECT, 4);
  scene_set_number(mark, SCENE_WIDTH, 3);
  scene_set_numbers(mark, SCENE_HEIGHT, lengths);
  assert_inside("<g class=\"mark-rect role-mark\"></g>", ""); /* no paint */
  scene_set_numbers(mark, SCENE_OPACITY, opacities);
  scene_set_color(mark, SCENE_STROKE, (Rgba){1, 0, 0, 1});
  assert_inside(
      "<g class=\"mark-rect role-mark\" stroke=\"#ff0000\"><rect x=\"10\" y=\"5\" width=\"3\" height=\"1\"/></g>", "");
  scene_set_number(mark, SCENE_STROKE_WIDTH, 0);
  assert_inside("<g class=\"mark-rect role-mark\" stroke=\"#ff0000\" stroke-width=\"0\"></g>", "");
  mark->hidden = true;
  assert_inside("", "");
}

static void test_symbols(void) {
  static const char *const shapes[] = {"circle", "M0,0L1,2", "M0,0L1,2", "square"};
  static const double sizes[] = {G_PI * 100, 16, 64, 36}, angles[] = {0, 45, 0, 0};
  begin();
  SceneMark *mark = add_at(SCENE_SYMBOL, 4);
  scene_set_strings(mark, SCENE_SHAPE_NAME, shapes);
  scene_set_numbers(mark, SCENE_SIZE, sizes);
  scene_set_numbers(mark, SCENE_ANGLE, angles);
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  assert_inside("<g class=\"mark-symbol role-mark\" fill=\"#000000\"><circle cx=\"10\" cy=\"5\" r=\"8.86\"/>"
                "<path transform=\"translate(20.5,15)rotate(45)\" d=\"M0,0L2,4\"/><path d=\"M30,25.25l4,8\"/>"
                "<path d=\"M37,32h6v6H37Z\"/></g>",
                "");
}

static void test_a_shape_that_is_none_is_warned_of(void) {
  Messages *before = messages;
  begin();
  messages = messages_create(arena, false);
  SceneMark *mark = add_at(SCENE_SYMBOL, 2);
  scene_set_string(mark, SCENE_SHAPE_NAME, "hexagonal");
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  mark = add_at(SCENE_PATH, 2);
  scene_set_string(mark, SCENE_PATH_DATA, "no path");
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  assert_inside(
      "<g class=\"mark-symbol role-mark\" fill=\"#000000\"></g><g class=\"mark-path role-mark\" fill=\"#000000\"></g>",
      "");
  g_assert_cmpuint(messages_count(messages), ==, 2);
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "\"hexagonal\" is neither a symbol nor an SVG path");
  g_assert_cmpstr(messages_text(messages, 1, NULL), ==, "a path with invalid SVG path data is not drawn");
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  g_assert_cmpuint(messages_count(messages), ==, 2); /* the same, said once */
  g_bytes_unref(png);
  messages = before;
}

static void test_rules_and_strokes(void) {
  static const double dash[] = {4, 2.5, NAN}, widths[] = {1, 2, 1, 3};
  static const char *const caps[] = {"butt", "round", "square", "butt"};
  begin();
  SceneMark *mark = add_at(SCENE_RULE, 2);
  scene_set_number(mark, SCENE_X2, 50);
  scene_set_color(mark, SCENE_STROKE, (Rgba){0, 0.5, 0, 1});
  scene_set_numbers(mark, SCENE_STROKE_WIDTH, widths);
  scene_set_strings(mark, SCENE_STROKE_CAP, caps);
  scene_set_string(mark, SCENE_STROKE_JOIN, "bevel");
  scene_set_number(mark, SCENE_STROKE_DASH_OFFSET, 1);
  scene_set_number(mark, SCENE_STROKE_MITER_LIMIT, 4);
  mark->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash};
  scene_set_number(mark, SCENE_STROKE_OPACITY, 0.5);
  scene_set_number(mark, SCENE_OPACITY, 0.75);
  scene_set_string(mark, SCENE_BLEND, "multiply");
  assert_inside("<g class=\"mark-rule role-mark\" stroke=\"#008000\" stroke-opacity=\".5\" stroke-dashoffset=\"1\" "
                "stroke-linejoin=\"bevel\" stroke-dasharray=\"4,2.5\"><line x1=\"10\" y1=\"5\" x2=\"50\" y2=\"5\" "
                "opacity=\".75\" "
                "style=\"mix-blend-mode:multiply\"/><line x1=\"20.5\" y1=\"15\" x2=\"50\" y2=\"15\" stroke-width=\"2\" "
                "stroke-linecap=\"round\" opacity=\".75\" style=\"mix-blend-mode:multiply\"/></g>",
                "");
  scene_set_string(mark, SCENE_BLEND, "normal");
  mark->channels[SCENE_X2].state = CHANNEL_UNSET;
  scene_set_number(mark, SCENE_Y2, 60);
  g_assert_nonnull(strstr(written(), "<line x1=\"10\" y1=\"5\" x2=\"10\" y2=\"60\" opacity=\".75\"/>"));
}

static void test_links_descriptions_and_tooltips(void) {
  static const char *const links[] = {"https://a/?b&c", NULL}, *const tips[] = {"", "x < y"},
                           *const said[] = {NULL, "one"};
  begin();
  SceneMark *mark = add_at(SCENE_SYMBOL, 2);
  scene_set_number(mark, SCENE_SIZE, G_PI * 4);
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  scene_set_strings(mark, SCENE_HREF, links);
  scene_set_strings(mark, SCENE_TOOLTIP, tips);
  scene_set_strings(mark, SCENE_DESCRIPTION, said);
  mark->name = "dots";
  mark->description = "all dots";
  assert_inside(
      "<g class=\"mark-symbol role-mark dots\" fill=\"#000000\" aria-label=\"all dots\">"
      "<a href=\"https://a/?b&amp;c\" xlink:href=\"https://a/?b&amp;c\"><circle cx=\"10\" cy=\"5\" r=\"1.77\"/></a>"
      "<circle cx=\"20.5\" cy=\"15\" r=\"1.77\" role=\"graphics-symbol\" aria-roledescription=\"symbol mark\" "
      "aria-label=\"one\"><title>x &lt; y</title></circle></g>",
      "");
}

/* What the one mark of the scene says of itself and its items, after its class. */
static void assert_role(const char *attributes, const char *items) {
  const char *at = strstr(written_in_full(), "<g class=\"mark-rect role-");
  g_assert_nonnull(at);
  g_autofree char *opened = g_strdup_printf(" fill=\"#000000\"%s>", attributes);
  g_assert_nonnull(strstr(at, opened));
  g_assert_true(items ? strstr(at, items) != NULL
                      : strstr(at, "graphics-symbol\" aria-roledescription=\"rect mark\"") == NULL);
}

static void test_roles_of_marks(void) {
  static const char *const said[] = {NULL, "one"};
  begin();
  SceneMark *mark = add_at(SCENE_RECT, 2);
  scene_set_number(mark, SCENE_WIDTH, 2);
  scene_set_number(mark, SCENE_HEIGHT, 2);
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  assert_role(" role=\"graphics-symbol\" aria-roledescription=\"rect mark container\"", NULL);
  scene_set_strings(mark, SCENE_DESCRIPTION, said);
  assert_role(" role=\"graphics-object\" aria-roledescription=\"rect mark container\"",
              " role=\"graphics-symbol\" aria-roledescription=\"rect mark\" aria-label=\"one\"/>");
  mark->aria = (SceneAria){.role = "img", .item_kind = "a & b"};
  assert_role(" role=\"graphics-object\" aria-roledescription=\"rect mark container\"",
              " role=\"img\" aria-roledescription=\"a &amp; b\" aria-label=\"one\"/>");
  mark->aria = (SceneAria){.plain = true};
  assert_role("", "aria-label=\"one\"");
  mark->aria = (SceneAria){.hidden = true};
  assert_role(" aria-hidden=\"true\"", NULL);
  scene_set_string(mark, SCENE_DESCRIPTION, NULL);
  mark->aria = (SceneAria){.hidden = false};
  assert_role(" role=\"graphics-symbol\" aria-roledescription=\"rect mark container\"", NULL);
  mark->description = "all";
  static const struct {
    SceneRole role;
    const char *attributes;
  } cases[] = {{ROLE_AXIS, " role=\"graphics-symbol\" aria-roledescription=\"axis\" aria-label=\"all\""},
               {ROLE_LEGEND, " role=\"graphics-symbol\" aria-roledescription=\"legend\" aria-label=\"all\""},
               {ROLE_TITLE_TEXT, " role=\"graphics-symbol\" aria-roledescription=\"title\" aria-label=\"all\""},
               {ROLE_AXIS_LABELS, ""},
               {ROLE_LEGEND_ENTRY, ""}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    mark->role = cases[i].role;
    assert_role(cases[i].attributes, NULL);
  }
}

static void test_groups_and_clips(void) {
  begin();
  SceneMark *group = scene_group_create(arena, ROLE_SCOPE);
  scene_set_number(group, SCENE_X, 20);
  scene_set_number(group, SCENE_Y, 10);
  scene_set_number(group, SCENE_WIDTH, 30);
  scene_set_number(group, SCENE_HEIGHT, 15);
  scene_set_string(group, SCENE_DESCRIPTION, "a view");
  scene_set_color(group, SCENE_FILL, (Rgba){1, 1, 0, 1});
  group->clip = true;
  scene_group_add(arena, &scene.root->groups[0], group);
  SceneMark *rect = sample_mark(arena, group, SCENE_RECT, 1, 2);
  scene_set_number(rect, SCENE_WIDTH, 3);
  scene_set_number(rect, SCENE_HEIGHT, 4);
  scene_set_color(rect, SCENE_FILL, (Rgba){0, 0, 0, 1});
  rect->clip = true;
  assert_inside("<g class=\"mark-group role-scope\"><g transform=\"translate(20,10)\" role=\"graphics-object\" "
                "aria-roledescription=\"group mark\" aria-label=\"a view\"><path class=\"background\" "
                "d=\"M0,0H30V15H0Z\" fill=\"#ffff00\"/><g clip-path=\"url(#clip1)\"><g class=\"mark-rect role-mark\" "
                "clip-path=\"url(#clip1)\" "
                "fill=\"#000000\"><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/></g></g></g></g>",
                "<defs><clipPath id=\"clip1\"><path d=\"M0,0H30V15H0Z\"/></clipPath></defs>");
  rect->clip_path = path_parse("M0,0L5,5", arena);
  g_assert_nonnull(strstr(written(), "<clipPath id=\"clip2\"><path d=\"M0,0L5,5\"/></clipPath>"));
  scene_set_number(group, SCENE_OPACITY, 0);
  g_assert_null(strstr(written(), "class=\"background\""));
  scene_set_number(group, SCENE_X, INFINITY);
  g_assert_null(strstr(written(), "<rect"));
}

static SceneMark *add_group(double x) {
  SceneMark *group = scene_group_create(arena, ROLE_SCOPE);
  scene_set_number(group, SCENE_X, x);
  scene_set_number(group, SCENE_WIDTH, 9);
  scene_set_number(group, SCENE_HEIGHT, 8);
  scene_set_color(group, SCENE_FILL, (Rgba){0, 0, 0, 0});
  scene_group_add(arena, &scene.root->groups[0], group);
  return group;
}

static void test_groups_of_one_element(void) {
  begin();
  SceneMark *group = add_group(20);
  group->clip = true;
  assert_inside("<g class=\"mark-group role-scope\" transform=\"translate(20,0)\" clip-path=\"url(#clip1)\"></g>",
                "<defs><clipPath id=\"clip1\"><path d=\"M0,0H9V8H0Z\"/></clipPath></defs>");
  group->clip = false;
  scene_set_color(group, SCENE_STROKE, (Rgba){1, 0, 0, 1});
  assert_inside("<g class=\"mark-group role-scope\" transform=\"translate(20,0)\"><path class=\"background\" "
                "d=\"M.5,.5h9v8H.5Z\" stroke=\"#ff0000\"/></g>",
                "");
  scene_set_string(group, SCENE_HREF, "#a"); /* what is clicked on must be there */
  assert_inside(
      "<g class=\"mark-group role-scope\"><a href=\"#a\" xlink:href=\"#a\"><g transform=\"translate(20,0)\">"
      "<path class=\"background\" d=\"M.5,.5h9v8H.5Z\" fill=\"#000000\" fill-opacity=\"0\" stroke=\"#ff0000\"/>"
      "</g></a></g>",
      "");
  scene_set_string(group, SCENE_HREF, NULL);
  group->clip_path = path_parse("M0,0L5,5", arena); /* is not moved with the item */
  assert_inside("<g class=\"mark-group role-scope\" clip-path=\"url(#clip1)\"><g transform=\"translate(20,0)\">"
                "<path class=\"background\" d=\"M.5,.5h9v8H.5Z\" stroke=\"#ff0000\"/></g></g>",
                "<defs><clipPath id=\"clip1\"><path d=\"M0,0L5,5\"/></clipPath></defs>");
}

static void test_rects_with_a_common_edge_keep_it(void) {
  static const double x[] = {0.004, 1.006}, widths[] = {1.002, 1.002};
  begin();
  SceneMark *mark = add_at(SCENE_RECT, 2);
  scene_set_numbers(mark, SCENE_X, x);
  scene_set_numbers(mark, SCENE_WIDTH, widths);
  scene_set_number(mark, SCENE_HEIGHT, 1);
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 1});
  assert_inside("<g class=\"mark-rect role-mark\" fill=\"#000000\"><rect y=\"5\" width=\"1.01\" height=\"1\"/>"
                "<rect x=\"1.01\" y=\"15\" width=\"1\" height=\"1\"/></g>",
                "");
}

static void add_gradient_rect(const Gradient *gradient, double x, double width, double height) {
  SceneMark *rect = add(SCENE_RECT, 1);
  scene_set_number(rect, SCENE_X, x);
  scene_set_number(rect, SCENE_Y, 10);
  scene_set_number(rect, SCENE_WIDTH, width);
  scene_set_number(rect, SCENE_HEIGHT, height);
  rect->channels[SCENE_FILL] = scene_channel_paint((Paint){.kind = PAINT_GRADIENT, .gradient = gradient}, rect->arena);
}

/* Opacities that add up, and stops of long gradients, are not rounded to two decimals. */
static void test_shares_are_fine(void) {
  static const GradientStop stops[] = {{1 / 3.0, {1, 0, 0, 0.015}}, {0.5, {0, 0, 1, 1}}};
  static const Gradient across = {.x2 = 1, .stop_count = 2, .stops = stops};
  begin();
  add_gradient_rect(&across, 20, 40, 30);
  g_assert_nonnull(strstr(written(), "<stop offset=\"33.33%\" stop-color=\"#ff0000\" stop-opacity=\".015\"/>"
                                     "<stop offset=\".5\" stop-color=\"#0000ff\"/>"));
}

static void test_gradients(void) {
  static const GradientStop stops[] = {{0, {1, 0, 0, 1}}, {0.75, {0, 0, 1, 0.5}}};
  static const Gradient across = {.x2 = 1, .stop_count = 2, .stops = stops},
                        slanted = {.x1 = 0.1, .y1 = 0.2, .x2 = 1, .y2 = 1, .stop_count = 2, .stops = stops},
                        round = {.radial = true,
                                 .x1 = 0.25,
                                 .y1 = 0.5,
                                 .r1 = 0.1,
                                 .x2 = 0.5,
                                 .y2 = 0.75,
                                 .r2 = 0.4,
                                 .stop_count = 2,
                                 .stops = stops};
  static const char end[] = "><stop offset=\"0\" stop-color=\"#ff0000\"/><stop offset=\".75\" stop-color=\"#0000ff\" "
                            "stop-opacity=\".5\"/></";
  begin();
  add_gradient_rect(&across, 20, 40, 30);
  add_gradient_rect(&across, 20, 40, 30);
  add_gradient_rect(&slanted, 20, 40, 30);
  add_gradient_rect(&slanted, 20, 40, 40);
  add_gradient_rect(&round, 20, 40, 30);
  const char *svg = written();
  g_autofree char *defs = g_strdup_printf(
      "<defs><linearGradient id=\"gradient1\" gradientUnits=\"userSpaceOnUse\" x1=\"20\" y1=\"10\" x2=\"60\" "
      "y2=\"10\"%slinearGradient>"
      "<linearGradient id=\"gradient2\" gradientUnits=\"userSpaceOnUse\" x1=\".1\" y1=\".2\" x2=\"1\" y2=\"1\" "
      "gradientTransform=\"translate(20,10)scale(40,30)\"%slinearGradient>"
      "<linearGradient id=\"gradient3\" gradientUnits=\"userSpaceOnUse\" x1=\"24\" y1=\"18\" x2=\"60\" "
      "y2=\"50\"%slinearGradient>"
      "<radialGradient id=\"gradient4\" gradientUnits=\"userSpaceOnUse\" fx=\"30\" fy=\"25\" cx=\"40\" cy=\"32.5\" "
      "fr=\"4\" r=\"16\"%sradialGradient></defs>",
      end, end, end, end);
  g_assert_true(g_str_has_prefix(strstr(svg, "<defs>"), defs));
  for (int i = 1; i <= 4; i++) {
    g_autofree char *use = g_strdup_printf("fill=\"url(#gradient%d)\"/>", i);
    g_assert_nonnull(strstr(svg, use));
  }
}

/* An item's own transform is taken back out of its gradient. */
static void test_gradients_of_turned_items(void) {
  static const GradientStop stops[] = {{0, {1, 0, 0, 1}}};
  static const Gradient across = {.x2 = 1, .stop_count = 1, .stops = stops};
  begin();
  SceneMark *path = add(SCENE_PATH, 1);
  scene_set_string(path, SCENE_PATH_DATA, "M0,0L40,0L40,20L0,20Z");
  scene_set_number(path, SCENE_X, 50);
  scene_set_number(path, SCENE_Y, 30);
  path->channels[SCENE_FILL] = scene_channel_paint((Paint){.kind = PAINT_GRADIENT, .gradient = &across}, path->arena);
  g_assert_nonnull(strstr(written(), "x1=\"50\" y1=\"30\" x2=\"90\" y2=\"30\"><stop"));
  scene_set_number(path, SCENE_ANGLE, 90);
  g_assert_nonnull(strstr(
      written(), "x1=\"30\" y1=\"30\" x2=\"50\" y2=\"30\" gradientTransform=\"rotate(-90)translate(-50,-30)\">"));
}

static void test_texts(void) {
  begin();
  SceneMark *text = add(SCENE_TEXT, 1);
  scene_set_number(text, SCENE_X, 10);
  scene_set_number(text, SCENE_Y, 20);
  scene_set_string(text, SCENE_TEXT_VALUE, "a & b");
  scene_set_number(text, SCENE_FONT_SIZE, 12);
  scene_set_color(text, SCENE_FILL, (Rgba){0, 0, 0, 1});
  scene_set_number(text, SCENE_DX, 3);
  scene_set_number(text, SCENE_DY, 4);
  assert_inside("<g class=\"mark-text role-mark\" font-size=\"12px\" fill=\"#000000\">"
                "<text x=\"13\" y=\"24\">a &amp; b</text></g>",
                "");
  scene_set_number(text, SCENE_ANGLE, 30);
  scene_set_number(text, SCENE_FONT_WEIGHT, 700);
  scene_set_string(text, SCENE_FONT_STYLE, "oblique");
  scene_set_string(text, SCENE_FONT, "serif");
  scene_set_string(text, SCENE_LANG, "ja");
  scene_set_string(text, SCENE_ALIGN, "right");
  scene_set_string(text, SCENE_TOOLTIP, "tip");
  scene_set_string(text, SCENE_HREF, "#x");
  assert_inside("<g class=\"mark-text role-mark\" text-anchor=\"end\" font-size=\"12px\" "
                "font-style=\"oblique\" font-weight=\"700\" lang=\"ja\" xml:lang=\"ja\" fill=\"#000000\">"
                "<a href=\"#x\" xlink:href=\"#x\"><g><title>tip</title><text transform=\"translate(10,20)rotate(30)\" "
                "x=\"3\" y=\"4\">a &amp; b</text></g></a></g>",
                "");
  const char *svg = written();
  g_assert_nonnull(
      strstr(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "));
  g_assert_nonnull(
      strstr(svg, " font-family=\"'Liberation Serif','Times New Roman',Times,serif\" fill=\"none\" role="));
  scene_set_number(text, SCENE_DX, 0);
  scene_set_number(text, SCENE_DY, 0);
  g_assert_nonnull(strstr(written(), "<text transform=\"translate(10,20)rotate(30)\">"));
  scene_set_string(text, SCENE_TEXT_VALUE, "a  b");
  g_assert_nonnull(strstr(written(), " xml:space=\"preserve\">a  b<"));
  scene_set_number(text, SCENE_OPACITY, 0);
  g_assert_null(strstr(written(), "<text"));
}

/* What one item has different is written on it; the others inherit. */
static void test_texts_that_differ(void) {
  static const char *const texts[] = {"a", "b", "c\nd", "e"}, *const sides[] = {"left", "center", "center", "right"},
                           *const languages[] = {"ja", NULL, NULL, "en"},
                           *const slants[] = {"italic", NULL, NULL, NULL};
  static const double sizes[] = {11, 11, 11, 20}, weights[] = {400, 700, 700, 0};
  begin();
  SceneMark *text = add_at(SCENE_TEXT, 4);
  scene_set_strings(text, SCENE_TEXT_VALUE, texts);
  scene_set_strings(text, SCENE_ALIGN, sides);
  scene_set_strings(text, SCENE_LANG, languages);
  scene_set_strings(text, SCENE_FONT_STYLE, slants);
  scene_set_numbers(text, SCENE_FONT_SIZE, sizes);
  scene_set_numbers(text, SCENE_FONT_WEIGHT, weights);
  assert_inside("<g class=\"mark-text role-mark\" text-anchor=\"middle\" font-size=\"11px\" "
                "font-weight=\"700\"><text x=\"10\" y=\"5\" text-anchor=\"start\" font-style=\"italic\" "
                "font-weight=\"400\" lang=\"ja\" xml:lang=\"ja\">a</text><text x=\"20.5\" y=\"15\">b</text>"
                "<text y=\"25.25\"><tspan x=\"30\">c</tspan><tspan x=\"30\" dy=\"13\">d</tspan></text>"
                "<text x=\"40\" y=\"35\" text-anchor=\"end\" font-size=\"20px\" font-weight=\"400\" lang=\"en\" "
                "xml:lang=\"en\">e</text></g>",
                "");
}

/* The families of most marks are the root's; others are on the mark, or on the item that differs. */
static void test_families(void) {
  static const char *const families[] = {"sans-serif", "serif", "serif", "sans-serif"};
  begin();
  SceneMark *text = add_at(SCENE_TEXT, 4);
  scene_set_string(text, SCENE_TEXT_VALUE, "a");
  scene_set_strings(text, SCENE_FONT, families);
  sample_text(arena, scene.root, 1, 2, "b");
  sample_text(arena, scene.root, 3, 4, "c");
  const char *svg = written();
  g_assert_nonnull(strstr(svg, " font-family=\"'Liberation Sans',Arial,Helvetica,sans-serif\" fill=\"none\" role="));
  g_assert_nonnull(
      strstr(svg, "<g class=\"mark-text role-mark\" font-family=\"'Liberation Serif','Times New Roman',Times,serif\" "
                  "font-size=\"11px\"><text x=\"10\" y=\"5\" "
                  "font-family=\"'Liberation Sans',Arial,Helvetica,sans-serif\">a</text>"
                  "<text x=\"20.5\" y=\"15\">a</text>"));
  char *at = strstr(svg, ">b</text>");
  g_assert_nonnull(at);
  g_assert_null(strstr(at, "font-family"));
  begin(); /* without a text */
  g_assert_null(strstr(written(), "font-family"));
}

/* Columns are ordinary text: upright characters, and what is turned, in the order of the text. */
static void test_columns(void) {
  static const GradientStop stops[] = {{0, {1, 0, 0, 1}}};
  static const Gradient across = {.x2 = 1, .stop_count = 1, .stops = stops};
  TextContext *context = text_context_create();
  bool skipped = fonts_are_missing(context);
  text_context_destroy(context);
  if (skipped) return;
  begin();
  SceneMark *text = sample_text(arena, scene.root, 50, 20, "\344\270\200\344\272\214ab");
  scene_set_number(text, SCENE_FONT_SIZE, 10);
  scene_set_color(text, SCENE_FILL, (Rgba){0, 0, 0, 1});
  scene_set_string(text, SCENE_WRITING_MODE, "vertical-rl");
  scene_set_string(text, SCENE_ALIGN, "center");
  scene_set_string(text, SCENE_BASELINE, "top");
  scene_set_string(text, SCENE_TOOLTIP, "tip");
  const char *svg = strstr(written(), "<g class=\"mark-text");
  GRegex *places = g_regex_new("(?<=[\"(,])-?[0-9]*\\.?[0-9]+(?=[\"),])", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal(places, svg, -1, 0, "N", 0, NULL);
  g_regex_unref(places);
  static const char wanted[] =
      "<g class=\"mark-text role-mark\" font-size=\"10px\" fill=\"#000000\"><g><title>tip</title><g><text>"
      "<tspan x=\"N\" y=\"N\">\344\270\200</tspan><tspan x=\"N\" y=\"N\">\344\272\214</tspan></text>"
      "<text transform=\"translate(N,N)rotate(N)\">ab</text></g></g></g>";
  if (!g_str_has_prefix(plain, wanted)) g_test_fail_printf("not %s: %s", wanted, plain);
  scene_set_number(text, SCENE_ANGLE, 30);
  svg = written();
  g_assert_nonnull(strstr(svg, "<g transform=\"translate(50,20)rotate(30)\"><text><tspan x=\"-"));
  /* a gradient spans the whole, whatever is turned inside it */
  text->channels[SCENE_FILL] = scene_channel_paint((Paint){.kind = PAINT_GRADIENT, .gradient = &across}, text->arena);
  svg = written();
  g_assert_nonnull(strstr(svg, "rotate(90)\" fill=\"url(#gradient2)\">ab</text>"));
  g_assert_nonnull(strstr(svg, "gradientTransform=\"rotate(-120)translate("));
}

static void test_images_are_written_once(void) {
  static const char *const urls[] = {"picture.png", "none.png", "picture.png", ""};
  static const double smooth[] = {1, 1, 0, 1}, widths[] = {10, 10, 15, 10};
  begin();
  SceneMark *image = add_at(SCENE_IMAGE, 4);
  scene_set_strings(image, SCENE_URL, urls);
  scene_set_numbers(image, SCENE_WIDTH, widths);
  scene_set_numbers(image, SCENE_SMOOTH, smooth);
  scene_set_number(image, SCENE_OPACITY, 0.5);
  const char *svg = written();
  g_assert_nonnull(strstr(svg, "<g class=\"mark-image role-mark\"><use xlink:href=\"#picture1\" x=\"10\" y=\"5\" "
                               "opacity=\".5\"/><use xlink:href=\"#picture1\" transform=\"translate(30,25.25)"
                               "scale(1.5,1.5)\" image-rendering=\"pixelated\" opacity=\".5\"/></g>"));
  g_assert_nonnull(strstr(svg, "<defs><image id=\"picture1\" width=\"10\" height=\"5\" preserveAspectRatio=\"none\" "
                               "xlink:href=\"data:image/png;base64,iVBOR"));
  g_assert_nonnull(strstr(svg, " xmlns:xlink="));
  g_assert_null(strstr(svg, "picture2"));
  scene_set_number(image, SCENE_OPACITY, 0);
  g_assert_null(strstr(written(), "<use"));
}

static void test_outlines_have_a_head_and_own_ids(void) {
  begin();
  scene.lang = "en";
  scene.title = "T";
  scene.description = "";
  sample_text(arena, scene.root, 10, 20, "ab");
  GBytes *bytes = sample_render(&scene, "svg", (RenderOptions){.svg_outlines = true}, messages);
  g_autofree char *svg = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_assert_nonnull(strstr(svg, " lang=\"en\" role=\"img\"><title>T</title>"));
  g_assert_null(strstr(svg, "<desc>"));
  g_assert_nonnull(strstr(svg, "width=\"200px\" height=\"100px\" viewBox=\"0 0 200 100\""));
  g_assert_true(g_str_has_suffix(svg, "</svg>\n"));
  g_bytes_unref(bytes);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/svg-elements/head", test_head_and_background);
  g_test_add_func("/render/svg-elements/rects", test_rects);
  g_test_add_func("/render/svg-elements/unseen", test_what_is_not_seen_is_not_written);
  g_test_add_func("/render/svg-elements/symbols", test_symbols);
  g_test_add_func("/render/svg-elements/no-shape", test_a_shape_that_is_none_is_warned_of);
  g_test_add_func("/render/svg-elements/strokes", test_rules_and_strokes);
  g_test_add_func("/render/svg-elements/links", test_links_descriptions_and_tooltips);
  g_test_add_func("/render/svg-elements/roles-of-marksroles-of-marks", test_roles_of_marks);
  g_test_add_func("/render/svg-elements/groups", test_groups_and_clips);
  g_test_add_func("/render/svg-elements/one-element", test_groups_of_one_element);
  g_test_add_func("/render/svg-elements/common-edge", test_rects_with_a_common_edge_keep_it);
  g_test_add_func("/render/svg-elements/shares", test_shares_are_fine);
  g_test_add_func("/render/svg-elements/gradients", test_gradients);
  g_test_add_func("/render/svg-elements/turned", test_gradients_of_turned_items);
  g_test_add_func("/render/svg-elements/texts", test_texts);
  g_test_add_func("/render/svg-elements/texts-that-differ", test_texts_that_differ);
  g_test_add_func("/render/svg-elements/families", test_families);
  g_test_add_func("/render/svg-elements/columns", test_columns);
  g_test_add_func("/render/svg-elements/images", test_images_are_written_once);
  g_test_add_func("/render/svg-elements/outlines", test_outlines_have_a_head_and_own_ids);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
