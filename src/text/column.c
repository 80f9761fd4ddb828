/* text/column.c: see text/column.h. */
#include "text/column.h"
#include "base/temporary.h"
#include "text/upright.h"
#include <hb.h>
#include <math.h>
#include <string.h>

enum { COMBINED_MOST = 3 };
/* Letters that are made narrow to share an em become a little lower too: by what they lose beyond a quarter of their width. */
static const double narrow_only = 0.25;
/* Letters that would become narrower than this are not legible, and are turned: GDP, but not 128. */
static const double narrowest = 0.58;

static double px(int units) { return units / (double)PANGO_SCALE; }

typedef struct Shaper {
  Column *column;
  Stance *stances;  /* of each cell */
  double *advances; /* of each cell in a line */
  GArray *runs;
  hb_buffer_t *buffer;
  hb_font_t *han; /* the font of the first upright run; NULL: none yet */
} Shaper;

/* --- What stands how --- */

static bool is_simplified(const char *lang) {
  return pango_language_matches(pango_language_from_string(lang), "zh-cn;zh-sg;zh-my;zh-hans");
}

/* The corner bracket for a quotation mark: mainland China has 『』 outside and 「」 inside in columns, the others the reverse. */
static gunichar corner_for(gunichar c, bool simplified) {
  static const gunichar from[] = {0x201C, 0x201D, 0x2018, 0x2019}, outer[] = {0x300E, 0x300F, 0x300C, 0x300D};
  for (size_t i = 0; i < G_N_ELEMENTS(from); i++)
    if (c == from[i]) return simplified ? outer[i] : outer[(i + 2) % G_N_ELEMENTS(outer)];
  return 0;
}

/* The text with the quotation marks of columns, where they are Chinese. They are as long in UTF-8. */
static char *with_corners(const char *text, PangoLanguage *language) {
  glong count;
  char *out = g_strdup(text), *at = out;
  const char *tag = language ? pango_language_to_string(language) : "";
  if (!g_str_has_prefix(tag, "zh") && !g_str_has_prefix(tag, "ja")) return out;
  gunichar *characters = g_utf8_to_ucs4_fast(text, -1, &count);
  HanClass *classes = g_new(HanClass, count + 1);
  han_classify(characters, (size_t)count, classes);
  for (glong i = 0; i < count; i++) {
    gunichar corner = classes[i] == HAN_WESTERN ? 0 : corner_for(characters[i], is_simplified(tag));
    if (corner) g_unichar_to_utf8(corner, at);
    at += g_unichar_to_utf8(characters[i], NULL);
  }
  g_free(classes);
  g_free(characters);
  return out;
}

/* A mark, a selector or a joiner stands as the character that it belongs to. */
static bool is_attached(gunichar c) { return g_unichar_ismark(c) || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF); }

static bool is_han_mark(const Cell *cell) { return han_is_shared(cell->c) && cell->class >= HAN_OPENING; }

static Stance stance_of(const Cell *cell) {
  return is_han_mark(cell) || upright_orientation(cell->c) != ORIENT_TURNED ? STANCE_UPRIGHT : STANCE_TURNED;
}

static bool may_combine(const Cell *cell) {
  return cell->c < 0x80 && (g_ascii_isdigit(cell->c) || g_ascii_isupper(cell->c));
}

/* Whether the next character from `i` in one direction, over spaces, stands upright; `otherwise` at the column's end. */
static bool is_upright_beside(const Shaper *shaper, size_t i, int step, bool otherwise) {
  const CellLine *line = &shaper->column->line;
  while (i < line->count && line->cells[i].class == HAN_SPACE) i += (size_t)step; /* below 0 wraps to above `count` */
  return i < line->count ? shaper->stances[i] == STANCE_UPRIGHT : otherwise;
}

