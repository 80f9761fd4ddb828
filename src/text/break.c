/* text/break.c: breaks paragraphs into lines.
 *
 * Line breaks follow Unicode (UAX 14, as implemented by Pango). Among Chinese and Japanese characters the
 * rules of their typesetting count instead (GB/T 15834, JIS X 4051;
 * https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end): a line may end between any two of them, but no
 * closing mark may start a line and no opening mark may end one. UAX 14 cannot know which way “ and ” look in Chinese,
 * so it would never break next to them.
 */
#include "text/layout.h"
#include <math.h>
#include <string.h>

static const char not_first[] = "，。、；：？！）】」』》〉”’％‰℃…—～·,.;:?!)]}%"
                                "°々ー»›〕〗﹞︶︸︺︼︾﹀﹂﹄ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
static const char not_last[] = "（【「『《〈“‘([{«‹〔〖﹝$¥￥£€#＃＠";
/* never parted from themselves: an ellipsis and a dash are two characters each */
static const char pairs[] = "…—·";

static bool is_one_of(gunichar c, const char *set) { return g_utf8_strchr(set, -1, c) != NULL; }

/* Characters that are set one by one, without spaces between words. */
static bool is_east_asian(gunichar c) {
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO: return true;
  default: return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0xFE30 && c <= 0xFE4F);
  }
}

/* Quotes and dashes belong to the Chinese text next to them. */
static bool is_shared_mark(gunichar c) {
  return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2014 || c == 0x2026;
}

typedef struct Paragraph {
  const gunichar *characters;
  const PangoLogAttr *attributes; /* one more than characters */
  glong length;
} Paragraph;

/* May a line end before character `i`? */
static bool may_break(const Paragraph *p, glong i) {
  gunichar before = p->characters[i - 1], after = p->characters[i];
  bool unicode = p->attributes[i].is_line_break;
  bool east_asian = (is_east_asian(before) && (is_east_asian(after) || is_shared_mark(after))) ||
                    (is_shared_mark(before) && is_east_asian(after)) ||
                    (is_shared_mark(before) && is_shared_mark(after));
  if (g_unichar_isspace(after)) return false;
  bool touches = is_east_asian(before) || is_east_asian(after);
  if (touches && (is_one_of(after, not_first) || is_one_of(before, not_last))) return false;
  if (before == after && is_one_of(before, pairs)) return false;
  if (is_shared_mark(before) && is_one_of(before, not_last)) return false;
  if (is_shared_mark(after) && is_one_of(after, not_first)) return false;
  return unicode || (east_asian && p->attributes[i].is_char_break);
}

static double advance(TextContext *context, const TextStyle *style, const char *from, const char *to) {
  while (to > from && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(to)))) to = g_utf8_prev_char(to);
  char *part = g_strndup(from, (gsize)(to - from));
  double width = text_width(context, style, part);
  g_free(part);
  return width;
}

/* The places a line may end, as byte offsets, the paragraph's end the last of them. */
static GArray *break_places(const char *text, gsize length) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(gsize));
  glong count;
  gunichar *characters = g_utf8_to_ucs4_fast(text, (glong)length, &count);
  PangoLogAttr *attributes = g_new0(PangoLogAttr, count + 1);
  pango_get_log_attrs(text, (int)length, -1, pango_language_from_string("und"), attributes, (int)count + 1);
  Paragraph paragraph = {characters, attributes, count};
  const char *at = text;
  for (glong i = 0; i < count; i++, at = g_utf8_next_char(at)) {
    gsize offset = (gsize)(at - text);
    if (i > 0 && may_break(&paragraph, i)) g_array_append_val(places, offset);
  }
  g_array_append_val(places, length);
  g_free(attributes);
  g_free(characters);
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
  const gsize *at = (const gsize *)(const void *)places->data;
  gsize start = 0;
  for (guint next = 0; next < places->len;) {
    guint last = last_fitting(context, style, text, start, places, next, width);
    add_line(lines, text + start, text + at[last], arena);
    start = at[last];
    next = last + 1;
  }
  g_array_free(places, TRUE);
}

char **text_break_lines(TextContext *context, const TextStyle *style, const char *paragraph, double width,
                        Arena *arena) {
  GPtrArray *lines = g_ptr_array_new();
  char *valid = g_utf8_validate(paragraph, -1, NULL) ? NULL : g_utf8_make_valid(paragraph, -1);
  for (const char *at = valid ? valid : paragraph; at;) {
    gsize length = strcspn(at, "\n");
    break_paragraph(context, style, at, length, width, lines, arena);
    at = at[length] ? at + length + 1 : NULL;
  }
  char **out = arena_array(arena, char *, lines->len + 1);
  memcpy(out, lines->pdata, lines->len * sizeof *out);
  g_ptr_array_free(lines, TRUE);
  g_free(valid);
  return out;
}
