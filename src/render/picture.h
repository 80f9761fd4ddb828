/* render/picture.h: picture files for image marks.
 *
 * Which format a file has is seen from its content, not from its name or media type. Sizes are checked before anything is decoded: a
 * few bytes may claim gigabytes.
 */
#pragma once
#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

typedef struct PictureFormat {
  const char *title, *media_type;
  bool (*matches)(const guint8 *bytes, gsize length);
  /* Pixels, or a recording of `width` × `height` px that any size can be drawn from. NULL with `reason` set, for g_free(). */
  cairo_surface_t *(*decode)(GBytes *bytes, double *width, double *height, char **reason);
} PictureFormat;

extern const PictureFormat picture_png, picture_jpeg, picture_webp, picture_gif, picture_svg;

typedef struct Picture {
  const PictureFormat *format;
  cairo_surface_t *surface;
  double width, height; /* px */
  bool is_blended;      /* set where inks matter: it is drawn as pixels */
} Picture;

/* False with `reason` set, for g_free(): "it is not a PNG, JPEG, WebP, GIF or SVG file". */
bool picture_decode(GBytes *bytes, Picture *picture, char **reason);

/* For the formats: a surface for pixels that their decoder fills; NULL with `reason` set where the size is not allowed. */
cairo_surface_t *picture_surface(guint64 width, guint64 height, char **reason);
/* For the formats: a color multiplied by its alpha, as cairo stores it. */
static inline guint32 picture_pixel(guint8 r, guint8 g, guint8 b, guint8 a) {
  guint32 alpha = a;
  return alpha << 24 | (r * alpha + 127) / 255 << 16 | (g * alpha + 127) / 255 << 8 | (b * alpha + 127) / 255;
}
/* For the formats: the reason that a library is missing. */
char *picture_needs(const char *format, const char *library, const char *package);
