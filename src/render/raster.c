/* render/raster.c: see raster.h. */
#include "render/raster.h"
#include "base/pages.h"
#include "render/reach.h"
#include <math.h>

/* Pictures of up to WHOLE px are one band, as each band goes through the whole scene; others have bands of BAND px. */
enum { WHOLE = 1 << 24, BAND = 12 << 20, BANDS_HELD = 2 };

double raster_scale(const RenderOptions *options) {
  return options->scale > 0 ? options->scale : options->dpi > 0 ? options->dpi / 96 : 1;
}

double raster_dpi(const RenderOptions *options) { return options->dpi > 0 ? options->dpi : 96 * raster_scale(options); }

/* Vega's canvas drops a fraction of a last pixel. 85 mm at 300 dpi are 1004 pixels (1003.94), and A4 2480 × 3508. */
static int whole_pixels(const Scene *scene, double length) {
  return MAX(1, (int)(scene->is_sized ? round(length) : floor(length + 1e-6)));
}

static gsize size_of(const Raster *raster) { return (gsize)raster->width * (gsize)raster->height * 4; }

static void close_surface(Raster *raster) {
  g_clear_pointer(&raster->surface, cairo_surface_destroy);
  pages_free(raster->pixels, size_of(raster));
  raster->pixels = NULL;
}

static void open_surface(Raster *raster) {
  raster->pixels = pages_reserve(size_of(raster));
  if (!raster->pixels) budget_exhaust(arena_budget(raster->owner), (double)size_of(raster));
  raster->surface = cairo_image_surface_create_for_data(raster->pixels, CAIRO_FORMAT_ARGB32, raster->width,
                                                        raster->height, raster->width * 4);
  raster->painted = raster->needed = 0;
}

static void destroy(void *raster) { close_surface(raster); }

GBytes *raster_write(Canvas *canvas) {
  double scale = raster_scale(canvas->options);
  Raster raster = {.canvas = canvas,
                   .scale = scale,
                   .width = whole_pixels(canvas->scene, canvas->scene->width * scale),
                   .height = whole_pixels(canvas->scene, canvas->scene->height * scale)};
  double band = canvas->options->band_pixels;
  if (!(band > 0)) band = (double)raster.width * raster.height > WHOLE ? BAND : WHOLE;
  raster.band_rows = (int)CLAMP(floor(band / raster.width), 1, raster.height);
  Budget *budget = arena_budget(canvas->options->work);
  double bytes_held = 4.0 * raster.width * MIN(raster.height, (double)raster.band_rows * BANDS_HELD);
  budget_charge(budget, BUDGET_MEMORY, bytes_held);
  raster.owner = arena_create_charged(budget);
  Raster *kept = arena_new(raster.owner, Raster);
  *kept = raster;
  arena_adopt(kept->owner, kept, destroy);
  open_surface(kept);
  canvas->raster = true;
  if (kept->band_rows < kept->height) canvas->reaches = reaches_create(kept->owner);
  GBytes *bytes = canvas->format->encode(kept);
  canvas->reaches = NULL;
  arena_destroy(raster.owner);
  budget_return(budget, BUDGET_MEMORY, bytes_held);
  return bytes;
}

bool raster_is_cancelled(const Raster *raster) { return arena_is_cancelled(raster->canvas->options->work); }

/* What is drawn in every band counts once. */
static void return_steps(const Raster *raster, double before) {
  Budget *budget = arena_budget(raster->canvas->options->work);
  if (budget && raster->painted > 0) budget_return(budget, BUDGET_STEPS, budget_spent(budget, BUDGET_STEPS) - before);
}

bool raster_paint(Raster *raster) {
  Budget *budget = arena_budget(raster->canvas->options->work);
  if (raster->painted >= raster->height || raster->failed || raster_is_cancelled(raster)) return false;
  int end = MIN(raster->height, raster->painted + raster->band_rows);
  double steps = budget ? budget_spent(budget, BUDGET_STEPS) : 0;
  if (raster->canvas->reaches) reaches_set_band(raster->canvas->reaches, raster->painted, end);
  raster->failed =
      !canvas_paint_rows(raster->canvas, raster->surface, raster->scale, raster->painted, end - raster->painted);
  if (raster->failed || raster_is_cancelled(raster)) return false;
  return_steps(raster, steps);
  raster->painted = end;
  return true;
}

void raster_give_back(Raster *raster, int row) {
  gsize stride = (gsize)raster->width * 4;
  if (raster->band_rows == raster->height || row <= raster->needed) return;
  pages_release(raster->pixels, size_of(raster), (gsize)raster->needed * stride, (gsize)row * stride);
  raster->needed = row;
}

void raster_restart(Raster *raster) {
  close_surface(raster);
  open_surface(raster);
}

void raster_row_on_white(const guint32 *from, guint8 *to, int width) {
  for (int x = 0; x < width; x++) {
    guint32 p = from[x], white = 255 - (p >> 24);
    *to++ = (guint8)((p >> 16 & 255) + white);
    *to++ = (guint8)((p >> 8 & 255) + white);
    *to++ = (guint8)((p & 255) + white);
  }
}
