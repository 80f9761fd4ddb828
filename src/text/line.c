/* text/line.c: see text/line.h. */
#include "text/line.h"
#include "text/han.h"
#include "text/layout.h"
#include <string.h>

/* U+FFFE, U+FFFF … and U+FDD0 … U+FDEF: valid UTF-8, but cairo refuses a text that has one. */
static bool is_noncharacter(gunichar c) { return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef); }

static bool has_noncharacter(const char *line) {
  for (const char *c = line; *c; c++)
    if ((guchar)*c >= 0xef && is_noncharacter(g_utf8_get_char(c))) return true;
  return false;
}

static char *without_noncharacters(const char *line) {
  GString *out = g_string_new(NULL);
  for (const char *at = line; *at; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    g_string_append_unichar(out, is_noncharacter(c) ? 0xfffd : c);
  }
  return g_string_free(out, FALSE);
}

const char *text_clean(const char *line, char **copy) {
  *copy = NULL;
  bool ascii = true, control = false;
  for (const char *c = line; *c; c++) {
    if ((unsigned char)*c >= 0x80) ascii = false;
    if ((unsigned char)*c < 0x20 || *c == 0x7f) control = true;
  }
  if (!ascii && !g_utf8_validate(line, -1, NULL)) line = *copy = g_utf8_make_valid(line, -1);
  if (!ascii && has_noncharacter(line)) {
    char *clean = without_noncharacters(line);
    g_free(*copy);
    line = *copy = clean;
  }
  if (control) {
    if (!*copy) line = *copy = g_strdup(line);
    for (char *c = *copy; *c; c++)
      if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = ' ';
  }
  return line;
}

static PangoGlyphItem *shape_item(PangoItem *item, const char *text) {
  PangoGlyphItem *run = g_slice_new0(PangoGlyphItem);
  run->item = item;
  run->glyphs = pango_glyph_string_new();
  pango_shape_item(item, text, -1, NULL, run->glyphs, PANGO_SHAPE_NONE);
  return run;
}

static void free_runs(ShapedLine *line) {
  g_slist_free_full(line->runs, (GDestroyNotify)pango_glyph_item_free);
  line->runs = NULL;
}

/* Where a paragraph reads from left to right, the characters that tell so have level 0 (UAX #9, P2 and P3). */
static bool is_right_to_left(const GList *items) {
  for (; items; items = items->next)
    if (((const PangoItem *)items->data)->analysis.level == 0) return false;
  return true;
}

/* What PangoLayout does with a paragraph that is one line. */
static void shape(ShapedLine *line) {
  free_runs(line);
  if (!*line->text) return;
  PangoDirection direction = line->oriented ? PANGO_DIRECTION_WEAK_LTR : PANGO_DIRECTION_LTR;
  GList *items = pango_itemize_with_base_dir(line->pango, direction, line->text, 0, (int)strlen(line->text),
                                             line->attributes, NULL);
  line->runs_left = line->oriented && is_right_to_left(items);
  GList *visual = pango_reorder_items(items);
  g_list_free(items);
  for (const GList *at = visual; at; at = at->next)
    line->runs = g_slist_prepend(line->runs, shape_item(at->data, line->text));
  line->runs = g_slist_reverse(line->runs);
  g_list_free(visual);
}

static void add_attribute(ShapedLine *line, PangoAttribute *attribute, const char *from, const char *to) {
  if (!line->attributes) line->attributes = pango_attr_list_new();
  attribute->start_index = (guint)(from - line->text);
  attribute->end_index = (guint)(to - line->text);
  pango_attr_list_insert(line->attributes, attribute);
}

/* The language a run is set in: its text's, if that is written in the run's script, else the one the line looks like.
 * Otherwise an empty language, so that Pango does not take one from the locale. */
static PangoLanguage *run_language(PangoLanguage *language, PangoLanguage *guess, PangoScript script) {
  if (language && pango_language_includes_script(language, script)) return language;
  if (guess && pango_language_includes_script(guess, script)) return guess;
  return pango_language_from_string("und");
}

static void set_languages(ShapedLine *line, PangoLanguage *language, PangoLanguage *guess) {
  PangoScriptIter *runs = pango_script_iter_new(line->text, -1);
  do {
    const char *start, *end;
    PangoScript script;
    pango_script_iter_get_range(runs, &start, &end, &script);
    add_attribute(line, pango_attr_language_new(run_language(language, guess, script)), start, end);
  } while (pango_script_iter_next(runs));
  pango_script_iter_free(runs);
}

