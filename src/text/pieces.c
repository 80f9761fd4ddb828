/* text/pieces.c: a vertical column as pieces of ordinary text, for files whose readers may not know vertical text.
 *
 * Each upright character is placed by itself; Latin words and brackets are turned. Which glyph is to be where is the column's
 * (text/column.h): a piece is put where its ink has the same centre, upright or turned, whichever comes nearer to the vertical
 * form. "（" has a vertical form that is wide and flat, so it is turned; "，" has one in another corner of its square, so it is
 * moved. Example: "2024年（一）" gives turned "2024", upright "年", turned "（", upright "一", turned "）".
 */
#include "base/temporary.h"
#include "text/column.h"
#include "text/han.h"
#include <math.h>
#include <string.h>

typedef struct Ink {
  double x1, y1, x2, y2;
} Ink;

static bool is_empty(Ink ink) { return !(ink.x2 > ink.x1) && !(ink.y2 > ink.y1); }

typedef struct ColumnWriter {
  TextContext *context;
  const Column *column;
  const char *families; /* the author's */
  TextStyle style;      /* of the piece that is being placed, set by no rules */
  const char *family;   /* that it has instead of the author's; or NULL */
  cairo_t *cairo;       /* for extents alone */
  Arena *arena;
  GArray *pieces;
} ColumnWriter;

/* The current path's box; clears it. */
static Ink path_ink(cairo_t *cairo) {
  Ink ink;
  cairo_identity_matrix(cairo);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  cairo_new_path(cairo);
  return ink;
}

/* Of glyphs `from` … `to` - 1 of a run, where they are drawn. */
static Ink drawn_ink(ColumnWriter *writer, const ColumnRun *run, int from, int to) {
  PangoGlyphString *all = run->item->glyphs,
                   glyphs = {to - from, all->glyphs + from, all->log_clusters + from, to - from};
  cairo_new_path(writer->cairo);
  column_frame(run, writer->cairo);
  cairo_move_to(writer->cairo, 0, 0);
  if (run->item->item->analysis.font)
    pango_cairo_glyph_string_path(writer->cairo, run->item->item->analysis.font, &glyphs);
  return path_ink(writer->cairo);
}

static Ink upright_ink(ColumnWriter *writer, const char *text) {
  cairo_new_path(writer->cairo);
  text_outline(writer->context, writer->cairo, &writer->style, text, 0, 0);
  return path_ink(writer->cairo);
}

/* What has no ink goes with the piece before it. */
static void append_text(ColumnWriter *writer, const char *text) {
  if (writer->pieces->len == 0) return;
  TextPiece *last = &g_array_index(writer->pieces, TextPiece, writer->pieces->len - 1);
  char *both = g_strconcat(last->text, text, NULL);
  arena_temporary(writer->arena, both);
  last->text = arena_strdup(writer->arena, both);
}

static double mismatch(Ink ink, double width, double height) {
  return fabs(ink.x2 - ink.x1 - width) + fabs(ink.y2 - ink.y1 - height);
}

/* How far the ink of a text is from that of a vertical form, whichever way it stands. */
static double mismatch_of(ColumnWriter *writer, const char *text, Ink ink) {
  Ink own = upright_ink(writer, text);
  double width = own.x2 - own.x1, height = own.y2 - own.y1;
  return MIN(mismatch(ink, height, width), mismatch(ink, width, height));
}

/* The vertical form of a quotation mark is a corner bracket in some faces. */
static const char *as_drawn(ColumnWriter *writer, const char *text, Ink ink) {
  static const char *const corners[][3] = {{"“", "『", "「"}, {"”", "』", "」"}, {"‘", "「", "『"}, {"’", "」", "』"}};
  const char *best = text;
  for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
    if (strcmp(text, corners[i][0]) != 0) continue;
    for (int k = 1; k < 3; k++)
      if (mismatch_of(writer, corners[i][k], ink) < mismatch_of(writer, best, ink) / 2) best = corners[i][k];
  }
  return best;
}

/* Puts `text` where its ink has the centre of `ink`; STANCE_UPRIGHT: turned, if its shape is nearer to that. */
static void place_like(ColumnWriter *writer, const char *text, Ink ink, const ColumnRun *run) {
  Ink own = upright_ink(writer, text);
  if (is_empty(ink) || is_empty(own)) {
    append_text(writer, text);
    return;
  }
  double width = own.x2 - own.x1, height = own.y2 - own.y1;
  double x = (ink.x1 + ink.x2) / 2, y = (ink.y1 + ink.y2) / 2;
  double own_x = (own.x1 + own.x2) / 2 * run->scale_x, own_y = (own.y1 + own.y2) / 2 * run->scale_y;
  bool turned = run->stance == STANCE_TURNED ||
                (run->stance == STANCE_UPRIGHT && mismatch(ink, height, width) < mismatch(ink, width, height) / 2);
  TextPiece piece = {.text = text,
                     .x = turned ? x + own_y : x - own_x,
                     .y = turned ? y - own_x : y - own_y,
                     .turned = turned,
                     .scale_x = run->scale_x,
                     .scale_y = run->scale_y,
                     .family = writer->family};
  g_array_append_val(writer->pieces, piece);
}

