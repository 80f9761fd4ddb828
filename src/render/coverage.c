/* render/coverage.c: see coverage.h.
 *
 * For each row of pixels:
 *
 *   begin_edges()  the edges that begin on a line are sorted and put among the others, as cairo does it: where several are at the same
 *                  place, their order decides whether they cross
 *   full_row()     no edge begins or ends within the row, and none cross: the area of each trapezoid
 *   sub_row()      otherwise, for each of 15 lines. Where the winding number becomes something other than 0, coverage begins, and where it
 *                  becomes 0 again, it ends; what is covered of the pixel and how much of those to its right are added to one sum
 *   emit()         the sums of a row become its coverage, from left to right
 *
 * The edges that are met are kept in slots, one array for each of their numbers, so that four at a time move on to the next line; their order
 * from left to right is another array.
 */
#include "render/coverage.h"
#include <string.h>

enum {
  LINES = 15,
  COVER = 1 << 16
};                          /* lines sampled in a row; one covered line in a sum, above the area left uncovered */
enum { GONE = G_MAXINT32 }; /* the key of an edge that does not cross the line */

enum { LANES = 4 };
typedef gint32 Lanes __attribute__((vector_size(4 * LANES), aligned(4)));

/* For each slot. */
typedef struct Slots {
  gint32 *x, *rest, *step, *step_rest, *height, *lines, *direction;
  gint32 *now, *next; /* x on this line and on the next one, rounded; GONE: it does not reach the line */
  guint32 *edge;
  size_t count, room;
  gint32 *memory; /* of all arrays */
} Slots;
enum { SLOT_ARRAYS = 10, SLOTS_MIN = 256 };

typedef struct Scan {
  const Edge *edges;
  const guint32 *by_line; /* edges by the line they begin on, then as they were added */
  const guint32 *starts;  /* where those of a line begin there */
  Slots slots, spare_slots;
  guint32 *order, *spare,
      *incoming; /* slots: of the edges that cross the line, from left to right; room; of those that begin */
  size_t count;
  gint32 *sums; /* for each pixel of the row: COVER × lines covered from here on, and twice the area before the edges */
  gint32 beyond;   /* the same to the left of the box */
  int left, width; /* px */
} Scan;

void edges_begin(Edges *edges) {
  edges->count = 0;
  edges->too_far = false;
  edges->low = (FixedPoint){G_MAXINT32, G_MAXINT32};
  edges->high = (FixedPoint){G_MININT32, G_MININT32};
}

static gint32 line_of(gint32 y) { return (LINES * y + FIXED_ONE / 2) >> 8; }

/* From the top of an edge to its bottom. */
static void widen(Edges *edges, FixedPoint top, FixedPoint bottom) {
  edges->low = (FixedPoint){MIN(edges->low.x, MIN(top.x, bottom.x)), MIN(edges->low.y, top.y)};
  edges->high = (FixedPoint){MAX(edges->high.x, MAX(top.x, bottom.x)), MAX(edges->high.y, bottom.y)};
}

/* a / b rounded downwards, with the rest; b > 0. */
static gint32 divide(gint32 a, gint32 b, gint32 *rest) {
  gint32 quotient = a / b, left = a % b, below = -(left < 0);
  *rest = left + (b & below);
  return quotient + below;
}

void edges_add(Edges *edges, FixedPoint a, FixedPoint b, int direction) {
  enum { FAR = COVERAGE_SIDE_MAX * FIXED_ONE };
  if (a.y == b.y) return;
  if (a.y > b.y) {
    FixedPoint upper = b;
    b = a, a = upper;
    direction = -direction;
  }
  widen(edges, a, b);
  edges->too_far |= edges->low.x < -FAR || edges->low.y < -FAR || edges->high.x > FAR || edges->high.y > FAR;
  if (edges->too_far) return;
  gint32 top = line_of(a.y), bottom = line_of(b.y);
  if (bottom <= top) return;
  if (edges->count == edges->room) {
    edges->room = MAX(256, 2 * edges->room);
    edges->items = g_renew(Edge, edges->items, edges->room);
  }
  Edge *edge = &edges->items[edges->count++];
  gint32 dx = b.x - a.x, dy = b.y - a.y;
  *edge = (Edge){.top = top, .lines = bottom - top, .x = a.x, .height = 2, .direction = direction};
  if (!dx) return;
  edge->height = LINES * dy;
  gint32 down = top * FIXED_ONE + FIXED_ONE / 2 - LINES * a.y; /* to the middle of the first line */
  edge->x += divide(down * dx, edge->height, &edge->rest);
  edge->step = divide(FIXED_ONE * dx, edge->height, &edge->step_rest);
  if (edge->lines < LINES) return;
  edge->row_step = divide(FIXED_ONE * dx, dy, &edge->row_rest);
  edge->row_rest *= LINES;
}

