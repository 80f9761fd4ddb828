/* render/palette.h: the colours of a picture, as long as they are few. */
#pragma once
#include "render/raster.h"

enum { PALETTE_MAX = 256, PALETTE_SLOTS = 1024 };

/* Begins as {0}. May be copied. */
typedef struct Palette {
  int count;
  guint32 colors[PALETTE_MAX];  /* as pixels, in order of appearance */
  guint16 slots[PALETTE_SLOTS]; /* hash table: index + 1; 0: free */
} Palette;

/* Adds the colours of rows `from` … `to` - 1; false if there are more than PALETTE_MAX then. */
bool palette_add_rows(Palette *palette, const Raster *raster, int from, int to);
/* The index of each pixel of a row, whose colours must be in the palette. */
void palette_map_row(const Palette *palette, const guint32 *from, guint8 *to, int width);
