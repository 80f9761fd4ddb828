/* text/glyphs.c: finds missing glyphs, and the fonts that a line is drawn with. */
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
