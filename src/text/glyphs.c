/* text/glyphs.c: which characters no font has, which fonts a line is drawn with, which language a text looks like. */
#include "text/layout.h"
#include <pango/pangofc-font.h>
#include <string.h>

gunichar text_missing_glyph(TextContext *context, const TextStyle *style, const char *line) {
  if (!line || !*line) return 0;
  PangoLayout *layout = text_layout(context, style, line);
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return 0;
  for (GSList *at = pango_layout_get_line_readonly(layout, 0)->runs; at; at = at->next) {
    const PangoGlyphItem *run = at->data;
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      if (glyph == PANGO_GLYPH_EMPTY || !(glyph & PANGO_GLYPH_UNKNOWN_FLAG)) continue;
      return glyph == PANGO_GLYPH_INVALID_INPUT ? 0xFFFD : (gunichar)(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
    }
  }
  return 0;
}

static const char *font_name(PangoFont *font, Arena *arena) {
  FcChar8 *name = NULL;
  if (PANGO_IS_FC_FONT(font)) {
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    if (FcPatternGetString(pattern, FC_POSTSCRIPT_NAME, 0, &name) == FcResultMatch)
      return arena_strdup(arena, (const char *)name);
  }
  PangoFontDescription *description = pango_font_describe(font);
  const char *family = pango_font_description_get_family(description);
  const char *kept = arena_strdup(arena, family ? family : "");
  pango_font_description_free(description);
  return kept;
}

const char *const *text_faces(TextContext *context, const TextStyle *style, const char *line, Arena *arena) {
  GSList *runs = pango_layout_get_line_readonly(text_layout(context, style, line), 0)->runs;
  const char **faces = arena_array(arena, const char *, g_slist_length(runs) + 1);
  size_t count = 0;
  for (; runs; runs = runs->next) {
    const PangoGlyphItem *run = runs->data;
    if (!run->item->analysis.font) continue;
    const char *face = font_name(run->item->analysis.font, arena);
    bool known = false;
    for (size_t i = 0; i < count; i++) known = known || strcmp(faces[i], face) == 0;
    if (!known) faces[count++] = face;
  }
  return faces;
}

/* Characters written in Taiwan and Hong Kong but not on the mainland, among the commonest of charts: enough to tell a text. */
static const char traditional_only[] = "國學會來時個們為這說對過發經樣現點關問間長門開見東車馬風魚鳥龍電書軍農業務產資"
                                       "總數據圖線網頁億萬與從實際場區縣臺灣氣";

const char *text_guess_lang(const char *utf8) {
  bool han = false, traditional = false;
  if (!utf8 || !g_utf8_validate(utf8, -1, NULL)) return NULL;
  for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at < 0x80) continue;
    gunichar c = g_utf8_get_char(at);
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA: return "ja";
    case G_UNICODE_SCRIPT_HANGUL: return "ko";
    case G_UNICODE_SCRIPT_BOPOMOFO: return "zh-Hant";
    case G_UNICODE_SCRIPT_HAN:
      han = true;
      traditional = traditional || g_utf8_strchr(traditional_only, -1, c);
      break;
    default:
      /* full-width punctuation alone is set as Chinese too */
      han = han || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF5E);
    }
  }
  return !han ? NULL : traditional ? "zh-Hant" : "zh-Hans";
}
