/* render/render.c: which writer makes which file, and how large a picture may be. */
#include "render/render.h"
#include "render/canvas.h"
#include "render/image.h"
#include "render/missing.h"
#include "render/png.h"
#include "render/vector.h"
#include <math.h>

/* cairo cannot draw on more than 32,767 px a side; more than 1 GB is a mistake in the chart. */
static const double side_max = 32767, bytes_max = 1024.0 * 1024 * 1024;

static bool size_allowed(const Scene *scene, double scale, Messages *messages) {
  double width = scene->width * scale, height = scene->height * scale;
  Place at = scene->root->place;
  if (!isfinite(width) || !isfinite(height)) {
    messages_error(messages, at, "the picture's size is not a finite number");
  } else if (width > 1e9 || height > 1e9) {
    messages_error(messages, at, "the picture would be %.3g × %.3g px; at most %.0f px a side can be drawn", width,
                   height, side_max);
  } else if (width > side_max || height > side_max) {
    messages_error(messages, at, "the picture would be %.0f × %.0f px; at most %.0f px a side can be drawn", width,
                   height, side_max);
  } else if (4 * width * height > bytes_max) {
    messages_error(messages, at, "the picture would be %.0f × %.0f px and take %.1f GB; at most 1 GB can be drawn",
                   width, height, 4 * width * height / bytes_max);
  } else {
    return true;
  }
  return false;
}

/* Vega's canvas drops what is left of a last pixel. */
static int whole_pixels(double length) { return MAX(1, (int)floor(length + 1e-6)); }

static GBytes *render_png(Canvas *canvas) {
  const RenderOptions *options = canvas->options;
  double scale = options->scale > 0 ? options->scale : options->dpi > 0 ? options->dpi / 96 : 1;
  if (!size_allowed(canvas->scene, scale, canvas->messages)) return NULL;
  int width = whole_pixels(canvas->scene->width * scale), height = whole_pixels(canvas->scene->height * scale);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  canvas->cairo = cairo_create(surface);
  canvas->raster = true;
  cairo_scale(canvas->cairo, scale, scale);
  canvas_paint(canvas);
  cairo_status_t status = cairo_status(canvas->cairo);
  cairo_destroy(canvas->cairo);
  GBytes *bytes = status == CAIRO_STATUS_SUCCESS ? png_encode(surface, options->dpi) : NULL;
  cairo_surface_destroy(surface);
  if (!bytes)
    messages_error(canvas->messages, (Place){0}, "the PNG could not be drawn: %s",
                   status ? cairo_status_to_string(status) : "libpng failed");
  return bytes;
}

static GBytes *render_vector(Canvas *canvas, RenderFormat format) {
  if (!size_allowed(canvas->scene, 1, canvas->messages)) return NULL;
  if (format == RENDER_PDF) return pdf_write(canvas);
  return canvas->options->svg_outlines ? svg_write_outlines(canvas) : svg_write(canvas);
}

GBytes *render_scene(const Scene *scene, RenderFormat format, const RenderOptions *options, TextContext *text,
                     Messages *messages) {
  static const RenderOptions none = {0};
  Canvas canvas = {.scene = scene, .options = options ? options : &none, .text = text, .messages = messages};
  canvas.images = images_create();
  canvas.missing = missing_glyphs_create();
  GBytes *bytes = format == RENDER_PNG ? render_png(&canvas) : render_vector(&canvas, format);
  missing_glyphs_destroy(canvas.missing);
  images_destroy(canvas.images);
  return bytes;
}
