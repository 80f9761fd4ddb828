/* text/installed.c: which font families are installed, and what is used instead of one that is not. */
#include "text/layout.h"
#include <fontconfig/fontconfig.h>

static bool is_generic(const char *family) {
  static const char *const names[] = {"sans-serif", "serif",         "monospace",    "cursive", "fantasy", "system-ui",
                                      "ui-serif",   "ui-sans-serif", "ui-monospace", "sans",    "mono"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(family, names[i]) == 0) return true;
  return false;
}

/* By any of its names, in any language. */
static bool is_installed(TextContext *context, const char *family) {
  FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, (char *)NULL);
  FcObjectSet *wanted = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
  FcFontSet *found = FcFontList(text_font_config(context), pattern, wanted);
  bool any = found && found->nfont > 0;
  if (found) FcFontSetDestroy(found);
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  return any;
}

const char *text_substitute_family(TextContext *context, const char *families, Arena *arena) {
  char **names = text_families(families);
  bool named = false, installed = false;
  for (char **name = names; *name && !installed; name++) {
    if (is_generic(*name)) continue;
    named = true;
    installed = is_installed(context, *name);
  }
  g_strfreev(names);
  if (!named || installed) return NULL;
  TextStyle style = {.family = families, .size = 12};
  PangoContext *pango = pango_layout_get_context(text_layout(context, &style, ""));
  PangoFont *font = pango_context_load_font(pango, text_font(context, &style)->description);
  if (!font) return NULL;
  PangoFontDescription *description = pango_font_describe(font);
  const char *used = arena_strdup(arena, pango_font_description_get_family(description));
  pango_font_description_free(description);
  g_object_unref(font);
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
