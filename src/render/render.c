/* render/render.c: one rendering, and how large a picture may be. */
#include "render/render.h"
#include "render/image.h"
#include "render/missing.h"
#include "render/raster.h"
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

GBytes *render_scene(const Scene *scene, const RenderFormat *format, const RenderOptions *options, TextContext *text,
                     Messages *messages) {
  static const RenderOptions none = {0};
  Canvas canvas = {.scene = scene, .format = format, .options = options ? options : &none};
  canvas.text = text;
  canvas.messages = messages;
  if (!size_allowed(scene, format->encode ? raster_scale(canvas.options) : 1, messages)) return NULL;
  canvas.images = images_create();
  canvas.missing = missing_glyphs_create();
  GBytes *bytes = format->encode ? raster_write(&canvas) : format->write(&canvas);
  missing_glyphs_destroy(canvas.missing);
  images_destroy(canvas.images);
  return bytes;
}
