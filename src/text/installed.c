/* text/installed.c: what is used instead of a font family that is not installed. */
#include "text/layout.h"

const char *text_substitute_family(TextContext *context, const TextStyle *style, const char *line, Arena *arena) {
  char **names = text_families(style->family);
  bool named = false, installed = false;
  for (char **name = names; *name && !installed; name++) {
    if (text_is_generic(*name)) continue;
    named = true;
    installed = text_is_installed(text_font_config(context), *name);
  }
  g_strfreev(names);
  if (!named || installed) return NULL;
  const GSList *runs = text_shape(context, style, line)->runs;
  PangoFont *font = runs ? ((const PangoGlyphItem *)runs->data)->item->analysis.font : NULL;
  if (!font) return NULL;
  PangoFontDescription *description = pango_font_describe(font);
  const char *used = arena_strdup(arena, pango_font_description_get_family(description));
  pango_font_description_free(description);
  return used;
}

/* Free fonts with the widths of others (fontconfig's 30-metric-aliases.conf). */
static const char *const twins[][4] = {
    {"Arial", "Liberation Sans", "Arimo", "Nimbus Sans"},
    {"Helvetica", "Nimbus Sans", "Liberation Sans", "Arimo"},
    {"Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman"},
    {"Times", "Nimbus Roman", "Liberation Serif", "Tinos"},
    {"Courier New", "Liberation Mono", "Cousine", "Nimbus Mono PS"},
    {"Courier", "Nimbus Mono PS", "Liberation Mono", "Cousine"},
    {"Calibri", "Carlito", "Carlito", "Carlito"},
    {"Cambria", "Caladea", "Caladea", "Caladea"},
    {"Georgia", "Gelasio", "Gelasio", "Gelasio"},
};

bool text_family_fits(const char *families, const char *family) {
  char **names = text_families(families);
  bool fits = false;
  for (size_t i = 0; i < G_N_ELEMENTS(twins); i++)
    for (size_t k = 1; k < G_N_ELEMENTS(twins[i]) && g_ascii_strcasecmp(names[0], twins[i][0]) == 0; k++)
      fits = fits || g_ascii_strcasecmp(family, twins[i][k]) == 0;
  g_strfreev(names);
  return fits;
}
