/* text/cells.c: see text/cells.h. */
#include "text/cells.h"
#include <math.h>
#include <string.h>

const TextRules text_rules_default = {.squeeze = true,
                                      .justify = true,
                                      .marks = true,
                                      .corners = true,
                                      .combine = true,
                                      .gap = 0.25,
                                      .columns = COLUMNS_WHERE_CROWDED};

/* In em. */
static const double half = 0.5, full_width_min = 0.9, space_min = 0.25, space_max = 0.5, gap_min = 0.125,
                    gap_max = 1 / 3.0;

static double px(int units) { return units / (double)PANGO_SCALE; }

void cell_find_empty_sides(Cell *cell, double start, double end, double em) {
  double left = start / em, right = 1 - end / em;
  if (!han_is_mark(cell->class) || cell->width < full_width_min * em || !cell->glyph) return;
  if (left >= 0.42 && right < 0.42)
    cell->left = half * em;
  else if (right >= 0.42 && left < 0.42)
    cell->right = half * em;
  else if (left >= 0.2 && right >= 0.2)
    cell->left = cell->right = half / 2 * em;
}

static void find_empty_sides(Cell *cell, PangoFont *font, double em) {
  if (!han_is_mark(cell->class) || !cell->glyph || !font) return;
  PangoRectangle ink;
  pango_font_get_glyph_extents(font, cell->glyph->glyph, &ink, NULL);
  cell_find_empty_sides(cell, px(ink.x), px(ink.x + ink.width), em);
}

static void read_run(CellLine *line, const PangoGlyphItem *run, const char *text) {
  const PangoGlyphString *glyphs = run->glyphs;
  const char *start = text + run->item->offset, *end = start + run->item->length;
  if (run->item->analysis.level % 2) {
    Cell *cell = &line->cells[line->count++];
    *cell = (Cell){.at = start, .class = HAN_OTHER, .c = g_utf8_get_char(start)};
    cell->glyph = &glyphs->glyphs[0];
    cell->last = &glyphs->glyphs[glyphs->num_glyphs - 1];
    for (int i = 0; i < glyphs->num_glyphs; i++) cell->width += px(glyphs->glyphs[i].geometry.width);
    return;
  }
  int glyph = 0;
  for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
    Cell *cell = &line->cells[line->count++];
    *cell = (Cell){.at = at, .c = g_utf8_get_char(at)};
    for (; glyph < glyphs->num_glyphs && glyphs->log_clusters[glyph] <= (int)(at - start); glyph++) {
      if (!cell->glyph) cell->glyph = &glyphs->glyphs[glyph];
      cell->last = &glyphs->glyphs[glyph];
      cell->width += px(glyphs->glyphs[glyph].geometry.width);
    }
  }
}

void cells_read(CellLine *line, const ShapedLine *shaped, double em) {
  const char *text = shaped->text;
  size_t most = (size_t)g_utf8_strlen(text, -1);
  *line = (CellLine){.cells = g_new0(Cell, most + 1), .em = em};
  for (const GSList *at = shaped->runs; at; at = at->next) read_run(line, at->data, text);
  gunichar *characters = g_new(gunichar, line->count + 1);
  HanClass *classes = g_new(HanClass, line->count + 1);
  for (size_t i = 0; i < line->count; i++) characters[i] = line->cells[i].c;
  han_classify(characters, line->count, classes);
  size_t i = 0;
  for (const GSList *at = shaped->runs; at; at = at->next) {
    const PangoGlyphItem *run = at->data;
    const char *end = text + run->item->offset + run->item->length;
    bool turned = run->item->analysis.level % 2;
    for (bool first = true;
         i < line->count && (turned ? first : line->cells[i].at < end && line->cells[i].at >= text + run->item->offset);
         i++, first = false) {
      line->cells[i].class = turned ? HAN_OTHER : classes[i];
      find_empty_sides(&line->cells[i], run->item->analysis.font, em);
    }
  }
  g_free(classes);
  g_free(characters);
}

