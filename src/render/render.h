/* render/render.h: a finished scene to PNG, SVG or PDF bytes. Same scene, same bytes. */
#pragma once
#include "scene/scene.h"
#include "text/text.h"

typedef enum RenderFormat { RENDER_PNG, RENDER_SVG, RENDER_PDF } RenderFormat;

typedef struct RenderOptions {
  double scale;      /* PNG: device px per px; 0: 1 */
  double dpi;        /* PNG: written into the file (pHYs) and, when scale is 0, scale = dpi / 96; 0: not written */
  bool svg_outlines; /* SVG through cairo with glyph outlines instead of live text */
  /* Reads the bytes of an image's url (already resolved and allowed by the caller's loader); NULL when it cannot be had. */
  GBytes *(*load_image)(void *host, const char *url);
  void *host;
} RenderOptions;

/* The file's bytes, owned by the caller (g_bytes_unref); NULL after an error message (a canvas over 32,767 px a side or
 * 1 GB, cairo's own errors). Warns once of each character that no font has. */
GBytes *render_scene(const Scene *scene, RenderFormat format, const RenderOptions *options, TextContext *text,
                     Messages *messages);
