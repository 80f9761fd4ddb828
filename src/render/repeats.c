/* render/repeats.c: see repeats.h.
 *
 * Painting over with one colour brings a pixel of 8 bits nearer to it each time, by at least 1/255 of what is left and until
 * rounding stops it, which is before the 256th time. Of equal items, those before the last 256 therefore do not show, whatever
 * is painted between them.
 */
#include "render/repeats.h"
#include "base/temporary.h"
#include <math.h>

enum { ITEMS_MIN = 512, TIMES_MAX = 256 };

typedef struct Item {
  const SceneMark *mark;
  size_t i;
  unsigned times;
} Item;

static bool shows(SceneChannelId id) { return id != SCENE_HREF && id != SCENE_TOOLTIP && id != SCENE_DESCRIPTION; }

/* Channels that differ between items and show. */
static bool is_column(const SceneMark *mark, SceneChannelId id) { return !scene_is_constant(mark, id) && shows(id); }

static guint add_bytes(guint hash, const void *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) hash = (hash ^ ((const unsigned char *)bytes)[i]) * 16777619u;
  return hash;
}

static guint item_hash(gconstpointer key) {
  const Item *item = key;
  guint hash = 2166136261u;
  Paint paint;
  for (SceneChannelId id = 0; id < SCENE_CHANNEL_COUNT; id++) {
    if (!is_column(item->mark, id)) continue;
    const SceneChannel *channel = &item->mark->channels[id];
    switch (scene_channel_kind(id)) {
    case SCENE_KIND_NUMBER:
      hash = add_bytes(hash, &channel->numbers[item->mark->first + item->i], sizeof(double));
      break;
    case SCENE_KIND_STRING:
      if (channel->strings[item->mark->first + item->i])
        hash = hash * 31 + g_str_hash(channel->strings[item->mark->first + item->i]);
      break;
    case SCENE_KIND_PAINT:
      paint = scene_channel_paint_at(channel, item->mark->first + item->i);
      hash = add_bytes(hash, &paint.color.r, sizeof(double));
      break;
    default: break;
    }
  }
  return hash;
}

static bool number_equal(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static bool paint_equal(Paint a, Paint b) {
  return a.kind == b.kind && a.gradient == b.gradient && number_equal(a.color.r, b.color.r) &&
         number_equal(a.color.g, b.color.g) && number_equal(a.color.b, b.color.b) && number_equal(a.color.a, b.color.a);
}

static bool channel_equal(const SceneChannel *channel, SceneChannelKind kind, size_t a, size_t b) {
  switch (kind) {
  case SCENE_KIND_NUMBER: return number_equal(channel->numbers[a], channel->numbers[b]);
  case SCENE_KIND_STRING: return g_strcmp0(channel->strings[a], channel->strings[b]) == 0;
  case SCENE_KIND_PAINT: return paint_equal(scene_channel_paint_at(channel, a), scene_channel_paint_at(channel, b));
  case SCENE_KIND_ARRAY: return channel->arrays[a] == channel->arrays[b];
  default: return channel->paths[a] == channel->paths[b];
  }
}

static gboolean item_equal(gconstpointer a, gconstpointer b) {
  const Item *one = a, *other = b;
  for (SceneChannelId id = 0; id < SCENE_CHANNEL_COUNT; id++)
    if (is_column(one->mark, id) && !channel_equal(&one->mark->channels[id], scene_channel_kind(id),
                                                   one->mark->first + one->i, other->mark->first + other->i))
      return FALSE;
  return TRUE;
}

const bool *repeats_find(const Canvas *canvas, const SceneMark *mark, Arena *arena) {
  if (!canvas->raster || mark->count < ITEMS_MIN || mark->channels[SCENE_BLEND].state != CHANNEL_UNSET) return NULL;
  bool *repeated = NULL;
  Item *items = arena_array(arena, Item, mark->count);
  GHashTable *known = g_hash_table_new(item_hash, item_equal);
  arena_temporary(arena, known);
  for (size_t i = mark->count; i-- > 0;) {
    items[i] = (Item){mark, i, 1};
    Item *first = g_hash_table_lookup(known, &items[i]);
    if (!first)
      g_hash_table_add(known, &items[i]);
    else if (++first->times > TIMES_MAX) {
      if (!repeated) repeated = arena_array(arena, bool, mark->count);
      repeated[i] = true;
    }
  }
  return repeated;
}
