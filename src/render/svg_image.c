/* render/svg_image.c: image marks as <use> of a picture that is written once, its bytes in the file itself.
 *
 * References are by xlink:href alone: every reader knows it, and a picture need not be written twice.
 */
#include "render/image.h"
#include "render/svg.h"
#include "scene/shapes.h"
#include <math.h>

/* A picture in the defs, in the size of its first use. */
struct SvgPicture {
  unsigned id; /* 0: it is unavailable */
  double width, height;
};

static void write_picture(Svg *svg, const Picture *picture, GBytes *bytes, const struct SvgPicture *as) {
  char *base64 = g_base64_encode(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_string_append_printf(svg->defs, "<image id=\"" SVG_ID_PREFIX "picture%u\"", as->id);
  markup_attribute_number(svg->defs, "width", as->width);
  markup_attribute_number(svg->defs, "height", as->height);
  g_string_append_printf(svg->defs, " preserveAspectRatio=\"none\" xlink:href=\"data:%s;base64,%s\"/>",
                         picture->format->media_type, base64);
  g_free(base64);
}

static const struct SvgPicture *find_picture(Svg *svg, const char *url, const Picture *picture, ImageBox box) {
  struct SvgPicture *known = g_hash_table_lookup(svg->pictures, url);
  if (known) return known;
  known = arena_new(svg->owner, struct SvgPicture);
  GBytes *bytes = images_load(svg->canvas->options, url);
  if (bytes) {
    *known = (struct SvgPicture){++svg->picture_count, box.width, box.height};
    write_picture(svg, picture, bytes, known);
    g_bytes_unref(bytes);
  }
  g_hash_table_insert(svg->pictures, g_strdup(url), known);
  return known;
}

static bool same(double a, double b) { return markup_hundredths(a) == markup_hundredths(b); }

static void place_picture(GString *out, const struct SvgPicture *picture, ImageBox box) {
  if (same(picture->width, box.width) && same(picture->height, box.height)) {
    markup_attribute_nonzero(out, "x", box.x);
    markup_attribute_nonzero(out, "y", box.y);
    return;
  }
  g_string_append(out, " transform=\"translate(");
  markup_number(out, box.x);
  g_string_append_c(out, ',');
  markup_number(out, box.y);
  /* a factor of two decimals is too coarse for a large picture */
  g_string_append(out, ")scale(");
  markup_number_fine(out, box.width / picture->width, 6);
  g_string_append_c(out, ',');
  markup_number_fine(out, box.height / picture->height, 6);
  g_string_append(out, ")\"");
}

static void image_item(Svg *svg, const SceneMark *mark, size_t item) {
  Canvas *canvas = svg->canvas;
  const char *url = scene_string(mark, SCENE_URL, item, NULL);
  const Picture *picture = images_get(canvas->images, canvas->options, url, mark->place, canvas->messages);
  if (!picture) return;
  ImageBox box = image_box(mark, item, picture->width, picture->height);
  if (!(box.width > 0 && box.height > 0) || !isfinite(box.x + box.y + box.width + box.height)) return;
  const struct SvgPicture *stored = find_picture(svg, url, picture, box);
  if (!stored->id) return;
  svg->linked = true;
  svg_item_open(svg, mark, item);
  g_string_append_printf(svg->out, "<use xlink:href=\"#" SVG_ID_PREFIX "picture%u\"", stored->id);
  place_picture(svg->out, stored, box);
  if (scene_number_or(mark, SCENE_SMOOTH, item, 1) == 0) g_string_append(svg->out, " image-rendering=\"pixelated\"");
  svg_own_style(svg, mark, item);
  svg_item_labels(svg, mark, item);
  svg_item_close(svg, mark, item, "use");
  svg_item_end(svg, mark, item);
}

void svg_image_items(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++)
    if (scene_number_or(mark, SCENE_OPACITY, i, 1) > 0) image_item(svg, mark, i);
}
