/* render/raster.c: see raster.h. */
#include "render/raster.h"
#include <math.h>

double raster_scale(const RenderOptions *options) {
  return options->scale > 0 ? options->scale : options->dpi > 0 ? options->dpi / 96 : 1;
}

/* Vega's canvas drops a fraction of a last pixel. */
static int whole_pixels(double length) { return MAX(1, (int)floor(length + 1e-6)); }

static void destroy_surface(void *surface) { cairo_surface_destroy(surface); }

GBytes *raster_write(Canvas *canvas) {
  double scale = raster_scale(canvas->options);
  int width = whole_pixels(canvas->scene->width * scale), height = whole_pixels(canvas->scene->height * scale);
  Budget *budget = arena_budget(canvas->options->work);
  double bytes_of_picture = 4.0 * width * height;
  budget_charge(budget, BUDGET_MEMORY, bytes_of_picture);
  Arena *owner = arena_create_charged(budget);
  cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  arena_adopt(owner, picture, destroy_surface);
  canvas->raster = true;
  GBytes *bytes = NULL;
  if (canvas_paint_on(canvas, picture, scale)) {
    cairo_surface_flush(picture);
    bytes = canvas->format->encode(picture, canvas->options, canvas->messages);
  }
  arena_destroy(owner);
  budget_return(budget, BUDGET_MEMORY, bytes_of_picture);
  return bytes;
}

const guint32 *raster_row(cairo_surface_t *picture, int y) {
  const guint8 *data = cairo_image_surface_get_data(picture);
  return (const guint32 *)(const void *)(data + (gsize)y * (gsize)cairo_image_surface_get_stride(picture));
}
