/* scene/shapes.c: the outline of each type of mark (vega-scenegraph's path/shapes.js). */
#include "scene/shapes.h"
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

/* 1 - c, where c is the best length of a cubic's handle for a quarter circle: http://spencermortensen.com/articles/bezier-circle/ */
static const double corner_handle = 0.448084975506;

bool scene_item_corners(const SceneMark *mark, size_t item, Corners *corners) {
  double all = scene_number_or(mark, SCENE_CORNER_RADIUS, item, 0);
  *corners = (Corners){scene_number_or(mark, SCENE_CORNER_TOP_LEFT, item, all),
                       scene_number_or(mark, SCENE_CORNER_TOP_RIGHT, item, all),
                       scene_number_or(mark, SCENE_CORNER_BOTTOM_RIGHT, item, all),
                       scene_number_or(mark, SCENE_CORNER_BOTTOM_LEFT, item, all)};
  return corners->top_left != 0 || corners->top_right != 0 || corners->bottom_right != 0 || corners->bottom_left != 0;
}

double scene_align_fraction(const char *align) {
  if (strcmp(align, "center") == 0 || strcmp(align, "middle") == 0) return 0.5;
  return strcmp(align, "right") == 0 || strcmp(align, "bottom") == 0 ? 1 : 0;
}

static double corner_fit(double radius, double room) { return MAX(0, MIN(radius, room)); }

/* A box with its corners rounded as far as its size permits. */
static void path_rounded_rect(PathBuilder *path, double x, double y, double width, double height, Corners corners) {
  double room = MIN(width, height) / 2, k = corner_handle;
  double tl = corner_fit(corners.top_left, room), tr = corner_fit(corners.top_right, room);
  double br = corner_fit(corners.bottom_right, room), bl = corner_fit(corners.bottom_left, room);
  if (tl <= 0 && tr <= 0 && br <= 0 && bl <= 0) {
    path_rect(path, x, y, width, height);
    return;
  }
  double x2 = x + width, y2 = y + height;
  path_move(path, x + tl, y);
  path_line(path, x2 - tr, y);
  path_curve(path, x2 - k * tr, y, x2, y + k * tr, x2, y + tr);
  path_line(path, x2, y2 - br);
  path_curve(path, x2, y2 - k * br, x2 - k * br, y2, x2 - br, y2);
  path_line(path, x + bl, y2);
  path_curve(path, x + k * bl, y2, x, y2 - k * bl, x, y2 - bl);
  path_line(path, x, y + tl);
  path_curve(path, x, y + k * tl, x + k * tl, y, x + tl, y);
  path_close(path);
}

static double extent(const SceneMark *mark, size_t item, SceneChannelId size, SceneChannelId near_edge,
                     SceneChannelId far_edge) {
  double length = scene_number_or(mark, size, item, NAN);
  if (isnan(length)) length = scene_number_or(mark, far_edge, item, NAN) - scene_number_or(mark, near_edge, item, 0);
  return isnan(length) ? 0 : length;
}
double scene_item_width(const SceneMark *mark, size_t item) {
  return extent(mark, item, SCENE_WIDTH, SCENE_X, SCENE_X2);
}
double scene_item_height(const SceneMark *mark, size_t item) {
  return extent(mark, item, SCENE_HEIGHT, SCENE_Y, SCENE_Y2);
}

static void rect_path(PathBuilder *path, const SceneMark *mark, size_t item) {
  Corners corners;
  scene_item_corners(mark, item, &corners);
  path_rounded_rect(path, 0, 0, scene_item_width(mark, item), scene_item_height(mark, item), corners);
}

double scene_group_offset(const SceneMark *mark, size_t item) {
  double width = scene_number_or(mark, SCENE_STROKE_WIDTH, item, 1);
  bool thin = scene_paint(mark, SCENE_STROKE, item).kind != PAINT_NONE && width > 0.5 && width < 1.5;
  return scene_number_or(mark, SCENE_STROKE_OFFSET, item, thin ? 0.5 - fabs(width - 1) : 0);
}

static void sector_path(PathBuilder *path, const SceneMark *mark, size_t item) {
  path_sector(path, (ArcShape){
                        .start = scene_number_or(mark, SCENE_START_ANGLE, item, 0),
                        .end = scene_number_or(mark, SCENE_END_ANGLE, item, 0),
                        .inner = scene_number_or(mark, SCENE_INNER_RADIUS, item, 0),
                        .outer = scene_number_or(mark, SCENE_OUTER_RADIUS, item, 0),
                        .pad = scene_number_or(mark, SCENE_PAD_ANGLE, item, 0),
                        .corner = scene_number_or(mark, SCENE_CORNER_RADIUS, item, 0),
                    });
}

static Curve *mark_curve(PathBuilder *path, const SceneMark *mark, Arena *arena) {
  bool horizontal = g_strcmp0(scene_string(mark, SCENE_ORIENT, 0, NULL), "horizontal") == 0;
  return curve_create(path, scene_string(mark, SCENE_INTERPOLATE, 0, NULL), horizontal,
                      scene_number(mark, SCENE_TENSION, 0, NAN), arena);
}

static bool is_defined(const SceneMark *mark, size_t item) {
  return item < mark->count && scene_number(mark, SCENE_DEFINED, item, 1) != 0;
}

static void line_path(PathBuilder *path, const SceneMark *mark, size_t item) {
  (void)item;
  Curve *curve = mark_curve(path, mark, path->arena);
  bool drawing = false;
  for (size_t i = 0; i <= mark->count; i++) {
    if (is_defined(mark, i) != drawing) {
      drawing = !drawing;
      drawing ? curve_line_start(curve) : curve_line_end(curve);
    }
    if (drawing) curve_point(curve, scene_number_or(mark, SCENE_X, i, 0), scene_number_or(mark, SCENE_Y, i, 0));
  }
}

