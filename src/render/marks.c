/* render/marks.c: marks, from the scene's columns to cairo's paths.
 *
 * Items are painted one by one, in order, with nothing allocated per item in the marks that come by the million: rects,
 * symbols and rules go from their columns straight into cairo, and a symbol's outline is made once for all items of a shape.
 */
#include "base/temporary.h"
#include "render/batch.h"
#include "render/cost.h"
#include "render/format.h"
#include "render/plates.h"
#include "render/reach.h"
#include "render/stamp.h"
#include "scene/shapes.h"
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

static bool is_invisible(const SceneMark *mark, size_t item) {
  return scene_number_or(mark, SCENE_OPACITY, item, 1) == 0;
}

static void add_rectangle(Canvas *canvas, double x1, double y1, double x2, double y2) {
  canvas_extend(canvas, &x1, &y1, &x2, &y2);
  double x = canvas_limit(x1), y = canvas_limit(y1);
  cairo_rectangle(canvas->cairo, x, y, canvas_limit(x2) - x, canvas_limit(y2) - y);
}

static void draw_rects(Canvas *canvas, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0);
    double w = scene_item_width(mark, i), h = scene_item_height(mark, i);
    if (is_invisible(mark, i) || !isfinite(x + y + w + h)) continue;
    Corners corners;
    cost_charge_rows(canvas, 0, h);
    cost_charge_area(canvas, fabs(w * h));
    canvas_link(canvas, mark, i);
    if (scene_item_corners(mark, i, &corners)) {
      canvas_tidy(canvas);
      canvas_path(canvas, scene_item_path(mark, i, canvas->scratch), x, y, 1);
    } else {
      add_rectangle(canvas, x, y, x + w, y + h);
    }
    canvas_fill_stroke(canvas, mark, i);
  }
}

/* The outlines of the shapes met so far, half side 1. */
typedef struct ShapeCache {
  GHashTable *known; /* name → outline */
  const char *name;  /* of the last one */
  const ScenePath *path;
} ShapeCache;

static const ScenePath *shape_find(Canvas *canvas, ShapeCache *cache, const SceneMark *mark, size_t item,
                                   Arena *arena) {
  const char *name = scene_string(mark, SCENE_SHAPE_NAME, item, "circle");
  if (name == cache->name) return cache->path;
  cache->name = name;
  if (!g_hash_table_lookup_extended(cache->known, name, NULL, (void **)(void *)&cache->path)) {
    cache->path = symbol_unit_path(name, arena);
    g_hash_table_insert(cache->known, (char *)name, (ScenePath *)cache->path);
    if (!cache->path)
      messages_warn(canvas->messages, mark->place, "W607", "\"%s\" is neither a symbol nor an SVG path", name);
  }
  return cache->path;
}

static void draw_symbol(Canvas *canvas, const SceneMark *mark, size_t item, const ScenePath *shape, double x, double y,
                        double r) {
  double angle = scene_number_or(mark, SCENE_ANGLE, item, 0) * G_PI / 180;
  cairo_matrix_t upright;
  if (!isfinite(angle)) angle = 0;
  if (angle != 0) {
    cairo_get_matrix(canvas->cairo, &upright);
    cairo_translate(canvas->cairo, x, y);
    cairo_rotate(canvas->cairo, angle);
  }
  canvas_path(canvas, shape, angle != 0 ? 0 : x, angle != 0 ? 0 : y, r);
  if (angle != 0) cairo_set_matrix(canvas->cairo, &upright);
}

/* In a vector file a filled circle is also a dot: a line of no length with a round pen. It takes a quarter of the space
 * and, with thousands of circles, of the time. */
