/* geo/composite.c: albersUsa: three projections side by side, each cut to its box (d3-geo's geoAlbersUsa). */
#include "geo/projection_model.h"

/* Boxes and places are shares of the scale, from the translation. */
static const struct {
  ProjectionType type;
  double scale;    /* of the whole */
  double place[2]; /* where its centre goes */
  double box[4];
  double hair;    /* px by which the box is smaller, so that no two boxes touch */
  double seen[2]; /* the longitudes its box can show, degrees, with one to spare */
  double pick[4]; /* which points of the page are its own; empty for the first */
} regions[projection_part_count] = {
    {{"albers", PROJECTION_CONIC, raw_conic_equal_area, 1070, {-0.6, 38.7}, {96, 0, 0}, {29.5, 45.5}, 0},
     1,
     {0, 0},
     {-0.455, -0.238, 0.455, 0.238},
     0,
     {-136.7, -56.5},
     {0}},
    {{"alaska", PROJECTION_CONIC, raw_conic_equal_area, 374.5, {-2, 58.5}, {154, 0, 0}, {55, 65}, 0},
     0.35,
     {-0.307, 0.201},
     {-0.425, 0.120, -0.214, 0.234},
     GEO_EPSILON,
     {-205.7, -114},
     {-0.425, 0.120, -0.214, 0.234}},
    {{"hawaii", PROJECTION_CONIC, raw_conic_equal_area, 1070, {-3, 19.9}, {157, 0, 0}, {8, 18}, 0},
     1,
     {-0.205, 0.212},
     {-0.214, 0.166, -0.115, 0.234},
     GEO_EPSILON,
     {-161.6, -153.5},
     {-0.214, 0.166, -0.115, 0.234}},
};

void projection_defaults(Projection *projection, const ProjectionType *type, Arena *arena) {
  single_defaults(projection, type);
  if (type->family != PROJECTION_COMPOSITE) return;
  projection->parts = arena_array(arena, Projection, projection_part_count);
  for (size_t i = 0; i < projection_part_count; i++) single_defaults(&projection->parts[i], &regions[i].type);
}

static void update_parts(Projection *projection) {
  double k = projection->scale;
  for (size_t i = 0; i < projection_part_count; i++) {
    Projection *part = &projection->parts[i];
    part->scale = k * regions[i].scale;
    part->precision2 = projection->precision2;
    part->has_extent = true;
    for (size_t side = 0; side < 4; side++) {
      double at = projection->translate[side % 2] + regions[i].box[side] * k;
      part->extent[side] = side < 2 ? at + regions[i].hair : at - regions[i].hair;
    }
    for (size_t axis = 0; axis < 2; axis++)
      part->translate[axis] = projection->translate[axis] + regions[i].place[axis] * k;
    single_update(part);
  }
}

void projection_update(Projection *projection) {
  if (projection->type->family == PROJECTION_COMPOSITE)
    update_parts(projection);
  else
    single_update(projection);
}

const Projection *composite_part_at(const Projection *projection, double x, double y) {
  double across = (x - projection->translate[0]) / projection->scale;
  double down = (y - projection->translate[1]) / projection->scale;
  for (size_t i = 1; i < projection_part_count; i++) {
    const double *pick = regions[i].pick;
    if (across >= pick[0] && across < pick[2] && down >= pick[1] && down < pick[3]) return &projection->parts[i];
  }
  return &projection->parts[0];
}

bool composite_part_sees(size_t part, double west, double east) {
  const double *seen = regions[part].seen;
  for (int turn = -1; turn <= 1; turn++)
    if (west <= seen[1] + 360 * turn && east >= seen[0] + 360 * turn) return true;
  return false;
}
