/* scene/paint.c: colours, gradients and dashes as specs write them (Vega's gradient objects, with its defaults). */
#include "scene/paint.h"
#include <math.h>
#include <string.h>

static const GradientStop *gradient_stops(const Json *stops, size_t *count, Arena *arena) {
  GradientStop *out = arena_array(arena, GradientStop, json_count(stops));
  *count = 0;
  for (size_t i = 0; i < json_count(stops); i++) {
    const Json *stop = json_at(stops, i);
    Rgba color;
    double offset = json_number(json_get(stop, "offset"), NAN);
    if (!isfinite(offset) || !color_parse(json_string(json_get(stop, "color"), ""), &color)) continue;
    out[(*count)++] = (GradientStop){offset, color};
  }
  return out;
}

static const Gradient *gradient_from_json(const Json *json, Arena *arena) {
  Gradient *gradient = arena_new(arena, Gradient);
  gradient->radial = json_is_string(json_get(json, "gradient"), "radial");
  bool radial = gradient->radial;
  gradient->x1 = json_number(json_get(json, "x1"), radial ? 0.5 : 0);
  gradient->y1 = json_number(json_get(json, "y1"), radial ? 0.5 : 0);
  gradient->x2 = json_number(json_get(json, "x2"), radial ? 0.5 : 1);
  gradient->y2 = json_number(json_get(json, "y2"), radial ? 0.5 : 0);
  gradient->r1 = json_number(json_get(json, "r1"), 0);
  gradient->r2 = json_number(json_get(json, "r2"), 0.5);
  gradient->stops = gradient_stops(json_get(json, "stops"), &gradient->stop_count, arena);
  return gradient;
}

Paint paint_from_json(const Json *json, Arena *arena) {
  Paint none = {.kind = PAINT_NONE};
  if (json_is(json, JSON_STRING)) {
    Paint paint = {.kind = PAINT_COLOR};
    return color_parse(json->string, &paint.color) && paint.color.a >= 0 ? paint : none;
  }
  if (!json_has(json, "gradient")) return none;
  const Gradient *gradient = gradient_from_json(json, arena);
  return gradient->stop_count > 0 ? (Paint){.kind = PAINT_GRADIENT, .gradient = gradient} : none;
}

const double *dash_from_json(const Json *json, Arena *arena) {
  size_t count = json_is(json, JSON_ARRAY) ? json_count(json) : 0;
  double *dash = arena_array(arena, double, count + 1);
  for (size_t i = 0; i < count; i++) dash[i] = json_number(json_at(json, i), 0);
  dash[count] = NAN;
  return dash;
}
