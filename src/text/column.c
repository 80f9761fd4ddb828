/* text/column.c: a vertical column as pieces of ordinary text, for files whose readers may not know vertical text.
 *
 * Each upright character is placed by itself; Latin words and brackets are turned. Which glyph is to be where is taken from the column as
 * Pango sets it: a piece is put where its ink has the same centre, upright or turned, whichever comes nearer to the vertical
 * form. "（" has a vertical form that is wide and flat, so it is turned; "，" has one in another corner of its square, so it is
 * moved. Example: "2024年（一）" gives turned "2024", upright "年", turned "（", upright "一", turned "）".
 */
#include "text/han.h"
#include "text/layout.h"
#include <math.h>
#include <string.h>

typedef struct Ink {
  double x1, y1, x2, y2;
} Ink;

static bool is_empty(Ink ink) { return !(ink.x2 > ink.x1) && !(ink.y2 > ink.y1); }

typedef struct ColumnWriter {
  TextContext *context;
  TextStyle column, style; /* of the whole; of the piece that is being placed */
  const char *family;      /* that it has instead of the author's; or NULL */
  cairo_t *cairo;          /* for extents alone */
  Arena *arena;
  GArray *pieces;
  double left;          /* of all ink */
  double along, across; /* the pen, in the turned frame: px down the column, and left of its centre */
} ColumnWriter;

/* The current path's box; clears it. */
static Ink path_ink(cairo_t *cairo) {
  Ink ink;
  cairo_identity_matrix(cairo);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  cairo_new_path(cairo);
  return ink;
}

/* Of some glyphs of a run at the pen, the middle of the run's box in the middle of the column. */
static Ink vertical_ink(ColumnWriter *writer, const PangoGlyphItem *run, PangoGlyphString *glyphs) {
  PangoFont *font = run->item->analysis.font;
  PangoRectangle logical;
  pango_glyph_string_extents(run->glyphs, font, NULL, &logical);
  double middle = (logical.y + logical.height / 2.0) / PANGO_SCALE;
  cairo_new_path(writer->cairo);
  cairo_rotate(writer->cairo, G_PI_2);
  cairo_move_to(writer->cairo, writer->along, writer->across - middle);
  pango_cairo_glyph_string_path(writer->cairo, font, glyphs);
  Ink ink = path_ink(writer->cairo);
  if (!is_empty(ink)) writer->left = MIN(writer->left, ink.x1);
  return ink;
}

/* Pango rounds where it puts the runs: all are moved to where it draws them. */
static void move_to_drawn(ColumnWriter *writer, const char *line) {
  cairo_new_path(writer->cairo);
  text_outline_vertical(writer->context, writer->cairo, &writer->column, line, 0, 0);
  Ink whole = path_ink(writer->cairo);
  if (is_empty(whole)) return;
  for (guint i = 0; i < writer->pieces->len; i++)
    g_array_index(writer->pieces, TextPiece, i).x += whole.x1 - writer->left;
}

static Ink upright_ink(ColumnWriter *writer, const char *text) {
  cairo_new_path(writer->cairo);
  text_outline(writer->context, writer->cairo, &writer->style, text, 0, 0);
  return path_ink(writer->cairo);
}

static void add_piece(ColumnWriter *writer, const char *text, double x, double y, bool turned) {
  TextPiece piece = {text, x, y, turned, writer->family};
  g_array_append_val(writer->pieces, piece);
}

/* What has no ink goes with the piece before it. */
static void append_text(ColumnWriter *writer, const char *text) {
  if (writer->pieces->len == 0) return;
  TextPiece *last = &g_array_index(writer->pieces, TextPiece, writer->pieces->len - 1);
  char *both = g_strconcat(last->text, text, NULL);
  last->text = arena_strdup(writer->arena, both);
  g_free(both);
}

static double mismatch(Ink ink, double width, double height) {
  return fabs(ink.x2 - ink.x1 - width) + fabs(ink.y2 - ink.y1 - height);
}

typedef enum Stance { STANCE_UPRIGHT_OR_TURNED, STANCE_TURNED } Stance;

/* Puts `text` where its ink has the centre of `ink`. */
static void place_like(ColumnWriter *writer, const char *text, Ink ink, Stance stance) {
  Ink own = upright_ink(writer, text);
  if (is_empty(ink) || is_empty(own)) {
    append_text(writer, text);
    return;
  }
  double width = own.x2 - own.x1, height = own.y2 - own.y1;
  double x = (ink.x1 + ink.x2) / 2, y = (ink.y1 + ink.y2) / 2;
  double own_x = (own.x1 + own.x2) / 2, own_y = (own.y1 + own.y2) / 2;
  bool turned = stance == STANCE_TURNED || mismatch(ink, height, width) < mismatch(ink, width, height) / 2;
  add_piece(writer, text, turned ? x + own_y : x - own_x, turned ? y - own_x : y - own_y, turned);
}

