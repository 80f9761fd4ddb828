/* poster/scaling.c: see poster/scaling.h. A scene has no transform of its own, so each channel is scaled according to its dimension. */
#include "poster/scaling.h"
#include "scene/path.h"
#include <math.h>

static const SceneChannelId lengths[] = {
    SCENE_X,
    SCENE_Y,
    SCENE_X2,
    SCENE_Y2,
    SCENE_WIDTH,
    SCENE_HEIGHT,
    SCENE_STROKE_WIDTH,
    SCENE_STROKE_DASH_OFFSET,
    SCENE_STROKE_OFFSET,
    SCENE_CORNER_TOP_LEFT,
    SCENE_CORNER_TOP_RIGHT,
    SCENE_CORNER_BOTTOM_RIGHT,
    SCENE_CORNER_BOTTOM_LEFT,
    SCENE_INNER_RADIUS,
    SCENE_OUTER_RADIUS,
    SCENE_CORNER_RADIUS,
    SCENE_DX,
    SCENE_DY,
    SCENE_RADIUS,
    SCENE_FONT_SIZE,
    SCENE_LINE_HEIGHT,
    SCENE_MEASURE,
    SCENE_LIMIT,
};

static void scale_numbers(SceneMark *mark, SceneChannelId id, double factor, Arena *arena) {
  SceneChannel *channel = &mark->channels[id];
  if (channel->state == CHANNEL_CONSTANT) channel->number *= factor;
  if (channel->state != CHANNEL_COLUMN) return;
  double *scaled = arena_array(arena, double, mark->count);
  for (size_t i = 0; i < mark->count; i++) scaled[i] = channel->numbers[i] * factor;
  channel->numbers = scaled;
}

/* Channels that are not set have a size too: the default of the renderers. */
static void set_default(SceneMark *mark, SceneChannelId id, double value) {
  if (mark->channels[id].state == CHANNEL_UNSET) scene_set_number(mark, id, value);
}

static const double *scaled_dash(const double *dash, double factor, Arena *arena) {
  size_t count = 0;
  if (!dash) return NULL;
  while (!isnan(dash[count])) count++;
  double *scaled = arena_array(arena, double, count + 1);
  for (size_t i = 0; i <= count; i++) scaled[i] = dash[i] * factor;
  return scaled;
}

static void scale_dashes(SceneMark *mark, double factor, Arena *arena) {
  SceneChannel *channel = &mark->channels[SCENE_STROKE_DASH];
  if (channel->state == CHANNEL_CONSTANT) channel->array = scaled_dash(channel->array, factor, arena);
  if (channel->state != CHANNEL_COLUMN) return;
  const double **scaled = arena_array(arena, const double *, mark->count);
  for (size_t i = 0; i < mark->count; i++) scaled[i] = scaled_dash(channel->arrays[i], factor, arena);
  channel->arrays = scaled;
}

static const ScenePath *scaled_path(const ScenePath *path, double factor, Arena *arena) {
  return path ? path_transform(path, factor, 0, 0, factor, arena) : NULL;
}

static void scale_shapes(SceneMark *mark, double factor, Arena *arena) {
  SceneChannel *channel = &mark->channels[SCENE_GEO_PATH];
  if (channel->state == CHANNEL_CONSTANT) channel->path = scaled_path(channel->path, factor, arena);
  if (channel->state != CHANNEL_COLUMN) return;
  const ScenePath **scaled = arena_array(arena, const ScenePath *, mark->count);
  for (size_t i = 0; i < mark->count; i++) scaled[i] = scaled_path(channel->paths[i], factor, arena);
  channel->paths = scaled;
}

static void scale_items(SceneMark *mark, double factor, Arena *arena) {
  bool symbol = mark->type == SCENE_SYMBOL, path = mark->type == SCENE_PATH;
  if (mark->shares_channels) scene_mark_own_channels(mark);
  set_default(mark, SCENE_STROKE_WIDTH, 1);
  if (mark->type == SCENE_TEXT) set_default(mark, SCENE_FONT_SIZE, 11);
  if (symbol) set_default(mark, SCENE_SIZE, 64);
  if (path) {
    set_default(mark, SCENE_SCALE_X, 1);
    set_default(mark, SCENE_SCALE_Y, 1);
    scale_numbers(mark, SCENE_SCALE_X, factor, arena);
    scale_numbers(mark, SCENE_SCALE_Y, factor, arena);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) scale_numbers(mark, lengths[i], factor, arena);
  /* the size of a symbol is an area, that of a trail a width */
  scale_numbers(mark, SCENE_SIZE, symbol ? factor * factor : factor, arena);
  scale_dashes(mark, factor, arena);
  scale_shapes(mark, factor, arena);
  mark->clip_path = scaled_path(mark->clip_path, factor, arena);
}

void scaling_apply(SceneMark *mark, double factor, Arena *arena) {
  scale_items(mark, factor, arena);
  for (size_t i = 0; mark->groups && i < mark->count; i++)
    for (size_t j = 0; j < mark->groups[i].mark_count; j++) scaling_apply(mark->groups[i].marks[j], factor, arena);
}