/* Words of a few digits or capitals whose neighbours stand upright. */
static void combine_numbers(Shaper *shaper) {
  const CellLine *line = &shaper->column->line;
  for (size_t i = 0, end; i < line->count; i = end) {
    for (end = i; end < line->count && shaper->stances[end] == STANCE_TURNED && may_combine(&line->cells[end]);) end++;
    if (end == i || end - i > COMBINED_MOST) {
      while (end < line->count && shaper->stances[end] == STANCE_TURNED && line->cells[end].class != HAN_SPACE) end++;
      end = MAX(end, i + 1);
      continue;
    }
    bool start = is_upright_beside(shaper, i - 1, -1, true), stop = is_upright_beside(shaper, end, 1, true);
    double natural = 0;
    for (size_t k = i; k < end; k++) natural += shaper->advances[k];
    bool legible = natural * narrowest <= line->em;
    bool alone = !is_upright_beside(shaper, i - 1, -1, false) && !is_upright_beside(shaper, end, 1, false);
    for (size_t k = i; k < end && start && stop && legible && !alone; k++) {
      shaper->stances[k] = STANCE_COMBINED;
      line->cells[k].class = HAN_IDEOGRAPH;
    }
    if (start && stop) continue;
    while (end < line->count && shaper->stances[end] == STANCE_TURNED && line->cells[end].class != HAN_SPACE) end++;
  }
}

/* --- Shaping --- */

static void shape_down(hb_buffer_t *buffer, const PangoItem *item, const char *text, int from, int length) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf8(buffer, text, -1, (unsigned)from, length);
  hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
  hb_buffer_set_script(
      buffer, hb_script_from_iso15924_tag(g_unicode_script_to_iso15924((GUnicodeScript)item->analysis.script)));
  if (item->analysis.language)
    hb_buffer_set_language(buffer, hb_language_from_string(pango_language_to_string(item->analysis.language), -1));
  hb_shape(pango_font_get_hb_font(item->analysis.font), buffer, NULL, 0);
}

/* Whether the font has a vertical form of the character. */
static bool has_vertical_form(hb_buffer_t *buffer, const PangoItem *item, const char *text, const Cell *cell) {
  hb_codepoint_t nominal;
  int length = (int)(g_utf8_next_char(cell->at) - cell->at);
  shape_down(buffer, item, text, (int)(cell->at - text), length);
  unsigned count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  return count > 0 && hb_font_get_nominal_glyph(pango_font_get_hb_font(item->analysis.font), cell->c, &nominal) &&
         infos[0].codepoint != nominal;
}

/* Where the characters of an item up to cell `end` end. */
static const char *end_of(const Column *column, const PangoItem *item, size_t first, size_t end) {
  const CellLine *line = &column->line;
  const char *stop = column->text + item->offset + item->length;
  bool within = end < line->count && line->cells[end].at > line->cells[first].at && line->cells[end].at < stop;
  return within ? line->cells[end].at : stop;
}

static ColumnRun *add_run(Shaper *shaper, const PangoItem *item, Stance stance, size_t first, size_t end, int glyphs) {
  const Column *column = shaper->column;
  const char *from = column->line.cells[first].at;
  g_array_set_size(shaper->runs, shaper->runs->len + 1);
  ColumnRun *run = &g_array_index(shaper->runs, ColumnRun, shaper->runs->len - 1);
  *run = (ColumnRun){.stance = stance, .first = first, .end = end, .scale_x = 1, .scale_y = 1};
  run->item = g_slice_new0(PangoGlyphItem);
  run->item->item = pango_item_copy((PangoItem *)item);
  run->item->item->offset = (int)(from - column->text);
  run->item->item->length = (int)(end_of(column, item, first, end) - from);
  run->item->item->num_chars = (int)g_utf8_strlen(from, run->item->item->length);
  run->item->glyphs = pango_glyph_string_new();
  pango_glyph_string_set_size(run->item->glyphs, glyphs);
  run->along = g_new0(double, glyphs + 1);
  run->across = g_new0(double, glyphs + 1);
  run->cell = g_new0(size_t, glyphs + 1);
  return run;
}

/* Glyph `i` of the run is the next of the cell. */
static void add_glyph(const Shaper *shaper, ColumnRun *run, int i, size_t cell_index, double advance, double along,
                      double across) {
  Cell *cell = &shaper->column->line.cells[cell_index];
  PangoGlyphInfo *info = &run->item->glyphs->glyphs[i];
  run->along[i] = cell->width + along;
  run->across[i] = across;
  run->cell[i] = cell_index;
  info->geometry = (PangoGlyphGeometry){0};
  info->attr.is_cluster_start = !cell->glyph;
  if (!cell->glyph) cell->glyph = info;
  cell->last = info;
  cell->width += advance;
}

