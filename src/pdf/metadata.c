/* pdf/metadata.c: see metadata.h. */
#include "pdf/metadata.h"
#include "pdf/walk.h"

static bool is_language_tag(const char *lang) {
  for (const char *c = lang; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '-') return false;
  return *lang != '\0';
}

static bool is_given(const char *text) { return text && *text; }

/* In UTC, by a format of g_date_time_format(). */
static char *date_text(PdfDocument *document, gint64 time, const char *format) {
  GDateTime *date = g_date_time_new_from_unix_utc(time);
  if (!date) date = g_date_time_new_from_unix_utc(0);
  char *text = g_date_time_format(date, format), *kept = arena_strdup(pdf_arena(document), text);
  g_free(text);
  g_date_time_unref(date);
  return kept;
}

static PdfObject info_of(PdfDocument *document) {
  PdfObject info = pdf_get(document, pdf_trailer(document), "/Info");
  if (info) return info;
  info = pdf_make_indirect(document, pdf_make_dictionary(document));
  pdf_set(document, pdf_trailer(document), "/Info", info);
  return info;
}

void pdf_set_metadata(PdfDocument *document, const PdfMetadata *metadata) {
  const struct {
    const char *key, *text;
  } entries[] = {
      {"/Title", metadata->title},
      {"/Author", metadata->author},
      {"/Subject", metadata->subject},
      {"/Creator", metadata->creator},
      {"/CreationDate", date_text(document, metadata->time, "D:%Y%m%d%H%M%SZ")},
      {"/ModDate", date_text(document, metadata->time, "D:%Y%m%d%H%M%SZ")},
  };
  PdfObject info = info_of(document), catalog = pdf_catalog(document);
  for (size_t i = 0; i < G_N_ELEMENTS(entries); i++)
    pdf_set(document, info, entries[i].key, is_given(entries[i].text) ? pdf_make_text(document, entries[i].text) : 0);
  if (metadata->lang && is_language_tag(metadata->lang))
    pdf_set(document, catalog, "/Lang", pdf_make_text(document, metadata->lang));
  if (is_given(metadata->title))
    pdf_set(document, catalog, "/ViewerPreferences", pdf_parse(document, "<< /DisplayDocTitle true >>"));
}

static void add(GString *xmp, const char *format, const char *text) {
  if (!is_given(text)) return;
  char *escaped = g_markup_escape_text(text, -1);
  for (const char *at = format; *at; at++)
    if (*at == '$')
      g_string_append(xmp, escaped);
    else
      g_string_append_c(xmp, *at);
  g_free(escaped);
}

/* A UUID from what the document contains: the same document, the same id. */
static char *make_uuid(PdfDocument *document, const char *which) {
  size_t count;
  const PdfContent *contents = pdf_contents(document, &count);
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)which, -1);
  g_checksum_update(sum, (const guchar *)pdf_unparse(document, info_of(document)), -1);
  for (size_t i = 0; i < count; i++) {
    GBytes *bytes = pdf_content_read(document, &contents[i]);
    if (bytes) g_checksum_update(sum, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
    if (bytes) g_bytes_unref(bytes);
  }
  const char *hex = g_checksum_get_string(sum);
  /* version 8 (RFC 9562): made by a rule of one's own */
  char *uuid =
      arena_printf(pdf_arena(document), "uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
  g_checksum_free(sum);
  return uuid;
}

void pdf_add_xmp(PdfDocument *document, const PdfMetadata *metadata, const char *pdfx) {
  GString *xmp = g_string_new(
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
      "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
      "xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n<dc:format>application/pdf</dc:format>\n");
  const char *date = date_text(document, metadata->time, "%Y-%m-%dT%H:%M:%SZ");
  PdfObject info = info_of(document);
  add(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">$</rdf:li></rdf:Alt></dc:title>\n", metadata->title);
  add(xmp, "<dc:creator><rdf:Seq><rdf:li>$</rdf:li></rdf:Seq></dc:creator>\n", metadata->author);
  add(xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">$</rdf:li></rdf:Alt></dc:description>\n",
      metadata->subject);
  add(xmp, "<xmp:CreatorTool>$</xmp:CreatorTool>\n", metadata->creator);
  add(xmp,
      "<xmp:CreateDate>$</xmp:CreateDate>\n<xmp:ModifyDate>$</xmp:ModifyDate>\n<xmp:MetadataDate>$</"
      "xmp:MetadataDate>\n",
      date);
  add(xmp, "<pdf:Producer>$</pdf:Producer>\n", pdf_text(document, pdf_get(document, info, "/Producer")));
  if (pdf_is_name(document, pdf_get(document, info, "/Trapped"), "/False"))
    g_string_append(xmp, "<pdf:Trapped>False</pdf:Trapped>\n");
  add(xmp, "<xmpMM:DocumentID>$</xmpMM:DocumentID>\n", make_uuid(document, "document"));
  add(xmp, "<xmpMM:InstanceID>$</xmpMM:InstanceID>\n", make_uuid(document, "instance"));
  g_string_append(xmp, "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n");
  add(xmp, "<pdfxid:GTS_PDFXVersion>$</pdfxid:GTS_PDFXVersion>\n", pdfx);
  g_string_append(xmp, "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
  GBytes *bytes = g_string_free_to_bytes(xmp);
  PdfObject stream = pdf_make_stream(document, bytes);
  pdf_set(document, stream, "/Type", pdf_make_name(document, "/Metadata"));
  pdf_set(document, stream, "/Subtype", pdf_make_name(document, "/XML"));
  pdf_set(document, pdf_catalog(document), "/Metadata", stream);
  g_bytes_unref(bytes);
}