void cells_clear(CellLine *line) { g_clear_pointer(&line->cells, g_free); }

static double take(double *from, double most) {
  double taken = MIN(*from, most);
  *from -= taken;
  return taken;
}

static bool is_query(const Cell *cell) { return cell->c == 0xFF01 || cell->c == 0xFF1F; }

/* Two marks of 2 em together take one and a half; ！ and ？ one after the other take one. */
static void squeeze_pair(CellLine *line, size_t i) {
  Cell *a = &line->cells[i], *b = &line->cells[i + 1];
  if (!han_is_mark(a->class) || !han_is_mark(b->class)) return;
  double most = half * line->em, taken = take(&a->right, most);
  a->after -= taken;
  b->before -= take(&b->left, most - taken);
  bool chained =
      is_query(a) && is_query(b) && (i == 0 || !is_query(a - 1)) && (i + 2 >= line->count || !is_query(b + 1));
  if (chained) b->after -= take(&b->right, most);
}

void cells_adjust(CellLine *line, const TextRules *rules) {
  for (size_t i = 0; i + 1 < line->count; i++) {
    Cell *a = &line->cells[i], *b = &line->cells[i + 1];
    if (rules->squeeze) squeeze_pair(line, i);
    bool mixed = (a->class == HAN_IDEOGRAPH && b->class == HAN_WESTERN) ||
                 (a->class == HAN_WESTERN && b->class == HAN_IDEOGRAPH);
    if (mixed && a->c != 0x3000 && b->c != 0x3000) a->after += a->gap = rules->gap * line->em;
  }
}

double cell_trim_start(const Cell *cell, const TextRules *rules) {
  return rules->squeeze && han_is_mark(cell->class) ? cell->left : 0;
}

double cell_trim_end(const Cell *cell, const TextRules *rules) {
  if (!han_is_mark(cell->class)) return cell->class == HAN_SPACE ? cell->width : 0;
  if (rules->hang && (cell->class == HAN_COMMA || cell->c == 0x3002)) return cell->width + cell->before + cell->after;
  return rules->squeeze ? cell->right : 0;
}

double cell_reducible(const CellLine *line, size_t i, const TextRules *rules, Reduction *turn) {
  const Cell *cell = &line->cells[i];
  if (cell->class == HAN_SPACE) {
    *turn = REDUCE_SPACE;
    return MAX(0, cell->width + cell->after - space_min * line->em);
  }
  if (cell->gap > 0) {
    *turn = REDUCE_GAP;
    return MAX(0, cell->gap - gap_min * line->em);
  }
  *turn = cell->class == HAN_INTERPUNCT ? REDUCE_INTERPUNCT
          : cell->class == HAN_COMMA    ? REDUCE_COMMA
          : cell->class == HAN_STOP     ? REDUCE_STOP
                                        : REDUCE_BRACKET;
  return rules->squeeze ? cell->left + cell->right : 0;
}

bool cell_expands(const CellLine *line, size_t i) {
  const Cell *a = &line->cells[i], *b = &line->cells[i + 1];
  if (!b->glyph) return false;
  if (a->class == HAN_CONNECTOR || b->class == HAN_CONNECTOR || a->class == HAN_SOLIDUS || b->class == HAN_SOLIDUS)
    return false;
  if ((a->class == HAN_DASH || a->class == HAN_ELLIPSIS) && a->c == b->c) return false;
  if (b->class == HAN_SPACE) return false;
  bool a_word = a->class == HAN_WESTERN || a->class == HAN_OTHER,
       b_word = b->class == HAN_WESTERN || b->class == HAN_OTHER;
  return !(a_word && b_word);
}

