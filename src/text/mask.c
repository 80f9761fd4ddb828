/* text/mask.c: see mask.h.
 *
 * cairo moves each glyph by a fixed-point number of 1/256 px. So that a line has the same glyphs at (x, y) and at (x + 1, y), all numbers on
 * the way have to be exact: the scale is a power of two, and the origin a multiple of 1/1024 px.
 */
#include "text/mask.h"
#include <math.h>
#include <string.h>

enum { MASKS_MOST = 8192, BYTES_MOST = 8 << 20, WIDTH_MOST = 1024, HEIGHT_MOST = 128, FIXED = 256, EXACT = 1024 };

/* A line at a place within a pixel. */
typedef struct Key {
  const TextFont *font;
  double scale, measure;
  int x, y; /* 1/256 px */
  bool oriented, has_rules;
  TextRules rules;
  const char *line;
} Key;

typedef enum MaskState { MASK_MET, MASK_UNFIT, MASK_MADE } MaskState;

typedef struct Mask {
  Key key;
  MaskState state;
  int left, top, width, height; /* px, from the pixel that the line begins in */
  guint8 *coverage;
} Mask;

struct TextMasks {
  GHashTable *known; /* Mask, by its key */
  size_t bytes;
  Mask *newest; /* met by the last call */
};

/* Where a line is drawn. */
typedef struct Spot {
  int x, y; /* the pixel that it begins in */
  cairo_matrix_t matrix;
  cairo_surface_t *target;
  guint32 ink;
} Spot;

static guint add_bytes(guint hash, const void *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) hash = (hash ^ ((const guint8 *)bytes)[i]) * 16777619u;
  return hash;
}

static guint key_hash(gconstpointer data) {
  const Key *key = data;
  const int place[] = {key->x, key->y};
  guint hash = add_bytes(2166136261u, &key->font, sizeof key->font);
  return add_bytes(add_bytes(hash, place, sizeof place), key->line, strlen(key->line));
}

static gboolean key_equal(gconstpointer a, gconstpointer b) {
  const Key *one = a, *other = b;
  return one->font == other->font && one->x == other->x && one->y == other->y && one->scale == other->scale &&
         one->measure == other->measure && one->oriented == other->oriented && one->has_rules == other->has_rules &&
         (!one->has_rules || text_rules_equal(&one->rules, &other->rules)) && strcmp(one->line, other->line) == 0;
}

static void mask_free(void *data) {
  Mask *mask = data;
  g_free((char *)mask->key.line);
  g_free(mask->coverage);
  g_free(mask);
}

static void masks_destroy(void *data) {
  TextMasks *masks = data;
  g_hash_table_destroy(masks->known);
  g_free(masks);
}

static bool is_exact(double v) { return fabs(v) < 1e6 && v * EXACT == floor(v * EXACT); }

static bool is_plain_image(cairo_t *cairo, cairo_surface_t *target) {
  double x, y, scale_x, scale_y;
  cairo_surface_get_device_offset(target, &x, &y);
  cairo_surface_get_device_scale(target, &scale_x, &scale_y);
  cairo_format_t format = cairo_image_surface_get_format(target);
  return cairo_get_group_target(cairo) == target && cairo_surface_get_type(target) == CAIRO_SURFACE_TYPE_IMAGE &&
         (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24) && x == 0 && y == 0 && scale_x == 1 &&
         scale_y == 1 && cairo_get_antialias(cairo) == CAIRO_ANTIALIAS_DEFAULT &&
         cairo_get_operator(cairo) == CAIRO_OPERATOR_OVER;
}

/* A channel as cairo has it in 8 bits. */
static guint32 channel_of(double v) { return (guint32)CLAMP(v * FIXED, 0, 255); }

