/* render/pdf_update.c: appends objects to a finished PDF, as an incremental update (PDF 1.7, 7.5.6).
 *
 * cairo 1.16 has no call for the document's language, and its link tags leave a reference to a nonexistent object. The
 * update holds the old catalog and page with more entries in them, the links, a cross reference to them and a trailer
 * that points back to the old one.
 */
#define _GNU_SOURCE /* memmem */
#include "render/pdf_update.h"
#include "render/markup.h"
#include <stdlib.h>
#include <string.h>

typedef struct Update {
  const GByteArray *pdf;
  GString *text;    /* what is appended */
  GString *entries; /* its cross references */
  long next;        /* the number the next new object gets */
} Update;

/* The last occurrence of `word` in the file, which may contain NULs; NULL if there is none. */
static const char *find_last(const GByteArray *pdf, const char *word) {
  gsize length = strlen(word);
  for (gsize at = pdf->len < length ? 0 : pdf->len - length + 1; at-- > 0;)
    if (memcmp(pdf->data + at, word, length) == 0) return (const char *)pdf->data + at;
  return NULL;
}

/* The number after the last occurrence of `word`; -1 when there is none. */
static long number_after(const GByteArray *pdf, const char *word) {
  const char *at = find_last(pdf, word);
  return at ? strtol(at + strlen(word), NULL, 10) : -1;
}

/* What stands between << and >> of object `number`, copied; NULL when it is not a dictionary. */
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

/* The number after `word` in the entries of object `number`; -1 when there is none. */
static long number_in(const GByteArray *pdf, long number, const char *word) {
  char *entries = object_entries(pdf, number);
  const char *at = entries ? strstr(entries, word) : NULL;
  long found = at ? strtol(at + strlen(word), NULL, 10) : -1;
  g_free(entries);
  return found;
}

/* The number of the object that holds the page: the only one of the catalog's /Pages. */
static long page_number(const GByteArray *pdf, long root) {
  return number_in(pdf, number_in(pdf, root, "/Pages "), "/Kids [ ");
}

static void object_begin(Update *update, long number) {
  g_string_append_printf(update->entries, "%ld 1\n%010" G_GSIZE_FORMAT " 00000 n \n", number,
                         update->pdf->len + update->text->len);
  g_string_append_printf(update->text, "%ld 0 obj\n<<", number);
}
static void object_end(Update *update) { g_string_append(update->text, ">>\nendobj\n"); }

static bool is_tag(const char *lang) {
  for (const char *c = lang; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '-') return false;
  return *lang != '\0';
}

static void write_catalog(Update *update, long number, const char *entries, const char *lang, bool show_title) {
  object_begin(update, number);
  g_string_append(update->text, entries);
  if (lang) g_string_append_printf(update->text, "   /Lang (%s)\n", lang);
  if (show_title) g_string_append(update->text, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  object_end(update);
}

/* A PDF string holds an ASCII URI; other characters are percent-encoded. */
static void write_uri(GString *out, const char *url) {
  g_string_append_c(out, '(');
  for (const char *c = url; *c; c++) {
    if ((unsigned char)*c <= 0x20 || (unsigned char)*c >= 0x7f)
      g_string_append_printf(out, "%%%02X", (unsigned char)*c);
    else if (strchr("()\\", *c))
      g_string_append_printf(out, "\\%c", *c);
    else
      g_string_append_c(out, *c);
  }
  g_string_append_c(out, ')');
}

static void write_link(Update *update, long number, const PdfLink *link, double height) {
  double box[4] = {link->x1, height - link->y2, link->x2, height - link->y1};
  object_begin(update, number);
  g_string_append(update->text, " /Type /Annot\n   /Subtype /Link\n   /F 4\n   /Border [ 0 0 0 ]\n   /Rect [");
  for (int i = 0; i < 4; i++) {
    g_string_append_c(update->text, ' ');
    markup_number_fine(update->text, box[i], 3);
  }
  g_string_append(update->text, " ]\n   /A << /Type /Action /S /URI /URI ");
  write_uri(update->text, link->url);
  g_string_append(update->text, " >>\n");
  object_end(update);
}

/* The links come as the first new objects. */
static void write_page(Update *update, long number, const char *entries, guint link_count) {
  object_begin(update, number);
  g_string_append_printf(update->text, "%s   /Annots [", entries);
  for (guint i = 0; i < link_count; i++) g_string_append_printf(update->text, " %ld 0 R", update->next + (long)i);
  g_string_append(update->text, " ]\n");
  object_end(update);
}

static void write_trailer(Update *update, long root, long info, long previous) {
  gsize table = update->pdf->len + update->text->len;
  g_string_append_printf(update->text, "xref\n%strailer\n<< /Size %ld\n   /Root %ld 0 R\n", update->entries->str,
                         update->next, root);
  if (info > 0) g_string_append_printf(update->text, "   /Info %ld 0 R\n", info);
  g_string_append_printf(update->text, "   /Prev %ld\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", previous, table);
}

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

void pdf_update(GByteArray *pdf, const char *lang, bool show_title, const GArray *links, double height) {
  if (lang && !is_tag(lang)) lang = NULL;
  if (!lang && !show_title && links->len == 0) return;
  g_byte_array_append(pdf, (const guint8 *)"", 1);
  pdf->len--; /* a NUL after the end, for the searches */
  long root = number_after(pdf, "/Root "), size = number_after(pdf, "/Size "),
       previous = number_after(pdf, "startxref\n");
  long page = page_number(pdf, root);
  char *catalog = root > 0 ? object_entries(pdf, root) : NULL,
       *page_entries = page > 0 ? object_entries(pdf, page) : NULL;
  if (catalog && page_entries && size > 0 && previous > 0) {
    Update update = {pdf, g_string_new(NULL), g_string_new(NULL), size};
    if (links->len) write_page(&update, page, page_entries, links->len);
    write_catalog(&update, root, catalog, lang, show_title);
    for (guint i = 0; i < links->len; i++)
      write_link(&update, update.next++, &g_array_index(links, PdfLink, i), height);
    write_trailer(&update, root, number_after(pdf, "/Info "), previous);
    g_byte_array_append(pdf, (const guint8 *)update.text->str, (guint)update.text->len);
    g_string_free(update.text, TRUE);
    g_string_free(update.entries, TRUE);
  }
  g_free(catalog);
  g_free(page_entries);
}
