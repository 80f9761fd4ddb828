/* cli/pixels.c: see pixels.h. */
#include "cli/pixels.h"
#include <math.h>
#include <stdbool.h>

typedef struct Pixels {
  const unsigned char *bytes;
  int width, height, stride;
  guint32 opaque; /* set in each pixel: the alpha that RGB24 has not */
} Pixels;

typedef struct Yiq {
  double y, i, q;
} Yiq;

/* The weighted square of the distance from black to white, which is the largest. */
static const double LARGEST = 35215;

static Pixels pixels_of(cairo_surface_t *surface) {
  cairo_surface_flush(surface);
  return (Pixels){cairo_image_surface_get_data(surface), cairo_image_surface_get_width(surface),
                  cairo_image_surface_get_height(surface), cairo_image_surface_get_stride(surface),
                  cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32 ? 0 : 0xff000000u};
}

static guint32 pixel_at(const Pixels *pixels, int x, int y) {
  const guint32 *row = (const guint32 *)(const void *)(pixels->bytes + (gsize)y * (gsize)pixels->stride);
  return row[x] | pixels->opaque;
}

static bool is_within(const Pixels *pixels, int x, int y) { return x < pixels->width && y < pixels->height; }

/* Over a ground of that gray; the pixel is multiplied by its alpha already. */
static Yiq yiq_of(guint32 pixel, double ground) {
  double rest = (255 - (pixel >> 24)) * ground, r = (pixel >> 16 & 255) + rest, g = (pixel >> 8 & 255) + rest,
         b = (pixel & 255) + rest;
  return (Yiq){r * 0.29889531 + g * 0.58662247 + b * 0.11448223, r * 0.59597799 - g * 0.27417610 - b * 0.32180189,
               r * 0.21147017 - g * 0.52261711 + b * 0.31114694};
}

static double distance_on(guint32 a, guint32 b, double ground) {
  Yiq one = yiq_of(a, ground), other = yiq_of(b, ground);
  double y = one.y - other.y, i = one.i - other.i, q = one.q - other.q;
  return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
}

/* What is transparent may look the same on white and not on black. */
static double distance(guint32 a, guint32 b) {
  if (a == b) return 0;
  double white = distance_on(a, b, 1);
  return (a & b) >> 24 == 255 ? white : fmax(white, distance_on(a, b, 0));
}

static double brightness(guint32 pixel) { return yiq_of(pixel, 1).y; }

/* The pixels around one, as far as there are any. */
typedef struct Neighbours {
  int x, y, left, right, top, bottom;
} Neighbours;

static Neighbours neighbours_of(const Pixels *pixels, int x, int y) {
  return (Neighbours){
      x, y, MAX(x - 1, 0), MIN(x + 1, pixels->width - 1), MAX(y - 1, 0), MIN(y + 1, pixels->height - 1)};
}

/* At the edge of the picture there is one more that is alike: what lies beyond. */
static int beyond(const Neighbours *at) {
  return at->x == at->left || at->x == at->right || at->y == at->top || at->y == at->bottom ? 1 : 0;
}

/* Whether three or more neighbours have its colour, so that it lies in an area and not on an edge. */
static bool is_in_area(const Pixels *pixels, int x, int y) {
  if (!is_within(pixels, x, y)) return false;
  Neighbours at = neighbours_of(pixels, x, y);
  int alike = beyond(&at);
  guint32 own = pixel_at(pixels, x, y);
  for (int ny = at.top; ny <= at.bottom; ny++)
    for (int nx = at.left; nx <= at.right; nx++) alike += (nx != x || ny != y) && pixel_at(pixels, nx, ny) == own;
  return alike > 2;
}

/* Whether a pixel is one that smooths an edge: darker and brighter neighbours around it, at most two of its own brightness, and the darkest or
 * the brightest of them in an area of one colour, in both pictures. Of several that are as dark, the first of the leftmost column counts. */
static bool is_smoothing(const Pixels *pixels, const Pixels *other, int x, int y) {
  Neighbours at = neighbours_of(pixels, x, y);
  int alike = beyond(&at), darkest[2] = {0}, brightest[2] = {0};
  double least = 0, most = 0, own = brightness(pixel_at(pixels, x, y));
  for (int nx = at.left; nx <= at.right; nx++)
    for (int ny = at.top; ny <= at.bottom; ny++) {
      if (nx == x && ny == y) continue;
      double change = own - brightness(pixel_at(pixels, nx, ny));
      if (change == 0 && ++alike > 2) return false;
      if (change < least) least = change, brightest[0] = nx, brightest[1] = ny;
      if (change > most) most = change, darkest[0] = nx, darkest[1] = ny;
    }
  if (least == 0 || most == 0) return false;
  return (is_in_area(pixels, darkest[0], darkest[1]) && is_in_area(other, darkest[0], darkest[1])) ||
         (is_in_area(pixels, brightest[0], brightest[1]) && is_in_area(other, brightest[0], brightest[1]));
}

typedef enum Verdict { SAME, SMOOTHED, CHANGED } Verdict;

static Verdict judge(const Pixels *expected, const Pixels *drawn, int x, int y, double most) {
  if (!is_within(expected, x, y) || !is_within(drawn, x, y))
    return is_within(expected, x, y) || is_within(drawn, x, y) ? CHANGED : SAME;
  if (distance(pixel_at(expected, x, y), pixel_at(drawn, x, y)) <= most) return SAME;
  return is_smoothing(expected, drawn, x, y) || is_smoothing(drawn, expected, x, y) ? SMOOTHED : CHANGED;
}

/* Pale gray, where nothing changed. */
static guint32 faded(const Pixels *expected, int x, int y) {
  double gray = is_within(expected, x, y) ? brightness(pixel_at(expected, x, y)) : 255;
  guint32 level = (guint32)lround(255 + (gray - 255) * 0.15);
  return 0xff000000u | level << 16 | level << 8 | level;
}

PixelDifference pixels_compare(cairo_surface_t *expected, cairo_surface_t *drawn, double tolerance,
                               cairo_surface_t **picture) {
  Pixels before = pixels_of(expected), after = pixels_of(drawn);
  int width = MAX(before.width, after.width), height = MAX(before.height, after.height);
  PixelDifference difference = {.total = (gsize)width * (gsize)height};
  cairo_surface_t *shown = picture ? cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) : NULL;
  unsigned char *bytes = shown ? cairo_image_surface_get_data(shown) : NULL;
  double most = LARGEST * tolerance * tolerance;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      Verdict verdict = judge(&before, &after, x, y, most);
      difference.changed += verdict == CHANGED;
      difference.smoothed += verdict == SMOOTHED;
      if (!bytes) continue;
      guint32 *row = (guint32 *)(void *)(bytes + (gsize)y * (gsize)cairo_image_surface_get_stride(shown));
      row[x] = verdict == CHANGED ? 0xffe00000u : verdict == SMOOTHED ? 0xffffc800u : faded(&before, x, y);
    }
  if (shown) cairo_surface_mark_dirty(shown);
  if (picture) *picture = shown;
  return difference;
}