static double advance(const PangoGlyphString *glyphs, int from, int to) {
  double width = 0;
  for (int i = from; i < to; i++) width += glyphs->glyphs[i].geometry.width / (double)PANGO_SCALE;
  return width;
}

static const char *cut(ColumnWriter *writer, const char *text, int from, int to) {
  return arena_strndup(writer->arena, text + from, (size_t)(to - from));
}

static void add_upright_run(ColumnWriter *writer, PangoGlyphItem *run, const char *text) {
  PangoGlyphItemIter at;
  for (bool more = pango_glyph_item_iter_init_start(&at, run, text); more;
       more = pango_glyph_item_iter_next_cluster(&at)) {
    int from = MIN(at.start_glyph, at.end_glyph), to = MAX(at.start_glyph, at.end_glyph);
    PangoGlyphString glyphs = {to - from, run->glyphs->glyphs + from, run->glyphs->log_clusters + from, 0};
    place_like(writer, cut(writer, text, at.start_index, at.end_index), vertical_ink(writer, run, &glyphs),
               STANCE_UPRIGHT_OR_TURNED);
    writer->along += advance(run->glyphs, from, to);
  }
}

/* The spaces before it are left out: readers drop them. */
static void add_turned_run(ColumnWriter *writer, PangoGlyphItem *run, const char *text) {
  const PangoItem *item = run->item;
  int from = item->offset, end = item->offset + item->length;
  while (from < end - 1 && text[from] == ' ') from++;
  Ink ink = item->analysis.font ? vertical_ink(writer, run, run->glyphs) : (Ink){0};
  place_like(writer, cut(writer, text, from, end), ink, STANCE_TURNED);
  writer->along += advance(run->glyphs, 0, run->glyphs->num_glyphs);
}

/* Marks among Han have the family of the Han characters, whatever comes first in the style's. */
static void choose_family(ColumnWriter *writer, const PangoItem *item, const char *text, const char *families) {
  writer->family = NULL;
  if (item->analysis.font && han_is_shared(g_utf8_get_char(text + item->offset))) {
    PangoFontDescription *description = pango_font_describe(item->analysis.font);
    const char *family = pango_font_description_get_family(description);
    char **named = text_families(families);
    bool first = family && g_ascii_strcasecmp(named[0], family) == 0;
    if (family && !first) writer->family = arena_strdup(writer->arena, family);
    g_strfreev(named);
    pango_font_description_free(description);
  }
  writer->style.family = writer->family ? writer->family : families;
}

static void free_pieces(void *pieces) { g_array_free(pieces, TRUE); }
static void free_cairo(void *cairo) { cairo_destroy(cairo); }

static size_t set_column(TextContext *context, const TextStyle *style, const char *line, Arena *arena,
                         const TextPiece **pieces) {
  *pieces = NULL;
  if (!line || !*line || !(style->size > 0)) return 0;
  PangoLayout *layout = text_layout_vertical(context, style, line);
  PangoLayoutLine *column = pango_layout_get_line_readonly(layout, 0);
  PangoRectangle logical;
  pango_layout_line_get_extents(column, NULL, &logical);
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  ColumnWriter writer = {.context = context,
                         .column = *style,
                         .style = *style,
                         .left = INFINITY,
                         .cairo = cairo_create(surface),
                         .arena = arena,
                         .pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece)),
                         .across = -(logical.y + logical.height / 2.0) / PANGO_SCALE};
  cairo_surface_destroy(surface);
  arena_adopt(arena, writer.pieces, free_pieces);
  arena_adopt(arena, writer.cairo, free_cairo);
  for (GSList *at = column->runs; at; at = at->next) {
    PangoGlyphItem *run = at->data;
    bool upright = PANGO_GRAVITY_IS_VERTICAL(run->item->analysis.gravity) && run->item->analysis.font;
    choose_family(&writer, run->item, pango_layout_get_text(layout), style->family);
    (upright ? add_upright_run : add_turned_run)(&writer, run, pango_layout_get_text(layout));
  }
  move_to_drawn(&writer, line);
  *pieces = (const TextPiece *)(void *)writer.pieces->data;
  return writer.pieces->len;
}

/* Readers of the file set the pieces by no rules. */
size_t text_column(TextContext *context, const TextStyle *style, const char *line, Arena *arena,
                   const TextPiece **pieces) {
  const TextRules *rules = text_rules(context);
  TextRules kept = rules ? *rules : text_rules_default;
  text_context_typeset(context, NULL);
  size_t count = set_column(context, style, line, arena, pieces);
  text_context_typeset(context, rules ? &kept : NULL);
  return count;
}
