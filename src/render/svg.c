/* render/svg.c: the scene as SVG with live text: https://www.w3.org/TR/SVG11/.
 *
 * A mark is a <g> that holds what its items have in common; an item is one element. Names of classes are Vega's.
 */
#include "render/svg.h"
#include "render/format.h"
#include "scene/shapes.h"
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

static const char *const role_names[] = {
    [ROLE_MARK] = "mark",
    [ROLE_FRAME] = "frame",
    [ROLE_SCOPE] = "scope",
    [ROLE_AXIS] = "axis",
    [ROLE_AXIS_GRID] = "axis-grid",
    [ROLE_AXIS_TICKS] = "axis-tick",
    [ROLE_AXIS_LABELS] = "axis-label",
    [ROLE_AXIS_DOMAIN] = "axis-domain",
    [ROLE_AXIS_TITLE] = "axis-title",
    [ROLE_LEGEND] = "legend",
    [ROLE_LEGEND_ENTRY] = "legend-entry",
    [ROLE_LEGEND_SCOPE] = "scope",
    [ROLE_LEGEND_SYMBOLS] = "legend-symbol",
    [ROLE_LEGEND_LABELS] = "legend-label",
    [ROLE_LEGEND_GRADIENT] = "legend-gradient",
    [ROLE_LEGEND_BAND] = "legend-band",
    [ROLE_LEGEND_TITLE] = "legend-title",
    [ROLE_TITLE] = "title",
    [ROLE_TITLE_TEXT] = "title-text",
    [ROLE_TITLE_SUBTITLE] = "title-subtitle",
    [ROLE_ROW_HEADER] = "row-header",
    [ROLE_ROW_FOOTER] = "row-footer",
    [ROLE_ROW_TITLE] = "row-title",
    [ROLE_COLUMN_HEADER] = "column-header",
    [ROLE_COLUMN_FOOTER] = "column-footer",
    [ROLE_COLUMN_TITLE] = "column-title",
    [ROLE_BACKGROUND] = "background",
};

static const SvgFrame no_frame = {0, 0, 0};

static void write_path(Svg *svg, const SceneMark *mark, size_t item, const ScenePath *path, SvgFrame frame,
                       double scale) {
  SvgFrame rest = frame.angle == 0 ? no_frame : frame; /* what is not in the points */
  svg_item_open(svg, mark, item);
  g_string_append(svg->out, "<path");
  svg_transform(svg->out, rest);
  g_string_append(svg->out, " d=\"");
  markup_path(svg->out, path, frame.x - rest.x, frame.y - rest.y, scale);
  g_string_append_c(svg->out, '"');
  svg_item_style(svg, mark, item, rest);
  svg_item_labels(svg, mark, item);
  svg_item_close(svg, mark, item, "path");
  svg_item_end(svg, mark, item);
}

/* The far edge is rounded rather than the length, so that rectangles with an edge in common still have it. */
static double rounded_length(double from, double to) {
  return (double)(markup_hundredths(to) - markup_hundredths(from)) / 100;
}

static void write_rects(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0);
    double w = scene_item_width(mark, i), h = scene_item_height(mark, i);
    Corners corners;
    if (!svg_is_visible(mark, i) || !isfinite(x + y + w + h)) continue;
    if (scene_item_corners(mark, i, &corners)) {
      canvas_tidy(svg->canvas);
      write_path(svg, mark, i, scene_item_path(mark, i, svg->canvas->scratch), (SvgFrame){x, y, 0}, 1);
      continue;
    }
    svg_item_open(svg, mark, i);
    g_string_append(svg->out, "<rect");
    markup_attribute_nonzero(svg->out, "x", MIN(x, x + w));
    markup_attribute_nonzero(svg->out, "y", MIN(y, y + h));
    markup_attribute_number(svg->out, "width", rounded_length(MIN(x, x + w), MAX(x, x + w)));
    markup_attribute_number(svg->out, "height", rounded_length(MIN(y, y + h), MAX(y, y + h)));
    svg_item_style(svg, mark, i, no_frame);
    svg_item_labels(svg, mark, i);
    svg_item_close(svg, mark, i, "rect");
    svg_item_end(svg, mark, i);
  }
}