/* False if the line is better left to cairo. The cairo's point is moved. */
static bool read_spot(Spot *spot, Key *key, cairo_t *cairo, double x, double y) {
  double r, g, b, a;
  int exponent;
  cairo_get_matrix(cairo, &spot->matrix);
  const cairo_matrix_t *m = &spot->matrix;
  spot->target = cairo_get_target(cairo);
  if (m->xy != 0 || m->yx != 0 || m->xx != m->yy || frexp(m->xx, &exponent) != 0.5 || !is_exact(m->x0) ||
      !is_exact(m->y0) || !is_plain_image(cairo, spot->target) ||
      cairo_pattern_get_rgba(cairo_get_source(cairo), &r, &g, &b, &a) != CAIRO_STATUS_SUCCESS || a != 1)
    return false;
  spot->ink = 255u << 24 | channel_of(r) << 16 | channel_of(g) << 8 | channel_of(b);
  cairo_move_to(cairo, x, y);
  cairo_get_current_point(cairo, &x, &y);
  cairo_user_to_device(cairo, &x, &y);
  if (!is_exact(x) || !is_exact(y)) return false;
  spot->x = (int)floor(x);
  spot->y = (int)floor(y);
  key->x = (int)((x - spot->x) * FIXED);
  key->y = (int)((y - spot->y) * FIXED);
  key->scale = m->xx;
  return true;
}

/* Whether the pixels are in the picture and in the clip. */
static bool is_clear(cairo_t *cairo, const Spot *spot, const Mask *mask) {
  int x = spot->x + mask->left, y = spot->y + mask->top;
  if (x < 0 || y < 0 || x + mask->width > cairo_image_surface_get_width(spot->target) ||
      y + mask->height > cairo_image_surface_get_height(spot->target))
    return false;
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(cairo);
  bool clear = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;
  if (clear) {
    cairo_rectangle_t box = list->rectangles[0];
    double x1 = box.x, y1 = box.y, x2 = box.x + box.width, y2 = box.y + box.height;
    cairo_user_to_device(cairo, &x1, &y1);
    cairo_user_to_device(cairo, &x2, &y2);
    clear = x >= x1 && y >= y1 && x + mask->width <= x2 && y + mask->height <= y2;
  }
  cairo_rectangle_list_destroy(list);
  return clear;
}

