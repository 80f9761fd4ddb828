/* render/stamp.c: scatter plots of thousands to millions of symbols, drawn by copying masks.
 *
 * To fill a circle, cairo builds a path, flattens it, finds the coverage of every pixel and composites: some
 * microseconds, of which nearly all goes into coverage. For symbols of one shape and size that is always the same
 * work; only the position within the pixel differs. So cairo draws the shape once for each cell of a 16 × 15 grid
 * within a pixel (15 rows, because cairo's rasteriser samples 15 lines per pixel), and from then on an item is a loop
 * over the few pixels of its mask. The price is precision: a symbol is at most 1/32 px off across and 1/30 px down.
 * It is the same on every run.
 *
 * stamps_create() decides for a whole mark, and returns NULL where the result would differ or not be worth it: fewer
 * than ITEMS_MIN items, sizes, shapes, dashes or stroke widths that differ by item, rotation, gradients, blend modes,
 * a rotated or unevenly scaled canvas, a clip that is not a rectangle of whole pixels, masks over SIDE_MAX px.
 * Colours and opacities may differ by item, since a mask holds only coverage.
 *
 *   Mask      side × side bytes of coverage, and the box of those that are not 0. Drawn on first use: `coverage` is
 *             NULL before. The symbol's centre is in pixel side / 2, at the middle of the grid cell
 *   Stamps    masks[fill or stroke][row][column], in the caller's arena, and the target's pixels, which are written
 *             directly. Between stamps_create(), which flushes the surface, and stamps_end(), which marks it dirty,
 *             cairo must not draw to it
 *   lay()     Porter and Duff's "over" on premultiplied ARGB32, rounded exactly as pixman does it: the pairs of pixels of a
 *             mask that are not empty, eight channels at a time; at the edges of the clip pixel by pixel
 *   InkedPair what two pixels of a mask come to with one of the first few inks, so that an item only has to lay it
 *   Placed    a mask where it is to be laid. Many are collected, and then laid by threads, each on some rows of the picture,
 *             in their order: the pixels are the same for any number of threads
 *
 * Example: 3000 circles of size 30 in a chart of 200 × 200 px. The radius is sqrt(30) / 2 = 2.74 px and
 * side = 2 · (3 + 1) + 1 = 9. An item at (100.30, 50.75): column floor(0.30 · 16) = 4, row floor(0.75 · 15) = 11. If
 * masks[STAMP_FILL][11][4] is empty, cairo draws the circle into a 9 × 9 surface at (4 + 4.5 / 16, 4 + 11.5 / 15).
 * Its corner goes to pixel (96, 46). At random positions the 3000 items use all 240 masks; cairo is called 240 times.
 * Points of that size, which have a stroke of 2 px, have a side of 17: a mask must hold the longest mitre, so the
 * stroke reaches 2 · 4 / 2 px.
 */
#include "render/stamp.h"
#include "base/crew.h"
#include "base/temporary.h"
#include "render/pixel_box.h"
#include "scene/shapes.h"
#include "scene/symbols.h"
#include <math.h>
#include <string.h>

enum {
  COLUMNS = 16,
  ROWS = 15,
  ITEMS_MIN = 2000,
  SIDE_MAX = 64,
  PLACED_MAX = 1 << 15,
  PLACED_BY_ONE = 1 << 12,
  INKS_MAX = 8,          /* that masks are kept with */
  INKED_PAIRS_MAX = 128, /* of a mask that is kept with inks */
  THREADS_MAX = 16
};
typedef enum StampKind { STAMP_FILL, STAMP_STROKE, STAMP_KINDS } StampKind;

enum { PAIR = 2, CHANNELS = 4 * PAIR };
typedef guint8 Bytes __attribute__((vector_size(CHANNELS)));
typedef guint16 Words __attribute__((vector_size(2 * CHANNELS)));

/* Two pixels of a row of a mask; the coverage of each, once for each channel. */
typedef struct Pair {
  guint8 coverage[CHANNELS];
  gint16 x, y;
} Pair;

/* Two pixels of a mask in an ink: what is added to each channel, and how much of what is there stays, of 255. */
typedef struct InkedPair {
  guint8 added[CHANNELS], kept[CHANNELS];
  gint32 offset; /* bytes from the corner of the mask in the target */
  gint16 y;
} InkedPair;