static bool draw_dot(Canvas *canvas, const SceneMark *mark, size_t item, double x, double y, double r) {
  enum { DOTS_MIN = 2000 };
  if (!canvas->dots || mark->count < DOTS_MIN || scene_paint(mark, SCENE_STROKE, item).kind != PAINT_NONE) return false;
  if (!canvas_set_fill(canvas, mark, item)) return true;
  cairo_set_line_width(canvas->cairo, 2 * MIN(r, 1e6));
  cairo_set_line_cap(canvas->cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash(canvas->cairo, NULL, 0, 0);
  cairo_move_to(canvas->cairo, canvas_limit(x), canvas_limit(y));
  cairo_line_to(canvas->cairo, canvas_limit(x), canvas_limit(y));
  cairo_stroke(canvas->cairo);
  return true;
}

static void draw_one_symbol(Canvas *canvas, const SceneMark *mark, size_t item, const ScenePath *shape, double x,
                            double y, double r) {
  cost_charge_symbol(canvas, mark, item, r);
  canvas_link(canvas, mark, item);
  if (symbol_is_circle(scene_string(mark, SCENE_SHAPE_NAME, item, NULL))) {
    if (draw_dot(canvas, mark, item, x, y, r)) return;
    cairo_new_sub_path(canvas->cairo);
    cairo_arc(canvas->cairo, canvas_limit(x), canvas_limit(y), MIN(r, 1e6), 0, 2 * G_PI);
  } else {
    draw_symbol(canvas, mark, item, shape, x, y, r);
  }
  canvas_fill_stroke(canvas, mark, item);
}

static double radius_of(const SceneMark *mark, size_t item) {
  return symbol_radius(scene_number_or(mark, SCENE_SIZE, item, 64));
}

static Stamps *make_stamps(Canvas *canvas, ShapeCache *cache, const SceneMark *mark, Arena *arena) {
  const ScenePath *shape = mark->count ? shape_find(canvas, cache, mark, 0, arena) : NULL;
  if (!shape) return NULL;
  return stamps_create(canvas, mark, symbol_is_circle(cache->name) ? NULL : shape, radius_of(mark, 0), arena);
}

static void draw_symbols(Canvas *canvas, const SceneMark *mark) {
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  ShapeCache cache = {.known = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_temporary(arena, cache.known);
  Stamps *stamps = make_stamps(canvas, &cache, mark, arena);
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0), r = radius_of(mark, i);
    if (is_invisible(mark, i) || !isfinite(x + y + r)) continue;
    cost_charge_area(canvas, 4 * r * r);
    const ScenePath *shape = stamps ? NULL : shape_find(canvas, &cache, mark, i, arena);
    if (stamps)
      stamps_draw(stamps, mark, i, x, y);
    else if (shape)
      draw_one_symbol(canvas, mark, i, shape, x, y, r);
  }
  if (stamps) stamps_end(stamps);
  arena_destroy(arena);
}

/* Lines and boxes are painted one by one, each in a microsecond or more. */
static void charge_items(const Canvas *canvas, const SceneMark *mark) {
  static const double ITEM_STEPS = 100;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, (double)mark->count * ITEM_STEPS);
}

static void draw_rules(Canvas *canvas, const SceneMark *mark) {
  charge_items(canvas, mark);
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    double x1 = scene_number_or(mark, SCENE_X, i, 0), y1 = scene_number_or(mark, SCENE_Y, i, 0);
    double x2 = scene_number_or(mark, SCENE_X2, i, x1), y2 = scene_number_or(mark, SCENE_Y2, i, y1);
    if (!isfinite(x1 + y1 + x2 + y2) || !canvas_set_stroke(canvas, mark, i)) continue;
    canvas_link(canvas, mark, i);
    cairo_move_to(canvas->cairo, canvas_limit(x1), canvas_limit(y1));
    cairo_line_to(canvas->cairo, canvas_limit(x2), canvas_limit(y2));
    cost_charge_rows(canvas, x2 - x1, y2 - y1);
    cost_charge_stroke(canvas);
    cairo_stroke(canvas->cairo);
  }
}

static void draw_outlines(Canvas *canvas, const SceneMark *mark) {
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  Batch *batch = batch_create(canvas, mark, arena);
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0);
    if (is_invisible(mark, i) || !isfinite(x + y)) continue;
    canvas_tidy(canvas);
    const ScenePath *path = scene_item_path(mark, i, canvas->scratch);
    if (!path && mark->type == SCENE_PATH && scene_string(mark, SCENE_PATH_DATA, i, NULL))
      messages_warn(canvas->messages, mark->place, "W608", "a path with invalid SVG path data is not drawn");
    if (!path || (batch && batch_add(batch, i, path, x, y))) continue;
    canvas_link(canvas, mark, i);
    draw_symbol(canvas, mark, i, path, x, y, 1);
    canvas_fill_stroke(canvas, mark, i);
  }
  if (batch) batch_paint(batch);
  arena_destroy(arena);
}

/* Whether a line or trail is painted in one colour only. */
static bool is_plain(const SceneMark *mark) {
  bool line = mark->type == SCENE_LINE;
  return scene_paint(mark, line ? SCENE_STROKE : SCENE_FILL, 0).kind == PAINT_COLOR &&
         scene_paint(mark, line ? SCENE_FILL : SCENE_STROKE, 0).kind == PAINT_NONE &&
         !scene_array(mark, SCENE_STROKE_DASH, 0);
}

