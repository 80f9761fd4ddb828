/* render/image.c: image marks. */
#include "render/image.h"
#include "base/temporary.h"
#include "render/canvas.h"
#include "render/picture_flat.h"
#include "render/plates.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

struct Images {
  GHashTable *pictures;      /* url → Picture, NULL for what is unavailable */
  const PrintOptions *print; /* what their inks will be; NULL: they keep their colours */
};

static void picture_free(void *picture) {
  if (picture) cairo_surface_destroy(((Picture *)picture)->surface);
  g_free(picture);
}

Images *images_create(void) {
  Images *images = g_new0(Images, 1);
  images->pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, picture_free);
  return images;
}

void images_destroy(Images *images) {
  if (!images) return;
  g_hash_table_destroy(images->pictures);
  g_free(images);
}

/* The bytes that a data: url itself holds (RFC 2397), as base64 or with percent signs; NULL if there are none. */
static GBytes *inline_bytes(const char *url) {
  const char *comma = strchr(url, ',');
  gsize length = 0;
  if (!comma) return NULL;
  bool is_base64 = comma - url >= 7 && g_ascii_strncasecmp(comma - 7, ";base64", 7) == 0;
  if (!is_base64) return g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
  char *text = g_uri_unescape_string(comma + 1, NULL);
  guint8 *bytes = text ? g_base64_decode(text, &length) : NULL;
  g_free(text);
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

void images_print(Images *images, const PrintOptions *print) { images->print = print; }

GBytes *images_load(const RenderOptions *options, const char *url) {
  if (g_ascii_strncasecmp(url, "data:", 5) == 0) return inline_bytes(url);
  return options->load_image ? options->load_image(options->host, url) : NULL;
}

/* A picture whose inks will be set: of a JPEG, pixel by pixel, so that the file itself does not pass through. */
static void settle_inks(Picture *picture, const PrintOptions *print, const char *url, Place place, Messages *messages) {
  cairo_surface_set_mime_data(picture->surface, CAIRO_MIME_TYPE_JPEG, NULL, 0, NULL, NULL);
  picture->is_blended =
      print->color == PRINT_CMYK && picture_is_blended(picture->surface, picture->width, picture->height);
  if (picture->is_blended)
    messages_note(messages, place, "N668",
                  "what is blended in %.200s may take more than %.0f %% of ink; it is drawn as a picture", url,
                  print_ink_limit(print) * 100);
}

const Picture *images_get(Images *images, const RenderOptions *options, const char *url, Place place,
                          Messages *messages) {
  void *known = NULL;
  if (!url || !*url) return NULL;
  if (g_hash_table_lookup_extended(images->pictures, url, NULL, &known)) return known;
  size_t errors = messages_error_count(messages);
  Budget *budget = arena_budget(options->work);
  GBytes *bytes = images_load(options, url);
  budget_temporary(budget, bytes);
  Picture *picture = g_new0(Picture, 1);
  budget_temporary_with(budget, picture, picture_free);
  char *reason = NULL;
  budget_temporary(budget, reason);
  if (!bytes || !picture_decode(bytes, picture, &reason)) {
    if (messages_error_count(messages) == errors)
      messages_error(messages, place, "E613", "the image \"%.200s\" cannot be drawn: %s", url,
                     reason ? reason : "it has no data");
    g_clear_pointer(&picture, g_free);
  }
  if (picture && images->print) settle_inks(picture, images->print, url, place, messages);
  g_hash_table_insert(images->pictures, g_strdup(url), picture);
  return g_steal_pointer(&picture);
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

/* What is painted, of the picture's size; owned by the caller. Pixels whose inks will be set are not smoothed by viewers, as a curve
 * through them may go beyond the ink limit; large pixels become smaller ones here instead. */
static cairo_surface_t *surface_of(const Canvas *canvas, const Picture *picture, ImageBox box, bool smooth) {
  const double fine = 300, coarse = 150; /* dpi */
  double width = picture->width, height = picture->height;
  bool is_coarse = canvas->press && smooth && cairo_surface_get_type(picture->surface) == CAIRO_SURFACE_TYPE_IMAGE &&
                   fmin(width / box.width, height / box.height) * 96 < coarse;
  if (canvas->plate) return plates_picture(canvas, picture->surface, width, height);
  if (picture->is_blended) return picture_flatten(picture->surface, width, height, box.width, box.height, fine);
  if (is_coarse) return picture_flatten(picture->surface, width, height, box.width, box.height, coarse);
  return cairo_surface_reference(picture->surface);
}

static void draw_image(Canvas *canvas, const SceneMark *mark, size_t item) {
  const char *url = scene_string(mark, SCENE_URL, item, NULL);
  const Picture *picture = images_get(canvas->images, canvas->options, url, mark->place, canvas->messages);
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1);
  if (!picture || !(opacity > 0)) return;
  ImageBox box = image_box(mark, item, picture->width, picture->height);
  double x2 = box.x + box.width, y2 = box.y + box.height;
  canvas_extend(canvas, &box.x, &box.y, &x2, &y2);
  box.width = x2 - box.x;
  box.height = y2 - box.y;
  if (!(box.width > 0 && box.height > 0) || !isfinite(box.x + box.y + box.width + box.height)) return;
  cairo_save(canvas->cairo);
  cairo_translate(canvas->cairo, canvas_limit(box.x), canvas_limit(box.y));
  cairo_rectangle(canvas->cairo, 0, 0, canvas_limit(box.width), canvas_limit(box.height));
  cairo_clip(canvas->cairo);
  cairo_scale(canvas->cairo, canvas_limit(box.width) / picture->width, canvas_limit(box.height) / picture->height);
  bool smooth = scene_number_or(mark, SCENE_SMOOTH, item, 1) != 0;
  cairo_surface_t *surface = surface_of(canvas, picture, box, smooth);
  cairo_set_source_surface(canvas->cairo, surface, 0, 0);
  cairo_surface_destroy(surface);
  cairo_pattern_set_filter(cairo_get_source(canvas->cairo), smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  /* Its edge pixels fill what rounding leaves of the box; a PDF would hold a larger copy then, and of a JPEG not the file. */
  if (canvas->raster && cairo_surface_get_type(picture->surface) == CAIRO_SURFACE_TYPE_IMAGE)
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
