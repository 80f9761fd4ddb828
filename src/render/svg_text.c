/* render/svg_text.c: text marks as <text>.
 *
 * Text stays text: text that does not fit is truncated as in every other format, lines are <tspan>s, and vertical
 * columns are in svg_column.c. What most items of a mark have in common is written on the mark.
 */
#include "render/missing.h"
#include "render/svg.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

/* What an item inherits from its mark when it does not differ. */
static SvgText text_look(Svg *svg, const SceneMark *mark, size_t item) {
  static const char *const anchors[] = {"start", "middle", "end"};
  TextStyle style = scene_text_style(mark, item, svg->canvas->scene->lang);
  const char *words = scene_string(mark, SCENE_FONT_STYLE, item, "italic");
  bool vertical = g_str_has_prefix(scene_string(mark, SCENE_WRITING_MODE, item, ""), "vertical");
  double align = vertical ? 0 : scene_align_fraction(scene_string(mark, SCENE_ALIGN, item, "left"));
  return (SvgText){.font = svg_font(svg, style.family),
                   .anchor = anchors[(int)(2 * align)],
                   .slant = !style.italic              ? "normal"
                            : strstr(words, "oblique") ? "oblique"
                                                       : "italic",
                   .lang = style.lang,
                   .size = style.size,
                   .weight = style.weight};
}

static void changed_attribute(GString *out, const char *name, const char *value, const char *usual) {
  if (value != usual && g_strcmp0(value, usual) != 0) markup_attribute(out, name, value ? value : "");
}

/* `usual` has no font when it is of the root. */
static void write_look(Svg *svg, const SvgText *look, const SvgText *usual) {
  GString *out = svg->out;
  changed_attribute(out, "text-anchor", look->anchor, usual->anchor);
  if (look->font != usual->font) svg_font_attribute(svg, look->font, !usual->font);
  if (look->size != usual->size && look->size > 0) {
    g_string_append(out, " font-size=\"");
    markup_number(out, look->size);
    g_string_append(out, "px\"");
  }
  changed_attribute(out, "font-style", look->slant, usual->slant);
  if (look->weight != usual->weight) markup_attribute_number(out, "font-weight", look->weight);
  changed_attribute(out, "lang", look->lang, usual->lang);
  changed_attribute(out, "xml:lang", look->lang, usual->lang);
}

/* The item in the middle is likely to be one of the many: the first and the last tick may be aligned differently. */
void svg_text_style(Svg *svg, const SceneMark *mark) {
  const char *lang = svg->canvas->scene->lang;
  SvgText initial = {.anchor = "start", .slant = "normal", .weight = 400, .lang = lang};
  svg->text = mark->count ? text_look(svg, mark, mark->count / 2) : initial;
  write_look(svg, &svg->text, &initial);
}

/* A space that another follows. */
static bool has_spaces(const SceneLabel *label) {
  for (size_t i = 0; i < label->line_count; i++)
    if (strstr(label->lines[i], "  ")) return true;
  return false;
}

static void write_tspan(Svg *svg, const char *line) {
  g_string_append_c(svg->out, '>');
  markup_text(svg->out, line);
  g_string_append(svg->out, "</tspan>");
}

typedef struct LinePlaces {
  const double *xs;     /* NULL: the line is not moved */
  const double *scales; /* of the font's size; NULL: all 1 */
  size_t count;
} LinePlaces;

static double scale_at(const LinePlaces *places, size_t i) { return places->scales ? places->scales[i] : 1; }

/* A line whose characters are placed: each that needs a place of its own begins a <tspan>, since librsvg takes only the first of a list
 * of places. `y`: NaN on the element's own baseline. */
static void placed_line(Svg *svg, const char *line, const LinePlaces *places, double size, double left, double y) {
  for (size_t i = 0, end; i < places->count; i = end) {
    for (end = i + 1; end < places->count && isnan(places->xs[end]);) end++;
    g_string_append(svg->out, "<tspan");
    markup_attribute_number(svg->out, "x", left + places->xs[i]);
    if (!isnan(y)) markup_attribute_number(svg->out, "y", y);
    if (scale_at(places, i) != 1) {
      g_string_append(svg->out, " font-size=\"");
      markup_number(svg->out, size * scale_at(places, i));
      g_string_append(svg->out, "px\"");
    }
    g_string_append_c(svg->out, '>');
    const char *stop = end < places->count ? g_utf8_offset_to_pointer(line, (glong)(end - i)) : line + strlen(line);
    char *part = g_strndup(line, (gsize)(stop - line));
    markup_text(svg->out, part);
    g_free(part);
    g_string_append(svg->out, "</tspan>");
    line = stop;
  }
}

