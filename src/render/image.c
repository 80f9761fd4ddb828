/* render/image.c: image marks. PNG files, as cairo reads them; a missing one draws nothing. */
#include "render/image.h"
#include "render/canvas.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

struct Images {
  GHashTable *surfaces; /* url → cairo_surface_t, NULL for what is unavailable */
};

typedef struct Reader {
  const guint8 *at;
  gsize left;
} Reader;

static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned int length) {
  Reader *reader = closure;
  if (length > reader->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, reader->at, length);
  reader->at += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static void surface_free(void *surface) {
  if (surface) cairo_surface_destroy(surface);
}

Images *images_create(void) {
  Images *images = g_new0(Images, 1);
  images->surfaces = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, surface_free);
  return images;
}

void images_destroy(Images *images) {
  if (!images) return;
  g_hash_table_destroy(images->surfaces);
  g_free(images);
}

/* Width and height of a PNG from its header, before anything is decoded: a tiny file may declare gigabytes of pixels.
 * */
static bool is_sound_png(const guint8 *bytes, gsize length) {
  static const guint8 signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  enum { SIDE_MAX = 16384, PIXELS_MAX = 1 << 26 };
  if (length < 33 || memcmp(bytes, signature, 8) != 0) return false;
  guint32 width = ((guint32)bytes[16] << 24) | ((guint32)bytes[17] << 16) | ((guint32)bytes[18] << 8) | bytes[19];
  guint32 height = ((guint32)bytes[20] << 24) | ((guint32)bytes[21] << 16) | ((guint32)bytes[22] << 8) | bytes[23];
  return width && height && width <= SIDE_MAX && height <= SIDE_MAX && (guint64)width * height <= PIXELS_MAX;
}

static cairo_surface_t *decode(GBytes *bytes) {
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  if (!is_sound_png(data, length)) return NULL;
  Reader reader = {data, length};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

/* The bytes encoded in a data: url; NULL when there are none. */
static GBytes *inline_bytes(const char *url) {
  const char *comma = strchr(url, ',');
  gsize length = 0;
  if (!comma || comma - url < 7 || strncmp(comma - 7, ";base64", 7) != 0) return NULL;
  guint8 *bytes = g_base64_decode(comma + 1, &length);
  return g_bytes_new_take(bytes, length);
}

GBytes *images_load(const RenderOptions *options, const char *url) {
  if (g_str_has_prefix(url, "data:")) return inline_bytes(url);
  return options->load_image ? options->load_image(options->host, url) : NULL;
}

cairo_surface_t *images_get(Images *images, const RenderOptions *options, const char *url, Place place,
                            Messages *messages) {
  void *surface = NULL;
  if (!url || !*url) return NULL;
  if (g_hash_table_lookup_extended(images->surfaces, url, NULL, &surface)) return surface;
  GBytes *bytes = images_load(options, url);
  if (bytes) {
    surface = decode(bytes);
    if (!surface)
      messages_warn(messages, place, "W604", "the image \"%.200s\" is not drawn: it is not a readable PNG file", url);
    g_bytes_unref(bytes);
  }
  g_hash_table_insert(images->surfaces, g_strdup(url), surface);
  return surface;
}

/* A missing side follows from the other one and the picture's own proportions. */
static double side(double given, double other, bool keep_aspect, double own, double own_other) {
  if (!isnan(given)) return given;
  return keep_aspect && other > 0 ? other * own / own_other : own;
}

ImageBox image_box(const SceneMark *mark, size_t item, double own_width, double own_height) {
  double w0 = scene_number(mark, SCENE_WIDTH, item, NAN), h0 = scene_number(mark, SCENE_HEIGHT, item, NAN);
  bool aspect = scene_number_or(mark, SCENE_ASPECT, item, 1) != 0;
  double w = side(w0, h0, aspect, own_width, own_height), h = side(h0, w0, aspect, own_height, own_width);
  double x =
      scene_number_or(mark, SCENE_X, item, 0) - scene_align_fraction(scene_string(mark, SCENE_ALIGN, item, "left")) * w;
  double y = scene_number_or(mark, SCENE_Y, item, 0) -
             scene_align_fraction(scene_string(mark, SCENE_BASELINE, item, "top")) * h;
  ImageBox frame = {x, y, w, h};
  double own = own_width / own_height, asked = w0 / h0;
  if (aspect && !isnan(own) && !isnan(asked) && own != asked) {
    double fitted = asked < own ? w / own : h * own;
    if (asked < own) return (ImageBox){x, y + (h - fitted) / 2, w, fitted};
    return (ImageBox){x + (w - fitted) / 2, y, fitted, h};
  }
  return frame;
}

static void draw_image(Canvas *canvas, const SceneMark *mark, size_t item) {
  const char *url = scene_string(mark, SCENE_URL, item, NULL);
  cairo_surface_t *surface = images_get(canvas->images, canvas->options, url, mark->place, canvas->messages);
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1);
  if (!surface || !(opacity > 0)) return;
  double own_width = cairo_image_surface_get_width(surface), own_height = cairo_image_surface_get_height(surface);
  ImageBox box = image_box(mark, item, own_width, own_height);
  if (!(box.width > 0 && box.height > 0) || !isfinite(box.x + box.y + box.width + box.height)) return;
  cairo_save(canvas->cairo);
  cairo_translate(canvas->cairo, canvas_limit(box.x), canvas_limit(box.y));
  cairo_rectangle(canvas->cairo, 0, 0, canvas_limit(box.width), canvas_limit(box.height));
  cairo_clip(canvas->cairo);
  cairo_scale(canvas->cairo, canvas_limit(box.width) / own_width, canvas_limit(box.height) / own_height);
  cairo_set_source_surface(canvas->cairo, surface, 0, 0);
  bool smooth = scene_number_or(mark, SCENE_SMOOTH, item, 1) != 0;
  cairo_pattern_set_filter(cairo_get_source(canvas->cairo), smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend(cairo_get_source(canvas->cairo), CAIRO_EXTEND_PAD);
  canvas_set_blend(canvas, mark, item);
  cairo_paint_with_alpha(canvas->cairo, MIN(opacity, 1));
  cairo_restore(canvas->cairo);
}

void canvas_draw_image(Canvas *canvas, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    canvas_link(canvas, mark, i);
    draw_image(canvas, mark, i);
  }
}
