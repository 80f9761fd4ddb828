/* render/batch.c: see batch.h.
 *
 *   Ink    what one outline is filled or stroked with, and where a thread leaves its coverage
 *   Item   one outline, its fill and its stroke
 *   Batch  some items of one mark. When they have POINTS_MAX points or enough pixels, a crew finds their coverage, and then they are painted one
 *          after the other. Between batch_create() and the last batch_paint(), cairo draws only after batch_add() said that it must
 */
#include "render/batch.h"
#include "base/crew.h"
#include "render/outline.h"
#include "scene/bounds.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

enum {
  POINTS_MIN = 2000,    /* of a mark */
  POINTS_MAX = 1 << 16, /* of a batch */
  POINTS_BY_ONE = 1 << 12 /* a smaller batch needs no crew */,
  ITEMS_MAX = 4096,
  PIXELS_MAX = 1 << 22,
  WIDTH_MAX = 8, /* px of a stroke; cost.h charges for wider ones */
};

typedef struct Ink {
  guint32 pixel; /* premultiplied ARGB; 0: none */
  CoverageMask mask;
} Ink;

typedef struct Item {
  const ScenePath *path;
  OutlinePlace place;
  OutlinePen pen;
  PixelBox box;
  Ink fill, stroke;
  size_t index; /* in the mark */
  bool failed;  /* cairo must draw it */
} Item;

/* Some items, one after the other, that one thread covers. */
typedef struct Run {
  Item *items;
  size_t count;
} Run;

/* Rows of the picture that one thread paints. */
typedef struct Band {
  const struct Batch *batch;
  int from, to;
} Band;
enum { BANDS = 4 };

struct Batch {
  Canvas *canvas;
  const SceneMark *mark;
  Arena *arena;
  OutlinePlace place; /* of the mark */
  PixelBox box;       /* that may be painted */
  cairo_surface_t *target;
  Item *items;
  Run *runs; /* as many */
  size_t count, points;
  double pixels, charged;
  Crew *crew; /* NULL until needed */
  unsigned jobs;
  Band bands[BANDS];
};

/* False where the clip is not a box of whole pixels, or one that is too large. */
static bool read_clip(Batch *batch, cairo_t *cairo) {
  return pixel_box_of_clip(cairo, batch->target, &batch->box) && batch->box.right <= COVERAGE_SIDE_MAX &&
         batch->box.bottom <= COVERAGE_SIDE_MAX;
}

static bool has_many_points(const SceneMark *mark) {
  size_t points = 0;
  if (mark->type != SCENE_SHAPE) return false;
  for (size_t i = 0; i < mark->count && points < POINTS_MIN; i++) {
    const ScenePath *path = scene_item_path(mark, i, NULL);
    points += path ? path->verb_count : 0;
  }
  return points >= POINTS_MIN;
}

static void drop_masks(void *closure) {
  Batch *batch = closure;
  for (size_t i = 0; i < batch->count; i++) {
    g_clear_pointer(&batch->items[i].fill.mask.pixels, g_free);
    g_clear_pointer(&batch->items[i].stroke.mask.pixels, g_free);
  }
}

Batch *batch_create(Canvas *canvas, const SceneMark *mark, Arena *arena) {
  if (!canvas->raster || canvas->plate || mark->channels[SCENE_BLEND].state != CHANNEL_UNSET || !has_many_points(mark))
    return NULL;
  cairo_matrix_t m;
  cairo_get_matrix(canvas->cairo, &m);
  cairo_surface_t *target = cairo_get_group_target(canvas->cairo);
  if (m.xy != 0 || m.yx != 0 || m.xx != m.yy || !(m.xx > 0) || target != cairo_get_target(canvas->cairo) ||
      cairo_surface_get_type(target) != CAIRO_SURFACE_TYPE_IMAGE ||
      cairo_image_surface_get_format(target) != CAIRO_FORMAT_ARGB32 ||
      cairo_get_operator(canvas->cairo) != CAIRO_OPERATOR_OVER)
    return NULL;
  Batch *batch = arena_new(arena, Batch);
  *batch = (Batch){
      .canvas = canvas, .mark = mark, .arena = arena, .place = {.scale = m.xx, .x = m.x0, .y = m.y0}, .target = target};
  if (!read_clip(batch, canvas->cairo)) return NULL;
  batch->items = arena_array(arena, Item, MIN(mark->count, ITEMS_MAX));
  batch->runs = arena_array(arena, Run, MIN(mark->count, ITEMS_MAX));
  arena_adopt(arena, batch, drop_masks);
  return batch;
}

