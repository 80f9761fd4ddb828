/* pdf/x4.c: see x4.h. */
#include "pdf/x4.h"
#include "pdf/walk.h"
#include <string.h>

/* What the names of profiles begin with, in small letters and digits alone, and the conditions that they are for, as named in
 * https://www.color.org/chardata/drsection1.xalter. */
static const struct {
  const char *profile, *name;
} conditions[] = {
    {"isocoatedv2", "FOGRA39"},           {"coatedfogra39", "FOGRA39"},        {"psocoatedv3", "FOGRA51"},
    {"psouncoatedv3", "FOGRA52"},         {"psouncoatediso12647", "FOGRA47"},  {"psolwcimproved", "FOGRA45"},
    {"psolwcstandard", "FOGRA46"},        {"isonewspaper26v4", "IFRA26"},      {"gracol2006coated1", "CGATS TR 006"},
    {"swop2006coated3", "CGATS TR 003"},  {"swop2006coated5", "CGATS TR 005"}, {"gracol2013crpc6", "CGATS21-2-CRPC6"},
    {"japancolor2011coated", "JC201103"},
};

const char *pdf_x4_condition(const char *profile_title) {
  GString *plain = g_string_new(NULL);
  const char *name = NULL;
  for (const char *c = profile_title; *c; c++)
    if (g_ascii_isalnum(*c)) g_string_append_c(plain, g_ascii_tolower(*c));
  for (size_t i = 0; i < G_N_ELEMENTS(conditions) && !name; i++)
    if (g_str_has_prefix(plain->str, conditions[i].profile)) name = conditions[i].name;
  g_string_free(plain, TRUE);
  return name;
}

/* Without a registered condition, its name says that the profile defines it. */
static PdfObject output_intent(PdfDocument *document, const PdfIntent *given) {
  const char *name = pdf_x4_condition(given->title);
  PdfObject intent = pdf_parse(document, "<< /Type /OutputIntent /S /GTS_PDFX >>");
  PdfObject profile = pdf_make_stream(document, given->profile);
  pdf_set(document, profile, "/N", pdf_make_number(document, given->inks, 0));
  pdf_set(document, profile, "/Alternate", pdf_make_name(document, given->inks == 1 ? "/DeviceGray" : "/DeviceCMYK"));
  pdf_set(document, intent, "/OutputConditionIdentifier", pdf_make_text(document, name ? name : "Custom"));
  pdf_set(document, intent, "/OutputCondition", pdf_make_text(document, given->title));
  pdf_set(document, intent, "/Info", pdf_make_text(document, given->title));
  if (name) pdf_set(document, intent, "/RegistryName", pdf_make_text(document, "http://www.color.org"));
  pdf_set(document, intent, "/DestOutputProfile", profile);
  return pdf_make_indirect(document, intent);
}

static void set_page(PdfDocument *document, PdfObject page) {
  pdf_set(document, page, "/Annots", 0);
  if (!pdf_get(document, page, "/TrimBox") && !pdf_get(document, page, "/ArtBox"))
    pdf_set(document, page, "/TrimBox", pdf_copy(document, pdf_get(document, page, "/MediaBox")));
}

void pdf_make_x4(PdfDocument *document, const PdfMetadata *metadata, const PdfIntent *intent) {
  PdfObject intents = pdf_make_array(document), info = pdf_get(document, pdf_trailer(document), "/Info");
  size_t count;
  const PdfObject *pictures = pdf_resources(document, "/XObject", &count);
  for (int i = 0; i < pdf_page_count(document); i++) set_page(document, pdf_page(document, i));
  for (size_t i = 0; i < count; i++) {
    pdf_set(document, pictures[i], "/Interpolate", 0);
    pdf_set(document, pdf_get(document, pictures[i], "/SMask"), "/Interpolate", 0);
  }
  pdf_append(document, intents, output_intent(document, intent));
  pdf_set(document, pdf_catalog(document), "/OutputIntents", intents);
  /* A title is required of the XMP, and the same one then of the Info dictionary. */
  PdfMetadata titled = *metadata;
  if (!titled.title || !*titled.title) titled.title = "Untitled";
  pdf_set_metadata(document, &titled);
  pdf_set(document, info, "/Trapped", pdf_make_name(document, "/False"));
  pdf_add_xmp(document, &titled, "PDF/X-4");
}
