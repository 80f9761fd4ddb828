/* render/palette.c: see palette.h. */
#include "render/palette.h"
#include <string.h>

/* The slot that has the colour, or the one where it belongs. There are always free ones. */
static guint slot_of(const Palette *palette, guint32 color) {
  guint slot = (color * 2654435761u) >> 22;
  while (palette->slots[slot] && palette->colors[palette->slots[slot] - 1] != color) slot = (slot + 1) % PALETTE_SLOTS;
  return slot;
}

static bool add_color(Palette *palette, guint32 color) {
  guint slot = slot_of(palette, color);
  if (palette->slots[slot]) return true;
  if (palette->count == PALETTE_MAX) return false;
  palette->colors[palette->count++] = color;
  palette->slots[slot] = (guint16)palette->count;
  return true;
}

/* Pictures are flat: most rows are like the one above, and most pixels like the one before. */
bool palette_add_rows(Palette *palette, const Raster *raster, int from, int to) {
  for (int y = from; y < to; y++) {
    const guint32 *row = raster_row(raster, y);
    if (y > from && memcmp(row, raster_row(raster, y - 1), (gsize)raster->width * 4) == 0) continue;
    for (int x = 0; x < raster->width; x++)
      if ((x == 0 || row[x] != row[x - 1]) && !add_color(palette, row[x])) return false;
  }
  return true;
}

void palette_map_row(const Palette *palette, const guint32 *from, guint8 *to, int width) {
  for (int x = 0; x < width; x++)
    to[x] = x && from[x] == from[x - 1] ? to[x - 1] : (guint8)(palette->slots[slot_of(palette, from[x])] - 1);
}