/* Two channels of a pixel, each × b / 255, as cairo rounds it. */
static guint32 times(guint32 pair, guint32 b) {
  guint32 t = (pair & 0xff00ff) * b + 0x7f007f;
  return ((t + ((t >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
}

static guint32 blend(guint32 ink, guint32 coverage, guint32 under) {
  return (times(ink, coverage) + times(under, 255 - coverage)) |
         (times(ink >> 8, coverage) + times(under >> 8, 255 - coverage)) << 8;
}

static void lay(const Spot *spot, const Mask *mask) {
  cairo_surface_flush(spot->target);
  guint8 *pixels = cairo_image_surface_get_data(spot->target);
  gsize stride = (gsize)cairo_image_surface_get_stride(spot->target);
  for (int y = 0; y < mask->height; y++) {
    guint32 *row = (guint32 *)(void *)(pixels + (gsize)(spot->y + mask->top + y) * stride) + spot->x + mask->left;
    const guint8 *coverage = mask->coverage + (gsize)y * (gsize)mask->width;
    for (int x = 0; x < mask->width; x++)
      if (coverage[x]) row[x] = blend(spot->ink, coverage[x], row[x]);
  }
  cairo_surface_mark_dirty_rectangle(spot->target, spot->x + mask->left, spot->y + mask->top, mask->width,
                                     mask->height);
}

/* Whether a path has more than level and upright lines, which cairo blends in another way. */
static bool has_slope(const cairo_path_t *path) {
  cairo_path_data_t from = {0};
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *to = &path->data[i + 1];
    cairo_path_data_type_t type = path->data[i].header.type;
    if (type == CAIRO_PATH_CURVE_TO) return true;
    if (type == CAIRO_PATH_CLOSE_PATH) continue;
    if (type == CAIRO_PATH_LINE_TO && from.point.x != to->point.x && from.point.y != to->point.y) return true;
    from = *to;
  }
  return false;
}

/* Fills the cairo's path into the mask. False if it is too large, or another kind of path. */
static bool make(TextMasks *masks, Mask *mask, cairo_t *cairo, const Spot *spot) {
  double x1, y1, x2, y2;
  cairo_path_extents(cairo, &x1, &y1, &x2, &y2);
  cairo_user_to_device(cairo, &x1, &y1);
  cairo_user_to_device(cairo, &x2, &y2);
  if (!(x2 - x1 < WIDTH_MOST && y2 - y1 < HEIGHT_MOST)) return false;
  int left = (int)floor(x1) - 1, top = (int)floor(y1) - 1;
  mask->left = left - spot->x;
  mask->top = top - spot->y;
  mask->width = (int)ceil(x2) + 1 - left;
  mask->height = (int)ceil(y2) + 1 - top;
  cairo_path_t *path = cairo_copy_path(cairo);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, mask->width, mask->height);
  cairo_t *into = cairo_create(surface);
  cairo_matrix_t matrix = spot->matrix;
  matrix.x0 -= left;
  matrix.y0 -= top;
  cairo_set_matrix(into, &matrix);
  cairo_append_path(into, path);
  cairo_fill(into);
  cairo_surface_flush(surface);
  bool made = has_slope(path) && cairo_status(into) == CAIRO_STATUS_SUCCESS;
  if (made) {
    gsize width = (gsize)mask->width, stride = (gsize)cairo_image_surface_get_stride(surface);
    mask->coverage = g_malloc(width * (gsize)mask->height);
    for (gsize y = 0; y < (gsize)mask->height; y++)
      memcpy(mask->coverage + y * width, cairo_image_surface_get_data(surface) + y * stride, width);
    masks->bytes += width * (gsize)mask->height;
  }
  cairo_destroy(into);
  cairo_surface_destroy(surface);
  cairo_path_destroy(path);
  return made;
}

static void add(TextMasks *masks, const Key *key) {
  if (g_hash_table_size(masks->known) >= MASKS_MOST || masks->bytes >= BYTES_MOST) {
    g_hash_table_remove_all(masks->known);
    masks->bytes = 0;
  }
  Mask *mask = g_new0(Mask, 1);
  mask->key = *key;
  mask->key.line = g_strdup(key->line);
  g_hash_table_insert(masks->known, &mask->key, mask);
  masks->newest = mask;
}

void text_mask_refuse(TextContext *context) {
  const TextMasks *masks = text_context_masks(context);
  if (masks && masks->newest) masks->newest->state = MASK_UNFIT;
}

bool text_mask_draw(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                    double y) {
  Spot spot;
  TextMasks *kept = text_context_masks(context);
  if (kept) kept->newest = NULL;
  const TextRules *rules = text_rules(context, style);
  Key key = {.line = line, .measure = style->measure, .has_rules = rules != NULL};
  if (!read_spot(&spot, &key, cairo, x, y)) return false;
  if (rules) key.rules = *rules;
  key.font = text_font(context, style);
  key.oriented = text_is_oriented(context, style);
  if (!kept) {
    kept = g_new0(TextMasks, 1);
    kept->known = g_hash_table_new_full(key_hash, key_equal, NULL, mask_free);
    text_context_keep_masks(context, kept, masks_destroy);
  }
  Mask *mask = g_hash_table_lookup(kept->known, &key);
  if (!mask) add(kept, &key);
  if (!mask || mask->state == MASK_UNFIT) return false;
  if (mask->state == MASK_MET) {
    text_outline(context, cairo, style, line, x, y);
    mask->state = make(kept, mask, cairo, &spot) ? MASK_MADE : MASK_UNFIT;
    if (mask->state == MASK_MADE && is_clear(cairo, &spot, mask))
      lay(&spot, mask);
    else
      cairo_fill(cairo);
    cairo_new_path(cairo);
    return true;
  }
  if (!is_clear(cairo, &spot, mask)) return false;
  text_charge_line(context, line);
  cairo_new_path(cairo);
  lay(&spot, mask);
  return true;
}
