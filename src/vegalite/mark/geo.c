/* vegalite/mark/geo.c: longitude and latitude as px (Vega's geopoint transform). */
#include "geo/projection.h"
#include "vegalite/mark/position.h"
#include <math.h>

static const double *degrees(const MarkBuilder *at, Channel channel) {
  const ChannelDef *def = mark_field_def(mark_def(at, channel));
  if (!def) def = mark_def(at, channel);
  const Column *column = NULL;
  if (def_is_field(def))
    column = mark_column(at, def, PART_START);
  else if (def && def->kind == DEF_DATUM)
    column = column_constant(mark_datum(at->frame, def->datum), at->count, at->arena);
  else if (def && def->kind == DEF_VALUE)
    column = column_constant(mark_datum(at->frame, def->value), at->count, at->arena);
  return column ? column_numbers(column, at->arena) : NULL;
}

/* An end that cannot be projected is drawn at the start: Vega takes a missing x2 or y2 of an item to be its x or y, and
 * those to be 0 where they are missing too. */
static SceneChannel end_at_start(const MarkBuilder *at, SceneChannel start, SceneChannel end) {
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) {
    double from = channel_is_set(start) ? channel_number_at(&start, i) : NAN, to = channel_number_at(&end, i);
    numbers[i] = !isnan(to) ? to : isnan(from) ? 0 : from;
  }
  return channel_numbers(numbers);
}

/* x and y of every row; what cannot be projected is NaN. */
static SceneChannel *project(const MarkBuilder *at, Channel longitude, Channel latitude) {
  const double *from_longitude = degrees(at, longitude), *from_latitude = degrees(at, latitude);
  double *x = arena_array(at->arena, double, at->count), *y = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) {
    double lon = from_longitude ? from_longitude[i] : 0, lat = from_latitude ? from_latitude[i] : 0;
    bool known = isfinite(lon) && isfinite(lat) && projection_point(at->frame->projection, lon, lat, &x[i], &y[i]);
    if (!known) x[i] = y[i] = NAN;
  }
  SceneChannel *made = arena_array(at->arena, SceneChannel, 2);
  made[0] = channel_numbers(x);
  made[1] = channel_numbers(y);
  return made;
}

SceneChannel mark_geo_position(MarkBuilder *at, Channel channel) {
  bool second = channel_main(channel) != channel;
  Channel longitude = second ? CHANNEL_LONGITUDE2 : CHANNEL_LONGITUDE,
          latitude = second ? CHANNEL_LATITUDE2 : CHANNEL_LATITUDE;
  if (!at->frame->projection || (!mark_def(at, longitude) && !mark_def(at, latitude)))
    return (SceneChannel){.state = CHANNEL_UNSET};
  if (!at->geo[second]) {
    SceneChannel *ends = project(at, longitude, latitude);
    if (second) {
      ends[0] = end_at_start(at, mark_geo_position(at, CHANNEL_X), ends[0]);
      ends[1] = end_at_start(at, mark_geo_position(at, CHANNEL_Y), ends[1]);
    }
    at->geo[second] = ends;
  }
  return at->geo[second][channel_is_vertical(channel) ? 1 : 0];
}