/* The coverage of each pixel, 0 … 255. */
typedef struct Mask {
  int x1, y1, x2, y2; /* the part that is not empty */
  guint8 *coverage;   /* side × side; NULL until needed */
  Pair *pairs;        /* those that are not empty, from the top */
  int pair_count;
  const InkedPair *inked[INKS_MAX]; /* by ink; NULL until needed */
} Mask;

typedef struct Placed {
  const Mask *mask;
  const InkedPair *inked; /* NULL: with none of the first inks */
  int left, top;          /* px of the corner of its square */
  guint32 ink;
} Placed;

/* Rows of the picture that one thread paints at a time. */
typedef struct Band {
  const struct Stamps *stamps;
  int from, to;
} Band;

struct Stamps {
  Canvas *canvas;
  Arena *arena;
  const ScenePath *shape; /* NULL: a circle */
  double radius, scale, origin_x, origin_y;
  int side; /* px of a mask; the symbol's centre is in pixel side / 2 */
  PixelBox clip;
  cairo_surface_t *target;
  guint8 *pixels;
  int stride;
  Placed *placed;
  int placed_count;
  guint32 inks[INKS_MAX];
  int ink_count;
  Crew *crew; /* NULL until needed */
  int band_count;
  unsigned jobs; /* that the crew has been given */
  Band bands[2 * THREADS_MAX];
  Mask masks[STAMP_KINDS][ROWS][COLUMNS];
};

static bool has_gradient(const SceneMark *mark, SceneChannelId id) {
  for (size_t i = 0; i < (scene_is_constant(mark, id) ? 1 : mark->count); i++)
    if (scene_paint(mark, id, i).kind == PAINT_GRADIENT) return true;
  return false;
}

static bool is_uniform(const SceneMark *mark) {
  static const SceneChannelId shaping[] = {
      SCENE_SIZE,        SCENE_SHAPE_NAME,         SCENE_ANGLE,      SCENE_STROKE_WIDTH, SCENE_STROKE_DASH_OFFSET,
      SCENE_STROKE_DASH, SCENE_STROKE_MITER_LIMIT, SCENE_STROKE_CAP, SCENE_STROKE_JOIN,
  };
  for (size_t i = 0; i < G_N_ELEMENTS(shaping); i++)
    if (!scene_is_constant(mark, shaping[i])) return false;
  if (mark->channels[SCENE_BLEND].state != CHANNEL_UNSET || scene_number_or(mark, SCENE_ANGLE, 0, 0) != 0) return false;
  return !has_gradient(mark, SCENE_FILL) && !has_gradient(mark, SCENE_STROKE);
}

/* The farthest that the symbol's ink can be from its centre, device px. */
static double reach_of(const SceneMark *mark, const ScenePath *shape, double radius, double scale) {
  Bounds b = shape ? path_bounds(shape) : (Bounds){-1, -1, 1, 1};
  double reach = MAX(MAX(fabs(b.x1), fabs(b.x2)), MAX(fabs(b.y1), fabs(b.y2))) * radius;
  bool stroked = mark->channels[SCENE_STROKE].state != CHANNEL_UNSET;
  double width = stroked ? scene_number_or(mark, SCENE_STROKE_WIDTH, 0, 1) : 0;
  return (reach + width * MAX(1, scene_number_or(mark, SCENE_STROKE_MITER_LIMIT, 0, 4)) / 2) * scale;
}

Stamps *stamps_create(Canvas *canvas, const SceneMark *mark, const ScenePath *shape, double radius, Arena *arena) {
  if (!canvas->raster || mark->count < ITEMS_MIN || !is_uniform(mark)) return NULL;
  cairo_matrix_t m;
  cairo_get_matrix(canvas->cairo, &m);
  if (m.xy != 0 || m.yx != 0 || m.xx != m.yy) return NULL;
  double reach = reach_of(mark, shape, radius, m.xx);
  if (!(reach > 0) || 2 * reach + 4 > SIDE_MAX) return NULL;
  Stamps *stamps = arena_new(arena, Stamps);
  *stamps = (Stamps){.canvas = canvas,
                     .arena = arena,
                     .shape = shape,
                     .radius = radius,
                     .scale = m.xx,
                     .origin_x = m.x0,
                     .origin_y = m.y0};
  stamps->side = 2 * ((int)ceil(reach) + 1) + 1;
  stamps->target = cairo_get_target(canvas->cairo);
  if (!pixel_box_of_clip(canvas->cairo, stamps->target, &stamps->clip)) return NULL;
  cairo_surface_flush(stamps->target);
  stamps->pixels = cairo_image_surface_get_data(stamps->target);
  stamps->stride = cairo_image_surface_get_stride(stamps->target);
  stamps->placed = arena_array(arena, Placed, PLACED_MAX);
  return stamps;
}