/* The far side of an area, from item `last` back to `first`. */
static void area_return(Curve *curve, const SceneMark *mark, bool horizontal, size_t first, size_t last) {
  curve_line_start(curve);
  for (size_t i = last + 1; i-- > first;) {
    double x = scene_number_or(mark, SCENE_X, i, 0), y = scene_number_or(mark, SCENE_Y, i, 0);
    if (horizontal)
      curve_point(curve, x + scene_item_width(mark, i), y);
    else
      curve_point(curve, x, y + scene_item_height(mark, i));
  }
  curve_line_end(curve);
}

static void area_path(PathBuilder *path, const SceneMark *mark, size_t item) {
  (void)item;
  Curve *curve = mark_curve(path, mark, path->arena);
  bool horizontal = g_strcmp0(scene_string(mark, SCENE_ORIENT, 0, NULL), "horizontal") == 0;
  size_t first = 0;
  bool drawing = false;
  for (size_t i = 0; i <= mark->count; i++) {
    if (is_defined(mark, i) != drawing) {
      drawing = !drawing;
      if (drawing) {
        first = i;
        curve_area_start(curve);
        curve_line_start(curve);
      } else {
        curve_line_end(curve);
        area_return(curve, mark, horizontal, first, i - 1);
        curve_area_end(curve);
      }
    }
    if (drawing) curve_point(curve, scene_number_or(mark, SCENE_X, i, 0), scene_number_or(mark, SCENE_Y, i, 0));
  }
}

typedef struct TrailPoint {
  double x, y, radius;
} TrailPoint;

static void trail_segment(PathBuilder *path, TrailPoint a, TrailPoint b) {
  double ux = a.y - b.y, uy = b.x - a.x, length = hypot(ux, uy);
  if (length > 0) {
    ux /= length;
    uy /= length;
    double turn = atan2(uy, ux);
    path_move(path, a.x - ux * a.radius, a.y - uy * a.radius);
    path_line(path, b.x - ux * b.radius, b.y - uy * b.radius);
    path_arc(path, b.x, b.y, b.radius, turn - G_PI, turn, false);
    path_line(path, a.x + ux * a.radius, a.y + uy * a.radius);
    path_arc(path, a.x, a.y, a.radius, turn, turn + G_PI, false);
  } else {
    path_arc(path, b.x, b.y, b.radius, 0, 2 * G_PI, false);
  }
  path_close(path);
}

static void trail_path(PathBuilder *path, const SceneMark *mark, size_t item) {
  (void)item;
  bool drawing = false;
  TrailPoint last = {0, 0, 0};
  for (size_t i = 0; i < mark->count; i++) {
    if (!is_defined(mark, i)) {
      drawing = false;
      continue;
    }
    double size = scene_number_or(mark, SCENE_SIZE, i, 1);
    TrailPoint point = {scene_number_or(mark, SCENE_X, i, 0), scene_number_or(mark, SCENE_Y, i, 0),
                        (size != 0 ? size : 1) / 2};
    if (drawing) trail_segment(path, last, point);
    drawing = true;
    last = point;
  }
}

static void (*const builders[])(PathBuilder *, const SceneMark *, size_t) = {
    [SCENE_RECT] = rect_path, [SCENE_GROUP] = rect_path, [SCENE_ARC] = sector_path,
    [SCENE_LINE] = line_path, [SCENE_AREA] = area_path,  [SCENE_TRAIL] = trail_path,
};

static const ScenePath *symbol_path(const SceneMark *mark, size_t item, Arena *arena) {
  const ScenePath *unit = symbol_unit_path(scene_string(mark, SCENE_SHAPE_NAME, item, NULL), arena);
  double r = symbol_radius(scene_number_or(mark, SCENE_SIZE, item, 64));
  return unit ? path_transform(unit, r, 0, 0, r, arena) : NULL;
}

static const ScenePath *text_path(const SceneMark *mark, size_t item, Arena *arena) {
  const char *data = scene_string(mark, SCENE_PATH_DATA, item, NULL);
  const ScenePath *path = data ? path_parse(data, arena) : NULL;
  double sx = scene_number_or(mark, SCENE_SCALE_X, item, 1), sy = scene_number_or(mark, SCENE_SCALE_Y, item, 1);
  if (sx == 0) sx = 1;
  if (sy == 0) sy = 1;
  return path && (sx != 1 || sy != 1) ? path_transform(path, sx, 0, 0, sy, arena) : path;
}

static const ScenePath *geo_path(const SceneMark *mark, size_t item) {
  const SceneChannel *c = &mark->channels[SCENE_GEO_PATH];
  return c->state == CHANNEL_UNSET ? NULL : c->state == CHANNEL_CONSTANT ? c->path : c->paths[mark->first + item];
}

const ScenePath *scene_item_path(const SceneMark *mark, size_t item, Arena *arena) {
  if (mark->type == SCENE_SYMBOL) return symbol_path(mark, item, arena);
  if (mark->type == SCENE_PATH) return text_path(mark, item, arena);
  if (mark->type == SCENE_SHAPE) return geo_path(mark, item);
  if (mark->type >= G_N_ELEMENTS(builders) || !builders[mark->type]) return NULL;
  PathBuilder path = path_builder(arena);
  builders[mark->type](&path, mark, item);
  return path_end(&path);
}