/* ：；！？ fill their frame in columns. */
static bool fills_frame(gunichar c) { return c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F; }

static void add_upright(Shaper *shaper, const PangoItem *item, size_t first, size_t end) {
  CellLine *line = &shaper->column->line;
  const char *text = shaper->column->text, *from = line->cells[first].at;
  hb_font_t *font = pango_font_get_hb_font(item->analysis.font);
  if (!shaper->han) shaper->han = font;
  shape_down(shaper->buffer, item, text, (int)(from - text), (int)(end_of(shaper->column, item, first, end) - from));
  unsigned count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
  const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(shaper->buffer, &count);
  ColumnRun *run = add_run(shaper, item, STANCE_UPRIGHT, first, end, (int)count);
  size_t k = first;
  for (unsigned i = 0; i < count; i++) {
    while (k + 1 < end && line->cells[k + 1].at <= text + infos[i].cluster) k++;
    Cell *cell = &line->cells[k];
    run->item->glyphs->log_clusters[i] = (int)(cell->at - from);
    run->item->glyphs->glyphs[i].glyph = infos[i].codepoint ? infos[i].codepoint : PANGO_GET_UNKNOWN_GLYPH(cell->c);
    bool lone = !cell->glyph;
    add_glyph(shaper, run, (int)i, k, -px(at[i].y_advance), -px(at[i].y_offset), px(at[i].x_offset));
    hb_glyph_extents_t ink;
    if (lone && !fills_frame(cell->c) && hb_font_get_glyph_extents(font, infos[i].codepoint, &ink)) {
      double top = -px(at[i].y_offset) - px(ink.y_bearing);
      cell_find_empty_sides(cell, top, top - px(ink.height), line->em);
    }
  }
}

/* Copies glyphs that Pango has shaped along a line. */
static void add_shaped(Shaper *shaper, const PangoGlyphItem *shaped, Stance stance, size_t first, size_t end) {
  CellLine *line = &shaper->column->line;
  const PangoGlyphString *glyphs = shaped->glyphs;
  const char *start = shaper->column->text + shaped->item->offset,
             *to = end_of(shaper->column, shaped->item, first, end);
  bool backward = shaped->item->analysis.level % 2;
  int from = 0, stop = glyphs->num_glyphs;
  if (!backward) {
    while (from < stop && start + glyphs->log_clusters[from] < line->cells[first].at) from++;
    while (stop > from && start + glyphs->log_clusters[stop - 1] >= to) stop--;
  }
  ColumnRun *run = add_run(shaper, shaped->item, stance, first, end, stop - from);
  int skipped = (int)(line->cells[first].at - start);
  size_t k = first;
  for (int i = from; i < stop; i++) {
    const PangoGlyphInfo *info = &glyphs->glyphs[i];
    while (k + 1 < end && line->cells[k + 1].at <= start + glyphs->log_clusters[i]) k++;
    run->item->glyphs->log_clusters[i - from] = glyphs->log_clusters[i] - (backward ? 0 : skipped);
    run->item->glyphs->glyphs[i - from].glyph = info->glyph;
    add_glyph(shaper, run, i - from, k, px(info->geometry.width), px(info->geometry.x_offset),
              px(info->geometry.y_offset));
  }
}

/* Fits the last run into one em, its ink in the middle. */
static void combine(const Shaper *shaper) {
  CellLine *line = &shaper->column->line;
  ColumnRun *run = &g_array_index(shaper->runs, ColumnRun, shaper->runs->len - 1);
  double top = 0, bottom = 0;
  for (int i = 0; i < run->item->glyphs->num_glyphs; i++) {
    PangoRectangle ink;
    pango_font_get_glyph_extents(run->item->item->analysis.font, run->item->glyphs->glyphs[i].glyph, &ink, NULL);
    top = MIN(top, px(ink.y));
    bottom = MAX(bottom, px(ink.y + ink.height));
    run->along[i] += run->natural; /* their cells share one place */
    if (i + 1 == run->item->glyphs->num_glyphs || run->cell[i + 1] != run->cell[i])
      run->natural += line->cells[run->cell[i]].width;
  }
  run->scale_x = run->natural > line->em ? line->em / run->natural : 1;
  run->scale_y = MIN(1, run->scale_x + narrow_only);
  run->baseline = line->em / 2 - (top + bottom) / 2 * run->scale_y;
  for (size_t k = run->first; k < run->end; k++) {
    line->cells[k].width = k == run->first ? line->em : 0;
    if (k > run->first) line->cells[k].glyph = line->cells[k].last = NULL;
  }
}