void line_shape(ShapedLine *line, PangoContext *pango, const PangoFontDescription *font, PangoLanguage *language,
                const char *text, bool oriented) {
  ShapedLine before = *line;
  char *copy;
  text = text_clean(text, &copy);
  *line = (ShapedLine){.pango = pango, .text = copy ? copy : g_strdup(text), .oriented = oriented};
  pango_context_set_font_description(pango, font);
  PangoLanguage *guess = text_language(text_guess_lang(line->text));
  if ((language || guess) && *line->text) set_languages(line, language, guess);
  /* separators of lines and paragraphs are drawn as signs */
  if (!g_str_is_ascii(line->text))
    add_attribute(line, pango_attr_show_new(PANGO_SHOW_LINE_BREAKS), line->text, line->text + strlen(line->text));
  shape(line);
  line_clear(&before);
}

/* The family a Han character of the line is set in; NULL when there is none. To be freed. */
static char *han_family(const ShapedLine *line) {
  for (const GSList *at = line->runs; at; at = at->next) {
    const PangoItem *item = ((const PangoGlyphItem *)at->data)->item;
    gunichar first = g_utf8_get_char(line->text + item->offset);
    if (g_unichar_get_script(first) != G_UNICODE_SCRIPT_HAN || !item->analysis.font) continue;
    PangoFontDescription *description = pango_font_describe(item->analysis.font);
    char *family = g_strdup(pango_font_description_get_family(description));
    pango_font_description_free(description);
    return family;
  }
  return NULL;
}

static bool has_shared_mark(const char *text) {
  for (; *text; text = g_utf8_next_char(text))
    if (han_is_shared(g_utf8_get_char(text))) return true;
  return false;
}

/* Together, so that the face can join ——. */
void line_set_han_marks(ShapedLine *line, PangoLanguage *language) {
  char *family = has_shared_mark(line->text) ? han_family(line) : NULL;
  if (!family) return;
  glong count;
  gunichar *characters = g_utf8_to_ucs4_fast(line->text, -1, &count);
  HanClass *classes = g_new(HanClass, count + 1);
  han_classify(characters, (size_t)count, classes);
  const char *at = line->text;
  for (glong i = 0; i < count;) {
    const char *from = at;
    glong first = i;
    for (; i < count && han_is_shared(characters[i]) && classes[i] != HAN_WESTERN; i++) at = g_utf8_next_char(at);
    if (i > first) {
      add_attribute(line, pango_attr_family_new(family), from, at);
      if (language) add_attribute(line, pango_attr_language_new(language), from, at);
      continue;
    }
    i++;
    at = g_utf8_next_char(at);
  }
  shape(line);
  g_free(classes);
  g_free(characters);
  g_free(family);
}

/* Pango's size of a face of bitmaps is that of the bitmaps, so that it is asked for its advances by HarfBuzz. */
double line_emoji_scale(const PangoGlyphItem *run) {
  PangoFont *font = run->item->analysis.font;
  if (!text_font_is_colored(font)) return 1;
  hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
  hb_font_t *plain = hb_font_create(face);
  double widest = 0;
  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
    if (glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG))
      widest = MAX(widest, hb_font_get_glyph_h_advance(plain, glyph));
  }
  hb_font_destroy(plain);
  return MIN(1, hb_face_get_upem(face) / MAX(widest, 1));
}

void line_fit_emoji(ShapedLine *line) {
  bool any = false;
  for (const GSList *at = g_str_is_ascii(line->text) ? NULL : line->runs; at; at = at->next) {
    const PangoGlyphItem *run = at->data;
    double scale = line_emoji_scale(run);
    if (scale >= 1) continue;
    const char *start = line->text + run->item->offset;
    add_attribute(line, pango_attr_scale_new(scale), start, start + run->item->length);
    any = true;
  }
  if (any) shape(line);
}

int line_advance(const ShapedLine *line) {
  int advance = 0;
  for (const GSList *at = line->runs; at; at = at->next)
    advance += pango_glyph_string_get_width(((const PangoGlyphItem *)at->data)->glyphs);
  return advance;
}

void line_clear(ShapedLine *line) {
  free_runs(line);
  g_clear_pointer(&line->attributes, pango_attr_list_unref);
  g_clear_pointer(&line->text, g_free);
}
