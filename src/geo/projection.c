/* geo/projection.c: see projection.h (d3-geo's projection, mercatorProjection, identity and fit). */
#include "geo/projection_model.h"
#include "geo/sink.h"

static void project_sphere(const GeoProject *project, double longitude, double latitude, double *x, double *y) {
  const Projection *projection = (const Projection *)project;
  projection->raw.forward(&projection->raw, longitude, latitude, x, y);
  *x = projection->origin[0] + projection->scale * (*x * projection->reflect[0]);
  *y = projection->origin[1] - projection->scale * (*y * projection->reflect[1]);
}

static void project_plane(const GeoProject *project, double longitude, double latitude, double *x, double *y) {
  const Projection *projection = (const Projection *)project;
  *x = longitude * (projection->scale * projection->reflect[0]) + projection->translate[0];
  *y = latitude * (projection->scale * projection->reflect[1]) + projection->translate[1];
}

void projection_defaults(Projection *projection, const ProjectionType *type, Arena *arena) {
  bool plane = type->family == PROJECTION_IDENTITY;
  *projection = (Projection){.project = {plane ? project_plane : project_sphere},
                             .type = type,
                             .scale = type->scale,
                             .translate = {plane ? 0 : 480, plane ? 0 : 250},
                             .clip_angle = type->clip_angle * GEO_RADIANS,
                             .precision2 = 0.5,
                             .reflect = {1, 1}};
  for (size_t i = 0; i < 2; i++) projection->center[i] = type->center[i] * GEO_RADIANS;
  for (size_t i = 0; i < 2; i++) projection->parallels[i] = type->parallels[i] * GEO_RADIANS;
  for (size_t i = 0; i < 3; i++) projection->rotate[i] = type->rotate[i] * GEO_RADIANS;
  if (type->family == PROJECTION_COMPOSITE) composite_defaults(projection, arena);
}

static void project_degrees(const Projection *projection, double longitude, double latitude, double *x, double *y) {
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
  project_degrees(projection, longitude * GEO_DEGREES, latitude * GEO_DEGREES, &middle[0], &middle[1]);
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

void projection_update(Projection *projection) {
  ProjectionFamily family = projection->type->family;
  if (family == PROJECTION_COMPOSITE) {
    composite_update(projection);
    return;
  }
  if (family != PROJECTION_IDENTITY) update_sphere(projection);
  projection->has_clip = projection->has_extent;
  for (size_t i = 0; i < 4; i++) projection->clip[i] = projection->extent[i];
  if (family == PROJECTION_MERCATOR || family == PROJECTION_TRANSVERSE) cut_to_square(projection);
}

static void report_type(const Json *properties, const char *name, Messages *messages, Arena *arena) {
  const char **names = arena_array(arena, const char *, projection_type_count + 1);
  for (size_t i = 0; i < projection_type_count; i++) names[i] = projection_types[i].name;
  messages_error(messages, json_place(json_get(properties, "type")), "unknown projection \"%s\"%s", name,
                 suggest(arena, name, names));
}

Projection *projection_create(const Json *properties, Messages *messages, Arena *arena) {
  const Json *given = json_get(properties, "type");
  if (given && !json_is(given, JSON_STRING)) {
    messages_error(messages, json_place(given), "the type of a projection must be a name");
    return NULL;
  }
  const char *name = json_string(given, "mercator");
  const ProjectionType *type = projection_type_find(name);
  if (!type) {
    report_type(properties, name, messages, arena);
    return NULL;
  }
  Projection *projection = arena_new(arena, Projection);
  projection_defaults(projection, type, arena);
  projection_read(projection, properties, messages);
  return projection;
}

/* The smaller of two, NaN when either is. */
static double least(double a, double b) { return isnan(a) || a < b ? a : b; }

void projection_fit(Projection *projection, const Geometry *const *members, size_t count, double x, double y,
                    double width, double height) {
  BoundsSink bounds = bounds_sink();
  bool has_extent = projection->has_extent;
  projection->has_extent = false;
  projection->scale = 150;
  projection->translate[0] = projection->translate[1] = 0;
  projection_update(projection);
  projection_stream(projection, members, count, &bounds.stream);
  double k = least(width / (bounds.x1 - bounds.x0), height / (bounds.y1 - bounds.y0));
  projection->scale = 150 * k;
  projection->translate[0] = x + (width - k * (bounds.x1 + bounds.x0)) / 2;
  projection->translate[1] = y + (height - k * (bounds.y1 + bounds.y0)) / 2;
  projection->has_extent = has_extent;
  projection_update(projection);
}

static bool is_inside(const Projection *projection, double x, double y) {
  const double *clip = projection->clip;
  return clip[0] <= x && x <= clip[2] && clip[1] <= y && y <= clip[3];
}

bool projection_point(const Projection *projection, double longitude, double latitude, double *x, double *y) {
  *x = *y = NAN;
  if (projection->type->family != PROJECTION_COMPOSITE) {
    project_degrees(projection, longitude, latitude, x, y);
    return isfinite(*x) && isfinite(*y);
  }
  for (size_t i = 0; i < projection_part_count; i++) {
    const Projection *part = &projection->parts[i];
    project_degrees(part, longitude, latitude, x, y);
    if (is_inside(part, *x, *y)) return true;
  }
  return false;
}

bool projection_invert(const Projection *projection, double x, double y, double *longitude, double *latitude) {
  if (projection->type->family == PROJECTION_COMPOSITE) projection = composite_part_at(projection, x, y);
  double k = projection->scale;
  if (projection->type->family == PROJECTION_IDENTITY) {
    *longitude = (x - projection->translate[0]) / (k * projection->reflect[0]);
    *latitude = (y - projection->translate[1]) / (k * projection->reflect[1]);
  } else {
    x = (x - projection->origin[0]) / k * projection->reflect[0];
    y = (projection->origin[1] - y) / k * projection->reflect[1];
    projection->raw.inverse(&projection->raw, x, y, longitude, latitude);
    geo_rotate_back(&projection->rotation, longitude, latitude);
    *longitude *= GEO_DEGREES;
    *latitude *= GEO_DEGREES;
  }
  return isfinite(*longitude) && isfinite(*latitude);
}

double projection_scale(const Projection *projection) { return projection->scale; }

void projection_translate(const Projection *projection, double *x, double *y) {
  *x = projection->translate[0];
  *y = projection->translate[1];
}

void projection_draw(const Projection *projection, const Geometry *geometry, double point_radius, const GeoSink *sink) {
  PathSink path = path_sink(sink, point_radius);
  projection_stream(projection, &geometry, 1, &path.stream);
}
