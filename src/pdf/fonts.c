/* pdf/fonts.c: see fonts.h. */
#include "pdf/fonts.h"
#include "base/temporary.h"
#include "pdf/walk.h"
#include <string.h>

enum { TAG = 6, LETTERS = 26 };

/* The next tag in the order of the alphabet, in place; after ZZZZZZ comes AAAAAA. */
static void advance(char *tag) {
  for (int i = TAG - 1; i >= 0; i--) {
    tag[i] = tag[i] == 'Z' ? 'A' : (char)(tag[i] + 1);
    if (tag[i] != 'A') return;
  }
}

static bool has_tag(const char *name) {
  for (int i = 1; i <= TAG; i++)
    if (name[i] < 'A' || name[i] > 'Z') return false;
  return name[TAG + 1] == '+';
}

static void name_apart(PdfDocument *document, PdfObject font, GHashTable *names) {
  PdfObject descendant = pdf_at(document, pdf_get(document, font, "/DescendantFonts"), 0),
            descriptor = pdf_get(document, descendant ? descendant : font, "/FontDescriptor");
  char *name = arena_strdup(pdf_arena(document), pdf_name(document, pdf_get(document, font, "/BaseFont")));
  if (g_hash_table_add(names, name) || !descriptor || !has_tag(name)) return;
  name = arena_strdup(pdf_arena(document), name);
  do advance(name + 1);
  while (!g_hash_table_add(names, name));
  pdf_set(document, font, "/BaseFont", pdf_make_name(document, name));
  pdf_set(document, descendant, "/BaseFont", pdf_make_name(document, name));
  pdf_set(document, descriptor, "/FontName", pdf_make_name(document, name));
}

void pdf_name_fonts_apart(PdfDocument *document) {
  size_t count;
  const PdfObject *fonts = pdf_resources(document, "/Font", &count);
  GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(pdf_arena(document), names);
  for (size_t i = 0; i < count; i++) name_apart(document, fonts[i], names);
}

void pdf_map_glyphs(PdfDocument *document) {
  size_t count;
  const PdfObject *fonts = pdf_resources(document, "/Font", &count);
  for (size_t i = 0; i < count; i++) {
    PdfObject font = pdf_at(document, pdf_get(document, fonts[i], "/DescendantFonts"), 0);
    if (pdf_is_name(document, pdf_get(document, font, "/Subtype"), "/CIDFontType2") &&
        !pdf_get(document, font, "/CIDToGIDMap"))
      pdf_set(document, font, "/CIDToGIDMap", pdf_make_name(document, "/Identity"));
  }
}
