/* geo/projection.c: see projection.h (d3-geo's projection, mercatorProjection, identity and fit). */
#include "geo/pipeline.h"
#include "geo/sink.h"
#include "geo/trace.h"

enum { TRACED_MAX = 1 << 20 }; /* points that are kept between fitting and drawing */

static void report_type(const Json *properties, const char *name, Messages *messages, Arena *arena) {
  const char **names = arena_array(arena, const char *, projection_type_count + 1);
  for (size_t i = 0; i < projection_type_count; i++) names[i] = projection_types[i].name;
  messages_error(messages, json_place(json_get(properties, "type")), "E420", "unknown projection \"%s\"%s", name,
                 suggest(arena, name, names));
}

Projection *projection_create(const Json *properties, Messages *messages, Arena *arena) {
  const Json *given = json_get(properties, "type");
  if (given && !json_is(given, JSON_STRING)) {
    messages_error(messages, json_place(given), "E421", "the type of a projection must be a string");
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

static bool has_traces(const Projection *projection) {
  return projection->type->family != PROJECTION_COMPOSITE && projection->type->family != PROJECTION_IDENTITY;
}

/* projection_stream() that keeps traces, for as many points as that is worth. */
static void stream_traced(Projection *projection, const Geometry *const *members, size_t count, GeoStream *sink,
                          Arena *arena) {
  Pipeline pipeline;
  size_t kept = 0;
  projection->traces = g_hash_table_new_full(NULL, NULL, NULL, trace_free);
  arena_adopt(arena, projection->traces, (GDestroyNotify)g_hash_table_unref);
  pipeline_begin(&pipeline, projection, sink);
  for (size_t i = 0; i < count; i++) {
    Trace *trace = trace_create(projection, members[i]);
    trace_play(trace, &pipeline.resample);
    kept += trace_size(trace);
    if (kept <= TRACED_MAX)
      g_hash_table_replace(projection->traces, (gpointer)members[i], trace);
    else
      trace_free(trace);
  }
  pipeline_end(&pipeline);
  arena_charge(arena, BUDGET_MEMORY, (double)MIN(kept, TRACED_MAX) * TRACE_POINT_BYTES);
}

void projection_fit(Projection *projection, const Geometry *const *members, size_t count, double x, double y,
                    double width, double height, Arena *arena) {
  BoundsSink bounds = bounds_sink();
  bool has_extent = projection->has_extent;
  projection->has_extent = false;
  projection->scale = 150;
  projection->translate[0] = projection->translate[1] = 0;
  projection_update(projection);
  if (has_traces(projection))
    stream_traced(projection, members, count, &bounds.stream, arena);
  else
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
    single_point(projection, longitude, latitude, x, y);
    return isfinite(*x) && isfinite(*y);
  }
  for (size_t i = 0; i < projection_part_count; i++) {
    const Projection *part = &projection->parts[i];
    single_point(part, longitude, latitude, x, y);
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
  const Trace *trace = projection->traces ? g_hash_table_lookup(projection->traces, geometry) : NULL;
  if (!trace) {
    projection_stream(projection, &geometry, 1, &path.stream);
    return;
  }
  Pipeline pipeline;
  pipeline_begin(&pipeline, projection, &path.stream);
  trace_play(trace, &pipeline.resample);
  pipeline_end(&pipeline);
}
