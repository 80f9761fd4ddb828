/* text/family.c: CSS lists of font families. CSS quotes names and puts spaces after commas; Pango does neither. */
#include "text/layout.h"
#include <fontconfig/fontconfig.h>
#include <string.h>

char **text_families(const char *css) {
  GPtrArray *list = g_ptr_array_new();
  for (const char *at = css ? css : ""; *at;) {
    size_t length = strcspn(at, ",");
    char *name = g_strstrip(g_strndup(at, length));
    size_t end = strlen(name);
    if (end >= 2 && (*name == '"' || *name == '\'') && name[end - 1] == *name) {
      name[end - 1] = '\0';
      memmove(name, name + 1, end - 1);
    }
    if (*name)
      g_ptr_array_add(list, name);
    else
      g_free(name);
    at += length + (at[length] == ',');
  }
  if (list->len == 0) g_ptr_array_add(list, g_strdup("sans-serif"));
  g_ptr_array_add(list, NULL);
  return (char **)g_ptr_array_free(list, FALSE);
}

bool text_is_generic(const char *family) {
  static const char *const names[] = {"sans-serif", "serif",         "monospace",    "cursive", "fantasy", "system-ui",
                                      "ui-serif",   "ui-sans-serif", "ui-monospace", "sans",    "mono"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(family, names[i]) == 0) return true;
  return false;
}

/* By any of its names, in any language. */
bool text_is_installed(FcConfig *config, const char *family) {
  FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, (char *)NULL);
  FcObjectSet *wanted = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
  FcFontSet *found = FcFontList(config, pattern, wanted);
  bool any = found && found->nfont > 0;
  if (found) FcFontSetDestroy(found);
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  return any;
}
