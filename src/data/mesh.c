/* data/mesh.c: the borders of a topology's objects as long lines, by the rules of topojson-client 3 (mesh.js,
 * stitch.js).
 *
 * Each arc is taken once, in the direction of its first use. Arcs that meet at their ends are then joined: fragments
 * are looked up by their start and end, and grow at both ends.
 */
#include "base/temporary.h"
#include "data/topology.h"
#include <math.h>
#include <string.h>

/* The first and the last use of an arc. */
typedef struct Use {
  bool used;
  gint32 reference;
  const Json *first, *last;
} Use;

static void note_arcs(const Topology *topology, const Json *arcs, const Json *object, Use *uses) {
  for (size_t i = 0; i < json_count(arcs); i++) {
    const Json *item = json_at(arcs, i);
    if (json_is(item, JSON_ARRAY)) {
      note_arcs(topology, item, object, uses);
      continue;
    }
    double number = json_number(item, NAN), index = number < 0 ? -1 - number : number;
    if (!(index < (double)topology_arc_count(topology)) || number != floor(number)) continue;
    Use *use = &uses[(size_t)index];
    if (!use->used) *use = (Use){true, (gint32)number, object, object};
    use->last = object;
  }
}

static void note_object(const Topology *topology, const Json *object, Use *uses) {
  const Json *members = json_get(object, "geometries");
  for (size_t i = 0; i < json_count(members); i++) note_object(topology, json_at(members, i), uses);
  if (!members) note_arcs(topology, json_get(object, "arcs"), object, uses);
}

typedef struct Point {
  double x, y;
} Point;

typedef struct Link {
  struct Link *next;
  gint32 arc;
} Link;

typedef struct Fragment {
  Link *first, *last;
  Point start, end;
} Fragment;

/* Fragments by one of their ends; a new key comes last, as in a JavaScript object. */
typedef struct Ends {
  GHashTable *slots; /* Point → index in `order`, + 1 */
  GPtrArray *order;  /* of Fragment; NULL where removed */
} Ends;

static guint point_hash(gconstpointer key) {
  const Point *point = key;
  Point own = {point->x + 0.0, point->y + 0.0}; /* −0 is 0 */
  guint64 bits[2];
  memcpy(bits, &own, sizeof bits);
  guint64 mixed =
      (bits[0] ^ (bits[0] >> 31)) * 0x9e3779b97f4a7c15ULL + (bits[1] ^ (bits[1] >> 29)) * 0xbf58476d1ce4e5b9ULL;
  return (guint)(mixed ^ (mixed >> 32));
}

static gboolean point_equal(gconstpointer a, gconstpointer b) {
  const Point *one = a, *other = b;
  return one->x == other->x && one->y == other->y;
}

static void ends_init(Ends *ends, Arena *arena) {
  *ends = (Ends){g_hash_table_new_full(point_hash, point_equal, g_free, NULL), g_ptr_array_new()};
  budget_temporary(arena_budget(arena), ends->order);
  arena_adopt(arena, ends->slots, (GDestroyNotify)g_hash_table_unref);
  arena_adopt(arena, g_ptr_array_ref(ends->order), (GDestroyNotify)g_ptr_array_unref);
}

static Fragment *ends_get(const Ends *ends, Point at) {
  guint slot = GPOINTER_TO_UINT(g_hash_table_lookup(ends->slots, &at));
  return slot ? g_ptr_array_index(ends->order, slot - 1) : NULL;
}

static void ends_remove(Ends *ends, Point at) {
  guint slot = GPOINTER_TO_UINT(g_hash_table_lookup(ends->slots, &at));
  if (!slot) return;
  g_ptr_array_index(ends->order, slot - 1) = NULL;
  g_hash_table_remove(ends->slots, &at);
}

static void ends_put(Ends *ends, Point at, Fragment *fragment) {
  guint slot = GPOINTER_TO_UINT(g_hash_table_lookup(ends->slots, &at));
  if (slot) {
    g_ptr_array_index(ends->order, slot - 1) = fragment;
    return;
  }
  g_ptr_array_add(ends->order, fragment);
  g_hash_table_insert(ends->slots, g_memdup2(&at, sizeof at), GUINT_TO_POINTER(ends->order->len));
}

typedef struct Stitcher {
  const Topology *topology;
  Arena *arena;
  Ends by_start, by_end;
  GArray *arcs;  /* of gint32: the fragments' arcs in their final order */
  GArray *stops; /* of size_t */
  bool *stitched;
} Stitcher;

static size_t arc_number(gint32 reference) { return (size_t)(reference < 0 ? ~reference : reference); }

static void append_after(Fragment *fragment, Fragment *next) {
  if (fragment == next) return;
  fragment->last->next = next->first;
  fragment->last = next->last;
}

static void place(Stitcher *stitcher, Fragment *fragment) {
  ends_put(&stitcher->by_end, fragment->end, fragment);
  ends_put(&stitcher->by_start, fragment->start, fragment);
}

/* Joins two fragments that an arc connects: `first` ends where `second` starts. */
static void connect(Stitcher *stitcher, Fragment *first, Fragment *second) {
  Point end = second->end;
  append_after(first, second);
  first->end = end;
  place(stitcher, first);
}

