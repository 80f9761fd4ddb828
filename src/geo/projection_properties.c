/* geo/projection_properties.c: Vega's properties of a projection, in the order vega-projection sets them. */
#include "geo/projection_model.h"

/* Which families have a property; the others ignore it, as in Vega. */
enum {
  ANY = 1 << PROJECTION_PLAIN | 1 << PROJECTION_CONIC | 1 << PROJECTION_MERCATOR | 1 << PROJECTION_TRANSVERSE,
  FLAT = ANY | 1 << PROJECTION_IDENTITY,
  ALL = FLAT | 1 << PROJECTION_COMPOSITE
};

static double turn_of(double degrees) { return fmod(degrees, 360) * GEO_RADIANS; }

static void set_clip_angle(Projection *projection, const double *value, size_t count) {
  (void)count;
  projection->clip_angle = value[0] * GEO_RADIANS;
}

static void set_clip_extent(Projection *projection, const double *value, size_t count) {
  (void)count;
  for (size_t i = 0; i < 4; i++) projection->extent[i] = value[i];
  projection->has_extent = true;
}

static void set_scale(Projection *projection, const double *value, size_t count) {
  (void)count;
  projection->scale = value[0];
}

static void set_translate(Projection *projection, const double *value, size_t count) {
  for (size_t i = 0; i < count; i++) projection->translate[i] = value[i];
}

static void set_center(Projection *projection, const double *value, size_t count) {
  (void)count;
  bool on_side = projection->type->family == PROJECTION_TRANSVERSE;
  projection->center[0] = turn_of(on_side ? -value[1] : value[0]);
  projection->center[1] = turn_of(on_side ? value[0] : value[1]);
}

static void set_rotate(Projection *projection, const double *value, size_t count) {
  double gamma = (count > 2 ? value[2] : 0) + (projection->type->family == PROJECTION_TRANSVERSE ? 90 : 0);
  projection->rotate[0] = turn_of(value[0]);
  projection->rotate[1] = turn_of(value[1]);
  projection->rotate[2] = turn_of(gamma);
}

static void set_parallels(Projection *projection, const double *value, size_t count) {
  for (size_t i = 0; i < count; i++) projection->parallels[i] = value[i] * GEO_RADIANS;
}

static void set_precision(Projection *projection, const double *value, size_t count) {
  (void)count;
  projection->precision2 = value[0] * value[0];
}

static void set_reflect_x(Projection *projection, const double *value, size_t count) {
  (void)count;
  projection->reflect[0] = fabs(value[0]) > 0 ? -1 : 1;
}

static void set_reflect_y(Projection *projection, const double *value, size_t count) {
  (void)count;
  projection->reflect[1] = fabs(value[0]) > 0 ? -1 : 1;
}

static const struct {
  const char *name;
  int families;
  size_t least, most; /* numbers */
  const char *shape;
  void (*set)(Projection *projection, const double *value, size_t count);
} settings[] = {
    {"clipAngle", ANY, 1, 1, "a number of degrees", set_clip_angle},
    {"clipExtent", FLAT, 4, 4, "two corners, [[x0, y0], [x1, y1]]", set_clip_extent},
    {"scale", ALL, 1, 1, "a number", set_scale},
    {"translate", ALL, 2, 2, "an array of two numbers", set_translate},
    {"center", ANY, 2, 2, "an array of two numbers", set_center},
    {"rotate", ANY, 2, 3, "an array of two or three numbers", set_rotate},
    {"parallels", 1 << PROJECTION_CONIC, 2, 2, "an array of two numbers", set_parallels},
    {"precision", ANY | 1 << PROJECTION_COMPOSITE, 1, 1, "a number of px", set_precision},
    {"reflectX", FLAT, 1, 1, "true or false", set_reflect_x},
    {"reflectY", FLAT, 1, 1, "true or false", set_reflect_y},
};

/* The numbers of a value, those of arrays one after the other; false when there are other things or too many. */
static bool flatten(const Json *json, double *out, size_t room, size_t *count) {
  if (json_is(json, JSON_ARRAY)) {
    for (size_t i = 0; i < json_count(json); i++)
      if (json_is(json_at(json, i), JSON_ARRAY) && room < 4)
        return false;
      else if (!flatten(json_at(json, i), out, room, count))
        return false;
    return true;
  }
  if (!json_is(json, JSON_NUMBER) && !json_is(json, JSON_BOOLEAN)) return false;
  if (*count == room) return false;
  out[(*count)++] = json_number(json, json_boolean(json, false) ? 1 : 0);
  return true;
}

void projection_read(Projection *projection, const Json *properties, Messages *messages) {
  double reflect[2];
  for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
    const Json *given = json_get(properties, settings[i].name);
    if (!given || json_is_null(given) || !(settings[i].families & 1 << projection->type->family)) continue;
    double value[4];
    size_t count = 0;
    if (flatten(given, value, settings[i].most, &count) && count >= settings[i].least)
      settings[i].set(projection, value, count);
    else
      messages_error(messages, json_place(given), "E422", "\"%s\" of a projection must be %s", settings[i].name,
                     settings[i].shape);
  }
  /* The square of Mercator is set before the reflection, as d3 has it, and stays until the projection is fitted. */
  for (size_t i = 0; i < 2; i++) reflect[i] = projection->reflect[i], projection->reflect[i] = 1;
  projection_update(projection);
  double clip[4];
  bool has_clip = projection->has_clip;
  for (size_t i = 0; i < 4; i++) clip[i] = projection->clip[i];
  for (size_t i = 0; i < 2; i++) projection->reflect[i] = reflect[i];
  projection_update(projection);
  projection->has_clip = has_clip;
  for (size_t i = 0; i < 4; i++) projection->clip[i] = clip[i];
}