static void write_circle(Svg *svg, const SceneMark *mark, size_t item, double x, double y, double r) {
  svg_item_open(svg, mark, item);
  g_string_append(svg->out, "<circle");
  markup_attribute_nonzero(svg->out, "cx", x);
  markup_attribute_nonzero(svg->out, "cy", y);
  markup_attribute_number(svg->out, "r", r);
  svg_item_style(svg, mark, item, no_frame);
  svg_item_labels(svg, mark, item);
  svg_item_close(svg, mark, item, "circle");
  svg_item_end(svg, mark, item);
}

static void write_symbols(Svg *svg, const SceneMark *mark) {
  const char *name = NULL;
  const ScenePath *shape = NULL;
  Arena *arena = arena_create_charged(arena_budget(svg->canvas->options->work));
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0);
    double r = symbol_radius(scene_number_or(mark, SCENE_SIZE, i, 64));
    const char *wanted = scene_string(mark, SCENE_SHAPE_NAME, i, "circle");
    if (!svg_is_visible(mark, i) || !isfinite(x + y + r)) continue;
    if (symbol_is_circle(wanted)) {
      write_circle(svg, mark, i, x, y, r);
      continue;
    }
    if (!name || strcmp(wanted, name) != 0) {
      shape = symbol_unit_path(name = wanted, arena);
      if (!shape)
        messages_warn(svg->canvas->messages, mark->place, "W607", "\"%s\" is neither a symbol nor an SVG path", wanted);
    }
    if (shape) write_path(svg, mark, i, shape, (SvgFrame){x, y, scene_number_or(mark, SCENE_ANGLE, i, 0)}, r);
  }
  arena_destroy(arena);
}

static void write_rules(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    double x1 = scene_number_or(mark, SCENE_X, i, 0), y1 = scene_number_or(mark, SCENE_Y, i, 0);
    double x2 = scene_number_or(mark, SCENE_X2, i, x1), y2 = scene_number_or(mark, SCENE_Y2, i, y1);
    if (!svg_is_visible(mark, i) || !isfinite(x1 + y1 + x2 + y2)) continue;
    svg_item_open(svg, mark, i);
    g_string_append(svg->out, "<line");
    markup_attribute_nonzero(svg->out, "x1", x1);
    markup_attribute_nonzero(svg->out, "y1", y1);
    markup_attribute_nonzero(svg->out, "x2", x2);
    markup_attribute_nonzero(svg->out, "y2", y2);
    svg_item_style(svg, mark, i, no_frame);
    svg_item_labels(svg, mark, i);
    svg_item_close(svg, mark, i, "line");
    svg_item_end(svg, mark, i);
  }
}

static void write_outlines(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    SvgFrame frame = {scene_number_or(mark, SCENE_X, i, 0), scene_number_or(mark, SCENE_Y, i, 0),
                      scene_number_or(mark, SCENE_ANGLE, i, 0)};
    if (!svg_is_visible(mark, i) || !isfinite(frame.x + frame.y + frame.angle)) continue;
    canvas_tidy(svg->canvas);
    const ScenePath *path = scene_item_path(mark, i, svg->canvas->scratch);
    if (!path && mark->type == SCENE_PATH && scene_string(mark, SCENE_PATH_DATA, i, NULL))
      messages_warn(svg->canvas->messages, mark->place, "W608", "a path with invalid SVG path data is not drawn");
    if (path && path->verb_count) write_path(svg, mark, i, path, frame, 1);
  }
}

static void write_series(Svg *svg, const SceneMark *mark) {
  if (mark->count == 0 || !svg_is_visible(mark, 0)) return;
  canvas_tidy(svg->canvas);
  const ScenePath *path = scene_item_path(mark, 0, svg->canvas->scratch);
  if (path->verb_count) write_path(svg, mark, 0, path, no_frame, 1);
}

static void write_mark(Svg *svg, const SceneMark *mark, const SceneMark *parent, size_t parent_item);

/* A background that would not show is of use only where it is a link. */
static bool has_background(const SceneMark *mark, size_t item) {
  bool bare = svg_is_clear(mark, item) && scene_paint(mark, SCENE_STROKE, item).kind == PAINT_NONE;
  return svg_is_visible(mark, item) && (!bare || canvas_href(mark, item));
}

static void write_background_of(Svg *svg, const SceneMark *mark, size_t item, const ScenePath *box, SvgFrame frame) {
  double offset = scene_group_offset(mark, item);
  g_string_append(svg->out, "<path class=\"background\" d=\"");
  markup_path(svg->out, box, offset, offset, 1);
  g_string_append_c(svg->out, '"');
  svg_background_style(svg, mark, item, frame);
  g_string_append(svg->out, "/>");
}

