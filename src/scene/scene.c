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

SceneDescriptions *scene_descriptions_gather(const SceneMark *mark, const guint32 *rows, size_t count, Arena *arena) {
  if (!mark->descriptions) return NULL;
  SceneDescriptions *gathered = arena_new(arena, SceneDescriptions);
  *gathered = (SceneDescriptions){.whole = mark->descriptions, .rows = rows, .count = count};
  return gathered;
}

/* Those of a slice whose first item becomes item 0 of its columns. */
static SceneDescriptions *descriptions_from(const SceneMark *slice) {
  if (!slice->descriptions || !slice->first) return slice->descriptions;
  SceneDescriptions *rest = arena_new(slice->arena, SceneDescriptions);
  *rest = (SceneDescriptions){.whole = slice->descriptions, .first = slice->first};
  return rest;
}

static SceneChannel descriptions_make(SceneDescriptions *descriptions, Arena *arena) {
  if (descriptions->is_made) return descriptions->made;
  SceneChannel made =
      descriptions->make ? descriptions->make(descriptions->closure) : descriptions_make(descriptions->whole, arena);
  if (made.state == CHANNEL_COLUMN && descriptions->rows) {
    const char **strings = arena_array(arena, const char *, descriptions->count);
    for (size_t i = 0; i < descriptions->count; i++) strings[i] = made.strings[descriptions->rows[i]];
    made.strings = strings;
  } else if (made.state == CHANNEL_COLUMN) {
    made.strings += descriptions->first;
  }
  descriptions->is_made = true;
  return descriptions->made = made;
}

void scene_describe(SceneMark *mark) {
  SceneChannel *channel = &mark->channels[SCENE_DESCRIPTION];
  if (mark->descriptions && channel->state == CHANNEL_UNSET)
    *channel = descriptions_make(mark->descriptions, mark->arena);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) scene_describe(mark->groups[i].marks[k]);
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
  mark->descriptions = descriptions_from(mark);
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
