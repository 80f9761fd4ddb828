/* render/catalog.c: a new catalog behind the end of a finished PDF, as an incremental update (PDF 1.7, 7.5.6).
 *
 * cairo 1.16 has no call for the document's language. The update holds the old catalog with more entries in it, a cross
 * reference to it and a trailer that points back to the old one.
 */
#include "render/catalog.h"
#include <stdlib.h>
#include <string.h>

/* The last place of `word` in the file, which holds NULs; NULL when it is not there. */
static const char *find_last(const GByteArray *pdf, const char *word) {
  gsize length = strlen(word);
  for (gsize at = pdf->len < length ? 0 : pdf->len - length + 1; at-- > 0;)
    if (memcmp(pdf->data + at, word, length) == 0) return (const char *)pdf->data + at;
  return NULL;
}

/* The number after the last `word`; -1 when there is none. */
static long number_after(const GByteArray *pdf, const char *word) {
  const char *at = find_last(pdf, word);
  return at ? strtol(at + strlen(word), NULL, 10) : -1;
}

/* What stands between << and >> of object `number`, copied. */
static char *object_entries(const GByteArray *pdf, long number) {
  char *head = g_strdup_printf("\n%ld 0 obj\n<<", number);
  const char *at = find_last(pdf, head), *file_end = (const char *)pdf->data + pdf->len;
  char *entries = NULL;
  if (at) {
    at += strlen(head);
    const char *end = g_strstr_len(at, file_end - at, "endobj");
    while (end && end > at && !(end[-1] == '>' && end[-2] == '>')) end--;
    if (end && end > at + 2) entries = g_strndup(at, (gsize)(end - 2 - at));
  }
  g_free(head);
  return entries;
}

static bool is_tag(const char *lang) {
  for (const char *c = lang; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '-') return false;
  return *lang != '\0';
}

void pdf_catalog_add(GByteArray *pdf, const char *lang, bool show_title) {
  bool speaks = lang && is_tag(lang);
  if (!speaks && !show_title) return;
  g_byte_array_append(pdf, (const guint8 *)"", 1);
  pdf->len--; /* a NUL behind the end, for the searches */
  long root = number_after(pdf, "/Root "), size = number_after(pdf, "/Size "),
       previous = number_after(pdf, "startxref\n");
  long info = number_after(pdf, "/Info ");
  char *entries = root > 0 && size > 0 && previous > 0 ? object_entries(pdf, root) : NULL;
  if (!entries || strstr(entries, "/Lang")) {
    g_free(entries);
    return;
  }
  GString *update = g_string_new(NULL);
  g_string_append_printf(update, "%ld 0 obj\n<<%s", root, entries);
  if (speaks) g_string_append_printf(update, "   /Lang (%s)\n", lang);
  if (show_title) g_string_append(update, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  g_string_append(update, ">>\nendobj\n");
  gsize object = pdf->len, table = object + update->len;
  g_string_append_printf(update,
                         "xref\n%ld 1\n%010" G_GSIZE_FORMAT " 00000 n \ntrailer\n<< /Size %ld\n   /Root %ld 0 R\n",
                         root, object, size, root);
  if (info > 0) g_string_append_printf(update, "   /Info %ld 0 R\n", info);
  g_string_append_printf(update, "   /Prev %ld\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", previous, table);
  g_byte_array_append(pdf, (const guint8 *)update->str, (guint)update->len);
  g_string_free(update, TRUE);
  g_free(entries);
}