static void cover(Item *item, const Outline *outline, bool stroke, Edges *edges) {
  edges_begin(edges);
  if (stroke)
    outline_stroke_edges(outline, &item->pen, edges);
  else
    outline_fill_edges(outline, edges);
  item->failed = edges->too_far;
  if (!edges->count || item->failed) return;
  CoverageMask mask = coverage_box(edges);
  const PixelBox *box = &item->box;
  item->failed = mask.left < box->left || mask.top < box->top || mask.left + mask.width > box->right ||
                 mask.top + mask.height > box->bottom;
  if (item->failed) return;
  mask.pixels = g_new0(guint8, (gsize)mask.width * (gsize)mask.height);
  coverage_fill(edges, &mask);
  (stroke ? &item->stroke : &item->fill)->mask = mask;
}

static void cover_item(Item *item, Edges *edges) {
  Outline outline;
  item->failed = !outline_read(&outline, item->path, item->place, item->box);
  if (!item->failed && item->fill.pixel) cover(item, &outline, false, edges);
  if (!item->failed && item->stroke.pixel) cover(item, &outline, true, edges);
  outline_free(&outline);
}

static void cover_run(void *closure) {
  const Run *run = closure;
  Edges edges = {0};
  for (size_t i = 0; i < run->count; i++) cover_item(&run->items[i], &edges);
  g_free(edges.items);
}

/* As cairo makes pixels of colours. */
static guint32 pixel_of(Rgba c, double alpha) {
  double a = CLAMP(alpha, 0, 1), parts[] = {a, CLAMP(c.r, 0, 1) * a, CLAMP(c.g, 0, 1) * a, CLAMP(c.b, 0, 1) * a};
  guint32 pixel = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) pixel = pixel << 8 | (guint32)(parts[i] * 65535 + 0.5) >> 8;
  return pixel;
}

/* False if it is a gradient. */
static bool find_ink(const SceneMark *mark, size_t item, SceneChannelId paint_id, SceneChannelId opacity_id, Ink *ink) {
  Paint paint = scene_paint(mark, paint_id, item);
  if (paint.kind == PAINT_NONE) return true;
  if (paint.kind != PAINT_COLOR) return false;
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1) * scene_number_or(mark, opacity_id, item, 1);
  if (opacity > 0) ink->pixel = pixel_of(paint.color, paint.color.a * opacity);
  return true;
}

/* False if cairo must stroke it. */
static bool find_pen(const Batch *batch, size_t i, Item *item) {
  const SceneMark *mark = batch->mark;
  double width = scene_number_or(mark, SCENE_STROKE_WIDTH, i, 1),
         limit = scene_number_or(mark, SCENE_STROKE_MITER_LIMIT, i, 4);
  const char *join = scene_string(mark, SCENE_STROKE_JOIN, i, "miter"),
             *cap = scene_string(mark, SCENE_STROKE_CAP, i, "butt");
  if (!(width > 0)) item->stroke.pixel = 0;
  if (!item->stroke.pixel) return true;
  const OutlinePlace *place = &batch->place;
  item->pen = (OutlinePen){.half_width = width / 2,
                           .scale = place->scale,
                           .is_device = place->scale == 1 && place->x == 0 && place->y == 0,
                           .miter_limit = limit,
                           .miter = strcmp(join, "bevel") != 0,
                           .square = strcmp(cap, "square") == 0};
  return width < WIDTH_MAX && strcmp(join, "round") != 0 && strcmp(cap, "round") != 0 &&
         !scene_array(mark, SCENE_STROKE_DASH, i);
}

