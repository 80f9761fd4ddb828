/* text/family.c: CSS lists of font families. CSS quotes names and puts spaces after commas; Pango does neither. */
#include "text/layout.h"
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
