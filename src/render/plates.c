/* render/plates.c: see plates.h. */
#include "render/plates.h"
#include "scene/bounds.h"
#include <math.h>
#include <string.h>

Rgba plates_color(const Canvas *canvas, Rgba color, PressUse use) {
  double inks[4] = {0}, rgb[3] = {CLAMP(color.r, 0, 1), CLAMP(color.g, 0, 1), CLAMP(color.b, 0, 1)};
  press_inks(canvas->press, rgb, use, inks);
  if (canvas->plate == PLATE_BLACK) return (Rgba){1 - inks[3], 1 - inks[3], 1 - inks[3], color.a};
  return (Rgba){1 - inks[0], 1 - inks[1], 1 - inks[2], color.a};
}

static void set_pixel(const Canvas *canvas, guint32 *pixel) {
  guint32 alpha = *pixel >> 24;
  if (alpha == 0) return;
  double part = alpha / 255.0;
  Rgba color = {(*pixel >> 16 & 255) / 255.0 / part, (*pixel >> 8 & 255) / 255.0 / part, (*pixel & 255) / 255.0 / part,
                1};
  Rgba light = plates_color(canvas, color, PRESS_PICTURE);
  *pixel = alpha << 24 | (guint32)lround(light.r * alpha) << 16 | (guint32)lround(light.g * alpha) << 8 |
           (guint32)lround(light.b * alpha);
}

guint32 *plates_row(cairo_surface_t *surface, int y) {
  guint8 *data = cairo_image_surface_get_data(surface);
  return (guint32 *)(void *)(data + (gsize)y * (gsize)cairo_image_surface_get_stride(surface));
}

/* A picture that any size can be drawn from, or a large one, is looked at in this many pixels a side. */
static const double SIDE_MAX = 512;

cairo_surface_t *plates_picture(const Canvas *canvas, cairo_surface_t *picture, double width, double height) {
  double part = fmin(1, SIDE_MAX / fmax(fmax(width, height), 1));
  int columns = MAX((int)ceil(width * part), 1), rows = MAX((int)ceil(height * part), 1);
  cairo_surface_t *made = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, columns, rows);
  cairo_t *cairo = cairo_create(made);
  cairo_scale(cairo, columns / width, rows / height);
  cairo_set_source_surface(cairo, picture, 0, 0);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(made);
  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++) set_pixel(canvas, &plates_row(made, y)[x]);
  cairo_surface_mark_dirty(made);
  cairo_surface_set_device_scale(made, columns / width, rows / height);
  return made;
}

static void surface_close(void *surface) { cairo_surface_destroy(surface); }

static int limit(double at, int most) { return (int)CLAMP(at, 0, most); }

void blend_pictures_take(Canvas *canvas, const SceneMark *mark) {
  BlendPictures *pictures = canvas->taken_blends;
  Bounds b = scene_mark_bounds(mark, canvas->text);
  if (bounds_is_empty(b)) return;
  cairo_user_to_device(canvas->cairo, &b.x1, &b.y1);
  cairo_user_to_device(canvas->cairo, &b.x2, &b.y2);
  if (!isfinite(b.x1 + b.y1 + b.x2 + b.y2)) return;
  int x = limit(floor(b.x1) - 1, pictures->width), y = limit(floor(b.y1) - 1, pictures->height);
  int width = limit(ceil(b.x2) + 1, pictures->width) - x, height = limit(ceil(b.y2) + 1, pictures->height) - y;
  if (width <= 0 || height <= 0) return;
  double bytes = 4.0 * width * height;
  budget_charge(pictures->budget, BUDGET_MEMORY, bytes);
  pictures->bytes += bytes;
  BlendPicture *picture = arena_new(pictures->arena, BlendPicture);
  *picture = (BlendPicture){cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height), x, y};
  arena_adopt(pictures->arena, picture->surface, surface_close);
  cairo_surface_flush(cairo_get_target(canvas->cairo));
  cairo_t *cairo = cairo_create(picture->surface);
  cairo_set_source_surface(cairo, cairo_get_target(canvas->cairo), -x, -y);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  g_hash_table_insert(pictures->marks, (gpointer)mark, picture);
}

bool blend_pictures_paint(const Canvas *canvas, const SceneMark *mark) {
  const BlendPictures *pictures = canvas->blend_pictures;
  const BlendPicture *picture = g_hash_table_lookup(pictures->marks, mark);
  if (!picture) return false;
  cairo_t *cairo = canvas->cairo;
  cairo_save(cairo);
  cairo_identity_matrix(cairo);
  cairo_scale(cairo, canvas->scale, canvas->scale);
  cairo_translate(cairo, canvas->edge, canvas->edge);
  cairo_scale(cairo, 1 / pictures->scale, 1 / pictures->scale);
  cairo_set_source_surface(cairo, picture->surface, picture->x, picture->y);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
  cairo_paint(cairo);
  cairo_restore(cairo);
  return true;
}