/* Sets the box around the pixels that are not 0. */
static void trim(Mask *mask, int side) {
  mask->x1 = mask->y1 = side;
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      if (mask->coverage[y * side + x]) {
        mask->x1 = MIN(mask->x1, x);
        mask->x2 = MAX(mask->x2, x + 1);
        mask->y1 = MIN(mask->y1, y);
        mask->y2 = y + 1;
      }
}

static void make_pairs(Mask *mask, int side, Arena *arena) {
  mask->pairs = arena_array(arena, Pair, (size_t)(mask->y2 - mask->y1) * (size_t)((mask->x2 - mask->x1 + 1) / PAIR));
  for (int y = mask->y1; y < mask->y2; y++)
    for (int x = mask->x1; x < mask->x2; x += PAIR) {
      guint8 one = mask->coverage[y * side + x], other = x + 1 < mask->x2 ? mask->coverage[y * side + x + 1] : 0;
      if (!one && !other) continue;
      Pair *pair = &mask->pairs[mask->pair_count++];
      memset(pair->coverage, one, CHANNELS / 2);
      memset(pair->coverage + CHANNELS / 2, other, CHANNELS / 2);
      pair->x = (gint16)x;
      pair->y = (gint16)y;
    }
}

static void draw_mask(Stamps *stamps, Mask *mask, const SceneMark *mark, StampKind kind, double dx, double dy) {
  Canvas *canvas = stamps->canvas;
  int side = stamps->side;
  Budget *budget = arena_budget(stamps->arena);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, side, side);
  budget_temporary_with(budget, surface, (GDestroyNotify)cairo_surface_destroy);
  cairo_t *painting = canvas->cairo, *cairo = canvas->cairo = cairo_create(surface);
  budget_temporary_with(budget, cairo, (GDestroyNotify)cairo_destroy);
  int middle = side / 2;
  cairo_translate(canvas->cairo, middle + dx, middle + dy);
  cairo_scale(canvas->cairo, stamps->scale, stamps->scale);
  if (stamps->shape)
    canvas_path(canvas, stamps->shape, 0, 0, stamps->radius);
  else
    cairo_arc(canvas->cairo, 0, 0, stamps->radius, 0, 2 * G_PI);
  if (kind == STAMP_STROKE) canvas_set_stroke_style(canvas, mark, 0);
  cairo_set_source_rgba(canvas->cairo, 0, 0, 0, 1);
  if (kind == STAMP_STROKE)
    cairo_stroke(canvas->cairo);
  else
    cairo_fill(canvas->cairo);
  canvas->cairo = painting;
  cairo_surface_flush(surface);
  mask->coverage = arena_alloc_array(stamps->arena, (size_t)side, (size_t)side);
  for (int y = 0; y < side; y++)
    memcpy(mask->coverage + y * side,
           cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface), (size_t)side);
  trim(mask, side);
  if (mask->x2 > mask->x1) make_pairs(mask, side, stamps->arena);
}

