/* scene/scene.c: making groups and marks. */
#include "scene/scene.h"

SceneMark *scene_mark_create(Arena *arena, SceneType type, SceneRole role, size_t count) {
  SceneMark *mark = arena_new(arena, SceneMark);
  mark->type = type;
  mark->role = role;
  mark->count = count;
  mark->arena = arena;
  mark->channels = arena_array(arena, SceneChannel, SCENE_CHANNEL_COUNT);
  if (type == SCENE_GROUP) mark->groups = arena_array(arena, SceneGroup, count);
  return mark;
}

SceneMark scene_mark_slice(const SceneMark *whole, size_t first, size_t count) {
  SceneMark slice = *whole;
  slice.first += first;
  slice.count = count;
  slice.shares_channels = true;
  return slice;
}

void scene_mark_own_channels(SceneMark *mark) {
  SceneChannel *own = arena_array(mark->arena, SceneChannel, SCENE_CHANNEL_COUNT);
  for (int id = 0; id < SCENE_CHANNEL_COUNT; id++) {
    own[id] = mark->channels[id];
    if (own[id].state != CHANNEL_COLUMN) continue;
    switch (scene_channel_kind((SceneChannelId)id)) {
    case SCENE_KIND_NUMBER: own[id].numbers += mark->first; break;
    case SCENE_KIND_PAINT:
      if (own[id].slots)
        own[id].slots += mark->first;
      else
        own[id].paints += mark->first;
      break;
    case SCENE_KIND_STRING: own[id].strings += mark->first; break;
    case SCENE_KIND_ARRAY: own[id].arrays += mark->first; break;
    case SCENE_KIND_PATH: own[id].paths += mark->first; break;
    }
  }
  mark->channels = own;
  mark->first = 0;
  mark->shares_channels = false;
}

SceneChannel scene_channel_paint(Paint paint, Arena *arena) {
  Paint *kept = arena_new(arena, Paint);
  *kept = paint;
  return (SceneChannel){.state = CHANNEL_CONSTANT, .paint = kept};
}

void scene_group_add(Arena *arena, SceneGroup *group, SceneMark *mark) {
  if (group->mark_count == group->mark_room) {
    size_t room = group->mark_room ? 2 * group->mark_room : 8;
    SceneMark **marks = arena_array(arena, SceneMark *, room);
    for (size_t i = 0; i < group->mark_count; i++) marks[i] = group->marks[i];
    group->marks = marks;
    group->mark_room = room;
  }
  group->marks[group->mark_count++] = mark;
}

static int by_zindex(const void *a, const void *b, void *unused) {
  const SceneMark *const *p = a, *const *q = b;
  (void)unused;
  return ((*p)->zindex > (*q)->zindex) - ((*p)->zindex < (*q)->zindex);
}

SceneMark *const *scene_group_order(const SceneGroup *group, Arena *arena) {
  SceneMark **marks = arena_array(arena, SceneMark *, group->mark_count);
  bool in_order = true;
  for (size_t i = 0; i < group->mark_count; i++) {
    marks[i] = group->marks[i];
    in_order = in_order && (i == 0 || marks[i]->zindex >= marks[i - 1]->zindex);
  }
  /* GLib's sort is stable */
  if (!in_order) g_qsort_with_data(marks, (gint)group->mark_count, sizeof(void *), by_zindex, NULL);
  return marks;
}

SceneMark *scene_group_create(Arena *arena, SceneRole role) {
  SceneMark *mark = scene_mark_create(arena, SCENE_GROUP, role, 1);
  scene_set_number(mark, SCENE_X, 0);
  scene_set_number(mark, SCENE_Y, 0);
  return mark;
}

SceneChannelKind scene_channel_kind(SceneChannelId id) {
  return id < SCENE_NUMBER_END   ? SCENE_KIND_NUMBER
         : id < SCENE_PAINT_END  ? SCENE_KIND_PAINT
         : id < SCENE_STRING_END ? SCENE_KIND_STRING
         : id < SCENE_ARRAY_END  ? SCENE_KIND_ARRAY
                                 : SCENE_KIND_PATH;
}

static void multiply(SceneMark *mark, SceneChannelId id, double factor, Arena *arena) {
  SceneChannel *channel = &mark->channels[id];
  if (channel->state == CHANNEL_CONSTANT) channel->number *= factor;
  if (channel->state != CHANNEL_COLUMN) return;
  double *numbers = arena_array(arena, double, mark->count);
  for (size_t i = 0; i < mark->count; i++) numbers[i] = channel->numbers[i] * factor;
  channel->numbers = numbers;
}

void scene_scale_text(SceneMark *mark, double factor, Arena *arena) {
  if (factor == 1 || mark->type != SCENE_TEXT) return;
  if (mark->channels[SCENE_FONT_SIZE].state == CHANNEL_UNSET) scene_set_number(mark, SCENE_FONT_SIZE, 11);
  multiply(mark, SCENE_FONT_SIZE, factor, arena);
  multiply(mark, SCENE_LINE_HEIGHT, factor, arena);
  multiply(mark, SCENE_LIMIT, factor, arena);
}
