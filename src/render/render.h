/* render/render.h: a finished scene as the bytes of a file. Same scene, same bytes. */
#pragma once
#include "base/print.h"
#include "scene/scene.h"
#include "text/text.h"

typedef struct TubanFormat RenderFormat; /* see format.h */

typedef struct RenderOptions {
  double scale;       /* raster: device px per px; 0: 1 */
  double dpi;         /* raster: written into the file and, when scale is 0, scale = dpi / 96; 0: not written */
  double max_pixels;  /* raster: 0: 2²⁸ */
  double pdf_scale;   /* PDF: size of the page against that of the scene; 0: 1 */
  int quality;        /* of lossy compression, 1–100; 0: the format's default */
  double band_pixels; /* raster: of a band of a large picture; 0: by the size of the picture. No pixel depends on it */
  int threads;        /* raster: for large pictures; 0: one for each processor. The file does not depend on it */
  bool svg_outlines;  /* SVG through cairo with glyph outlines instead of live text */
  const PrintOptions *print; /* what a printer asks for; may be NULL */
  /* Reads the bytes of an image's url (already resolved and allowed by the caller's loader); NULL if it is unavailable. */
  GBytes *(*load_image)(void *host, const char *url);
  /* Told of each other file that is read, as the profile of a press; may be NULL. */
  void (*note_file)(void *host, const char *path);
  void *host;
  Arena *work; /* arena_set_cancel(): the rendering then ends early, without a message; may be NULL */
} RenderOptions;

/* Format `i`, the default first; NULL after the last. */
const RenderFormat *render_format_at(size_t i);
/* The format of that name, or whose files end in it ("jpg"), in any case; NULL if there is none. `name` may be NULL. */
const RenderFormat *render_format_find(const char *name);

/* The file's bytes, owned by the caller (g_bytes_unref); NULL after an error message (a canvas over 32,767 px a side or
 * 1 GB, cairo's own errors). Warns once of each character that no font has. */
GBytes *render_scene(const Scene *scene, const RenderFormat *format, const RenderOptions *options, TextContext *text,
                     Messages *messages);
/* Draws the scene with `cairo`, its top left corner at the origin, one px to a unit, and leaves cairo's state as it was. False
 * after an error message. */
bool render_with(const Scene *scene, cairo_t *cairo, const RenderOptions *options, TextContext *text,
                 Messages *messages);
