/* render/svg_style.c: paint as SVG attributes; gradients and clip paths in the defs.
 *
 * Gradients span the item's box with its stroke, as they do on a canvas, so they are given in the group's coordinates; the
 * item's own transform is taken back out of them.
 */
#include "render/svg.h"
#include "scene/bounds.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

static void function(GString *out, const char *name, const double *values, int count) {
  g_string_append(out, name);
  for (int i = 0; i < count; i++) {
    g_string_append_c(out, i ? ',' : '(');
    markup_number(out, values[i]);
  }
  g_string_append_c(out, ')');
}

void svg_transform(GString *out, SvgFrame frame) { svg_transform_scaled(out, frame, 1, 1); }

void svg_transform_scaled(GString *out, SvgFrame frame, double scale_x, double scale_y) {
  bool moved = markup_hundredths(frame.x) != 0 || markup_hundredths(frame.y) != 0;
  bool scaled = scale_x != 1 || scale_y != 1;
  if (!moved && frame.angle == 0 && !scaled) return;
  g_string_append(out, " transform=\"");
  if (moved) function(out, "translate", (const double[]){frame.x, frame.y}, 2);
  if (frame.angle != 0) function(out, "rotate", &frame.angle, 1);
  if (scaled) function(out, "scale", (const double[]){scale_x, scale_y}, 2);
  g_string_append_c(out, '"');
}

void svg_color_attribute(GString *out, const char *name, Rgba color) {
  char hex[16];
  markup_attribute(out, name, color_to_hex(color, hex));
}

/* Small ones add up where many items overlap. */
static void opacity_attribute(GString *out, const char *name, double v) {
  if (!(v < 1)) return;
  g_string_append_printf(out, " %s=\"", name);
  markup_number_fine(out, MAX(v, 0), v < 0.1 ? 4 : 2);
  g_string_append_c(out, '"');
}

/* In percent where two decimals are too coarse for a large box. */
static void offset_attribute(GString *out, double v) {
  bool percent = fabs(v * 100 - round(v * 100)) > 1e-4;
  g_string_append(out, " offset=\"");
  markup_number(out, percent ? v * 100 : v);
  g_string_append(out, percent ? "%\"" : "\"");
}

static void gradient_stops(GString *out, const Gradient *g) {
  for (size_t i = 0; i < g->stop_count; i++) {
    Rgba c = g->stops[i].color;
    g_string_append(out, "<stop");
    offset_attribute(out, g->stops[i].offset);
    svg_color_attribute(out, "stop-color", c);
    opacity_attribute(out, "stop-opacity", c.a);
    g_string_append(out, "/>");
  }
}

/* Takes the item's own transform back; what is slanted is given in fractions of its box. */
static void gradient_transform(GString *out, Bounds box, SvgFrame frame, bool slanted) {
  if (frame.x == 0 && frame.y == 0 && frame.angle == 0 && !slanted) return;
  double turn = -frame.angle, x = (slanted ? box.x1 : 0) - frame.x, y = (slanted ? box.y1 : 0) - frame.y;
  g_string_append(out, " gradientTransform=\"");
  if (turn != 0) function(out, "rotate", &turn, 1);
  function(out, "translate", (const double[]){x, y}, 2);
  if (slanted) function(out, "scale", (const double[]){box.x2 - box.x1, box.y2 - box.y1}, 2);
  g_string_append_c(out, '"');
}

/* The gradient without its id: equal ones are written once. */
static char *gradient_text(const Gradient *g, Bounds box, SvgFrame frame) {
  GString *out = g_string_new(" gradientUnits=\"userSpaceOnUse\"");
  double w = box.x2 - box.x1, h = box.y2 - box.y1, size = MAX(w, h);
  bool slanted = !g->radial && g->x1 != g->x2 && g->y1 != g->y2 && w != h;
  double ox = slanted ? 0 : box.x1, oy = slanted ? 0 : box.y1, sx = slanted ? 1 : w, sy = slanted ? 1 : h;
  markup_attribute_number(out, g->radial ? "fx" : "x1", ox + g->x1 * sx);
  markup_attribute_number(out, g->radial ? "fy" : "y1", oy + g->y1 * sy);
  markup_attribute_number(out, g->radial ? "cx" : "x2", ox + g->x2 * sx);
  markup_attribute_number(out, g->radial ? "cy" : "y2", oy + g->y2 * sy);
  if (g->radial) markup_attribute_number(out, "fr", g->r1 * size);
  if (g->radial) markup_attribute_number(out, "r", g->r2 * size);
  gradient_transform(out, box, frame, slanted);
  g_string_append_c(out, '>');
  gradient_stops(out, g);
  return g_string_free(out, FALSE);
}