/* Two channels of a pixel, each × b / 255. */
static guint32 times_pair(guint32 pair, guint32 b) {
  guint32 t = pair * b + 0x00800080;
  return ((t + ((t >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
}

static guint32 pixel_times(guint32 pixel, guint32 b) {
  return times_pair(pixel & 0x00ff00ff, b) | times_pair(pixel >> 8 & 0x00ff00ff, b) << 8;
}

static guint32 premultiplied(Rgba c, double alpha) {
  guint32 a = (guint32)(CLAMP(alpha, 0, 1) * 255 + 0.5);
  guint32 r = (guint32)(c.r * alpha * 255 + 0.5), g = (guint32)(c.g * alpha * 255 + 0.5),
          b = (guint32)(c.b * alpha * 255 + 0.5);
  return a << 24 | MIN(r, a) << 16 | MIN(g, a) << 8 | MIN(b, a);
}

/* Composites `ink` through the mask where it meets the rows `y1` … `y2` and the columns `x1` … `x2`. */
static void lay_pixels(const Stamps *stamps, const Placed *placed, int x1, int y1, int x2, int y2) {
  for (int y = y1; y < y2; y++) {
    guint32 *row = (guint32 *)(void *)(stamps->pixels + (gsize)y * (gsize)stamps->stride);
    const guint8 *coverage = placed->mask->coverage + (y - placed->top) * stamps->side - placed->left;
    for (int x = x1; x < x2; x++) {
      guint32 source = pixel_times(placed->ink, coverage[x]);
      row[x] = source + pixel_times(row[x], 255 - (source >> 24));
    }
  }
}

/* Each channel × another / 255. */
static Words times(Words a, Words b) {
  Words t = a * b + 128;
  return (t + (t >> 8)) >> 8;
}

static inline Words words_of(const guint8 *channels) {
#if G_BYTE_ORDER == G_LITTLE_ENDIAN /* one instruction, where compilers make six of a conversion */
  typedef guint8 Twice __attribute__((vector_size(2 * CHANNELS)));
  typedef guint64 Halves __attribute__((vector_size(2 * CHANNELS)));
  guint64 low;
  memcpy(&low, channels, sizeof low);
  return (Words)__builtin_shufflevector((Twice)(Halves){low}, (Twice){0}, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6,
                                        22, 7, 23);
#else
  Bytes bytes;
  memcpy(&bytes, channels, sizeof bytes);
  return __builtin_convertvector(bytes, Words);
#endif
}

static void put_bytes(guint8 *to, Words words) {
  Bytes bytes = __builtin_convertvector(words, Bytes);
  memcpy(to, &bytes, sizeof bytes);
}

/* The mask in an ink; NULL if there are many inks, or the mask is large. */
static const InkedPair *inked_mask(Stamps *stamps, Mask *mask, guint32 color) {
  int number = 0;
  while (number < stamps->ink_count && stamps->inks[number] != color) number++;
  if (number == INKS_MAX || mask->pair_count > INKED_PAIRS_MAX) return NULL;
  if (number == stamps->ink_count) stamps->inks[stamps->ink_count++] = color;
  if (mask->inked[number]) return mask->inked[number];
  const guint32 two_inks[PAIR] = {color, color};
  guint8 channels[CHANNELS];
  memcpy(channels, two_inks, sizeof channels);
  Words ink = words_of(channels), alpha = (Words){0} + (guint16)(color >> 24);
  InkedPair *inked = arena_array(stamps->arena, InkedPair, mask->pair_count);
  for (int i = 0; i < mask->pair_count; i++) {
    const Pair *pair = &mask->pairs[i];
    Words coverage = words_of(pair->coverage);
    put_bytes(inked[i].added, times(ink, coverage));
    put_bytes(inked[i].kept, 255 - times(alpha, coverage));
    inked[i].offset = pair->y * stamps->stride + pair->x * 4;
    inked[i].y = pair->y;
  }
  return mask->inked[number] = inked;
}

/* Composites a mask of which no column is clipped in its ink. An empty pixel beside it may be written to, as it is. */
static void lay_inked(const Stamps *stamps, const Placed *placed, int y1, int y2) {
  guint8 *corner = stamps->pixels + (gssize)placed->top * (gssize)stamps->stride + (gssize)placed->left * 4;
  const InkedPair *pair = placed->inked, *end = pair + placed->mask->pair_count;
  while (pair < end && pair->y < y1 - placed->top) pair++;
  while (pair < end && end[-1].y >= y2 - placed->top) end--;
  for (; pair < end; pair++) {
    guint8 *at = corner + pair->offset;
    put_bytes(at, words_of(pair->added) + times(words_of(at), words_of(pair->kept)));
  }
}

/* The same where the mask is not kept in its ink. */
static void lay_pairs(const Stamps *stamps, const Placed *placed, int y1, int y2) {
  const guint32 two_inks[PAIR] = {placed->ink, placed->ink};
  guint8 channels[CHANNELS];
  memcpy(channels, two_inks, sizeof channels);
  Words ink = words_of(channels), alpha = (Words){0} + (guint16)(placed->ink >> 24);
  const Mask *mask = placed->mask;
  const gsize stride = (gsize)stamps->stride;
  guint8 *corner = stamps->pixels + (gssize)placed->top * (gssize)stride + (gssize)placed->left * 4;
  const Pair *pair = mask->pairs, *end = pair + mask->pair_count;
  while (pair < end && pair->y < y1 - placed->top) pair++;
  while (pair < end && end[-1].y >= y2 - placed->top) end--;
  for (; pair < end; pair++) {
    guint8 *at = corner + (gsize)pair->y * stride + (gsize)pair->x * 4;
    Words coverage = words_of(pair->coverage);
    put_bytes(at, times(ink, coverage) + times(words_of(at), 255 - times(alpha, coverage)));
  }
}

static void lay(const Stamps *stamps, const Placed *placed, int from, int to) {
  const Mask *mask = placed->mask;
  int left = placed->left + mask->x1, right = placed->left + mask->x2;
  int y1 = MAX(placed->top + mask->y1, from), y2 = MIN(placed->top + mask->y2, to);
  if (y1 >= y2) return;
  if (left >= stamps->clip.left && right < stamps->clip.right && placed->inked)
    lay_inked(stamps, placed, y1, y2);
  else if (left >= stamps->clip.left && right < stamps->clip.right)
    lay_pairs(stamps, placed, y1, y2);
  else
    lay_pixels(stamps, placed, MAX(left, stamps->clip.left), y1, MIN(right, stamps->clip.right), y2);
}

static void lay_band(void *closure) {
  const Band *band = closure;
  for (int i = 0; i < band->stamps->placed_count; i++)
    lay(band->stamps, &band->stamps->placed[i], band->from, band->to);
}

static void hire(Stamps *stamps) {
  int threads = stamps->canvas->options->threads, top = stamps->clip.top, rows = stamps->clip.bottom - top;
  if (threads <= 0) threads = (int)g_get_num_processors();
  threads = MIN(threads, THREADS_MAX);
  stamps->crew = crew_create(threads);
  arena_adopt(stamps->arena, stamps->crew, crew_destroy);
  stamps->band_count = threads > 1 ? 2 * threads : 1;
  for (int i = 0; i < stamps->band_count; i++)
    stamps->bands[i] = (Band){stamps, top + rows * i / stamps->band_count, top + rows * (i + 1) / stamps->band_count};
}

/* Lays what has been collected. */
static void lay_all(Stamps *stamps) {
  if (stamps->placed_count > PLACED_BY_ONE) {
    if (!stamps->crew) hire(stamps);
    for (int i = 0; i < stamps->band_count; i++) crew_add(stamps->crew, lay_band, &stamps->bands[i]);
    stamps->jobs += (unsigned)stamps->band_count;
    while (!crew_has_done(stamps->crew, stamps->jobs)) continue;
  } else {
    lay_band(&(Band){stamps, stamps->clip.top, stamps->clip.bottom});
  }
  stamps->placed_count = 0;
}

void stamps_end(Stamps *stamps) {
  lay_all(stamps);
  cairo_surface_mark_dirty(stamps->target);
}

static void stamp(Stamps *stamps, const SceneMark *mark, StampKind kind, Paint paint, double opacity, double x,
                  double y) {
  if (paint.kind != PAINT_COLOR || !(paint.color.a * opacity > 0)) return;
  double px = floor(x), py = floor(y);
  int column = (int)((x - px) * COLUMNS), row = (int)((y - py) * ROWS);
  Mask *mask = &stamps->masks[kind][row][column];
  if (!mask->coverage) draw_mask(stamps, mask, mark, kind, (column + 0.5) / COLUMNS, (row + 0.5) / ROWS);
  if (mask->x2 <= mask->x1) return;
  if (stamps->placed_count == PLACED_MAX) lay_all(stamps);
  guint32 ink = premultiplied(paint.color, paint.color.a * opacity);
  stamps->placed[stamps->placed_count++] =
      (Placed){mask, inked_mask(stamps, mask, ink), (int)px - stamps->side / 2, (int)py - stamps->side / 2, ink};
}

void stamps_draw(Stamps *stamps, const SceneMark *mark, size_t item, double x, double y) {
  x = x * stamps->scale + stamps->origin_x;
  y = y * stamps->scale + stamps->origin_y;
  if (x < -SIDE_MAX || y < -SIDE_MAX || x > stamps->clip.right + SIDE_MAX || y > stamps->clip.bottom + SIDE_MAX) return;
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1);
  Paint fill = scene_paint(mark, SCENE_FILL, item), stroke = scene_paint(mark, SCENE_STROKE, item);
  stamp(stamps, mark, STAMP_FILL, fill, opacity * scene_number_or(mark, SCENE_FILL_OPACITY, item, 1), x, y);
  if (scene_number_or(mark, SCENE_STROKE_WIDTH, 0, 1) > 0)
    stamp(stamps, mark, STAMP_STROKE, stroke, opacity * scene_number_or(mark, SCENE_STROKE_OPACITY, item, 1), x, y);
}
