/* render/picture_flat.c: see picture_flat.h. cairo does not tell what a recording holds, but writes it into a PDF in plain words. */
#include "render/picture_flat.h"
#include <cairo-pdf.h>
#include <glib.h>
#include <math.h>
#include <string.h>

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Whether a file sets a blend mode other than the usual one. */
static bool has_blend(const char *bytes, gsize length) {
  static const char key[] = "/BM /", usual[] = "Normal";
  const char *end = bytes + length;
  for (const char *at = g_strstr_len(bytes, (gssize)length, key); at; at = g_strstr_len(at, end - at, key)) {
    at += strlen(key);
    if ((gsize)(end - at) >= strlen(usual) && memcmp(at, usual, strlen(usual)) != 0) return true;
  }
  return false;
}

bool picture_is_blended(cairo_surface_t *recording, double width, double height) {
  if (cairo_surface_get_type(recording) != CAIRO_SURFACE_TYPE_RECORDING) return false;
  GByteArray *file = g_byte_array_new();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, file, fmax(width, 1), fmax(height, 1));
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_surface(cairo, recording, 0, 0);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
  /* GLib looks for the end of a text, so what is before a NUL is looked at first. */
  bool found = false;
  for (gsize at = 0; at < file->len && !found;) {
    const char *part = (const char *)file->data + at;
    gsize length = strnlen(part, file->len - at);
    found = has_blend(part, length);
    at += length + 1;
  }
  g_byte_array_free(file, TRUE);
  return found;
}

cairo_surface_t *picture_flatten(cairo_surface_t *picture, double width, double height, double box_width,
                                 double box_height, double dpi) {
  const double side_max = 4096;
  double columns = ceil(fmin(fmax(box_width * dpi / 96, 1), side_max)),
         rows = ceil(fmin(fmax(box_height * dpi / 96, 1), side_max));
  cairo_surface_t *flat = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)columns, (int)rows);
  cairo_surface_set_device_scale(flat, columns / width, rows / height);
  cairo_t *cairo = cairo_create(flat);
  cairo_set_source_surface(cairo, picture, 0, 0);
  if (cairo_surface_get_type(picture) == CAIRO_SURFACE_TYPE_IMAGE)
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  return flat;
}