static bool paint_parts(Canvas *canvas, const SceneMark *mark, const ScenePath *path) {
  if (mark->type == SCENE_TRAIL) return canvas_fill_parts(canvas, path);
  canvas_stroke_long(canvas, path);
  return true;
}

/* A long line or trail in one colour; false if it has to be drawn as a whole. Where it crosses itself it is no darker, so what shows
 * through is put together first. */
static bool draw_long_line(Canvas *canvas, const SceneMark *mark, const ScenePath *path) {
  bool line = mark->type == SCENE_LINE;
  if (!canvas->raster || (!line && mark->type != SCENE_TRAIL) || path->verb_count <= LONG_LINE || !is_plain(mark))
    return false;
  if (!(line ? canvas_set_stroke : canvas_set_fill)(canvas, mark, 0)) return true;
  Rgba color = scene_paint(mark, line ? SCENE_STROKE : SCENE_FILL, 0).color;
  double alpha = scene_number_or(mark, SCENE_OPACITY, 0, 1) *
                 scene_number_or(mark, line ? SCENE_STROKE_OPACITY : SCENE_FILL_OPACITY, 0, 1) * color.a;
  if (alpha >= 1 && cairo_get_operator(canvas->cairo) == CAIRO_OPERATOR_OVER) return paint_parts(canvas, mark, path);
  cairo_push_group(canvas->cairo);
  cairo_set_operator(canvas->cairo, CAIRO_OPERATOR_OVER);
  cairo_set_source_rgb(canvas->cairo, color.r, color.g, color.b);
  bool painted = paint_parts(canvas, mark, path);
  cairo_pop_group_to_source(canvas->cairo);
  if (painted) cairo_paint_with_alpha(canvas->cairo, alpha);
  return painted;
}

static void draw_series(Canvas *canvas, const SceneMark *mark) {
  if (mark->count == 0 || is_invisible(mark, 0)) return;
  canvas_tidy(canvas);
  const ScenePath *path = scene_item_path(mark, 0, canvas->scratch);
  canvas_link(canvas, mark, 0);
  if (draw_long_line(canvas, mark, path)) return;
  bool outlined = scene_paint(mark, SCENE_STROKE, 0).kind != PAINT_NONE;
  if (!outlined && (!canvas_set_fill(canvas, mark, 0) || canvas_fill_slabs(canvas, path))) return;
  canvas_path(canvas, path, 0, 0, 1);
  canvas_fill_stroke(canvas, mark, 0);
}

static void draw_mark(Canvas *canvas, const SceneMark *mark, const SceneMark *parent, size_t parent_item);

static void group_path(Canvas *canvas, const SceneMark *mark, size_t item, double x, double y) {
  canvas_tidy(canvas);
  canvas_path(canvas, scene_item_path(mark, item, canvas->scratch), x, y, 1);
}

/* A group with square corners whose background touches the edge of the page; false if it is another. */
static bool add_extended_group(Canvas *canvas, const SceneMark *mark, size_t item, double x, double y) {
  Corners corners;
  if (!(canvas->bleed > 0) || scene_item_corners(mark, item, &corners)) return false;
  add_rectangle(canvas, x, y, x + scene_item_width(mark, item), y + scene_item_height(mark, item));
  return true;
}

static void draw_group(Canvas *canvas, const SceneMark *mark, size_t item) {
  double x = scene_number_or(mark, SCENE_X, item, 0), y = scene_number_or(mark, SCENE_Y, item, 0);
  if (!isfinite(x + y) || reaches_miss(canvas->reaches, canvas, mark, item)) return;
  double offset = scene_group_offset(mark, item);
  if (!is_invisible(mark, item)) {
    if (!add_extended_group(canvas, mark, item, x + offset, y + offset))
      group_path(canvas, mark, item, x + offset, y + offset);
    canvas_fill_stroke(canvas, mark, item);
  }
  cairo_save(canvas->cairo);
  cairo_translate(canvas->cairo, x, y);
  if (mark->clip) {
    group_path(canvas, mark, item, 0, 0);
    cairo_clip(canvas->cairo);
  }
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  SceneMark *const *marks = scene_group_order(&mark->groups[item], arena);
  for (size_t i = 0; i < mark->groups[item].mark_count; i++) draw_mark(canvas, marks[i], mark, item);
  arena_destroy(arena);
  cairo_restore(canvas->cairo);
}

static void draw_groups(Canvas *canvas, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    canvas_link(canvas, mark, i);
    draw_group(canvas, mark, i);
  }
}