/* --- The column --- */

static size_t read_cells(CellLine *line, const PangoItem *item, const char *text) {
  const char *start = text + item->offset, *end = start + item->length;
  size_t first = line->count;
  for (const char *at = start; at < end && (at == start || item->analysis.level % 2 == 0); at = g_utf8_next_char(at))
    line->cells[line->count++] = (Cell){.at = at, .c = g_utf8_get_char(at)};
  return first;
}

static void read_advances(const Shaper *shaper, const PangoGlyphItem *run, size_t first, size_t end) {
  const CellLine *line = &shaper->column->line;
  const char *start = shaper->column->text + run->item->offset;
  size_t k = first;
  for (int i = 0; i < run->glyphs->num_glyphs && run->item->analysis.level % 2 == 0; i++) {
    while (k + 1 < end && line->cells[k + 1].at <= start + run->glyphs->log_clusters[i]) k++;
    shaper->advances[k] += px(run->glyphs->glyphs[i].geometry.width);
  }
}

static void classify(CellLine *line) {
  gunichar *characters = g_new(gunichar, line->count + 1);
  HanClass *classes = g_new(HanClass, line->count + 1);
  for (size_t i = 0; i < line->count; i++) characters[i] = line->cells[i].c;
  han_classify(characters, line->count, classes);
  for (size_t i = 0; i < line->count; i++) line->cells[i].class = classes[i];
  g_free(classes);
  g_free(characters);
}

/* How the cells of a run stand by themselves. */
static void choose_stances(Shaper *shaper, const PangoItem *item, const TextRules *rules, size_t first, size_t end) {
  const CellLine *line = &shaper->column->line;
  for (size_t i = first; i < end; i++) {
    const Cell *cell = &line->cells[i];
    Stance stance = i > first && is_attached(cell->c) ? shaper->stances[i - 1] : stance_of(cell);
    bool own_form = is_han_mark(cell) || upright_orientation(cell->c) == ORIENT_TRANSFORMED;
    bool curly = rules && !rules->corners && corner_for(cell->c, true);
    if (item->analysis.level % 2 || !item->analysis.font || curly ||
        (stance == STANCE_UPRIGHT && own_form && !has_vertical_form(shaper->buffer, item, shaper->column->text, cell)))
      stance = STANCE_TURNED;
    shaper->stances[i] = stance;
  }
}

static void add_runs(Shaper *shaper, const PangoGlyphItem *shaped, size_t first, size_t end) {
  for (size_t i = first, stop; i < end; i = stop) {
    Stance stance = shaper->stances[i];
    for (stop = i + 1; stop < end && shaper->stances[stop] == stance;) stop++;
    if (stance == STANCE_UPRIGHT)
      add_upright(shaper, shaped->item, i, stop);
    else
      add_shaped(shaper, shaped, stance, i, stop);
    if (stance == STANCE_COMBINED) combine(shaper);
  }
}

/* The middle between the ascent and the descent of the Han face is the column's centre line. */
static void find_baselines(const Shaper *shaper) {
  for (guint i = 0; i < shaper->runs->len; i++) {
    ColumnRun *run = &g_array_index(shaper->runs, ColumnRun, i);
    PangoFont *font = run->item->item->analysis.font;
    hb_font_extents_t extents;
    if (run->stance != STANCE_TURNED || !font) continue;
    hb_font_t *middle = shaper->han ? shaper->han : pango_font_get_hb_font(font);
    if (hb_font_get_h_extents(middle, &extents)) run->baseline = px(extents.ascender + extents.descender) / 2;
  }
}