/* ` fill="url(#…)"`. */
static void gradient_attribute(Svg *svg, const SceneMark *mark, size_t item, const char *name, const Gradient *g,
                               SvgFrame frame) {
  Bounds box = scene_item_bounds(mark, item, svg->canvas->text);
  char *text = bounds_is_empty(box) ? NULL : gradient_text(g, box, frame);
  if (!text) return;
  unsigned id = GPOINTER_TO_UINT(g_hash_table_lookup(svg->gradients, text));
  if (!id) {
    const char *tag = g->radial ? "radialGradient" : "linearGradient";
    id = ++svg->gradient_count;
    g_string_append_printf(svg->defs, "<%s id=\"" SVG_ID_PREFIX "gradient%u\"%s</%s>", tag, id, text, tag);
    g_hash_table_insert(svg->gradients, text, GUINT_TO_POINTER(id));
  } else {
    g_free(text);
  }
  g_string_append_printf(svg->out, " %s=\"url(#" SVG_ID_PREFIX "gradient%u)\"", name, id);
}

/* Fill or stroke with its opacity, the colour's own alpha taken in. */
static void paint_attributes(Svg *svg, const SceneMark *mark, size_t item, bool stroke, SvgFrame frame) {
  Paint paint = scene_paint(mark, stroke ? SCENE_STROKE : SCENE_FILL, item);
  double opacity = scene_number_or(mark, stroke ? SCENE_STROKE_OPACITY : SCENE_FILL_OPACITY, item, 1);
  const char *name = stroke ? "stroke" : "fill";
  if (paint.kind == PAINT_NONE) return;
  if (paint.kind == PAINT_GRADIENT) {
    gradient_attribute(svg, mark, item, name, paint.gradient, frame);
  } else {
    svg_color_attribute(svg->out, name, paint.color);
    opacity *= paint.color.a;
  }
  opacity_attribute(svg->out, stroke ? "stroke-opacity" : "fill-opacity", opacity);
}

static void dash_attribute(GString *out, const double *dash) {
  if (!dash || isnan(dash[0])) return;
  g_string_append(out, " stroke-dasharray=\"");
  for (int i = 0; !isnan(dash[i]); i++) {
    if (i) g_string_append_c(out, ',');
    markup_number(out, dash[i]);
  }
  g_string_append_c(out, '"');
}

typedef struct StrokeNumber {
  SceneChannelId id;
  const char *name;
  double usual; /* not written */
} StrokeNumber;
static const StrokeNumber stroke_numbers[] = {
    {SCENE_STROKE_WIDTH, "stroke-width", 1},
    {SCENE_STROKE_DASH_OFFSET, "stroke-dashoffset", 0},
    {SCENE_STROKE_MITER_LIMIT, "stroke-miterlimit", 4},
};
static const struct {
  SceneChannelId id;
  const char *name, *usual;
} stroke_words[] = {{SCENE_STROKE_CAP, "stroke-linecap", "butt"}, {SCENE_STROKE_JOIN, "stroke-linejoin", "miter"}};

typedef bool (*Wanted)(const SceneMark *mark, SceneChannelId id);

static void stroke_attributes(GString *out, const SceneMark *mark, size_t item, Wanted wanted) {
  for (size_t i = 0; i < G_N_ELEMENTS(stroke_numbers); i++) {
    const StrokeNumber *n = &stroke_numbers[i];
    double v = scene_number_or(mark, n->id, item, n->usual);
    if (wanted(mark, n->id) && v != n->usual) markup_attribute_number(out, n->name, v);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(stroke_words); i++) {
    const char *word = scene_string(mark, stroke_words[i].id, item, stroke_words[i].usual);
    if (wanted(mark, stroke_words[i].id) && strcmp(word, stroke_words[i].usual) != 0)
      markup_attribute(out, stroke_words[i].name, word);
  }
  if (wanted(mark, SCENE_STROKE_DASH)) dash_attribute(out, scene_array(mark, SCENE_STROKE_DASH, item));
}

