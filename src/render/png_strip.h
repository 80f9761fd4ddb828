/* render/png_strip.h: some rows of a PNG file, converted, filtered and compressed on their own.
 *
 * Strips are independent of each other, so that several threads can make them: the strips of a picture, one after the other, are one
 * deflate stream (deflate.h).
 */
#pragma once
#include "render/palette.h"

/* How a pixel is stored: the index of its colour, its colour, or its colour and alpha. */
typedef enum PngPixel { PNG_INDEX, PNG_RGB, PNG_RGBA } PngPixel;

typedef struct PngStrip {
  const Raster *raster;
  PngPixel pixel;
  const Palette *palette; /* for PNG_INDEX; others must not change it meanwhile */
  int from, to;           /* rows */
  bool last;
  /* The result. */
  GByteArray *deflated; /* without zlib's head and checksum */
  guint32 adler;        /* Adler-32 of what was compressed */
  gsize length;         /* of the same */
} PngStrip;

/* Bytes of a pixel. */
int png_pixel_size(PngPixel pixel);
/* `strip` is a PngStrip whose upper part is set. The row above the first must not be given back yet. Any thread may call it. */
void png_strip_encode(void *strip);
void png_strip_clear(PngStrip *strip);
/* Not multiplied by alpha, as PNG stores colours. */
guint32 png_color(guint32 pixel);