/* After the attributes of a group's element: its inside, and its end. */
static void write_inside(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame) {
  Arena *arena = arena_create_charged(arena_budget(svg->canvas->options->work));
  const ScenePath *box = scene_item_path(mark, item, arena);
  bool background = has_background(mark, item);
  if (mark->clip && !background) svg_clip(svg, box);
  g_string_append_c(svg->out, '>');
  if (background) write_background_of(svg, mark, item, box, frame);
  if (mark->clip && background) {
    g_string_append(svg->out, "<g");
    svg_clip(svg, box);
    g_string_append_c(svg->out, '>');
  }
  const SceneGroup *group = &mark->groups[item];
  SceneMark *const *marks = scene_group_order(group, arena);
  for (size_t i = 0; i < group->mark_count; i++) write_mark(svg, marks[i], mark, item);
  g_string_append(svg->out, mark->clip && background ? "</g></g>" : "</g>");
  arena_destroy(arena);
}

static SvgFrame group_frame(const SceneMark *mark, size_t item) {
  return (SvgFrame){scene_number_or(mark, SCENE_X, item, 0), scene_number_or(mark, SCENE_Y, item, 0), 0};
}

static void write_groups(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    SvgFrame frame = group_frame(mark, i);
    if (!isfinite(frame.x + frame.y)) continue;
    svg_item_open(svg, mark, i);
    g_string_append(svg->out, "<g");
    svg_transform(svg->out, frame);
    svg_item_labels(svg, mark, i);
    write_inside(svg, mark, i, frame);
    svg_item_end(svg, mark, i);
  }
}

/* A group with one item of which nothing else is said is one element. */
static bool is_one_element(const SceneMark *mark) {
  SvgFrame frame = group_frame(mark, 0);
  return mark->type == SCENE_GROUP && mark->count == 1 && !mark->clip_path && isfinite(frame.x + frame.y) &&
         !canvas_href(mark, 0) && (mark->aria.hidden || !scene_string(mark, SCENE_DESCRIPTION, 0, NULL));
}

static void (*const writers[])(Svg *, const SceneMark *) = {
    [SCENE_GROUP] = write_groups,  [SCENE_RECT] = write_rects,     [SCENE_SYMBOL] = write_symbols,
    [SCENE_RULE] = write_rules,    [SCENE_TEXT] = svg_text_items,  [SCENE_LINE] = write_series,
    [SCENE_AREA] = write_series,   [SCENE_TRAIL] = write_series,   [SCENE_ARC] = write_outlines,
    [SCENE_PATH] = write_outlines, [SCENE_SHAPE] = write_outlines, [SCENE_IMAGE] = svg_image_items,
};

/* Items that could not all be written are refused before the first one is. */
static void check_items(const Svg *svg, const SceneMark *mark) {
  static const double shortest = 30; /* bytes */
  Budget *budget = arena_budget(svg->canvas->options->work);
  bool each = writers[mark->type] != write_series && mark->type != SCENE_TEXT;
  double bytes = each ? shortest * (double)mark->count : 0;
  budget_charge(budget, BUDGET_STEPS, bytes);
  budget_return(budget, BUDGET_STEPS, bytes);
}

static void write_mark(Svg *svg, const SceneMark *mark, const SceneMark *parent, size_t parent_item) {
  if (mark->hidden || mark->count == 0) return;
  if (mark->place.source) budget_ask(arena_budget(svg->canvas->options->work), (BudgetAsker){"mark", mark->place});
  check_items(svg, mark);
  g_string_append_printf(svg->out, "<g class=\"mark-%s role-%s", scene_type_name(mark->type), role_names[mark->role]);
  if (mark->name) {
    g_string_append_c(svg->out, ' ');
    markup_text(svg->out, mark->name);
  }
  g_string_append_c(svg->out, '"');
  if (is_one_element(mark)) {
    svg_transform(svg->out, group_frame(mark, 0));
    svg_mark_labels(svg, mark);
    write_inside(svg, mark, 0, group_frame(mark, 0));
    return;
  }
  if (mark->clip_path) {
    svg_clip(svg, mark->clip_path);
  } else if (mark->clip && mark->type != SCENE_GROUP && parent) {
    canvas_tidy(svg->canvas);
    svg_clip(svg, scene_item_path(parent, parent_item, svg->canvas->scratch));
  }
  if (mark->type == SCENE_TEXT) svg_text_style(svg, mark);
  if (mark->type != SCENE_GROUP && mark->type != SCENE_IMAGE) svg_mark_style(svg, mark);
  svg_mark_labels(svg, mark);
  g_string_append_c(svg->out, '>');
  writers[mark->type](svg, mark);
  g_string_append(svg->out, "</g>");
}

