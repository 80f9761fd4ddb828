/* scene/symbols.c: Vega's symbols (vega-scenegraph's path/symbols.js), and any SVG path as one.
 *
 * A symbol of size s fills a square of side √s. The corners of those that are polygons are given in units of half that
 * side, r.
 */
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

#define HALF_SQRT3 0.86602540378443864676
#define TAN30 0.57735026918962576451

typedef struct Polygon {
  const char *name;
  bool open;
  int count;
  double corners[12][2];
} Polygon;

static const Polygon polygons[] = {
    {"cross",
     false,
     12,
     {{-1, -.4},
      {-1, .4},
      {-.4, .4},
      {-.4, 1},
      {.4, 1},
      {.4, .4},
      {1, .4},
      {1, -.4},
      {.4, -.4},
      {.4, -1},
      {-.4, -1},
      {-.4, -.4}}},
    {"diamond", false, 4, {{-1, 0}, {0, -1}, {1, 0}, {0, 1}}},
    {"square", false, 4, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}},
    {"arrow",
     false,
     7,
     {{-1 / 7.0, 1}, {1 / 7.0, 1}, {1 / 7.0, -.125}, {.4, -.125}, {0, -1}, {-.4, -.125}, {-1 / 7.0, -.125}}},
    {"wedge", false, 3, {{0, -2 * HALF_SQRT3 + TAN30}, {-.25, TAN30}, {.25, TAN30}}},
    {"triangle", false, 3, {{0, -2 * HALF_SQRT3 + TAN30}, {-1, TAN30}, {1, TAN30}}},
    {"triangle-up", false, 3, {{0, -HALF_SQRT3}, {-1, HALF_SQRT3}, {1, HALF_SQRT3}}},
    {"triangle-down", false, 3, {{0, HALF_SQRT3}, {-1, -HALF_SQRT3}, {1, -HALF_SQRT3}}},
    {"triangle-right", false, 3, {{HALF_SQRT3, 0}, {-HALF_SQRT3, -1}, {-HALF_SQRT3, 1}}},
    {"triangle-left", false, 3, {{-HALF_SQRT3, 0}, {HALF_SQRT3, -1}, {HALF_SQRT3, 1}}},
    {"stroke", true, 2, {{-1, 0}, {1, 0}}},
};

bool symbol_is_circle(const char *shape) { return !shape || !*shape || strcmp(shape, "circle") == 0; }

const ScenePath *symbol_unit_path(const char *shape, Arena *arena) {
  if (!symbol_is_circle(shape)) {
    for (size_t i = 0; i < G_N_ELEMENTS(polygons); i++)
      if (strcmp(polygons[i].name, shape) == 0) {
        PathBuilder path = path_builder(arena);
        const double(*corners)[2] = polygons[i].corners;
        path_move(&path, corners[0][0], corners[0][1]);
        for (int k = 1; k < polygons[i].count; k++) path_line(&path, corners[k][0], corners[k][1]);
        if (!polygons[i].open) path_close(&path);
        return path_end(&path);
      }
    return path_parse(shape, arena);
  }
  PathBuilder path = path_builder(arena);
  path_arc(&path, 0, 0, 1, 0, 2 * G_PI, false);
  return path_end(&path);
}

double symbol_radius(double size) { return size > 0 ? sqrt(size) / 2 : 0; }