static gint32 rounded(gint32 x, gint32 rest, gint32 height) { return x + (2 * rest >= height); }

static Slots slots_create(size_t room) {
  gint32 *memory = g_new0(gint32, SLOT_ARRAYS * room), *at[SLOT_ARRAYS];
  for (size_t i = 0; i < SLOT_ARRAYS; i++) at[i] = memory + i * room;
  return (Slots){at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7], at[8], (guint32 *)at[9], 0, room, memory};
}

/* Makes room for `count` more, and for the lanes after them. */
static void slots_reserve(Slots *slots, size_t count) {
  size_t room = slots->count + count + LANES;
  if (room <= slots->room) return;
  Slots grown = slots_create(2 * room);
  for (size_t i = 0; i < SLOT_ARRAYS; i++)
    memcpy(grown.memory + i * grown.room, slots->memory + i * slots->room, slots->count * sizeof(gint32));
  if (slots->now > slots->next) { /* they have changed places */
    gint32 *now = grown.next;
    grown.next = grown.now, grown.now = now;
  }
  grown.count = slots->count;
  g_free(slots->memory);
  *slots = grown;
}

static guint32 slots_add(Slots *slots, const Edge *edge, guint32 name) {
  size_t i = slots->count++;
  slots->x[i] = edge->x;
  slots->rest[i] = edge->rest;
  slots->step[i] = edge->step;
  slots->step_rest[i] = edge->step_rest;
  slots->height[i] = edge->height;
  slots->lines[i] = edge->lines;
  slots->direction[i] = edge->direction;
  slots->now[i] = rounded(edge->x, edge->rest, edge->height);
  slots->edge[i] = name;
  return (guint32)i;
}

/* Moves all on to the next line; sets next. There is room for slots that are not used. */
static void slots_advance(Slots *slots) {
  const Lanes gone = {GONE, GONE, GONE, GONE};
  for (size_t i = 0; i < slots->count; i += LANES) {
    Lanes height = *(Lanes *)(slots->height + i), x = *(Lanes *)(slots->x + i) + *(Lanes *)(slots->step + i);
    Lanes rest = *(Lanes *)(slots->rest + i) + *(Lanes *)(slots->step_rest + i);
    Lanes within = rest < height; /* −1 where it is */
    x += 1 + within;
    rest -= height & ~within;
    Lanes lines = *(Lanes *)(slots->lines + i) - 1, lives = lines > 0;
    *(Lanes *)(slots->x + i) = x;
    *(Lanes *)(slots->rest + i) = rest;
    *(Lanes *)(slots->lines + i) = lines;
    *(Lanes *)(slots->next + i) = ((x + 1 + (rest + rest < height)) & lives) | (gone & ~lives);
  }
}

/* Leaves out the slots of edges that have ended. */
static void slots_tidy(Scan *scan) {
  Slots *to = &scan->spare_slots, *from = &scan->slots;
  if (from->count < 2 * scan->count + 4 * LANES) return;
  to->count = 0;
  slots_reserve(to, scan->count);
  to->count = scan->count;
  for (size_t i = 0; i < scan->count; i++) {
    guint32 slot = scan->order[i];
    to->x[i] = from->x[slot];
    to->rest[i] = from->rest[slot];
    to->step[i] = from->step[slot];
    to->step_rest[i] = from->step_rest[slot];
    to->height[i] = from->height[slot];
    to->lines[i] = from->lines[slot];
    to->direction[i] = from->direction[slot];
    to->now[i] = from->now[slot];
    to->edge[i] = from->edge[slot];
    scan->order[i] = (guint32)i;
  }
  Slots tidy = *to;
  *to = *from;
  *from = tidy;
}

/* Two sorted runs into one. Of equals, those of the run that the one before them came from are first; at the start, those of a. */
static void merge(const gint32 *keys, const guint32 *a, size_t a_count, const guint32 *b, size_t b_count,
                  guint32 *out) {
  const guint32 *a_end = a + a_count, *b_end = b + b_count;
  gint32 from_b = 0;
  while (a < a_end && b < b_end) {
    from_b = keys[*b] - from_b < keys[*a];
    *out++ = from_b ? *b : *a;
    b += from_b;
    a += 1 - from_b;
  }
  while (a < a_end) *out++ = *a++;
  while (b < b_end) *out++ = *b++;
}

