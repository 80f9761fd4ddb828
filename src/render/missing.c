/* render/missing.c: reports every character that is drawn as a missing-glyph box. */
#include "render/missing.h"
#include <string.h>

struct MissingGlyphs {
  GHashTable *told;    /* code points */
  GHashTable *checked; /* characters that some font has */
  GHashTable *families;
  const char *last;  /* the families asked for last */
  bool looked, none; /* for any font at all */
};

MissingGlyphs *missing_glyphs_create(void) {
  MissingGlyphs *missing = g_new0(MissingGlyphs, 1);
  missing->told = g_hash_table_new(NULL, NULL);
  missing->checked = g_hash_table_new(NULL, NULL);
  missing->families = g_hash_table_new(g_str_hash, g_str_equal);
  return missing;
}

void missing_glyphs_destroy(MissingGlyphs *missing) {
  if (!missing) return;
  g_hash_table_destroy(missing->told);
  g_hash_table_destroy(missing->checked);
  g_hash_table_destroy(missing->families);
  g_free(missing);
}

/* True when some character of `line` was not met before; all of them count as met from now on. */
static bool has_new_character(MissingGlyphs *missing, const char *line) {
  bool any = false;
  for (const char *at = line; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at <= ' ') continue;
    gunichar c = g_utf8_get_char(at);
    if (g_hash_table_add(missing->checked, GUINT_TO_POINTER(c))) any = true;
  }
  return any;
}

/* The style's families live as long as the scene. */
static void check_families(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                           Place place, Messages *messages) {
  const char *families = style->family;
  if (!families || families == missing->last) return;
  missing->last = families;
  if (!g_hash_table_add(missing->families, (gpointer)families)) return;
  Arena *arena = arena_create_charged(text_context_budget(text));
  const char *used = text_substitute_family(text, style, line, arena);
  if (used && text_family_fits(families, used))
    messages_note(messages, place, "N507", "no font \"%.80s\" is installed; \"%s\", which has the same widths, is used",
                  families, used);
  else if (used)
    messages_warn_of_machine(messages, place, "W508", "no font \"%.80s\" is installed; \"%s\" is used", families, used);
  arena_destroy(arena);
}

void missing_glyphs_check(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                          Place place, Messages *messages) {
  if (!missing->looked) {
    missing->looked = true;
    missing->none = !text_has_fonts(text);
    if (missing->none) messages_error(messages, place, "E492", "there is no font: nothing can be written");
  }
  if (missing->none) return;
  check_families(missing, text, style, line, place, messages);
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
