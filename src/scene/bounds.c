/* scene/bounds.c: how much space items take, as vega-scenegraph counts it (src/bound/, the bound() of src/marks/).
 *
 * A stroke counts by half its width, and where corners are mitred, by as far as a mitre may reach. Text counts by its
 * font size, not by its glyphs. Layout depends on these numbers to the pixel.
 */
#include "scene/bounds.h"
#include "scene/label.h"
#include "scene/shapes.h"
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

static Bounds rotated(Bounds b, double angle) {
  double c = cos(angle), s = sin(angle);
  double x[4] = {b.x1, b.x1, b.x2, b.x2}, y[4] = {b.y1, b.y2, b.y1, b.y2};
  Bounds out = bounds_empty();
  for (int i = 0; i < 4; i++) {
    double px = c * x[i] - s * y[i], py = s * x[i] + c * y[i];
    bounds_add(&out, px, py);
  }
  return out;
}

static Bounds stroked(Bounds b, const SceneMark *mark, size_t item, bool mitred) {
  if (bounds_is_empty(b) || scene_paint(mark, SCENE_STROKE, item).kind == PAINT_NONE ||
      scene_number_or(mark, SCENE_OPACITY, item, 1) == 0 || scene_number_or(mark, SCENE_STROKE_OPACITY, item, 1) == 0)
    return b;
  double width = scene_number_or(mark, SCENE_STROKE_WIDTH, item, 1);
  bool square = strcmp(scene_string(mark, SCENE_STROKE_CAP, item, "butt"), "square") == 0;
  double reach = (square ? G_SQRT2 : 1) * width / 2;
  if (mitred && strcmp(scene_string(mark, SCENE_STROKE_JOIN, item, "miter"), "miter") == 0)
    reach = MAX(reach, scene_number_or(mark, SCENE_STROKE_MITER_LIMIT, item, 4) * width / 2);
  return bounds_expand(b, reach);
}

static double x_of(const SceneMark *mark, size_t item) { return scene_number_or(mark, SCENE_X, item, 0); }
static double y_of(const SceneMark *mark, size_t item) { return scene_number_or(mark, SCENE_Y, item, 0); }

static Bounds rect_bounds(const SceneMark *mark, size_t item) {
  double x = x_of(mark, item), y = y_of(mark, item);
  return stroked(bounds_make(x, y, x + scene_item_width(mark, item), y + scene_item_height(mark, item)), mark, item,
                 false);
}

static Bounds rule_bounds(const SceneMark *mark, size_t item) {
  double x = x_of(mark, item), y = y_of(mark, item);
  return stroked(bounds_make(x, y, scene_number_or(mark, SCENE_X2, item, x), scene_number_or(mark, SCENE_Y2, item, y)),
                 mark, item, false);
}

static Bounds image_bounds(const SceneMark *mark, size_t item) {
  double w = scene_item_width(mark, item), h = scene_item_height(mark, item);
  double x = x_of(mark, item) - scene_align_fraction(scene_string(mark, SCENE_ALIGN, item, "left")) * w;
  double y = y_of(mark, item) - scene_align_fraction(scene_string(mark, SCENE_BASELINE, item, "top")) * h;
  return bounds_make(x, y, x + w, y + h);
}

/* State kept from one item to the next while measuring many. */
typedef struct Measure {
  Budget *budget;
  Arena *scratch;    /* made when first needed */
  const char *shape; /* of the last symbol */
  Bounds shape_box;  /* of its outline, half side 1 */
} Measure;

static Arena *scratch_of(Measure *measure) {
  if (!measure->scratch) measure->scratch = arena_create_charged(measure->budget);
  return measure->scratch;
}

/* A symbol's box grows with its radius, so its outline is measured once for all items of a shape. */
static Bounds symbol_box(const SceneMark *mark, size_t item, Measure *measure) {
  const char *shape = scene_string(mark, SCENE_SHAPE_NAME, item, "circle");
  double r = symbol_radius(scene_number_or(mark, SCENE_SIZE, item, 64));
  if (symbol_is_circle(shape)) return (Bounds){-r, -r, r, r};
  if (shape != measure->shape) {
    const ScenePath *unit = symbol_unit_path(shape, scratch_of(measure));
    measure->shape = shape;
    measure->shape_box = unit ? path_bounds(unit) : bounds_empty();
  }
  Bounds unit = measure->shape_box;
  return bounds_is_empty(unit) ? unit : (Bounds){unit.x1 * r, unit.y1 * r, unit.x2 * r, unit.y2 * r};
}

