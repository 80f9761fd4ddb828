/* render/svg_text.c: text marks as <text>, image marks as <use> of a picture written once.
 *
 * Text stays text: text that does not fit is truncated as in every other format, lines are <tspan>s, vertical columns
 * have writing-mode.
 */
#include "render/image.h"
#include "render/missing.h"
#include "render/svg.h"
#include "scene/label.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

static void font_attributes(GString *out, const SceneMark *mark, size_t item, const TextStyle *style) {
  markup_attribute(out, "font-family", style->family ? style->family : "sans-serif");
  g_string_append(out, " font-size=\"");
  markup_number(out, style->size);
  g_string_append(out, "px\"");
  if (style->italic) {
    const char *words = scene_string(mark, SCENE_FONT_STYLE, item, "italic");
    markup_attribute(out, "font-style", strstr(words, "oblique") ? "oblique" : "italic");
  }
  if (style->weight != 400) markup_attribute_number(out, "font-weight", style->weight);
  const char *lang = scene_string(mark, SCENE_LANG, item, NULL);
  markup_attribute(out, "lang", lang);
  markup_attribute(out, "xml:lang", lang);
}

static void text_transform(GString *out, const SceneLabel *label, double dx, double dy) {
  bool turned = label->angle != 0;
  g_string_append(out, " transform=\"translate(");
  markup_number(out, label->x + (turned ? 0 : dx));
  g_string_append_c(out, ',');
  markup_number(out, label->y + (turned ? 0 : dy));
  g_string_append_c(out, ')');
  if (turned) {
    g_string_append(out, " rotate(");
    markup_number(out, label->angle * 180 / G_PI);
    g_string_append_c(out, ')');
  }
  if (turned && (dx != 0 || dy != 0)) {
    g_string_append(out, " translate(");
    markup_number(out, dx);
    g_string_append_c(out, ',');
    markup_number(out, dy);
    g_string_append_c(out, ')');
  }
  g_string_append_c(out, '"');
}

/* Ends a list of places: a character beyond the basic plane counts as one or as two, depending on the program. */
static bool ends_list(const char *at) { return (guchar)*at >= 0xf0; }

/* A line whose characters are placed: those that need a place of their own are listed, and what follows the last of them flows on. */
static void placed_line(Svg *svg, const char *line, const double *xs, size_t count, double left, double y) {
  for (size_t i = 0; i < count;) {
    size_t listed = i, end;
    const char *at = line;
    while (listed + 1 < count && !isnan(xs[listed + 1]) && !ends_list(at)) {
      at = g_utf8_next_char(at);
      listed++;
    }
    for (end = listed + 1; end < count && isnan(xs[end]);) end++;
    g_string_append(svg->out, "<tspan x=\"");
    for (size_t k = i; k <= listed; k++) {
      if (k > i) g_string_append_c(svg->out, ' ');
      markup_number(svg->out, left + xs[k]);
    }
    g_string_append_c(svg->out, '"');
    if (y != 0) markup_attribute_number(svg->out, "y", y);
    g_string_append_c(svg->out, '>');
    const char *stop = end < count ? g_utf8_offset_to_pointer(line, (glong)(end - i)) : line + strlen(line);
    char *part = g_strndup(line, (gsize)(stop - line));
    markup_text(svg->out, part);
    g_free(part);
    g_string_append(svg->out, "</tspan>");
    line = stop;
    i = end;
  }
}

typedef struct LinePlaces {
  const double *xs; /* NULL: the line is not moved */
  size_t count;
} LinePlaces;

/* Of each line, if the rules of typesetting move a character of any; else NULL. */
static const LinePlaces *find_places(Svg *svg, const SceneLabel *label) {
  Canvas *canvas = svg->canvas;
  LinePlaces *places = arena_array(canvas->scratch, LinePlaces, label->line_count);
  bool any = false;
  for (size_t i = 0; i < label->line_count && !label->vertical; i++) {
    places[i].xs = text_positions(canvas->text, &label->style, label->lines[i], &places[i].count, canvas->scratch);
    any = any || places[i].xs;
  }
  return any ? places : NULL;
}

static void placed_lines(Svg *svg, const SceneLabel *label, const LinePlaces *places) {
  static const double start = 0;
  for (size_t i = 0; i < label->line_count; i++) {
    double x, y;
    const char *line = label->lines[i];
    scene_label_line_start(label, i, text_width(svg->canvas->text, &label->style, line), &x, &y);
    if (places[i].xs)
      placed_line(svg, line, places[i].xs, places[i].count, x - label->dx, y - label->dy);
    else
      placed_line(svg, line, &start, 1, x - label->dx, y - label->dy);
  }
}

static void horizontal_lines(Svg *svg, const SceneLabel *label) {
  if (label->line_count == 1) {
    markup_text(svg->out, label->lines[0]);
    return;
  }
  for (size_t i = 0; i < label->line_count; i++) {
    g_string_append(svg->out, "<tspan x=\"0\"");
    if (i) markup_attribute_number(svg->out, "dy", label->line_height);
    g_string_append_c(svg->out, '>');
    markup_text(svg->out, label->lines[i]);
    g_string_append(svg->out, "</tspan>");
  }
}

static void vertical_lines(Svg *svg, const SceneLabel *label) {
  for (size_t i = 0; i < label->line_count; i++) {
    double x, y;
    scene_label_line_start(label, i, text_vertical_height(svg->canvas->text, &label->style, label->lines[i]), &x, &y);
    g_string_append(svg->out, "<tspan");
    markup_attribute_number(svg->out, "x", x);
    markup_attribute_number(svg->out, "y", y);
    g_string_append_c(svg->out, '>');
    markup_text(svg->out, label->lines[i]);
    g_string_append(svg->out, "</tspan>");
  }
}