/* Removes up to `excess` px in one turn of the reduction, alike everywhere. Returns what is left to remove. */
static double reduce(CellLine *line, const TextRules *rules, Reduction turn, double excess) {
  double room = 0;
  Reduction own;
  for (size_t i = 0; i < line->count; i++) {
    double most = cell_reducible(line, i, rules, &own);
    if (own == turn) room += most;
  }
  if (!(room > 0)) return excess;
  double part = MIN(1, excess / room);
  for (size_t i = 0; i < line->count; i++) {
    Cell *cell = &line->cells[i];
    double most = cell_reducible(line, i, rules, &own) * part;
    if (own != turn || most == 0) continue;
    double before = turn == REDUCE_SPACE || turn == REDUCE_GAP ? 0 : cell->left * part;
    cell->before -= before;
    cell->left -= before;
    cell->after -= most - before;
    if (turn == REDUCE_GAP) cell->gap -= most;
    if (turn != REDUCE_SPACE && turn != REDUCE_GAP) cell->right -= most - before;
  }
  return excess - part * room;
}

/* What a cell's space or gap may still grow by, before characters are spaced out. */
static double growth(const CellLine *line, size_t i, bool gaps) {
  const Cell *cell = &line->cells[i];
  if (gaps) return cell->gap > 0 ? MAX(0, gap_max * line->em - cell->gap) : 0;
  return cell->class == HAN_SPACE && i + 1 < line->count ? MAX(0, space_max * line->em - cell->width - cell->after) : 0;
}

static double grow(CellLine *line, bool gaps, double lack) {
  double room = 0;
  for (size_t i = 0; i + 1 < line->count; i++) room += growth(line, i, gaps);
  if (!(room > 0)) return lack;
  double part = MIN(1, lack / room);
  for (size_t i = 0; i + 1 < line->count; i++) {
    double more = growth(line, i, gaps) * part;
    line->cells[i].after += more;
    if (gaps) line->cells[i].gap += more;
  }
  return lack - part * room;
}

/* Spaces the characters out, but not more than an em: a line of two characters is not torn apart. */
static void space_out(CellLine *line, double lack) {
  size_t places = 0;
  for (size_t i = 0; i + 1 < line->count; i++) places += cell_expands(line, i);
  if (places == 0 || lack / (double)places > line->em) return;
  for (size_t i = 0; i + 1 < line->count; i++)
    if (cell_expands(line, i)) line->cells[i].after += lack / (double)places;
}

static double length(const CellLine *line) {
  double sum = 0;
  for (size_t i = 0; i < line->count; i++) sum += line->cells[i].width + line->cells[i].before + line->cells[i].after;
  return sum;
}

double cells_set(CellLine *line, const TextRules *rules, double measure) {
  if (line->count == 0) return 0;
  Cell *first = &line->cells[0], *last = &line->cells[line->count - 1];
  double start = cell_trim_start(first, rules);
  first->before -= start;
  first->left -= start;
  double end = last->class == HAN_SPACE ? 0 : cell_trim_end(last, rules);
  last->after -= end;
  last->right = MAX(0, last->right - end);
  double natural = length(line);
  if (!(measure > 0)) return natural;
  double off = measure - natural;
  for (Reduction turn = 0; turn < REDUCTIONS && off < -1e-9; turn++) off = -reduce(line, rules, turn, -off);
  if (off > 0) off = grow(line, false, off);
  if (off > 0) off = grow(line, true, off);
  if (off > 0) space_out(line, off);
  return length(line);
}

void cells_apply(const CellLine *line) {
  PangoGlyphInfo *last = NULL; /* of the cluster that a cell is part of */
  for (size_t i = 0; i < line->count; i++) {
    const Cell *cell = &line->cells[i];
    int before = (int)lround(cell->before * PANGO_SCALE), after = (int)lround(cell->after * PANGO_SCALE);
    if (cell->glyph) {
      cell->glyph->geometry.x_offset += before;
      cell->glyph->geometry.width += before;
      last = cell->last;
    }
    if (last) last->geometry.width += after;
  }
}
