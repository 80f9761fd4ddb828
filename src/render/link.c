/* render/link.c: links of items: which are safe to write, and where they are on a PDF page. */
#include "pdf/link.h"
#include "render/canvas.h"
#include "scene/bounds.h"
#include <math.h>
#include <string.h>

const char *canvas_href(const SceneMark *mark, size_t item) {
  static const char *const allowed[] = {"http", "https", "ftp", "mailto", "tel"};
  const char *href = scene_string(mark, SCENE_HREF, item, NULL);
  if (!href || !*href) return NULL;
  size_t scheme = strcspn(href, ":/?#");
  if (href[scheme] != ':') return href;
  for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
    if (strlen(allowed[i]) == scheme && g_ascii_strncasecmp(href, allowed[i], scheme) == 0) return href;
  return NULL;
}

void canvas_link(Canvas *canvas, const SceneMark *mark, size_t item) {
  const char *href = canvas->links ? canvas_href(mark, item) : NULL;
  Bounds b = href ? scene_item_bounds(mark, item, canvas->text) : bounds_empty();
  if (bounds_is_empty(b) || !isfinite(b.x1 + b.y1 + b.x2 + b.y2)) return;
  PdfLink link = {g_strdup(href), b.x1, b.y1, b.x2, b.y2};
  cairo_user_to_device(canvas->cairo, &link.x1, &link.y1);
  cairo_user_to_device(canvas->cairo, &link.x2, &link.y2);
  g_array_append_val(canvas->links, link);
}
