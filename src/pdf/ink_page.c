/* pdf/ink_page.c: see ink_page.h. */
#include "pdf/ink_page.h"
#include <math.h>
#include <string.h>

void ink_set_peak(InkPage *page, PdfObject object, double peak) {
  int number = pdf_identity(page->document, object);
  if (number) g_hash_table_insert(page->peaks, GINT_TO_POINTER(number), GINT_TO_POINTER((int)ceil(peak * 1000) + 1));
}

double ink_peak(const InkPage *page, PdfObject object) {
  int number = pdf_identity(page->document, object);
  int kept = number ? GPOINTER_TO_INT(g_hash_table_lookup(page->peaks, GINT_TO_POINTER(number))) : 0;
  return kept ? (kept - 1) / 1000.0 : INK_UNKNOWN;
}

void ink_append_number(GString *out, double number) {
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(text, sizeof text, "%.4f", number);
  char *end = text + strlen(text);
  while (end[-1] == '0') *--end = '\0';
  if (end[-1] == '.') *--end = '\0';
  g_string_append(out, g_strcmp0(text, "-0") == 0 ? "0" : text);
  g_string_append_c(out, ' ');
}