static void add_arc(Stitcher *stitcher, gint32 reference) {
  const GeometryLine *arc = topology_arc(stitcher->topology, arc_number(reference));
  if (!arc->count) return;
  const double *a = arc->points, *b = arc->points + 2 * (arc->count - 1);
  Point start = {a[0], a[1]}, end = {b[0], b[1]};
  if (reference < 0) {
    Point swapped = start;
    start = end;
    end = swapped;
  }
  Fragment *fragment = ends_get(&stitcher->by_end, start), *other;
  Link *link = arena_new(stitcher->arena, Link);
  link->arc = reference;
  if (fragment) {
    ends_remove(&stitcher->by_end, fragment->end);
    fragment->last = fragment->last->next = link;
    fragment->end = end;
    if ((other = ends_get(&stitcher->by_start, end))) {
      ends_remove(&stitcher->by_start, other->start);
      connect(stitcher, fragment, other);
      return;
    }
  } else if ((fragment = ends_get(&stitcher->by_start, end))) {
    ends_remove(&stitcher->by_start, fragment->start);
    link->next = fragment->first;
    fragment->first = link;
    fragment->start = start;
    if ((other = ends_get(&stitcher->by_end, start))) {
      ends_remove(&stitcher->by_end, other->end);
      connect(stitcher, other, fragment);
      return;
    }
  } else {
    fragment = arena_new(stitcher->arena, Fragment);
    *fragment = (Fragment){link, link, start, end};
  }
  place(stitcher, fragment);
}

static void end_fragment(Stitcher *stitcher) {
  size_t stop = stitcher->arcs->len;
  g_array_append_val(stitcher->stops, stop);
}

static void flush(Stitcher *stitcher, const Ends *ends, Ends *others, bool others_by_start) {
  for (guint i = 0; i < ends->order->len; i++) {
    Fragment *fragment = g_ptr_array_index(ends->order, i);
    if (!fragment) continue;
    ends_remove(others, others_by_start ? fragment->start : fragment->end);
    for (const Link *link = fragment->first; link; link = link->next) {
      stitcher->stitched[arc_number(link->arc)] = true;
      g_array_append_val(stitcher->arcs, link->arc);
    }
    end_fragment(stitcher);
  }
}

/* Arcs without extent come first, since others may swallow them. */
static void empty_arcs_first(const Topology *topology, gint32 *arcs, size_t count) {
  size_t next = 0;
  for (size_t i = 0; i < count; i++) {
    const GeometryLine *arc = topology_arc(topology, arc_number(arcs[i]));
    bool empty = arc->count == 2 && arc->points[0] == arc->points[2] && arc->points[1] == arc->points[3];
    if (!empty) continue;
    gint32 reference = arcs[i];
    arcs[i] = arcs[next];
    arcs[next++] = reference;
  }
}

static const Geometry *stitch(Topology *topology, gint32 *arcs, size_t count) {
  Budget *budget = arena_budget(topology_arena(topology));
  Arena *scratch = arena_create_charged(budget);
  Stitcher stitcher = {.topology = topology, .arena = scratch};
  ends_init(&stitcher.by_start, scratch);
  ends_init(&stitcher.by_end, scratch);
  stitcher.arcs = g_array_new(FALSE, FALSE, sizeof(gint32));
  budget_temporary(budget, stitcher.arcs);
  stitcher.stops = g_array_new(FALSE, FALSE, sizeof(size_t));
  budget_temporary(budget, stitcher.stops);
  stitcher.stitched = arena_array(scratch, bool, topology_arc_count(topology));
  empty_arcs_first(topology, arcs, count);
  for (size_t i = 0; i < count; i++) add_arc(&stitcher, arcs[i]);
  flush(&stitcher, &stitcher.by_end, &stitcher.by_start, true);
  flush(&stitcher, &stitcher.by_start, &stitcher.by_end, false);
  for (size_t i = 0; i < count; i++) {
    if (stitcher.stitched[arc_number(arcs[i])]) continue;
    g_array_append_val(stitcher.arcs, arcs[i]);
    end_fragment(&stitcher);
  }
  const Geometry *lines = topology_lines(topology, (const gint32 *)(gconstpointer)stitcher.arcs->data,
                                         (const size_t *)(gconstpointer)stitcher.stops->data, stitcher.stops->len);
  arena_destroy(scratch);
  return lines;
}

const Geometry *topology_mesh(Topology *topology, const Json *object, const char *filter) {
  size_t arc_count = topology_arc_count(topology), count = 0;
  Use *uses = g_new0(Use, arc_count + 1);
  gint32 *arcs = g_new(gint32, arc_count + 1);
  budget_temporary(arena_budget(topology_arena(topology)), uses);
  budget_temporary(arena_budget(topology_arena(topology)), arcs);
  note_object(topology, object, uses);
  for (size_t i = 0; i < arc_count; i++) {
    if (!uses[i].used) continue;
    bool interior = uses[i].first != uses[i].last;
    if (filter && interior != !strcmp(filter, "interior")) continue;
    arcs[count++] = uses[i].reference;
  }
  return stitch(topology, arcs, count);
}
