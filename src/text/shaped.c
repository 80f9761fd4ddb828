/* text/shaped.c: see text/shaped.h. */
#include "text/shaped.h"
#include "base/temporary.h"
#include "text/column.h"
#include <string.h>

/* Of all paragraphs that are kept, so many cells at most. */
enum { CELLS_KEPT = 1 << 18 };

static bool is_in_order(const CellLine *line, const char *text) {
  for (size_t i = 1; i < line->count; i++)
    if (line->cells[i].at <= line->cells[i - 1].at) return false;
  return line->count == (size_t)g_utf8_strlen(text, -1);
}

/* Moves what cells point at from one copy of the text to another. */
static void move_text(CellLine *line, const char *from, const char *to) {
  for (size_t i = 0; i < line->count; i++) line->cells[i].at = to + (line->cells[i].at - from);
}

static void read_line(ShapedText *shaped, TextContext *context, const TextStyle *style, const char *text) {
  const ShapedLine *set = text_shape(context, style, text);
  cells_read(&shaped->line, set, style->size);
  cells_adjust(&shaped->line, text_rules(context, style));
  shaped->text = g_strdup(set->text);
  move_text(&shaped->line, set->text, shaped->text);
}

static void read_column(ShapedText *shaped, TextContext *context, const TextStyle *style, const char *text) {
  Column column;
  column_shape(&column, context, style, text);
  shaped->text = g_strdup(column.text);
  shaped->line = column.line;
  move_text(&shaped->line, column.text, shaped->text);
  column.line = (CellLine){0};
  column_clear(&column);
}

ShapedText *shaped_create(TextContext *context, const TextStyle *style, const char *text, bool vertical) {
  ShapedText *shaped = g_new0(ShapedText, 1);
  budget_temporary_with(text_context_budget(context), shaped, shaped_free);
  vertical ? read_column(shaped, context, style, text) : read_line(shaped, context, style, text);
  shaped->in_order = is_in_order(&shaped->line, text);
  if (shaped->in_order) shaped->breaks = text_breaks(text, strlen(text), text_rules(context, style)->prohibition);
  return g_steal_pointer(&shaped);
}

void shaped_free(void *given) {
  ShapedText *shaped = given;
  cells_clear(&shaped->line);
  g_free(shaped->text);
  g_free(shaped->breaks);
  g_free(shaped->words);
  g_free(shaped);
}

void text_context_measure_by_scale(TextContext *context, bool by_scale) {
  if (by_scale == (text_context_shaped(context) != NULL)) return;
  text_context_keep_shaped(context,
                           by_scale ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free, shaped_free) : NULL);
}

static char *key_of(const TextStyle *style, const TextRules *r, const char *text, bool vertical) {
  return g_strdup_printf("%d %d %d %d %d %d %d %d %d %d %d %.9g %s\t%s\t%s", vertical, style->weight, style->italic,
                         style->oriented, (int)r->prohibition, r->squeeze, r->justify, r->hang, r->marks, r->corners,
                         r->combine, r->gap, style->lang ? style->lang : "", style->family ? style->family : "", text);
}

static size_t cells_of(GHashTable *kept) {
  size_t cells = 0;
  GHashTableIter iter;
  void *shaped;
  g_hash_table_iter_init(&iter, kept);
  while (g_hash_table_iter_next(&iter, NULL, &shaped)) cells += ((const ShapedText *)shaped)->line.count;
  return cells;
}

ShapedText *shaped_find(TextContext *context, const TextStyle *style, const char *text, bool vertical) {
  GHashTable *kept = text_context_shaped(context);
  char *key = key_of(style, text_rules(context, style), text, vertical);
  budget_temporary(text_context_budget(context), key);
  ShapedText *shaped = g_hash_table_lookup(kept, key);
  if (shaped) return shaped;
  TextStyle at = *style;
  at.size = SHAPED_SIZE;
  shaped = shaped_create(context, &at, text, vertical);
  if (cells_of(kept) > CELLS_KEPT) g_hash_table_remove_all(kept);
  g_hash_table_insert(kept, g_steal_pointer(&key), shaped);
  return shaped;
}
