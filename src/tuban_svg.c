/* tuban_svg.c: a picture in SVG as a chart, so that it can be written in the other formats. */
#include "render/picture.h"
#include "tuban.h"
#include <string.h>

/* Its own size; 1 × 1 px if it cannot be drawn, of which the chart's image mark then gives the reason. */
static void find_size(const char *text, size_t length, double *width, double *height) {
  GBytes *bytes = g_bytes_new(text, length);
  char *reason = NULL;
  *width = *height = 1;
  cairo_surface_t *surface = picture_svg.decode(bytes, width, height, &reason);
  if (surface) cairo_surface_destroy(surface);
  if (reason) *width = *height = 1;
  g_free(reason);
  g_bytes_unref(bytes);
}

TubanChart *tuban_chart_read_svg(TubanContext *context, const char *text, size_t length, const char *name,
                                 const TubanOptions *options) {
  static const char form[] =
      "{\"data\": {\"values\": [{}]}, \"width\": %s, \"height\": %s, \"padding\": 0, \"background\": null, "
      "\"view\": {\"stroke\": null}, "
      "\"mark\": {\"type\": \"image\", \"x\": 0, \"y\": 0, \"align\": \"left\", \"baseline\": \"top\", "
      "\"width\": %s, \"height\": %s, \"url\": \"data:image/svg+xml;base64,%s\"}}";
  if (!text) return tuban_chart_read_text(context, NULL, 0, name, NULL, options);
  double width, height;
  find_size(text, length, &width, &height);
  char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_dtostr(numbers[0], sizeof numbers[0], width);
  g_ascii_dtostr(numbers[1], sizeof numbers[1], height);
  char *coded = g_base64_encode((const guchar *)text, length);
  char *spec = g_strdup_printf(form, numbers[0], numbers[1], numbers[0], numbers[1], coded);
  TubanChart *chart = tuban_chart_read_text(context, spec, strlen(spec), name, NULL, options);
  g_free(spec);
  g_free(coded);
  return chart;
}