/* Pixels in the box around the outline and its stroke, at most. */
static double pixels_of(const Item *item) {
  Bounds b = path_bounds(item->path);
  double reach = item->stroke.pixel ? item->pen.half_width * fmax(item->pen.miter_limit, 1) * 2 : 0;
  double width = (b.x2 - b.x1 + reach) * item->place.scale + 2, height = (b.y2 - b.y1 + reach) * item->place.scale + 2;
  double most = (double)(item->box.right - item->box.left) * (item->box.bottom - item->box.top);
  return width > 0 && height > 0 ? fmin(width * height, most) : 0;
}

bool batch_add(Batch *batch, size_t i, const ScenePath *path, double x, double y) {
  static const double point_bytes = 600; /* of a stroke: points, edges and their order */
  const SceneMark *mark = batch->mark;
  Item item = {.path = path, .place = batch->place, .box = batch->box, .index = i};
  item.place.item_x = x, item.place.item_y = y;
  bool good = scene_number_or(mark, SCENE_ANGLE, i, 0) == 0 && path->verb_count < POINTS_MAX &&
              find_ink(mark, i, SCENE_FILL, SCENE_FILL_OPACITY, &item.fill) &&
              find_ink(mark, i, SCENE_STROKE, SCENE_STROKE_OPACITY, &item.stroke) && find_pen(batch, i, &item);
  if (!good) {
    batch_paint(batch);
    return false;
  }
  if (!item.fill.pixel && !item.stroke.pixel) return true;
  double pixels = pixels_of(&item);
  if (batch->count == MIN(mark->count, ITEMS_MAX) || batch->points + path->verb_count > POINTS_MAX ||
      batch->pixels + pixels > PIXELS_MAX)
    batch_paint(batch);
  canvas_charge_path(batch->canvas, path, 1);
  double bytes = 2 * pixels + point_bytes * (double)path->verb_count;
  budget_charge(arena_budget(batch->canvas->options->work), BUDGET_MEMORY, bytes);
  batch->charged += bytes;
  batch->pixels += pixels;
  batch->points += path->verb_count;
  batch->items[batch->count++] = item;
  return true;
}

