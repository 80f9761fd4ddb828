/* layout/grid.c: items in rows and columns (vega-view-transforms' gridLayout).
 *
 * Both directions follow the same rule, so each is one Track: where items of column (row) c begin after column c - 1, by the
 * alignment asked for.
 */
#include "layout/parts.h"
#include <string.h>

typedef enum Align { ALIGN_NONE, ALIGN_EACH, ALIGN_ALL } Align;

static Align align_from_name(const char *name) {
  return name && strcmp(name, "each") == 0 ? ALIGN_EACH : name && strcmp(name, "all") == 0 ? ALIGN_ALL : ALIGN_NONE;
}

/* One direction of the grid. Item i is on line line_of[i] (its column, or its row). */
typedef struct Track {
  Align align;
  double padding;
  size_t lines;
  const size_t *line_of;
  double *before; /* per item: distance from the previous line's start to this item's */
  double *extent; /* per line: how far it reaches */
  double max;     /* the farthest of them */
  bool exact;     /* not rounded to whole px */
  double *move;   /* per item: how far it goes */
} Track;

static Track make_track(const char *align, double padding, size_t lines, const size_t *line_of, size_t count,
                        bool exact, Arena *arena) {
  return (Track){align_from_name(align),
                 padding,
                 lines,
                 line_of,
                 arena_array(arena, double, count),
                 arena_array(arena, double, lines),
                 0,
                 exact,
                 arena_array(arena, double, count)};
}

static void measure(Track *track, size_t item, double low, double high) {
  size_t line = track->line_of[item];
  double reach = track->exact ? high : ceil(high);
  track->max = fmax(track->max, reach);
  track->extent[line] = fmax(track->extent[line], reach);
  track->before[item] = line == 0 ? 0 : track->padding + (low < 0 ? ceil(-low) : 0);
}

/* Turns the space before each item into the step from the previous item. */
static void align(Track *track, size_t count, Arena *arena) {
  double *widest = arena_array(arena, double, track->lines);
  double all = 0;
  for (size_t i = 0; i < count; i++) {
    size_t line = track->line_of[i];
    if (line == 0) continue;
    widest[line] = fmax(widest[line], track->before[i]);
    all = fmax(all, track->before[i]);
  }
  for (size_t i = 0; i < count; i++) {
    size_t line = track->line_of[i];
    if (line == 0) continue;
    switch (track->align) {
    case ALIGN_ALL: track->before[i] = all + track->max; break;
    case ALIGN_EACH: track->before[i] = widest[line] + track->extent[line - 1]; break;
    case ALIGN_NONE: track->before[i] += track->extent[line - 1]; break;
    }
  }
}

static void center(Track *track, size_t item, double high, double at) {
  double room =
      (track->align == ALIGN_ALL ? track->max : track->extent[track->line_of[item]]) - high - at - track->move[item];
  if (room > 0) track->move[item] += room / 2;
}

static double anchored(double at, const char *anchor, double size, bool exact) {
  if (anchor && strcmp(anchor, "end") == 0) at -= size;
  if (anchor && strcmp(anchor, "middle") == 0) at -= size / 2;
  return exact ? at : floor(at + .5);
}

static Bounds item_box(const LayoutItem *item, bool flush) {
  if (flush) return bounds_make(0, 0, item->width, item->height);
  return bounds_is_empty(item->bounds) ? (Bounds){0, 0, 0, 0} : bounds_translate(item->bounds, -item->x, -item->y);
}

/* Applies the moves, and shifts the whole to its anchor. */
static Bounds settle(LayoutItem **items, size_t count, const Bounds *boxes, const Track *across, const Track *down,
                     GridAnchor anchor) {
  Bounds all = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i++) bounds_union(&all, bounds_translate(boxes[i], across->move[i], down->move[i]));
  double x = anchored(anchor.x, anchor.column, bounds_width(all), across->exact),
         y = anchored(anchor.y, anchor.row, bounds_height(all), down->exact);
  all = bounds_empty();
  for (size_t i = 0; i < count; i++) items[i]->mark->bounds = bounds_empty();
  for (size_t i = 0; i < count; i++) {
    LayoutItem *item = items[i];
    double dx = across->move[i] + x, dy = down->move[i] + y;
    item->x += dx;
    item->y += dy;
    item->bounds = bounds_translate(item->bounds, dx, dy);
    bounds_union(&item->mark->bounds, item->bounds);
    bounds_union(&all, item->mark->bounds);
  }
  return all;
}

Bounds layout_grid(LayoutItem **items, size_t count, const GridOptions *options, Arena *arena) {
  if (count == 0) return bounds_empty();
  size_t columns = options->columns >= 1 && options->columns < (double)count ? (size_t)options->columns : count;
  size_t rows = (count + columns - 1) / columns;
  size_t *column_of = arena_array(arena, size_t, count), *row_of = arena_array(arena, size_t, count);
  for (size_t i = 0; i < count; i++) column_of[i] = i % columns, row_of[i] = i / columns;
  Track across =
      make_track(options->align_column, options->padding_column, columns, column_of, count, options->exact, arena);
  Track down = make_track(options->align_row, options->padding_row, rows, row_of, count, options->exact, arena);
  Bounds *boxes = arena_array(arena, Bounds, count);

  for (size_t i = 0; i < count; i++) {
    boxes[i] = item_box(items[i], options->flush);
    measure(&across, i, boxes[i].x1, boxes[i].x2);
    measure(&down, i, boxes[i].y1, boxes[i].y2);
  }
  align(&across, count, arena);
  align(&down, count, arena);

  double *x = arena_array(arena, double, count), *y = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    x[i] = across.before[i] + (i % columns ? x[i - 1] : 0);
    y[i] = down.before[i] + (i >= columns ? y[i - columns] : 0);
    across.move[i] = x[i] - items[i]->x;
    down.move[i] = y[i] - items[i]->y;
  }
  bool center_across = across.align != ALIGN_NONE && options->center_column && rows > 1;
  bool center_down = down.align != ALIGN_NONE && options->center_row && columns != 1;
  for (size_t i = 0; i < count; i++) {
    if (center_across) center(&across, i, boxes[i].x2, items[i]->x);
    if (center_down) center(&down, i, boxes[i].y2, items[i]->y);
  }
  return settle(items, count, boxes, &across, &down, options->anchor);
}