/* Of each line, if the rules of typesetting move a character of any; else NULL. */
static const LinePlaces *find_places(Svg *svg, const SceneLabel *label) {
  Canvas *canvas = svg->canvas;
  LinePlaces *places = arena_array(canvas->scratch, LinePlaces, label->line_count);
  bool any = false;
  for (size_t i = 0; i < label->line_count && !label->vertical; i++) {
    places[i].xs = text_positions(canvas->text, &label->style, label->lines[i], &places[i].count, &places[i].scales,
                                  canvas->scratch);
    any = any || places[i].xs;
  }
  return any ? places : NULL;
}

/* `left`, `top`: where the first line would begin if it were aligned to the left. */
static void placed_lines(Svg *svg, const SceneLabel *label, const LinePlaces *places, double left, double top) {
  static const double start = 0;
  for (size_t i = 0; i < label->line_count; i++) {
    double x, y;
    const char *line = label->lines[i];
    scene_label_line_start(label, i, text_width(svg->canvas->text, &label->style, line), &x, &y);
    x += left - label->dx;
    y += top - label->dy;
    if (places[i].xs)
      placed_line(svg, line, &places[i], label->style.size, x, i ? y : NAN);
    else
      placed_line(svg, line, &(LinePlaces){&start, NULL, 1}, label->style.size, x, i ? y : NAN);
  }
}

static bool runs_left(const Svg *svg, const SceneLabel *label) {
  for (size_t i = 0; i < label->line_count; i++)
    if (text_runs_left(svg->canvas->text, &label->style, label->lines[i])) return true;
  return false;
}

static void horizontal_lines(Svg *svg, const SceneLabel *label, double x) {
  if (label->line_count == 1) {
    markup_text(svg->out, label->lines[0]);
    return;
  }
  for (size_t i = 0; i < label->line_count; i++) {
    g_string_append(svg->out, "<tspan");
    markup_attribute_number(svg->out, "x", x);
    if (i) markup_attribute_number(svg->out, "dy", label->line_height);
    write_tspan(svg, label->lines[i]);
  }
}

/* A text, or the group of a text's columns. */
static void write_text(Svg *svg, const SceneMark *mark, size_t item, const SceneLabel *label) {
  bool turned = label->angle != 0;
  const char *tag = label->vertical ? "g" : "text";
  SvgFrame frame = turned ? (SvgFrame){label->x, label->y, label->angle * 180 / G_PI} : (SvgFrame){0, 0, 0};
  double x = label->dx + label->x - frame.x, y = label->dy + label->y - frame.y;
  SvgText look = text_look(svg, mark, item);
  const LinePlaces *places = find_places(svg, label);
  if (places) look.anchor = "start";
  g_string_append_printf(svg->out, "<%s", tag);
  /* "dir" says at which end a text is cut, as in Vega; SVG's direction would turn its anchor around */
  if (runs_left(svg, label)) /* from its first strong character; its anchor stays that of text from the left */
    g_string_append(svg->out, " unicode-bidi=\"plaintext\"");
  svg_transform(svg->out, frame);
  if (!label->vertical) {
    if (label->line_count == 1 && !places) markup_attribute_nonzero(svg->out, "x", x);
    markup_attribute_nonzero(svg->out, "y", y);
  }
  for (size_t i = 0; i < label->line_count; i++) svg_font_note(svg, look.font, &label->style, label->lines[i]);
  if (has_spaces(label)) g_string_append(svg->out, " xml:space=\"preserve\"");
  write_look(svg, &look, &svg->text);
  svg_item_style(svg, mark, item, frame);
  svg_item_labels(svg, mark, item);
  g_string_append_c(svg->out, '>');
  if (label->vertical)
    svg_columns(svg, mark, item, label);
  else if (places)
    placed_lines(svg, label, places, x, y);
  else
    horizontal_lines(svg, label, x);
  g_string_append_printf(svg->out, "</%s>", tag);
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
