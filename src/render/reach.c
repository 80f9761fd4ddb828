/* render/reach.c: see reach.h. */
#include "render/reach.h"
#include "scene/bounds.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

/* px along y; low > high: nothing. */
typedef struct Reach {
  double low, high;
  bool is_known;
} Reach;

struct Reaches {
  Arena *arena;
  GHashTable *known; /* const SceneMark * → Reach of each item */
  int from, to;
};

static const Reach nothing = {INFINITY, -INFINITY, true}, everything = {-INFINITY, INFINITY, true};

Reaches *reaches_create(Arena *arena) {
  Reaches *reaches = arena_new(arena, Reaches);
  *reaches = (Reaches){.arena = arena, .known = g_hash_table_new(NULL, NULL)};
  arena_adopt(arena, reaches->known, (GDestroyNotify)g_hash_table_unref);
  return reaches;
}

void reaches_set_band(Reaches *reaches, int from, int to) {
  reaches->from = from;
  reaches->to = to;
}

static void widen(Reach *reach, double low, double high) {
  if (isnan(low) || isnan(high)) low = -INFINITY, high = INFINITY;
  reach->low = fmin(reach->low, low);
  reach->high = fmax(reach->high, high);
}

/* The most that a channel is of any item. */
static double most(const SceneMark *mark, SceneChannelId id, double otherwise) {
  double found = 0;
  for (size_t i = 0; i < (scene_is_constant(mark, id) ? MIN(mark->count, 1) : mark->count); i++)
    found = fmax(found, fabs(scene_number_or(mark, id, i, otherwise)));
  return found;
}

static double pen_reach(const SceneMark *mark) {
  return most(mark, SCENE_STROKE_WIDTH, 1) * fmax(most(mark, SCENE_STROKE_MITER_LIMIT, 4), 2);
}

/* Letters of any font and language, with what may be stacked on them, turned or not. */
static double text_reach(const SceneMark *mark, size_t item) {
  const char *text = scene_string(mark, SCENE_TEXT_VALUE, item, NULL);
  if (!text) return 0;
  double bytes = (double)strlen(text), lines = 1, size = fabs(scene_number_or(mark, SCENE_FONT_SIZE, item, 11));
  for (const char *at = text; (at = strchr(at, '\n')); at++) lines++;
  bool is_ascii = g_str_is_ascii(text), is_level = is_ascii && scene_number_or(mark, SCENE_ANGLE, item, 0) == 0 &&
                                                   !scene_string(mark, SCENE_WRITING_MODE, item, NULL);
  double letter = is_ascii ? 2 : 4; /* font sizes that a byte may take */
  double away = 0;
  static const SceneChannelId moves[] = {SCENE_DX, SCENE_DY, SCENE_RADIUS, SCENE_MEASURE};
  for (size_t i = 0; i < G_N_ELEMENTS(moves); i++) away += fabs(scene_number_or(mark, moves[i], item, 0));
  return away + lines * fmax(fabs(scene_number_or(mark, SCENE_LINE_HEIGHT, item, 0)), 2 * size) +
         letter * size * (is_level ? 2 : bytes + 2);
}

static const Reach *reaches_of(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, size_t item);

static void add_mark(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, Reach *to) {
  if (mark->hidden || !mark->count) return;
  if (mark->type == SCENE_GROUP) {
    for (size_t i = 0; i < mark->count; i++) {
      const Reach *group = reaches_of(reaches, canvas, mark, i);
      if (group->low <= group->high) widen(to, group->low, group->high);
    }
    return;
  }
  double pen = pen_reach(mark);
  if (mark->type == SCENE_TEXT) {
    for (size_t i = 0; i < mark->count; i++) {
      double y = scene_number_or(mark, SCENE_Y, i, 0), reach = text_reach(mark, i) + pen;
      widen(to, y - reach, y + reach);
    }
    return;
  }
  Bounds box = scene_mark_bounds(mark, canvas->text);
  if (!bounds_is_empty(box)) widen(to, box.y1 - pen, box.y2 + pen);
}

static Reach find(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, size_t item) {
  double y = scene_number_or(mark, SCENE_Y, item, 0), height = scene_item_height(mark, item);
  Reach inside = nothing;
  if (!isfinite(y + height)) return everything;
  double pen = pen_reach(mark) + fabs(scene_group_offset(mark, item));
  widen(&inside, fmin(0, height) - pen, fmax(0, height) + pen);
  for (size_t i = 0; i < mark->groups[item].mark_count; i++)
    add_mark(reaches, canvas, mark->groups[item].marks[i], &inside);
  return (Reach){y + inside.low, y + inside.high, true};
}

static const Reach *reaches_of(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, size_t item) {
  Reach *items = g_hash_table_lookup(reaches->known, mark);
  if (!items) {
    items = arena_array(reaches->arena, Reach, mark->count);
    g_hash_table_insert(reaches->known, (gpointer)mark, items);
  }
  if (!items[item].is_known) items[item] = find(reaches, canvas, mark, item);
  return &items[item];
}

bool reaches_miss(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, size_t item) {
  static const double spare = 2; /* px */
  if (!reaches || reaches->from == 0) return false;
  cairo_matrix_t m;
  cairo_get_matrix(canvas->cairo, &m);
  if (m.yx != 0 || !(m.yy > 0)) return false;
  const Reach *reach = reaches_of(reaches, canvas, mark, item);
  return reach->high * m.yy + m.y0 < reaches->from - spare || reach->low * m.yy + m.y0 > reaches->to + spare;
}