static void (*const painters[])(Canvas *, const SceneMark *) = {
    [SCENE_GROUP] = draw_groups,   [SCENE_RECT] = draw_rects,       [SCENE_SYMBOL] = draw_symbols,
    [SCENE_RULE] = draw_rules,     [SCENE_LINE] = draw_series,      [SCENE_AREA] = draw_series,
    [SCENE_TRAIL] = draw_series,   [SCENE_ARC] = draw_outlines,     [SCENE_PATH] = draw_outlines,
    [SCENE_SHAPE] = draw_outlines, [SCENE_TEXT] = canvas_draw_text, [SCENE_IMAGE] = canvas_draw_image,
};

static void draw_mark(Canvas *canvas, const SceneMark *mark, const SceneMark *parent, size_t parent_item) {
  if (mark->hidden) return;
  if (mark->place.source) budget_ask(arena_budget(canvas->options->work), (BudgetAsker){"mark", mark->place});
  cost_charge_mark(canvas, mark);
  bool clipped = mark->clip_path || (mark->clip && mark->type != SCENE_GROUP && parent);
  bool blended = mark->channels[SCENE_BLEND].state != CHANNEL_UNSET;
  if (clipped || blended) cairo_save(canvas->cairo);
  if (mark->clip_path)
    canvas_path(canvas, mark->clip_path, 0, 0, 1);
  else if (clipped)
    group_path(canvas, parent, parent_item, 0, 0);
  if (clipped) cairo_clip(canvas->cairo);
  if (!blended || !canvas->blend_pictures || !blend_pictures_paint(canvas, mark)) painters[mark->type](canvas, mark);
  if (blended && canvas->taken_blends) blend_pictures_take(canvas, mark);
  if (clipped || blended) cairo_restore(canvas->cairo);
}

static void paint(Canvas *canvas) {
  const Scene *scene = canvas->scene;
  canvas_tidy(canvas);
  Rgba ground = scene->background;
  bool is_white = ground.a >= 1 && ground.r >= 1 && ground.g >= 1 && ground.b >= 1;
  if (ground.a > 0 && !(canvas->on_white && is_white)) {
    Rgba color = canvas->plate ? plates_color(canvas, ground, PRESS_FILL) : ground;
    cairo_set_source_rgba(canvas->cairo, color.r, color.g, color.b, color.a);
    add_rectangle(canvas, 0, 0, scene->width, scene->height);
    cairo_fill(canvas->cairo);
  }
  if (scene->root) draw_mark(canvas, scene->root, NULL, 0);
  arena_destroy(canvas->scratch);
  canvas->scratch = NULL;
}

bool canvas_paint_with(Canvas *canvas, cairo_t *cairo) {
  canvas->cairo = cairo;
  paint(canvas);
  canvas->cairo = NULL;
  return cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

/* With `cairo`, which is destroyed. */
static bool paint_scaled(Canvas *canvas, cairo_surface_t *surface, cairo_t *cairo, double scale) {
  budget_temporary_with(arena_budget(canvas->options->work), cairo, (GDestroyNotify)cairo_destroy);
  canvas->scale = scale;
  cairo_scale(cairo, scale, scale);
  if (canvas->edge > 0) {
    double bleed = canvas->bleed;
    cairo_translate(cairo, canvas->edge, canvas->edge);
    cairo_rectangle(cairo, -bleed, -bleed, canvas->scene->width + 2 * bleed, canvas->scene->height + 2 * bleed);
    cairo_clip(cairo);
  }
  canvas_paint_with(canvas, cairo);
  cairo_status_t status = cairo_status(cairo);
  g_clear_pointer(&cairo, cairo_destroy);
  if (!canvas->raster) cairo_surface_finish(surface);
  if (!status) status = cairo_surface_status(surface);
  cost_return(canvas);
  if (status)
    messages_error(canvas->messages, (Place){0}, "E609", "cannot draw the %s: %s", canvas->format->title,
                   cairo_status_to_string(status));
  return !status;
}

bool canvas_paint_on(Canvas *canvas, cairo_surface_t *surface, double scale) {
  return paint_scaled(canvas, surface, cairo_create(surface), scale);
}

bool canvas_paint_rows(Canvas *canvas, cairo_surface_t *surface, double scale, int from, int count) {
  cairo_t *cairo = cairo_create(surface);
  if (count < cairo_image_surface_get_height(surface)) {
    cairo_rectangle(cairo, 0, from, cairo_image_surface_get_width(surface), count);
    cairo_clip(cairo);
  }
  bool painted = paint_scaled(canvas, surface, cairo, scale);
  cairo_surface_flush(surface);
  return painted;
}
