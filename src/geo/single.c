/* geo/single.c: a projection of one part: from its settings to what its stages use (d3-geo's projection and mercatorProjection). */
#include "geo/projection_model.h"

static void place_raw(const GeoProject *project, double *x, double *y) {
  const Projection *projection = (const Projection *)project;
  *x = projection->origin[0] + projection->scale * (*x * projection->reflect[0]);
  *y = projection->origin[1] - projection->scale * (*y * projection->reflect[1]);
}

static void project_sphere(const GeoProject *project, double longitude, double latitude, double *x, double *y) {
  const Projection *projection = (const Projection *)project;
  projection->raw.forward(&projection->raw, longitude, latitude, x, y);
  place_raw(project, x, y);
}

static void project_plane(const GeoProject *project, double longitude, double latitude, double *x, double *y) {
  const Projection *projection = (const Projection *)project;
  *x = longitude * (projection->scale * projection->reflect[0]) + projection->translate[0];
  *y = latitude * (projection->scale * projection->reflect[1]) + projection->translate[1];
}

void single_defaults(Projection *projection, const ProjectionType *type) {
  bool plane = type->family == PROJECTION_IDENTITY;
  *projection = (Projection){.project = {plane ? project_plane : project_sphere, plane ? NULL : place_raw},
                             .type = type,
                             .scale = type->scale,
                             .translate = {plane ? 0 : 480, plane ? 0 : 250},
                             .clip_angle = type->clip_angle * GEO_RADIANS,
                             .precision2 = 0.5,
                             .reflect = {1, 1}};
  for (size_t i = 0; i < 2; i++) projection->center[i] = type->center[i] * GEO_RADIANS;
  for (size_t i = 0; i < 2; i++) projection->parallels[i] = type->parallels[i] * GEO_RADIANS;
  for (size_t i = 0; i < 3; i++) projection->rotate[i] = type->rotate[i] * GEO_RADIANS;
}

void single_point(const Projection *projection, double longitude, double latitude, double *x, double *y) {
  if (projection->type->family != PROJECTION_IDENTITY) {
    longitude *= GEO_RADIANS;
    latitude *= GEO_RADIANS;
    geo_rotate(&projection->rotation, &longitude, &latitude);
  }
  projection->project.run(&projection->project, longitude, latitude, x, y);
}

/* Mercator's ends are far away: it is cut to the square around the middle, however the sphere is turned. */
static void cut_to_square(Projection *projection) {
  double half = GEO_PI * projection->scale, longitude = 0, latitude = 0, middle[2];
  geo_rotate_back(&projection->rotation, &longitude, &latitude);
  single_point(projection, longitude * GEO_DEGREES, latitude * GEO_DEGREES, &middle[0], &middle[1]);
  size_t open =
      projection->type->family == PROJECTION_TRANSVERSE ? 1 : 0; /* the axis that the whole sphere goes along */
  projection->has_clip = true;
  for (size_t axis = 0; axis < 2; axis++) {
    double from = middle[axis] - half, to = middle[axis] + half;
    double wish_from = projection->extent[axis], wish_to = projection->extent[axis + 2];
    if (projection->has_extent) {
      from = axis == open ? MAX(from, wish_from) : wish_from;
      to = axis == open ? MIN(to, wish_to) : wish_to;
    }
    projection->clip[axis] = from;
    projection->clip[axis + 2] = to;
  }
}

static void update_sphere(Projection *projection) {
  double x, y;
  projection->raw = projection->type->raw(projection->parallels[0], projection->parallels[1]);
  projection->rotation = geo_rotation(projection->rotate[0], projection->rotate[1], projection->rotate[2]);
  projection->region = fabs(projection->clip_angle) > 0 ? clip_circle(projection->clip_angle) : clip_antimeridian();
  projection->raw.forward(&projection->raw, projection->center[0], projection->center[1], &x, &y);
  projection->origin[0] = projection->translate[0] - projection->scale * (x * projection->reflect[0]);
  projection->origin[1] = projection->translate[1] + projection->scale * (y * projection->reflect[1]);
}

void single_update(Projection *projection) {
  ProjectionFamily family = projection->type->family;
  if (family != PROJECTION_IDENTITY) update_sphere(projection);
  projection->has_clip = projection->has_extent;
  for (size_t i = 0; i < 4; i++) projection->clip[i] = projection->extent[i];
  if (family == PROJECTION_MERCATOR || family == PROJECTION_TRANSVERSE) cut_to_square(projection);
}
