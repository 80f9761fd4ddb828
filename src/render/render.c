/* render/render.c: one rendering, and how large a picture may be. */
#include "render/render.h"
#include "base/temporary.h"
#include "render/image.h"
#include "render/missing.h"
#include "render/raster.h"
#include <math.h>

/* cairo cannot draw on more than 32,767 px a side; more than 1 GB of pixels is probably a mistake in the chart. */
static const double side_max = 32767, pixels_max = 268435456;

static bool size_allowed(const Scene *scene, double scale, double most, Messages *messages) {
  double width = scene->width * scale, height = scene->height * scale;
  Place at = scene->root->place;
  if (!isfinite(width) || !isfinite(height)) {
    messages_error(messages, at, "E601", "the size of the picture is not a finite number");
  } else if (width > 1e9 || height > 1e9) {
    messages_error(messages, at, "E602", "the picture would be %.3g × %.3g px; at most %.0f px a side can be drawn",
                   width, height, side_max);
  } else if (width > side_max || height > side_max) {
    messages_error(messages, at, "E602", "the picture would be %.0f × %.0f px; at most %.0f px a side can be drawn",
                   width, height, side_max);
  } else if (width * height > most) {
    messages_error(messages, at, "E603",
                   "the picture would be %.0f × %.0f px, %.0f in all; the limit is %.0f (--max-pixels)", width, height,
                   width * height, most);
  } else {
    return true;
  }
  return false;
}

static Canvas canvas_begin(const Scene *scene, const RenderOptions *options, TextContext *text, Messages *messages) {
  static const RenderOptions none = {0};
  return (Canvas){.scene = scene,
                  .options = options ? options : &none,
                  .text = text,
                  .messages = messages,
                  .images = images_create(),
                  .missing = missing_glyphs_create()};
}

static void canvas_end(void *given) {
  Canvas *canvas = given;
  missing_glyphs_destroy(canvas->missing);
  images_destroy(canvas->images);
}

GBytes *render_scene(const Scene *scene, const RenderFormat *format, const RenderOptions *options, TextContext *text,
                     Messages *messages) {
  Canvas canvas = canvas_begin(scene, options, text, messages), *ending = &canvas;
  budget_temporary_with(arena_budget(canvas.options->work), ending, canvas_end);
  canvas.format = format;
  GBytes *bytes = NULL;
  double most = canvas.options->max_pixels > 0 ? canvas.options->max_pixels : pixels_max;
  if (size_allowed(scene, format->encode ? raster_scale(canvas.options) : 1, most, messages))
    bytes = format->encode ? raster_write(&canvas) : format->write(&canvas);
  return bytes;
}

bool render_with(const Scene *scene, cairo_t *cairo, const RenderOptions *options, TextContext *text,
                 Messages *messages) {
  Canvas canvas = canvas_begin(scene, options, text, messages), *ending = &canvas;
  budget_temporary_with(arena_budget(canvas.options->work), ending, canvas_end);
  canvas.raster = cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE;
  cairo_save(cairo);
  bool drawn = canvas_paint_with(&canvas, cairo);
  cairo_restore(cairo);
  if (!drawn)
    messages_error(messages, (Place){0}, "E690", "cannot draw with the cairo_t given: %s",
                   cairo_status_to_string(cairo_status(cairo)));
  return drawn;
}