static void shape(Shaper *shaper, const ShapedLine *shaped, const TextRules *rules) {
  CellLine *line = &shaper->column->line;
  size_t *firsts = g_new(size_t, g_slist_length(shaped->runs) + 1), r = 0, k = 0;
  for (const GSList *at = shaped->runs; at; at = at->next)
    firsts[r++] = read_cells(line, ((const PangoGlyphItem *)at->data)->item, shaper->column->text);
  firsts[r] = line->count;
  classify(line);
  shaper->advances = g_new0(double, line->count + 1);
  r = 0;
  for (const GSList *at = shaped->runs; at; at = at->next, r++)
    read_advances(shaper, at->data, firsts[r], firsts[r + 1]);
  shaper->stances = g_new0(Stance, line->count + 1);
  for (const GSList *at = shaped->runs; at; at = at->next, k++)
    choose_stances(shaper, ((const PangoGlyphItem *)at->data)->item, rules, firsts[k], firsts[k + 1]);
  if (rules && rules->combine) combine_numbers(shaper);
  k = 0;
  for (const GSList *at = shaped->runs; at; at = at->next, k++) add_runs(shaper, at->data, firsts[k], firsts[k + 1]);
  find_baselines(shaper);
  g_free(shaper->stances);
  g_free(shaper->advances);
  g_free(firsts);
}

void column_shape(Column *column, TextContext *context, const TextStyle *style, const char *line) {
  const TextRules *rules = text_rules(context, style);
  char *copy;
  const char *clean = text_clean(line, &copy);
  PangoLanguage *language = style->lang ? text_language(style->lang) : text_language(text_guess_lang(clean));
  char *text = rules && rules->corners ? with_corners(clean, language) : g_strdup(clean);
  g_free(copy);
  budget_temporary(text_context_budget(context), text);
  const ShapedLine *set = text_shape_vertical(context, style, text);
  *column = (Column){.text = g_steal_pointer(&text)};
  column->line.em = style->size;
  column->line.cells = g_new0(Cell, g_utf8_strlen(column->text, -1) + 1);
  Shaper shaper = {
      .column = column, .runs = g_array_new(FALSE, FALSE, sizeof(ColumnRun)), .buffer = hb_buffer_create()};
  shape(&shaper, set, rules);
  hb_buffer_destroy(shaper.buffer);
  column->count = shaper.runs->len;
  column->runs = (ColumnRun *)(void *)g_array_free(shaper.runs, FALSE);
  if (rules) cells_adjust(&column->line, rules);
}

static int units(double length) { return (int)lround(length * PANGO_SCALE); }

/* Puts each glyph at its cell's place; `starts` are those of the cells. */
static void place_run(ColumnRun *run, const double *starts) {
  for (int i = 0; i < run->item->glyphs->num_glyphs; i++) {
    PangoGlyphGeometry *to = &run->item->glyphs->glyphs[i].geometry;
    double along = run->along[i] + (run->stance == STANCE_COMBINED ? 0 : starts[run->cell[i]]);
    to->x_offset = units(run->stance == STANCE_UPRIGHT ? run->across[i] : along);
    to->y_offset = units(run->stance == STANCE_UPRIGHT ? along : run->across[i]);
  }
  if (run->stance == STANCE_COMBINED) run->baseline += starts[run->first];
}

double column_set(Column *column, TextContext *context, const TextStyle *style, const char *line) {
  column_shape(column, context, style, line);
  const TextRules *rules = text_rules(context, style);
  if (rules) cells_set(&column->line, rules, style->measure);
  double *starts = g_new(double, column->line.count + 1), pen = 0;
  for (size_t i = 0; i < column->line.count; i++) {
    const Cell *cell = &column->line.cells[i];
    starts[i] = pen + cell->before;
    pen += cell->before + cell->width + cell->after;
  }
  for (size_t i = 0; i < column->count; i++) place_run(&column->runs[i], starts);
  g_free(starts);
  return pen;
}

void column_clear(Column *column) {
  for (size_t i = 0; i < column->count; i++) {
    ColumnRun *run = &column->runs[i];
    pango_glyph_item_free(run->item);
    g_free(run->along);
    g_free(run->across);
    g_free(run->cell);
  }
  g_clear_pointer(&column->runs, g_free);
  cells_clear(&column->line);
  g_clear_pointer(&column->text, g_free);
  column->count = 0;
}

void column_frame(const ColumnRun *run, cairo_t *cairo) {
  if (run->stance == STANCE_TURNED) {
    cairo_rotate(cairo, G_PI_2);
    cairo_translate(cairo, 0, run->baseline);
  } else if (run->stance == STANCE_COMBINED) {
    cairo_translate(cairo, -run->natural * run->scale_x / 2, run->baseline);
    cairo_scale(cairo, run->scale_x, run->scale_y);
  }
}
