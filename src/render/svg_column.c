/* render/svg_column.c: vertical text as ordinary text, character by character.
 *
 * Few readers know writing-mode, so that each upright character is a <tspan> in its place, and words that lie on their
 * side are <text>s with a transform. The characters are those of the text, in its order: it can be searched and copied.
 */
#include "render/svg.h"
#include "scene/shapes.h"
#include <math.h>

static const SvgFrame unmoved = {0, 0, 0};

/* A gradient spans the whole item, and would turn with the elements that inherit it. */
static bool has_gradient(const SceneMark *mark, size_t item) {
  return scene_paint(mark, SCENE_FILL, item).kind == PAINT_GRADIENT ||
         scene_paint(mark, SCENE_STROKE, item).kind == PAINT_GRADIENT;
}

typedef struct ColumnText {
  Svg *svg;
  const SceneMark *mark;
  size_t item;
  const SceneLabel *label;
  SvgFrame frame; /* of the whole label */
  double x, y;    /* of the column, in the frame */
  bool styled;    /* paint is on the elements */
} ColumnText;

/* The transform of `inner`, which is inside `outer`. */
static SvgFrame within(SvgFrame outer, SvgFrame inner) {
  double turn = outer.angle * G_PI / 180;
  return (SvgFrame){outer.x + cos(turn) * inner.x - sin(turn) * inner.y,
                    outer.y + sin(turn) * inner.x + cos(turn) * inner.y, outer.angle + inner.angle};
}

/* Before the author's families, where these would be another font's. */
static void write_family(const ColumnText *column, const TextPiece *piece) {
  if (!piece->family) return;
  TextStyle style = column->label->style;
  const char *own = style.family ? style.family : "sans-serif";
  style.family = arena_printf(column->svg->owner, "'%s',%s", piece->family, own);
  struct SvgFont *font = svg_font(column->svg, style.family);
  svg_font_note(column->svg, font, &style, piece->text);
  svg_font_attribute(column->svg, font, false);
}

static void open_text(const ColumnText *column, const TextPiece *piece, SvgFrame frame) {
  GString *out = column->svg->out;
  g_string_append(out, "<text");
  svg_transform_scaled(out, frame, piece->scale_x, piece->scale_y);
  write_family(column, piece);
  if (column->styled) svg_paint_style(column->svg, column->mark, column->item, within(column->frame, frame));
  g_string_append_c(out, '>');
}

static bool is_scaled(const TextPiece *piece) { return piece->scale_x != 1 || piece->scale_y != 1; }

/* A piece that is turned or scaled. */
static void write_alone(const ColumnText *column, const TextPiece *piece) {
  open_text(column, piece, (SvgFrame){column->x + piece->x, column->y + piece->y, piece->turned ? 90 : 0});
  markup_text(column->svg->out, piece->text);
  g_string_append(column->svg->out, "</text>");
}

/* Upright pieces that follow each other. Gives their number. */
static size_t write_upright(const ColumnText *column, const TextPiece *pieces, size_t count) {
  GString *out = column->svg->out;
  size_t i = 0;
  open_text(column, pieces, unmoved);
  for (; i < count && !pieces[i].turned && !is_scaled(&pieces[i]) && g_strcmp0(pieces[i].family, pieces[0].family) == 0;
       i++) {
    g_string_append(out, "<tspan");
    markup_attribute_number(out, "x", column->x + pieces[i].x);
    markup_attribute_number(out, "y", column->y + pieces[i].y);
    g_string_append_c(out, '>');
    markup_text(out, pieces[i].text);
    g_string_append(out, "</tspan>");
  }
  g_string_append(out, "</text>");
  return i;
}

static void write_pieces(const ColumnText *column, const TextPiece *pieces, size_t count) {
  for (size_t i = 0; i < count;) {
    if (pieces[i].turned || is_scaled(&pieces[i]))
      write_alone(column, &pieces[i++]);
    else
      i += write_upright(column, pieces + i, count - i);
  }
}

void svg_columns(Svg *svg, const SceneMark *mark, size_t item, const SceneLabel *label) {
  TextContext *text = svg->canvas->text;
  bool turned = label->angle != 0;
  ColumnText column = {.svg = svg, .mark = mark, .item = item, .label = label, .styled = has_gradient(mark, item)};
  if (turned) column.frame = (SvgFrame){label->x, label->y, label->angle * 180 / G_PI};
  for (size_t i = 0; i < label->line_count; i++) {
    const TextPiece *pieces;
    Arena *arena = arena_create_charged(text_context_budget(text));
    size_t count = text_column(text, &label->style, label->lines[i], arena, &pieces);
    scene_label_line_start(label, i, text_vertical_height(text, &label->style, label->lines[i]), &column.x, &column.y);
    column.x += turned ? 0 : label->x;
    column.y += turned ? 0 : label->y;
    write_pieces(&column, pieces, count);
    arena_destroy(arena);
  }
}