/* Sorts at most 2^(level + 1) items of `list` from `from` on; where the others begin. */
static size_t sort_some(const gint32 *keys, guint32 *list, size_t from, size_t count, unsigned level, guint32 *spare) {
  size_t end = MIN(from + 2, count);
  if (end - from == 2 && keys[list[from]] > keys[list[from + 1]]) {
    guint32 first = list[from + 1];
    list[from + 1] = list[from], list[from] = first;
  }
  for (unsigned i = 0; i < level && end < count; i++) {
    size_t middle = end;
    end = sort_some(keys, list, middle, count, i, spare);
    merge(keys, list + from, middle - from, list + middle, end - middle, spare);
    memcpy(list + from, spare, (end - from) * sizeof *list);
  }
  return end;
}

/* Sorts a few keys of which none are equal; false, and nothing is done, for others. */
static bool sort_few(const gint32 *keys, guint32 *list, size_t count) {
  enum { FEW = 12 };
  guint32 sorted[FEW] = {0};
  if (count > FEW) return false;
  for (size_t i = 0; i < count; i++) {
    gint32 key = keys[list[i]];
    size_t place = i;
    for (; place > 0 && keys[sorted[place - 1]] > key; place--) sorted[place] = sorted[place - 1];
    if (place > 0 && keys[sorted[place - 1]] == key) return false;
    sorted[place] = list[i];
  }
  memcpy(list, sorted, count * sizeof *list);
  return true;
}

/* Whether merge() takes the last of the first `i` of a and the first `j` of b from b. */
static bool ends_with_b(const gint32 *keys, const guint32 *a, size_t i, const guint32 *b, size_t j) {
  bool turned = false; /* of equals, the last come from the other run than the one before them */
  while (i && j && keys[a[i - 1]] == keys[b[j - 1]]) {
    gint32 key = keys[a[i - 1]];
    while (i && keys[a[i - 1]] == key) i--;
    while (j && keys[b[j - 1]] == key) j--;
    turned = !turned;
  }
  bool from_b = j && (!i || keys[b[j - 1]] > keys[a[i - 1]]);
  return from_b ^ turned;
}

/* merge() of a few into the order, from its end, as most of it stays where it is. */
static void merge_incoming(Scan *scan, size_t count) {
  const gint32 *keys = scan->slots.now;
  const guint32 *incoming = scan->incoming;
  guint32 *order = scan->order, *place = order + scan->count + count;
  size_t old = scan->count;
  gint32 shared = GONE; /* the last key that both have; of those with it, the incoming come last or first */
  bool incoming_last = false;
  for (size_t i = count; i > 0; i--) {
    gint32 key = keys[incoming[i - 1]];
    for (; old && keys[order[old - 1]] > key; old--) *--place = order[old - 1];
    if (old && keys[order[old - 1]] == key && key != shared) {
      shared = key;
      incoming_last = ends_with_b(keys, order, old, incoming, i);
    }
    for (; old && !incoming_last && keys[order[old - 1]] == key; old--) *--place = order[old - 1];
    *--place = incoming[i - 1];
  }
  scan->count += count;
}

/* Puts the edges that begin on `line` among the others. */
static void begin_edges(Scan *scan, guint32 line) {
  guint32 first = scan->starts[line];
  size_t count = scan->starts[line + 1] - first;
  if (!count) return;
  for (size_t i = 0; i < count; i++) {
    guint32 name = scan->by_line[first + i];
    scan->incoming[i] = slots_add(&scan->slots, &scan->edges[name], name);
  }
  if (count > 1 && !sort_few(scan->slots.now, scan->incoming, count))
    sort_some(scan->slots.now, scan->incoming, 0, count, G_MAXUINT, scan->spare);
  merge_incoming(scan, count);
}

/* Moves the last of `count` to the left as far as it belongs. */
static G_GNUC_NO_INLINE void move_left(guint32 *order, size_t count, const gint32 *keys) {
  guint32 slot = order[count - 1];
  size_t place = count - 1;
  for (; place > 0 && keys[order[place - 1]] > keys[slot]; place--) order[place] = order[place - 1];
  order[place] = slot;
}

