/* text/break.c: breaks paragraphs into lines.
 *
 * Line breaks follow Unicode (UAX 14, as implemented by Pango). Among Chinese and Japanese characters the
 * rules of their typesetting count instead (GB/T 15834, JIS X 4051;
 * https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end): a line may end between any two of them, but no
 * closing mark may start a line and no opening mark may end one. UAX 14 cannot know which way “ and ” look in Chinese,
 * so it would never break next to them.
 */
#include "base/temporary.h"
#include "text/han.h"
#include "text/layout.h"
#include <math.h>
#include <string.h>

static const char not_first[] = "，。、；：？！）】」』》〉”’％‰℃～·・,.;:?!)]}%"
                                "°々ー»›〕〗﹞︶︸︺︼︾﹀﹂﹄ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/* kept from a line's start by the strict level only */
static const char not_first_strictly[] = "…—";
/* kept from both ends from GB/T 15834's level on */
static const char solidi[] = "／/";
static const char not_last[] = "（【「『《〈“‘([{«‹〔〖﹝$¥￥£€#＃＠";
/* never parted from themselves: an ellipsis and a dash are two characters each */
static const char pairs[] = "…—·";

static bool is_one_of(gunichar c, const char *set) { return c && g_utf8_strchr(set, -1, c) != NULL; }

/* Quotes and dashes belong to the Chinese text next to them. */
static bool is_shared_mark(gunichar c) {
  return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2014 || c == 0x2026;
}

typedef struct Paragraph {
  const gunichar *characters;
  const PangoLogAttr *attributes; /* one more than characters */
  glong length;
  Prohibition level;
} Paragraph;

/* May the two not be parted, for what they are? */
static bool is_prohibited(Prohibition level, gunichar before, gunichar after) {
  if (level == PROHIBIT_NONE) return false;
  if (is_one_of(after, not_first) || is_one_of(before, not_last)) return true;
  if (level == PROHIBIT_STRICT && is_one_of(after, not_first_strictly)) return true;
  return level != PROHIBIT_BASIC && (is_one_of(after, solidi) || is_one_of(before, solidi));
}

/* May a line end before character `i`? */
static bool may_break(const Paragraph *p, glong i) {
  gunichar before = p->characters[i - 1], after = p->characters[i];
  bool unicode = p->attributes[i].is_line_break;
  bool east_asian = (han_is_east_asian(before) && (han_is_east_asian(after) || is_shared_mark(after))) ||
                    (is_shared_mark(before) && han_is_east_asian(after)) ||
                    (is_shared_mark(before) && is_shared_mark(after));
  if (g_unichar_isspace(after)) return false;
  bool touches = han_is_east_asian(before) || han_is_east_asian(after);
  if (touches && is_prohibited(p->level, before, after)) return false;
  if (before == after && is_one_of(before, pairs)) return false;
  if (is_shared_mark(before) && is_prohibited(p->level, before, 'x')) return false;
  if (is_shared_mark(after) && is_prohibited(p->level, 'x', after)) return false;
  return unicode || (east_asian && p->attributes[i].is_char_break);
}

static double advance(TextContext *context, const TextStyle *style, const char *from, const char *to) {
  while (to > from && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(to)))) to = g_utf8_prev_char(to);
  char *part = g_strndup(from, (gsize)(to - from));
  budget_temporary(text_context_budget(context), part);
  return text_width(context, style, part);
}

bool *text_breaks(const char *text, gsize length, Prohibition level) {
  glong count;
  gunichar *characters = g_utf8_to_ucs4_fast(text, (glong)length, &count);
  PangoLogAttr *attributes = g_new0(PangoLogAttr, count + 1);
  pango_get_log_attrs(text, (int)length, -1, pango_language_from_string("und"), attributes, (int)count + 1);
  Paragraph paragraph = {characters, attributes, count, level};
  bool *breaks = g_new0(bool, count + 1);
  for (glong i = 1; i < count; i++) breaks[i] = may_break(&paragraph, i);
  g_free(attributes);
  g_free(characters);
  return breaks;
}

/* The places a line may end, as byte offsets, the paragraph's end the last of them. */
static GArray *break_places(const char *text, gsize length) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(gsize));
  bool *breaks = text_breaks(text, length, PROHIBIT_STRICT);
  const char *at = text;
  for (glong i = 0; at < text + length; i++, at = g_utf8_next_char(at)) {
    gsize offset = (gsize)(at - text);
    if (breaks[i]) g_array_append_val(places, offset);
  }
  g_array_append_val(places, length);
  g_free(breaks);
  return places;
}

/* The last of the places from `first` on up to which the text fits; `first` itself when nothing does. A line is rarely far
 * from full, so the search starts with steps that double. */
static guint last_fitting(TextContext *context, const TextStyle *style, const char *text, gsize start,
                          const GArray *places, guint first, double width) {
  const gsize *at = (const gsize *)(const void *)places->data;
  guint fits = first, step = 1;
  while (fits + step < places->len && advance(context, style, text + start, text + at[fits + step]) <= width) {
    fits += step;
    step *= 2;
  }
  guint fails = MIN(fits + step, places->len);
  while (fits + 1 < fails) {
    guint middle = fits + (fails - fits) / 2;
    if (advance(context, style, text + start, text + at[middle]) <= width)
      fits = middle;
    else
      fails = middle;
  }
  return fits;
}

static void add_line(GPtrArray *lines, const char *from, const char *to, Arena *arena) {
  while (from < to && g_unichar_isspace(g_utf8_get_char(from))) from = g_utf8_next_char(from);
  while (to > from && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(to)))) to = g_utf8_prev_char(to);
  g_ptr_array_add(lines, arena_strndup(arena, from, (gsize)(to - from)));
}

static void break_paragraph(TextContext *context, const TextStyle *style, const char *text, gsize length, double width,
                            GPtrArray *lines, Arena *arena) {
  GArray *places = break_places(text, length);
  arena_temporary(arena, places);
  const gsize *at = (const gsize *)(const void *)places->data;
  gsize start = 0;
  for (guint next = 0; next < places->len;) {
    guint last = last_fitting(context, style, text, start, places, next, width);
    add_line(lines, text + start, text + at[last], arena);
    start = at[last];
    next = last + 1;
  }
}

char **text_break_lines(TextContext *context, const TextStyle *style, const char *paragraph, double width,
                        Arena *arena) {
  GPtrArray *lines = g_ptr_array_new();
  arena_temporary(arena, lines);
  char *valid = g_utf8_validate(paragraph, -1, NULL) ? NULL : g_utf8_make_valid(paragraph, -1);
  arena_temporary(arena, valid);
  for (const char *at = valid ? valid : paragraph; at;) {
    gsize length = strcspn(at, "\n");
    break_paragraph(context, style, at, length, width, lines, arena);
    at = at[length] ? at + length + 1 : NULL;
  }
  char **out = arena_array(arena, char *, lines->len + 1);
  memcpy(out, lines->pdata, lines->len * sizeof *out);
  return out;
}
