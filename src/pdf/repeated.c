/* pdf/repeated.c: see pdf/repeated.h. */
#define _GNU_SOURCE /* memmem */
#include "pdf/repeated.h"
#include <string.h>

void pdf_drop_repeated(GByteArray *pdf) {
  static const char head[] = "\n   /XObject << ";
  g_byte_array_append(pdf, (const guint8 *)"", 1);
  pdf->len--; /* a NUL after the end */
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  char *at = (char *)pdf->data, *end = at + pdf->len;
  while ((at = memmem(at, (gsize)(end - at), head, strlen(head)))) {
    g_hash_table_remove_all(seen);
    at += strlen(head);
    for (gsize length; *at == '/'; at += length) { /* "/x8 8 0 R " */
      length = strcspn(at, "\n>R");
      if (strncmp(at + length, "R ", 2) != 0) break;
      length += 2;
      if (!g_hash_table_add(seen, g_strndup(at, length))) memset(at, ' ', length);
    }
  }
  g_hash_table_unref(seen);
}