static bool any(const SceneMark *mark, SceneChannelId id) {
  (void)mark;
  (void)id;
  return true;
}
static bool not_constant(const SceneMark *mark, SceneChannelId id) { return !scene_is_constant(mark, id); }

/* Paint is written on the mark, not its items, if paint and opacity are the same for all items and not a gradient. */
static bool shares_paint(const SceneMark *mark, bool stroke) {
  const SceneChannel *paint = &mark->channels[stroke ? SCENE_STROKE : SCENE_FILL];
  return scene_is_constant(mark, stroke ? SCENE_STROKE : SCENE_FILL) &&
         scene_is_constant(mark, stroke ? SCENE_STROKE_OPACITY : SCENE_FILL_OPACITY) &&
         (paint->state == CHANNEL_UNSET || paint->paint->kind != PAINT_GRADIENT);
}

static bool has_stroke(const SceneMark *mark, size_t item) {
  return scene_paint(mark, SCENE_STROKE, item).kind != PAINT_NONE;
}

void svg_mark_style(Svg *svg, const SceneMark *mark) {
  static const SvgFrame none = {0, 0, 0};
  if (mark->count == 0) return;
  for (int stroke = 0; stroke < 2; stroke++)
    if (shares_paint(mark, stroke)) paint_attributes(svg, mark, 0, stroke, none);
  if (mark->channels[SCENE_STROKE].state != CHANNEL_UNSET) stroke_attributes(svg->out, mark, 0, scene_is_constant);
}

void svg_own_style(Svg *svg, const SceneMark *mark, size_t item) {
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1);
  const char *blend = scene_string(mark, SCENE_BLEND, item, NULL);
  opacity_attribute(svg->out, "opacity", opacity);
  if (blend && canvas_blend(blend) != CAIRO_OPERATOR_OVER) {
    g_string_append(svg->out, " style=\"mix-blend-mode:");
    markup_text(svg->out, blend);
    g_string_append_c(svg->out, '"');
  }
}

void svg_item_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame) {
  for (int stroke = 0; stroke < 2; stroke++)
    if (!shares_paint(mark, stroke)) paint_attributes(svg, mark, item, stroke, frame);
  if (has_stroke(mark, item)) stroke_attributes(svg->out, mark, item, not_constant);
  svg_own_style(svg, mark, item);
}

void svg_paint_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame) {
  for (int stroke = 0; stroke < 2; stroke++) paint_attributes(svg, mark, item, stroke, frame);
}

bool svg_is_clear(const SceneMark *mark, size_t item) {
  Paint fill = scene_paint(mark, SCENE_FILL, item);
  return fill.kind == PAINT_COLOR && !(fill.color.a > 0 && scene_number_or(mark, SCENE_FILL_OPACITY, item, 1) > 0);
}

void svg_background_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame) {
  if (!svg_is_clear(mark, item) || canvas_href(mark, item)) paint_attributes(svg, mark, item, false, frame);
  paint_attributes(svg, mark, item, true, frame);
  if (has_stroke(mark, item)) stroke_attributes(svg->out, mark, item, any);
  svg_own_style(svg, mark, item);
}

bool svg_is_visible(const SceneMark *mark, size_t item) {
  if (scene_number_or(mark, SCENE_OPACITY, item, 1) <= 0) return false;
  return scene_paint(mark, SCENE_FILL, item).kind != PAINT_NONE ||
         (has_stroke(mark, item) && scene_number_or(mark, SCENE_STROKE_WIDTH, item, 1) > 0);
}

void svg_clip(Svg *svg, const ScenePath *path) {
  GString *outline = g_string_new(NULL);
  markup_path(outline, path, 0, 0, 1);
  unsigned id = GPOINTER_TO_UINT(g_hash_table_lookup(svg->clips, outline->str));
  if (!id) {
    id = g_hash_table_size(svg->clips) + 1;
    g_string_append_printf(svg->defs, "<clipPath id=\"" SVG_ID_PREFIX "clip%u\"><path d=\"%s\"/></clipPath>", id,
                           outline->str);
    g_hash_table_insert(svg->clips, g_strdup(outline->str), GUINT_TO_POINTER(id));
  }
  g_string_append_printf(svg->out, " clip-path=\"url(#" SVG_ID_PREFIX "clip%u)\"", id);
  g_string_free(outline, TRUE);
}
