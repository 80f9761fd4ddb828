/* text/glyphs.c: finds missing glyphs. */
#include "text/layout.h"

static bool is_ascii(const char *line) {
  while (*line >= ' ' && *line < 0x7f) line++;
  return !*line;
}

static bool is_drawn(const TextFont *font, const char *line) {
  for (; *line; line++)
    if (!(font->drawn[*line / 64] >> (*line % 64) & 1)) return false;
  return true;
}

static void note_drawn(TextFont *font, const char *line) {
  for (; *line; line++) font->drawn[*line / 64] |= G_GUINT64_CONSTANT(1) << (*line % 64);
}

gunichar text_missing_glyph(TextContext *context, const TextStyle *style, const char *line) {
  if (!line || !*line) return 0;
  TextFont *font = text_font(context, style);
  bool ascii = is_ascii(line);
  if (ascii && is_drawn(font, line)) {
    text_charge_line(context, line);
    return 0;
  }
  for (const GSList *at = text_shape(context, style, line)->runs; at; at = at->next) {
    const PangoGlyphItem *run = at->data;
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      if (glyph == PANGO_GLYPH_EMPTY || !(glyph & PANGO_GLYPH_UNKNOWN_FLAG)) continue;
      return glyph == PANGO_GLYPH_INVALID_INPUT ? 0xFFFD : (gunichar)(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
    }
  }
  if (ascii) note_drawn(font, line);
  return 0;
}