/* Covers one sampled line, and puts the edges in the order of the next one. */
static void sub_row(Scan *scan) {
  Slots *slots = &scan->slots;
  slots_advance(slots);
  const gint32 *now = slots->now, *next = slots->next, *direction = slots->direction;
  gint32 *sums = scan->sums - (gssize)scan->left, last = G_MININT32, winding = 0, was_inside = 0;
  guint32 *order = scan->order, *out = order;
  for (const guint32 *at = order, *end = order + scan->count; at < end; at++) {
    guint32 slot = *at;
    gint32 x = now[slot], key = next[slot];
    winding += direction[slot];
    gint32 is_inside = winding != 0;
    sums[x >> 8] += (is_inside - was_inside) * (COVER + 2 * (x & (FIXED_ONE - 1)));
    was_inside = is_inside;
    *out = slot;
    if (key == GONE) continue;
    out++;
    if (key < last)
      move_left(order, (size_t)(out - order), next);
    else
      last = key;
  }
  scan->count = (size_t)(out - order);
  gint32 *keys = slots->now;
  slots->now = slots->next, slots->next = keys;
}

static void advance_row(const Scan *scan, guint32 slot) {
  const Slots *slots = &scan->slots;
  const Edge *edge = &scan->edges[slots->edge[slot]];
  gint32 rest = slots->rest[slot] + edge->row_rest, over = rest >= edge->height;
  slots->x[slot] += edge->row_step + over;
  slots->rest[slot] = rest - (edge->height & -over);
  slots->next[slot] = rounded(slots->x[slot], slots->rest[slot], edge->height);
}

/* Whether all edges go through the whole row and none crosses another. */
static bool is_plain_row(const Scan *scan, guint32 line) {
  const Slots *slots = &scan->slots;
  if (scan->starts[line + LINES] > scan->starts[line + 1]) return false;
  gint32 before = G_MININT32;
  for (size_t i = 0; i < scan->count; i++)
    if (slots->lines[scan->order[i]] < LINES) return false;
  for (size_t i = 0; i < scan->count; i++) {
    guint32 slot = scan->order[i];
    const Edge *edge = &scan->edges[slots->edge[slot]];
    gint32 rest = slots->rest[slot] + edge->row_rest, over = rest >= edge->height;
    gint32 key = rounded(slots->x[slot] + edge->row_step + over, rest - (edge->height & -over), edge->height);
    if (key < before) return false;
    before = key;
  }
  return true;
}

static void cover(Scan *scan, int pixel, int lines, int area) {
  pixel -= scan->left;
  if (pixel < 0)
    scan->beyond += lines * COVER;
  else if (pixel < scan->width)
    scan->sums[pixel] += lines * COVER + area;
}

/* A place on an edge: x + rest / (2 height). */
typedef struct At {
  gint64 x, rest;
} At;

/* From the middle of a sampled line to the top of its row; the halves lose their fractions as cairo's do. */
static At row_top(const Slots *slots, guint32 slot) {
  At at = {slots->x[slot], 2 * (gint64)slots->rest[slot]};
  gint64 height = 2 * (gint64)slots->height[slot], step = slots->step[slot], rest = 2 * (gint64)slots->step_rest[slot];
  if (step < 0 && rest > 0) step++, rest -= height; /* towards 0 */
  at.x -= step / 2;
  at.rest -= rest / 2;
  if (at.rest < 0) at.x--, at.rest += height;
  if (at.rest >= height) at.x++, at.rest -= height;
  return at;
}

/* What is right of an edge that goes through a whole row; moves it to the next one. */
static void cover_edge(Scan *scan, guint32 slot, int sign) {
  At a = row_top(&scan->slots, slot);
  advance_row(scan, slot);
  At b = row_top(&scan->slots, slot);
  if (b.x >> 8 < a.x >> 8) {
    At right = a;
    a = b, b = right;
  }
  int pixel = (int)(a.x >> 8), last = (int)(b.x >> 8), from = (int)(a.x & 255), to = (int)(b.x & 255);
  if (pixel == last) {
    cover(scan, pixel, sign * LINES, sign * (from + to) * LINES);
    return;
  }
  gint64 height = 2 * (gint64)scan->slots.height[slot], dx = (b.x - a.x) * height + (b.rest - a.rest);
  gint64 first = (((gint64)(pixel + 1) * FIXED_ONE - a.x) * height - a.rest) * LINES;
  gint64 line = first / dx, rest = first % dx, each = LINES * FIXED_ONE * height, step = each / dx,
         step_rest = each % dx;
  int done = (int)line;
  cover(scan, pixel, sign * done, sign * done * (FIXED_ONE + from));
  for (pixel++; pixel < last; pixel++) {
    line += step;
    rest += step_rest;
    if (rest >= dx) line++, rest -= dx;
    cover(scan, pixel, sign * (int)(line - done), sign * (int)(line - done) * FIXED_ONE);
    done = (int)line;
  }
  cover(scan, pixel, sign * (LINES - done), sign * (LINES - done) * to);
}