/* The place in the text after the clusters of a run that glyph `to` begins. */
static int cluster_end(const ColumnRun *run, int to) {
  const PangoGlyphString *glyphs = run->item->glyphs;
  return run->item->item->offset + (to < glyphs->num_glyphs ? glyphs->log_clusters[to] : run->item->item->length);
}

static void add_part(ColumnWriter *writer, const ColumnRun *run, int from, int to) {
  const char *text = writer->column->text;
  int start = run->item->item->offset + run->item->glyphs->log_clusters[from], end = cluster_end(run, to);
  /* the spaces before it are left out: readers drop them */
  while (run->stance == STANCE_TURNED && start < end - 1 && text[start] == ' ') start++;
  const char *part = arena_strndup(writer->arena, text + start, (size_t)(end - start));
  Ink ink = drawn_ink(writer, run, from, to);
  place_like(writer, run->stance == STANCE_UPRIGHT ? as_drawn(writer, part, ink) : part, ink, run);
}

/* Whether a piece must end before glyph `i`: each upright character is one, other text goes on until the rules part it. */
static bool parts(const ColumnWriter *writer, const ColumnRun *run, int i) {
  const Cell *before = &writer->column->line.cells[run->cell[i - 1]],
             *after = &writer->column->line.cells[run->cell[i]];
  if (run->cell[i] == run->cell[i - 1]) return false;
  return run->stance == STANCE_UPRIGHT || (run->stance == STANCE_TURNED && (before->after != 0 || after->before != 0));
}

static void add_pieces(ColumnWriter *writer, const ColumnRun *run) {
  int count = run->item->glyphs->num_glyphs;
  if (run->item->item->analysis.level % 2) { /* clusters from right to left are not parted */
    const char *text = writer->column->text + run->item->item->offset;
    place_like(writer, arena_strndup(writer->arena, text, (size_t)run->item->item->length),
               drawn_ink(writer, run, 0, count), run);
    return;
  }
  for (int from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && !parts(writer, run, to);) to++;
    add_part(writer, run, from, to);
  }
}

/* Marks among Han have the family of the Han characters, whatever comes first in the style's. */
static void choose_family(ColumnWriter *writer, const PangoItem *item) {
  writer->family = NULL;
  if (item->analysis.font && han_is_shared(g_utf8_get_char(writer->column->text + item->offset))) {
    PangoFontDescription *description = pango_font_describe(item->analysis.font);
    const char *family = pango_font_description_get_family(description);
    char **named = text_families(writer->families);
    bool first = family && g_ascii_strcasecmp(named[0], family) == 0;
    if (family && !first) writer->family = arena_strdup(writer->arena, family);
    g_strfreev(named);
    pango_font_description_free(description);
  }
  writer->style.family = writer->family ? writer->family : writer->families;
}

static void free_pieces(void *pieces) { g_array_free(pieces, TRUE); }

static size_t write_pieces(TextContext *context, const TextStyle *style, const Column *column, Arena *arena,
                           const TextPiece **pieces) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  ColumnWriter writer = {.context = context,
                         .column = column,
                         .families = style->family,
                         .style = *style,
                         .cairo = cairo_create(surface),
                         .arena = arena,
                         .pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece))};
  arena_temporary_with(arena, surface, (GDestroyNotify)cairo_surface_destroy);
  arena_temporary_with(arena, writer.cairo, (GDestroyNotify)cairo_destroy);
  arena_adopt(arena, writer.pieces, free_pieces);
  writer.style.rules = NULL;
  writer.style.measure = 0;
  for (size_t i = 0; i < column->count; i++) {
    choose_family(&writer, column->runs[i].item->item);
    add_pieces(&writer, &column->runs[i]);
  }
  *pieces = (const TextPiece *)(void *)writer.pieces->data;
  return writer.pieces->len;
}

size_t text_column(TextContext *context, const TextStyle *style, const char *line, Arena *arena,
                   const TextPiece **pieces) {
  *pieces = NULL;
  if (!line || !*line || !(style->size > 0)) return 0;
  Column column, *ending = &column;
  column_set(&column, context, style, line);
  arena_temporary_with(arena, ending, (GDestroyNotify)column_clear);
  /* readers of the file set the pieces by no rules */
  const TextRules *rules = text_context_rules(context);
  TextRules kept = rules ? *rules : text_rules_default;
  text_context_typeset(context, NULL);
  size_t count = write_pieces(context, style, &column, arena, pieces);
  text_context_typeset(context, rules ? &kept : NULL);
  return count;
}
