/* scene/path.h: outlines: SVG path text, symbols, arcs, rounded boxes, curves through points. */
#pragma once
#include "base/arena.h"
#include "scene/scene.h"

typedef enum PathVerb { PATH_MOVE = 'M', PATH_LINE = 'L', PATH_CURVE = 'C', PATH_CLOSE = 'Z' } PathVerb;
/* Verbs with their points: M and L take 2 numbers, C takes 6, Z none. */
typedef struct ScenePath {
  const char *verbs;
  const double *points;
  size_t verb_count, point_count; /* point_count counts numbers */
} ScenePath;

typedef struct PathBuilder {
  Arena *arena;
  struct PathParts *parts; /* private */
} PathBuilder;
PathBuilder path_builder(Arena *arena);
void path_move(PathBuilder *path, double x, double y);
void path_line(PathBuilder *path, double x, double y);
void path_curve(PathBuilder *path, double x1, double y1, double x2, double y2, double x, double y);
void path_arc(PathBuilder *path, double cx, double cy, double radius, double from, double to,
              bool anticlockwise); /* canvas arc() */
void path_rect(PathBuilder *path, double x, double y, double width, double height);
void path_close(PathBuilder *path);
const ScenePath *path_end(PathBuilder *path); /* ends the builder */

/* `path` with every point (x, y) taken to (xx x + xy y, yx x + yy y). */
const ScenePath *path_transform(const ScenePath *path, double xx, double yx, double xy, double yy, Arena *arena);

/* SVG path text (all commands, relative too, arcs as curves). NULL when it cannot be read. */
const ScenePath *path_parse(const char *svg, Arena *arena);
/* The outline of item `i` of a rect, group, symbol, arc, path, shape, or of the whole line, area or trail, before it is turned by
 * its angle and moved
 * to (x, y). Names of symbols and interpolation: Vega's. NULL when there is none, or it cannot be read. */
const ScenePath *scene_item_path(const SceneMark *mark, size_t item, Arena *arena);
/* The outline's box, without stroke. Curves count by their true extrema. */
Bounds path_bounds(const ScenePath *path);
