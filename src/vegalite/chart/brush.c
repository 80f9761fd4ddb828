/* vegalite/chart/brush.c: see brush.h (Vega-Lite's compile/selection/interval.ts, marks). */
#include "vegalite/chart/brush.h"
#include "geo/projection.h"
#include "scene/paint.h"
#include "vegalite/mark/mark.h"
#include <math.h>
#include <string.h>

/* The position of the brush, px; false when it has no extent in this frame. */
static bool span_on_scale(const Selection *selection, const Frame *frame, Channel channel, double *from, double *to) {
  for (size_t f = 0; f < selection->field_count; f++) {
    const Value *extent = &selection->values[f];
    const Scale *scale = frame->scales[channel].scale;
    if (selection->fields[f].channel != channel || extent->kind != VALUE_ARRAY || extent->array->count < 2 || !scale)
      continue;
    *from = scale_map_number(scale, extent->array->items[0]);
    *to = scale_map_number(scale, extent->array->items[1]);
    return isfinite(*from) && isfinite(*to);
  }
  return false;
}

static bool coordinate(const Selection *selection, Channel channel, double *from, double *to) {
  for (size_t f = 0; f < selection->field_count; f++) {
    const Value *extent = &selection->values[f];
    if (selection->fields[f].channel != channel || extent->kind != VALUE_ARRAY || extent->array->count < 2) continue;
    *from = value_to_number(extent->array->items[0]);
    *to = value_to_number(extent->array->items[1]);
    return true;
  }
  return false;
}

bool brush_map_box(const Selection *selection, const Projection *projection, double width, double height,
                   double box[4]) {
  double longitude[2], latitude[2], x, y;
  bool has_x = coordinate(selection, CHANNEL_LONGITUDE, &longitude[0], &longitude[1]);
  bool has_y = coordinate(selection, CHANNEL_LATITUDE, &latitude[0], &latitude[1]);
  if (!has_x && !has_y) return false;
  if (!has_x || !has_y) {
    if (!projection_invert(projection, width / 2, height / 2, &x, &y)) return false;
    if (!has_x) longitude[0] = longitude[1] = x;
    if (!has_y) latitude[0] = latitude[1] = y;
  }
  if (!projection_point(projection, longitude[0], latitude[0], &box[0], &box[1])) return false;
  if (!projection_point(projection, longitude[1], latitude[1], &box[2], &box[3])) return false;
  if (!has_x) box[0] = 0, box[2] = width;
  if (!has_y) box[1] = 0, box[3] = height;
  return true;
}

static bool brush_box(const Selection *selection, const Frame *frame, double box[4]) {
  if (frame->projection) return brush_map_box(selection, frame->projection, frame->width, frame->height, box);
  bool x = span_on_scale(selection, frame, CHANNEL_X, &box[0], &box[2]),
       y = span_on_scale(selection, frame, CHANNEL_Y, &box[1], &box[3]);
  if (!x) box[0] = 0, box[2] = frame->width;
  if (!y) box[1] = 0, box[3] = frame->height;
  return x || y;
}

static Chain mark_chain(const Selection *selection) {
  Chain chain = {0};
  const Json *select = json_get(selection->json, "select");
  chain_append(&chain, json_is(select, JSON_OBJECT) ? json_get(select, "mark") : NULL);
  chain_append(&chain, json_path(selection->unit->spec->config, "selection.interval.mark"));
  return chain;
}

static SceneMark *create_box(const Frame *frame, const double box[4], const char *name) {
  SceneMark *mark = scene_mark_create(frame->arena, SCENE_RECT, ROLE_MARK, 1);
  mark->name = name;
  mark->clip = true;
  scene_set_number(mark, SCENE_X, MIN(box[0], box[2]));
  scene_set_number(mark, SCENE_Y, MIN(box[1], box[3]));
  scene_set_number(mark, SCENE_WIDTH, fabs(box[2] - box[0]));
  scene_set_number(mark, SCENE_HEIGHT, fabs(box[3] - box[1]));
  return mark;
}

static void set_paint(SceneMark *mark, SceneChannelId id, const Json *paint, Arena *arena) {
  if (paint) mark->channels[id] = scene_channel_paint(paint_from_json(paint, arena), arena);
}

static void add_background(const Selection *selection, const Frame *frame, const double box[4], SceneGroup *into) {
  Chain chain = mark_chain(selection);
  SceneMark *mark = create_box(frame, box, arena_printf(frame->arena, "%s_brush_bg", selection->name));
  set_paint(mark, SCENE_FILL, chain_get(&chain, "fill"), frame->arena);
  scene_set_number(mark, SCENE_FILL_OPACITY, chain_number(&chain, "fillOpacity", 1));
  scene_group_add(frame->arena, into, mark);
}

static bool is_projected(const Selection *selection, Channel channel) {
  for (size_t f = 0; f < selection->field_count; f++)
    if (selection->fields[f].channel == channel) return true;
  return false;
}

static void add_outline(const Selection *selection, const Frame *frame, const double box[4], SceneGroup *into) {
  Chain chain = mark_chain(selection);
  if (is_projected(selection, CHANNEL_X) && box[0] == box[2]) return;
  if (is_projected(selection, CHANNEL_Y) && box[1] == box[3]) return;
  SceneMark *mark = create_box(frame, box, arena_printf(frame->arena, "%s_brush", selection->name));
  set_paint(mark, SCENE_STROKE, chain_get(&chain, "stroke"), frame->arena);
  double width = chain_number(&chain, "strokeWidth", NAN), opacity = chain_number(&chain, "strokeOpacity", NAN);
  const Json *dash = chain_get(&chain, "strokeDash");
  if (!isnan(width)) scene_set_number(mark, SCENE_STROKE_WIDTH, width);
  if (!isnan(opacity)) scene_set_number(mark, SCENE_STROKE_OPACITY, opacity);
  if (json_is(dash, JSON_ARRAY))
    mark->channels[SCENE_STROKE_DASH] =
        (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash_from_json(dash, frame->arena)};
  scene_group_add(frame->arena, into, mark);
}

/* One brush for all views: it is drawn in the view that its value came from, and the cells of a facet are not that view. */
static bool hides_in_cells(const Selection *selection) {
  const Json *select = json_get(selection->json, "select");
  const char *resolve = json_is(select, JSON_OBJECT) ? json_string(json_get(select, "resolve"), "global") : "global";
  for (const View *above = selection->unit->parent; above; above = above->parent)
    if (above->kind == VIEW_FACET) return strcmp(resolve, "global") == 0;
  return false;
}

typedef void (*AddBrush)(const Selection *selection, const Frame *frame, const double box[4], SceneGroup *into);

static void add_brushes(const Selections *selections, FrameSet frames, SceneGroup *into, AddBrush add) {
  const Selection *selection;
  for (size_t i = 0; (selection = selection_at(selections, i)); i++) {
    if (!selection->is_interval || selection->binds_scales || selection->tuple_count == 0) continue;
    if (hides_in_cells(selection)) continue;
    for (size_t f = 0; f < frames.count; f++) {
      double box[4];
      if (frames.frames[f]->unit == selection->unit && brush_box(selection, frames.frames[f], box))
        add(selection, frames.frames[f], box, into);
    }
  }
}

void brush_backgrounds(const Selections *selections, FrameSet frames, SceneGroup *into) {
  add_brushes(selections, frames, into, add_background);
}

void brush_outlines(const Selections *selections, FrameSet frames, SceneGroup *into) {
  add_brushes(selections, frames, into, add_outline);
}
