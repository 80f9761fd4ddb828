/* render/missing.c: reports every character that is drawn as a missing-glyph box. */
#include "render/missing.h"
#include <string.h>

struct MissingGlyphs {
  GHashTable *told;    /* code points */
  GHashTable *checked; /* non-ASCII characters that some font has */
};

MissingGlyphs *missing_glyphs_create(void) {
  MissingGlyphs *missing = g_new0(MissingGlyphs, 1);
  missing->told = g_hash_table_new(NULL, NULL);
  missing->checked = g_hash_table_new(NULL, NULL);
  return missing;
}

void missing_glyphs_destroy(MissingGlyphs *missing) {
  if (!missing) return;
  g_hash_table_destroy(missing->told);
  g_hash_table_destroy(missing->checked);
  g_free(missing);
}

/* True when some character of `line` was not met before; all of them count as met from now on. */
static bool has_new_character(MissingGlyphs *missing, const char *line) {
  bool any = false;
  for (const char *at = line; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at < 0x80) continue;
    gunichar c = g_utf8_get_char(at);
    if (g_hash_table_add(missing->checked, GUINT_TO_POINTER(c))) any = true;
  }
  return any;
}

void missing_glyphs_check(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                          Place place, Messages *messages) {
  if (!g_utf8_validate(line, -1, NULL) || !has_new_character(missing, line)) return;
  gunichar c;
  while (line && (c = text_missing_glyph(text, style, line)) != 0) {
    char utf8[8] = {0};
    g_unichar_to_utf8(c, utf8);
    if (g_hash_table_add(missing->told, GUINT_TO_POINTER(c)))
      messages_warn(messages, place, "W505", "no installed font has the character \"%s\" (U+%04X)", utf8, c);
    const char *found = strstr(line, utf8);
    line = found ? found + strlen(utf8) : NULL;
  }
}