static Bounds outline_box(const SceneMark *mark, size_t item, double angle, Measure *measure) {
  const ScenePath *path = scene_item_path(mark, item, scratch_of(measure));
  if (!path) return mark->type == SCENE_PATH ? (Bounds){0, 0, 0, 0} : bounds_empty();
  if (angle != 0) path = path_transform(path, cos(angle), sin(angle), -sin(angle), cos(angle), measure->scratch);
  return path_bounds(path);
}

static Bounds path_item_bounds(const SceneMark *mark, size_t item, Measure *measure) {
  double angle = scene_number_or(mark, SCENE_ANGLE, item, 0) * G_PI / 180;
  bool upright_symbol = mark->type == SCENE_SYMBOL && angle == 0;
  Bounds box = upright_symbol ? symbol_box(mark, item, measure) : outline_box(mark, item, angle, measure);
  box = stroked(box, mark, item, true);
  return bounds_translate(box, x_of(mark, item), y_of(mark, item));
}

static Bounds series_bounds(const SceneMark *mark, Measure *measure) {
  if (mark->count == 0) return bounds_empty();
  return stroked(path_bounds(scene_item_path(mark, 0, scratch_of(measure))), mark, 0, true);
}

static Bounds text_bounds(const SceneMark *mark, size_t item, TextContext *text, Measure *measure) {
  SceneLabel label;
  scene_label_read(&label, mark, item, NULL, text, &measure->scratch);
  Bounds box = scene_label_box(&label, text);
  if (label.angle != 0) box = rotated(box, label.angle);
  return bounds_translate(box, label.x, label.y);
}

/* A mark as seen inside a group of width × height: cut to what it is clipped to. */
static Bounds clipped_bounds(const SceneMark *mark, double width, double height, TextContext *text) {
  Bounds b = scene_mark_bounds(mark, text);
  if (mark->clip_path)
    bounds_intersect(&b, path_bounds(mark->clip_path));
  else if (mark->clip && mark->type != SCENE_GROUP)
    bounds_intersect(&b, (Bounds){0, 0, width, height});
  return b;
}

static Bounds group_bounds(const SceneMark *mark, size_t item, TextContext *text) {
  Bounds b = bounds_empty();
  double width = scene_item_width(mark, item), height = scene_item_height(mark, item);
  const SceneGroup *group = &mark->groups[item];
  for (size_t i = 0; !mark->clip && i < group->mark_count; i++)
    if (!group->marks[i]->hidden) {
      Bounds inside = clipped_bounds(group->marks[i], width, height, text);
      if (!bounds_is_empty(inside)) bounds_union(&b, inside);
    }
  if (mark->clip || width != 0 || height != 0) {
    bounds_add(&b, 0, 0);
    bounds_add(&b, width, height);
  }
  b = stroked(b, mark, item, false);
  return bounds_translate(b, x_of(mark, item), y_of(mark, item));
}

static Bounds item_bounds(const SceneMark *mark, size_t item, TextContext *text, Measure *measure) {
  switch (mark->type) {
  case SCENE_GROUP: return group_bounds(mark, item, text);
  case SCENE_RECT: return rect_bounds(mark, item);
  case SCENE_RULE: return rule_bounds(mark, item);
  case SCENE_IMAGE: return image_bounds(mark, item);
  case SCENE_TEXT: return text_bounds(mark, item, text, measure);
  case SCENE_LINE:
  case SCENE_AREA:
  case SCENE_TRAIL: return series_bounds(mark, measure);
  default: return path_item_bounds(mark, item, measure);
  }
}

Bounds scene_item_bounds(const SceneMark *mark, size_t item, TextContext *text) {
  Measure measure = {.budget = text_context_budget(text)};
  Bounds b = item_bounds(mark, item, text, &measure);
  arena_destroy(measure.scratch);
  return b;
}

Bounds scene_mark_bounds(const SceneMark *mark, TextContext *text) {
  enum { SCRATCH_KEPT = 1 << 20 };
  if (mark->hidden) return bounds_empty();
  Measure measure = {.budget = text_context_budget(text)};
  Bounds all = bounds_empty();
  bool series = mark->type == SCENE_LINE || mark->type == SCENE_AREA || mark->type == SCENE_TRAIL;
  size_t count = series ? MIN(mark->count, 1) : mark->count;
  for (size_t i = 0; i < count; i++) {
    Bounds b = item_bounds(mark, i, text, &measure);
    if (!bounds_is_empty(b)) bounds_union(&all, b);
    if (measure.scratch && arena_size(measure.scratch) > SCRATCH_KEPT) {
      arena_destroy(measure.scratch);
      measure.scratch = NULL;
    }
  }
  arena_destroy(measure.scratch);
  return all;
}