/* Two channels of a pixel, each × b / 255; `half` is added before the fraction goes. */
static guint32 times_pair(guint32 pair, guint32 b, guint32 half) {
  guint32 t = pair * b + half;
  return ((t + ((t >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
}

static guint32 pixel_times(guint32 pixel, guint32 b, guint32 half) {
  return times_pair(pixel & 0x00ff00ff, b, half) | times_pair(pixel >> 8 & 0x00ff00ff, b, half) << 8;
}

/* Porter and Duff's "over". What is opaque, cairo lays itself, with 127 for one half; the rest is pixman's, with 128. */
static void lay_row(guint32 *row, const guint8 *coverage, int width, guint32 pixel) {
  bool is_opaque = pixel >> 24 == 255;
  guint32 half = is_opaque ? 0x007f007f : 0x00800080;
  for (int x = 0; x < width; x++) {
    guint64 eight;
    if (x + 8 <= width) {
      memcpy(&eight, coverage + x, sizeof eight);
      if (!eight) {
        x += 7;
        continue;
      }
    }
    if (coverage[x] == 255 && is_opaque) {
      row[x] = pixel;
    } else if (coverage[x]) {
      guint32 source = pixel_times(pixel, coverage[x], half);
      row[x] = source + pixel_times(row[x], 255 - (is_opaque ? coverage[x] : source >> 24), half);
    }
  }
}

/* Paints what is in the rows `from` … `to`. */
static void lay(const Batch *batch, const Ink *ink, int from, int to) {
  guint8 *pixels = cairo_image_surface_get_data(batch->target);
  gsize stride = (gsize)cairo_image_surface_get_stride(batch->target);
  const CoverageMask *mask = &ink->mask;
  if (!mask->pixels) return;
  for (int y = MAX(from, mask->top); y < MIN(to, mask->top + mask->height); y++) {
    guint32 *row = (guint32 *)(void *)(pixels + (gsize)y * stride) + mask->left;
    lay_row(row, mask->pixels + (gsize)(y - mask->top) * (gsize)mask->width, mask->width, ink->pixel);
  }
}

static void lay_band(void *closure) {
  const Band *band = closure;
  for (size_t i = 0; i < band->batch->count; i++) {
    lay(band->batch, &band->batch->items[i].fill, band->from, band->to);
    lay(band->batch, &band->batch->items[i].stroke, band->from, band->to);
  }
}

static void draw_by_cairo(Batch *batch, const Item *item) {
  Canvas *canvas = batch->canvas;
  cairo_surface_mark_dirty(batch->target);
  canvas_path(canvas, item->path, item->place.item_x, item->place.item_y, 1);
  canvas_fill_stroke(canvas, batch->mark, item->index);
  cairo_surface_flush(batch->target);
}

static void hire(Batch *batch) {
  enum { THREADS_MAX = 16 };
  int threads = batch->canvas->options->threads;
  if (threads <= 0) threads = (int)g_get_num_processors();
  batch->crew = crew_create(MIN(threads, THREADS_MAX));
  arena_adopt(batch->arena, batch->crew, crew_destroy);
}

static void cover_all(Batch *batch) {
  enum { POINTS_OF_RUN = 1 << 11 };
  if (batch->points < POINTS_BY_ONE) {
    cover_run(&(Run){batch->items, batch->count});
    return;
  }
  if (!batch->crew) hire(batch);
  size_t points = 0, runs = 0;
  for (size_t i = 0; i < batch->count; i++) {
    if (points == 0) batch->runs[runs++] = (Run){&batch->items[i], 0};
    batch->runs[runs - 1].count++;
    points += batch->items[i].path->verb_count;
    if (points >= POINTS_OF_RUN) points = 0;
  }
  for (size_t i = 0; i < runs; i++) crew_add(batch->crew, cover_run, &batch->runs[i]);
  batch->jobs += (unsigned)runs;
  while (!crew_has_done(batch->crew, batch->jobs)) continue;
}

static bool any_failed(const Batch *batch) {
  for (size_t i = 0; i < batch->count; i++)
    if (batch->items[i].failed) return true;
  return false;
}

/* By threads, each on some rows, in the order of the items. */
static void lay_all(Batch *batch) {
  int top = batch->box.top, rows = batch->box.bottom - top;
  for (int i = 0; i < BANDS; i++) {
    batch->bands[i] = (Band){batch, top + rows * i / BANDS, top + rows * (i + 1) / BANDS};
    crew_add(batch->crew, lay_band, &batch->bands[i]);
  }
  batch->jobs += BANDS;
  while (!crew_has_done(batch->crew, batch->jobs)) continue;
}

static void lay_one_by_one(Batch *batch) {
  for (size_t i = 0; i < batch->count; i++) {
    const Item *item = &batch->items[i];
    if (item->failed) {
      draw_by_cairo(batch, item);
    } else {
      lay(batch, &item->fill, batch->box.top, batch->box.bottom);
      lay(batch, &item->stroke, batch->box.top, batch->box.bottom);
    }
  }
}

void batch_paint(Batch *batch) {
  if (!batch->count) return;
  cover_all(batch);
  cairo_surface_flush(batch->target);
  if (batch->crew && !any_failed(batch))
    lay_all(batch);
  else
    lay_one_by_one(batch);
  drop_masks(batch);
  cairo_surface_mark_dirty(batch->target);
  budget_return(arena_budget(batch->canvas->options->work), BUDGET_MEMORY, batch->charged);
  batch->count = batch->points = 0;
  batch->pixels = batch->charged = 0;
}
