/* render/picture_svg.c: SVG files as recordings, which stay outlines in a PDF; librsvg is loaded when the first one is met.
 *
 * A document without a base URL may name nothing outside itself, which is librsvg's rule; it also limits the number of elements
 * that one can draw, and XML's entities.
 */
#include "base/library.h"
#include "render/picture.h"
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

typedef struct SvgLibrary {
  RsvgHandle *(*from_data)(const guint8 *bytes, gsize length, GError **error);
  gboolean (*size)(RsvgHandle *handle, gdouble *width, gdouble *height);
  void (*dimensions)(RsvgHandle *handle, gboolean *has_width, RsvgLength *width, gboolean *has_height,
                     RsvgLength *height, gboolean *has_box, RsvgRectangle *box);
  gboolean (*render)(RsvgHandle *handle, cairo_t *cairo, const RsvgRectangle *viewport, GError **error);
} SvgLibrary;

static const LibrarySymbol symbols[] = {
    {"rsvg_handle_new_from_data", offsetof(SvgLibrary, from_data)},
    {"rsvg_handle_get_intrinsic_size_in_pixels", offsetof(SvgLibrary, size)},
    {"rsvg_handle_get_intrinsic_dimensions", offsetof(SvgLibrary, dimensions)},
    {"rsvg_handle_render_document", offsetof(SvgLibrary, render)},
};

/* A document without a size in absolute units has that of its viewBox, else the one that CSS gives replaced elements. */
static void find_size(const SvgLibrary *library, RsvgHandle *handle, double *width, double *height) {
  gboolean has_width, has_height, has_box;
  RsvgLength unused[2];
  RsvgRectangle box;
  if (library->size(handle, width, height)) return;
  library->dimensions(handle, &has_width, &unused[0], &has_height, &unused[1], &has_box, &box);
  *width = has_box ? box.width : 300;
  *height = has_box ? box.height : 150;
}

static cairo_surface_t *record(const SvgLibrary *library, RsvgHandle *handle, double width, double height,
                               char **reason) {
  enum { SIDE_MAX = 16384 };
  if (!(width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX)) {
    *reason = g_strdup_printf("it has %g × %g px; at most %d px a side can be drawn", width, height, SIDE_MAX);
    return NULL;
  }
  RsvgRectangle viewport = {0, 0, width, height};
  cairo_surface_t *surface =
      cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t){0, 0, width, height});
  /* librsvg tags links. cairo 1.16 crashes when it destroys a recording with tags; a surface within it takes none. */
  cairo_surface_t *within = cairo_surface_create_for_rectangle(surface, 0, 0, width, height);
  cairo_t *cairo = cairo_create(within);
  GError *error = NULL;
  bool drawn = library->render(handle, cairo, &viewport, &error);
  cairo_destroy(cairo);
  cairo_surface_destroy(within);
  if (drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
  *reason = g_strdup_printf("the SVG file cannot be drawn: %s", error ? error->message : "cairo failed");
  g_clear_error(&error);
  cairo_surface_destroy(surface);
  return NULL;
}

static double count(const char *text, gsize length, const char *word) {
  double found = 0;
  for (const char *at = text, *end = text + length; (at = g_strstr_len(at, end - at, word)); at++) found++;
  return found;
}

/* Filters are the one part of SVG whose time librsvg does not limit: each primitive may touch every pixel, for every element that
 * the filter is used on. */
static bool filters_are_cheap(const char *text, gsize length, double width, double height) {
  static const double cost_max = 1e9, turbulence_cost = 16;
  double primitives = count(text, length, "<fe") + count(text, length, ":fe");
  double turbulences = count(text, length, "feTurbulence");
  return width * height * (primitives + turbulences * turbulence_cost) * count(text, length, "filter") <= cost_max;
}

static cairo_surface_t *decode(GBytes *bytes, double *width, double *height, char **reason) {
  SvgLibrary library;
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  if (!library_load(TUBAN_RSVG_LIBRARY, symbols, G_N_ELEMENTS(symbols), &library)) {
    *reason = picture_needs("SVG", TUBAN_RSVG_LIBRARY, "librsvg (Debian's librsvg2-2)");
    return NULL;
  }
  GError *error = NULL;
  RsvgHandle *handle = library.from_data(data, length, &error);
  if (!handle) {
    *reason = g_strchomp(g_strdup_printf("the SVG file is damaged: %s", error ? error->message : "unknown error"));
    g_clear_error(&error);
    return NULL;
  }
  find_size(&library, handle, width, height);
  cairo_surface_t *surface = NULL;
  if (filters_are_cheap((const char *)data, length, *width, *height))
    surface = record(&library, handle, *width, *height, reason);
  else
    *reason = g_strdup("its filters would take too long");
  g_object_unref(handle);
  return surface;
}

/* "<svg" near the start, after a declaration, comments and a document type. */
static bool matches(const guint8 *bytes, gsize length) {
  enum { SEARCHED = 4096 };
  gsize start = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (start < length && g_ascii_isspace((char)bytes[start])) start++;
  if (start >= length || bytes[start] != '<') return false;
  return g_strstr_len((const char *)bytes + start, (gssize)MIN(length - start, (gsize)SEARCHED), "<svg") ||
         g_strstr_len((const char *)bytes + start, (gssize)MIN(length - start, (gsize)SEARCHED), ":svg");
}

const PictureFormat picture_svg = {"SVG", "image/svg+xml", matches, decode};