static void full_row(Scan *scan) {
  Slots *slots = &scan->slots;
  guint32 *order = scan->order;
  size_t kept = 0, count = scan->count;
  for (size_t first = 0, last; first < count; first = last + 1) {
    int winding = slots->direction[order[first]];
    for (last = first + 1; last < count; last++) {
      winding += slots->direction[order[last]];
      if (winding == 0 && (last + 1 == count || slots->now[order[last + 1]] != slots->now[order[last]])) break;
      advance_row(scan, order[last]);
    }
    cover_edge(scan, order[first], 1);
    if (last < count) cover_edge(scan, order[last], -1);
  }
  for (size_t i = 0; i < count; i++) {
    guint32 slot = order[i];
    slots->lines[slot] -= LINES;
    slots->now[slot] = slots->next[slot];
    if (slots->lines[slot] > 0) order[kept++] = slot;
  }
  scan->count = kept;
}

static guint8 alpha_of(gint32 area) { return (guint8)((area * 17 + FIXED_ONE) >> 9); }

static void emit(Scan *scan, guint8 *row) {
  gint32 covered = (scan->beyond / COVER) * 2 * FIXED_ONE;
  guint8 plain = alpha_of(covered);
  for (int x = 0; x < scan->width; x++) {
    gint32 sum = scan->sums[x];
    if (!sum) {
      row[x] = plain;
      continue;
    }
    gint16 area = (gint16)sum;
    covered += (sum - area) / COVER * 2 * FIXED_ONE;
    row[x] = alpha_of(covered - area);
    plain = alpha_of(covered);
    scan->sums[x] = 0;
  }
  scan->sums[scan->width] = scan->beyond = 0;
}

CoverageMask coverage_box(const Edges *edges) {
  if (!edges->count) return (CoverageMask){0};
  int left = edges->low.x >> 8, top = edges->low.y >> 8;
  return (CoverageMask){left, top, ((edges->high.x + 255) >> 8) - left, ((edges->high.y + 255) >> 8) - top, NULL};
}

static void scan_row(Scan *scan, guint32 line) {
  slots_reserve(&scan->slots, scan->starts[line + LINES] - scan->starts[line]);
  begin_edges(scan, line);
  if (is_plain_row(scan, line)) {
    full_row(scan);
    return;
  }
  sub_row(scan);
  for (guint32 i = 1; i < LINES; i++) {
    begin_edges(scan, line + i);
    sub_row(scan);
  }
  slots_tidy(scan);
}

void coverage_fill(const Edges *edges, CoverageMask *mask) {
  size_t lines = (size_t)mask->height * LINES, count = edges->count, room = count + LANES;
  gint32 above = mask->top * LINES;
  guint32 *starts = g_new0(guint32, lines + 2), *lists = g_new(guint32, 4 * room);
  for (size_t i = 0; i < count; i++) starts[edges->items[i].top - above + 2]++;
  for (size_t i = 2; i <= lines + 1; i++) starts[i] += starts[i - 1];
  for (size_t i = 0; i < count; i++) lists[starts[edges->items[i].top - above + 1]++] = (guint32)i;
  Scan scan = {.edges = edges->items,
               .by_line = lists,
               .starts = starts,
               .slots = slots_create(SLOTS_MIN),
               .spare_slots = slots_create(SLOTS_MIN),
               .order = lists + room,
               .spare = lists + 2 * room,
               .incoming = lists + 3 * room,
               .sums = g_new0(gint32, (gsize)mask->width + 1),
               .left = mask->left,
               .width = mask->width};
  for (int y = 0; y < mask->height; y++) {
    guint32 line = (guint32)y * LINES;
    if (!scan.count && starts[line + LINES] == starts[line]) continue; /* the mask is empty */
    scan_row(&scan, line);
    emit(&scan, mask->pixels + (gsize)y * (gsize)mask->width);
  }
  g_free(scan.sums);
  g_free(scan.slots.memory);
  g_free(scan.spare_slots.memory);
  g_free(lists);
  g_free(starts);
}
