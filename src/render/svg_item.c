/* render/svg_item.c: what is around an item's element: its link, its description and its tooltip. */
#include "render/svg.h"

void svg_item_open(Svg *svg, const SceneMark *mark, size_t item) {
  const char *href = canvas_href(mark, item);
  if (!href) return;
  g_string_append(svg->out, "<a");
  markup_attribute(svg->out, "href", href);
  markup_attribute(svg->out, "xlink:href", href);
  g_string_append_c(svg->out, '>');
}

void svg_item_labels(Svg *svg, const SceneMark *mark, size_t item) {
  const char *description = scene_string(mark, SCENE_DESCRIPTION, item, NULL);
  if (!description) return;
  markup_attribute(svg->out, "role", mark->type == SCENE_GROUP ? "graphics-object" : "graphics-symbol");
  g_string_append_printf(svg->out, " aria-roledescription=\"%s mark\"", scene_type_name(mark->type));
  markup_attribute(svg->out, "aria-label", description);
}

void svg_item_close(Svg *svg, const SceneMark *mark, size_t item, const char *tag) {
  const char *tooltip = scene_string(mark, SCENE_TOOLTIP, item, NULL);
  if (tooltip && *tooltip) {
    g_string_append(svg->out, "><title>");
    markup_text(svg->out, tooltip);
    g_string_append_printf(svg->out, "</title></%s>", tag);
  } else {
    g_string_append(svg->out, "/>");
  }
}

void svg_item_end(Svg *svg, const SceneMark *mark, size_t item) {
  if (canvas_href(mark, item)) g_string_append(svg->out, "</a>");
}
