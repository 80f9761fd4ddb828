/* render/raster.h: what the raster formats share: the scene as pixels, painted from top to bottom in bands of rows.
 *
 * A large picture is never in memory as a whole: a format asks for band after band, and gives back the rows that it has encoded. To
 * cairo, all bands are parts of one surface, so that nothing in a band depends on where it begins. Small pictures are one band.
 */
#pragma once
#include "render/format.h"

struct Raster {
  int width, height; /* px */
  Canvas *canvas;
  double scale; /* device px per px */
  Arena *owner; /* of the picture; for what a format needs until the file is done */
  cairo_surface_t *surface;
  guint8 *pixels;
  int band_rows;       /* but for the last band */
  int painted, needed; /* rows before these are painted, and given back */
  bool failed;         /* after a message */
};

/* Device px per px. */
double raster_scale(const RenderOptions *options);
/* The resolution of the file, px per inch: what was asked for, else what makes a px 1/96 inch. */
double raster_dpi(const RenderOptions *options);
/* Draws the scene and encodes the picture. The size must have been checked. */
GBytes *raster_write(Canvas *canvas);

/* For the formats. Paints the next band, whose first row is the `painted` of before; false after the last one, when the work was
 * cancelled, and after an error message (`failed`). May end the run of the budget; what must be freed then belongs to `owner`. */
bool raster_paint(Raster *raster);
/* Rows before `row` are not needed any more. */
void raster_give_back(Raster *raster, int row);
/* Begins with the first band again. */
void raster_restart(Raster *raster);
bool raster_is_cancelled(const Raster *raster);

/* Row `y`, as cairo keeps it: 0xAARRGGBB, colours multiplied by alpha. */
static inline const guint32 *raster_row(const Raster *raster, int y) {
  return (const guint32 *)(const void *)(raster->pixels + (gsize)y * (gsize)raster->width * 4);
}
/* `width` px as RGB over white. Colours are multiplied by alpha, so only the white is added. */
void raster_row_on_white(const guint32 *from, guint8 *to, int width);