static void write_text(Svg *svg, const SceneMark *mark, size_t item, const SceneLabel *label) {
  static const char *const anchors[] = {"start", "middle", "end"};
  SvgFrame frame = {label->x, label->y, label->angle * 180 / G_PI};
  const LinePlaces *places = find_places(svg, label);
  g_string_append(svg->out, "<text");
  if (label->vertical)
    g_string_append(svg->out, " writing-mode=\"vertical-rl\"");
  else if (!places)
    markup_attribute(svg->out, "text-anchor", anchors[(int)(2 * label->align)]);
  if (label->right_to_left) g_string_append(svg->out, " direction=\"rtl\"");
  text_transform(svg->out, label, label->vertical ? 0 : label->dx, label->vertical ? 0 : label->dy);
  font_attributes(svg->out, mark, item, &label->style);
  svg_full_style(svg, mark, item, frame);
  svg_item_labels(svg, mark, item);
  g_string_append_c(svg->out, '>');
  if (label->vertical)
    vertical_lines(svg, label);
  else if (places)
    placed_lines(svg, label, places);
  else
    horizontal_lines(svg, label);
  g_string_append(svg->out, "</text>");
}

static void text_item(Svg *svg, const SceneMark *mark, size_t item) {
  Canvas *canvas = svg->canvas;
  SceneLabel label;
  scene_label_read(&label, mark, item, canvas->scene->lang, canvas->text, &canvas->scratch);
  if (label.line_count == 0 || !(label.style.size > 0) ||
      !isfinite(label.x + label.y + label.dx + label.dy + label.angle))
    return;
  for (size_t i = 0; i < label.line_count; i++)
    missing_glyphs_check(canvas->missing, canvas->text, &label.style, label.lines[i], mark->place, canvas->messages);
  const char *tooltip = scene_string(mark, SCENE_TOOLTIP, item, NULL);
  if (tooltip && !*tooltip) tooltip = NULL;
  svg_item_open(svg, mark, item);
  if (tooltip) {
    /* next to the text element, not inside it: a title is not part of the visible text */
    g_string_append(svg->out, "<g><title>");
    markup_text(svg->out, tooltip);
    g_string_append(svg->out, "</title>");
  }
  write_text(svg, mark, item, &label);
  if (tooltip) g_string_append(svg->out, "</g>");
  svg_item_end(svg, mark, item);
}

/* Text without paint stays in the file, as in Vega: it can be searched and read aloud. */
void svg_text_items(Svg *svg, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count && canvas_goes_on(svg->canvas, i); i++) {
    if (scene_number_or(mark, SCENE_OPACITY, i, 1) <= 0) continue;
    canvas_tidy(svg->canvas);
    text_item(svg, mark, i);
  }
}

/* The picture's number in the defs, its bytes in the file itself; 0 when it is unavailable. */
static unsigned picture_id(Svg *svg, const char *url, const Picture *picture) {
  void *known;
  if (g_hash_table_lookup_extended(svg->pictures, url, NULL, &known)) return GPOINTER_TO_UINT(known);
  GBytes *bytes = images_load(svg->canvas->options, url);
  unsigned id = bytes ? ++svg->picture_count : 0;
  if (bytes) {
    char *base64 = g_base64_encode(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_string_append_printf(svg->defs, "<image id=\"" SVG_ID_PREFIX "picture%u\"", id);
    markup_attribute_number(svg->defs, "width", picture->width);
    markup_attribute_number(svg->defs, "height", picture->height);
    g_string_append(svg->defs, " preserveAspectRatio=\"none\"");
    for (int i = 0; i < 2; i++)
      g_string_append_printf(svg->defs, " %s=\"data:%s;base64,%s\"%s", i ? "xlink:href" : "href",
                             picture->format->media_type, base64, i ? "/>" : "");
    g_free(base64);
    g_bytes_unref(bytes);
  }
  g_hash_table_insert(svg->pictures, (char *)url, GUINT_TO_POINTER(id));
  return id;
}

static void image_item(Svg *svg, const SceneMark *mark, size_t item) {
  Canvas *canvas = svg->canvas;
  const char *url = scene_string(mark, SCENE_URL, item, NULL);
  const Picture *picture = images_get(canvas->images, canvas->options, url, mark->place, canvas->messages);
  unsigned id = picture ? picture_id(svg, url, picture) : 0;
  if (!id) return;
  ImageBox box = image_box(mark, item, picture->width, picture->height);
  if (!(box.width > 0 && box.height > 0) || !isfinite(box.x + box.y + box.width + box.height)) return;
  svg_item_open(svg, mark, item);
  g_string_append_printf(svg->out,
                         "<use href=\"#" SVG_ID_PREFIX "picture%u\" xlink:href=\"#" SVG_ID_PREFIX
                         "picture%u\" transform=\"matrix(",
                         id, id);
  double matrix[6] = {box.width / picture->width, 0, 0, box.height / picture->height, box.x, box.y};
  for (int i = 0; i < 6; i++) {
    if (i) g_string_append_c(svg->out, ',');
    /* a scale of three decimals is too coarse for a large picture */
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(svg->out, g_ascii_formatd(digits, sizeof digits, "%.7g", matrix[i]));
  }
  g_string_append(svg->out, ")\"");
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