static void write_element(GString *out, const char *tag, const char *text) {
  if (!text || !*text) return;
  g_string_append_printf(out, "<%s>", tag);
  markup_text(out, text);
  g_string_append_printf(out, "</%s>", tag);
}

/* `families`: of most texts; NULL without any. */
static void write_head(GString *out, const Scene *scene, bool linked, const char *families) {
  g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  if (linked) g_string_append(out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  markup_attribute_number(out, "width", scene->width);
  markup_attribute_number(out, "height", scene->height);
  g_string_append(out, " viewBox=\"0 0 ");
  markup_number(out, scene->width);
  g_string_append_c(out, ' ');
  markup_number(out, scene->height);
  g_string_append_c(out, '"');
  markup_attribute(out, "lang", scene->lang);
  markup_attribute(out, "xml:lang", scene->lang);
  if (families) g_string_append_printf(out, " font-family=\"%s\"", families);
  g_string_append(out, " fill=\"none\" role=\"graphics-document\" aria-roledescription=\"visualization\"");
  if (!scene->title || !*scene->title) markup_attribute(out, "aria-label", scene->description);
  g_string_append_c(out, '>');
  write_element(out, "title", scene->title);
  write_element(out, "desc", scene->description);
}

static void write_background(GString *out, const Scene *scene) {
  if (!(scene->background.a > 0)) return;
  g_string_append(out, "<rect");
  markup_attribute_number(out, "width", scene->width);
  markup_attribute_number(out, "height", scene->height);
  svg_color_attribute(out, "fill", scene->background);
  if (scene->background.a < 1) markup_attribute_number(out, "fill-opacity", scene->background.a);
  g_string_append(out, "/>");
}

static void free_string(void *string) { g_string_free(string, TRUE); }
static void free_table(void *table) { g_hash_table_destroy(table); }

static GString *new_string(Arena *owner) {
  GString *string = g_string_new(NULL);
  arena_adopt(owner, string, free_string);
  return string;
}

/* Of strings; the keys are the table's. */
static GHashTable *new_table(Arena *owner) {
  GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  arena_adopt(owner, table, free_table);
  return table;
}

/* Everything but the head, which depends on it. */
static void write_body(Svg *svg) {
  const Scene *scene = svg->canvas->scene;
  write_background(svg->out, scene);
  if (scene->root) write_mark(svg, scene->root, NULL, 0);
  if (svg->defs->len) g_string_append_printf(svg->out, "<defs>%s</defs>", svg->defs->str);
  g_string_append(svg->out, "</svg>\n");
}

static GBytes *write_live(Canvas *canvas) {
  Budget *budget = arena_budget(canvas->options->work);
  Arena *owner = arena_create_charged(budget);
  Svg svg = {.canvas = canvas, .owner = owner, .out = new_string(owner), .defs = new_string(owner)};
  svg.gradients = new_table(owner);
  svg.clips = new_table(owner);
  svg.pictures = new_table(owner);
  svg.fonts = new_table(owner);
  canvas_tidy(canvas);
  write_body(&svg);
  arena_destroy(canvas->scratch);
  canvas->scratch = NULL;
  budget_return(budget, BUDGET_MEMORY, 4.0 * (double)svg.charged);
  GString *head = new_string(owner);
  const char *const *families = svg_font_lists(&svg);
  write_head(head, canvas->scene, svg.linked, families[0]);
  g_string_prepend_len(svg.out, head->str, (gssize)head->len);
  GString *whole = g_string_new(NULL), empty = *whole;
  *whole = *svg.out;
  *svg.out = empty;
  GBytes *bytes = svg_settle(whole, families);
  arena_destroy(owner);
  return bytes;
}

static GBytes *svg_write(Canvas *canvas) {
  scene_describe(canvas->scene->root);
  return canvas->options->svg_outlines ? svg_write_outlines(canvas) : write_live(canvas);
}

const RenderFormat render_format_svg = {
    .name = "svg",
    .title = "SVG",
    .endings = (const char *const[]){"svg", NULL},
    .mime_type = "image/svg+xml",
    .settings = (const char *const[]){"svg_outlines", NULL},
    .write = svg_write,
};
