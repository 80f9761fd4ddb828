/* vegalite/mark/geoshape.c: outlines on the globe, drawn through the view's projection (Vega's geoshape transform). */
#include "data/geojson.h"
#include "geo/projection.h"
#include "scene/path.h"
#include "vegalite/mark/channel.h"
#include <string.h>

static const double point_radius_default = 4.5; /* d3-geo's path.pointRadius */

static void sink_move(void *self, double x, double y) { path_move(self, x, y); }
static void sink_line(void *self, double x, double y) { path_line(self, x, y); }
static void sink_close(void *self) { path_close(self); }
static void sink_point(void *self, double x, double y, double radius) {
  path_move(self, x + radius, y);
  path_arc(self, x, y, radius, 0, 2 * G_PI, false);
  path_close(self);
}

/* The column the shape channel names, or the one that rows of GeoJSON keep their outline in. */
static const Column *geometry_column(const MarkBuilder *at) {
  const ChannelDef *shape = mark_def(at, CHANNEL_SHAPE);
  if (def_is_field(shape) && shape->type == TYPE_GEOJSON) return mark_column(at, shape, PART_START);
  return at->table ? table_column(at->table, "geometry") : NULL;
}

static const Geometry *row_geometry(const MarkBuilder *at, const Column *column, size_t row) {
  Value value = column_value(column, row);
  return value_is_invalid(value) ? NULL : geometry_from_value(value, at->arena);
}

static void geoshape_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_SHAPE);
  if (!frame->projection) {
    if (messages_error_count(frame->messages) == 0) /* otherwise an invalid projection was already reported */
      messages_error(frame->messages, at.def->place, "E233", "mark \"geoshape\" needs a projection");
    return;
  }
  mark_base(&at, INCLUDE_COLOR);
  const Column *column = geometry_column(&at);
  double radius = json_number(json_get(at.unit->projection, "pointRadius"),
                              json_number(json_path(at.config, "projection.pointRadius"), point_radius_default));
  const ScenePath **paths = arena_array(at.arena, const ScenePath *, at.count);
  for (size_t i = 0; i < at.count; i++) {
    PathBuilder path = path_builder(at.arena);
    const GeoSink sink = {&path, sink_move, sink_line, sink_close, sink_point};
    const Geometry *geometry = row_geometry(&at, column, i);
    if (geometry) projection_draw(frame->projection, geometry, radius, &sink);
    paths[i] = path_end(&path);
  }
  at.mark->channels[SCENE_GEO_PATH] = (SceneChannel){.state = CHANNEL_COLUMN, .paths = paths};
  mark_finish(&at, into);
}

const MarkType mark_geoshape = {
    .name = "geoshape",
    .build = geoshape_build,
    .form = MARK_PLACED,
    .channels = CHANNEL_BIT(CHANNEL_STROKE_DASH) | CHANNEL_BIT(CHANNEL_SHAPE),
    .transparent_fill = true,
    .geographic = true,
    .fills_plane = true,
};
