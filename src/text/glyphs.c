/* text/glyphs.c: finds missing glyphs. */
#include "text/layout.h"

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
