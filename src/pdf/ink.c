/* pdf/ink.c: see ink.h. Pictures and gradients first, so that what paints them knows how much ink they have; then forms before those that
 * paint them. */
#include "pdf/ink.h"
#include "base/temporary.h"
#include "pdf/ink_page.h"

typedef struct Inks {
  InkPage page;
  const PdfContent *contents;
  size_t count;
  bool *is_mask;       /* of each content */
  GHashTable *seen;    /* numbers of objects that are converted */
  const char *unknown; /* what cannot be converted; NULL: nothing */
} Inks;

static bool is_new(Inks *inks, PdfObject object) {
  int number = pdf_identity(inks->page.document, object);
  return object && (number == 0 || g_hash_table_add(inks->seen, GINT_TO_POINTER(number)));
}

/* Which contents are soft masks, or part of one. */
static void find_masks(Inks *inks) {
  PdfDocument *document = inks->page.document;
  GHashTable *parts = g_hash_table_new(NULL, NULL);
  arena_temporary(pdf_arena(document), parts);
  for (size_t i = 0; i < inks->count; i++) {
    const PdfContent *content = &inks->contents[i];
    int number = pdf_identity(document, content->object);
    inks->is_mask[i] = content->kind == PDF_SOFT_MASK || g_hash_table_contains(parts, GINT_TO_POINTER(number));
    PdfObject named = pdf_get(document, content->resources, "/XObject");
    for (const char *const *key = pdf_keys(document, named); inks->is_mask[i] && *key; key++) {
      number = pdf_identity(document, pdf_get(document, named, *key));
      if (number) g_hash_table_add(parts, GINT_TO_POINTER(number));
    }
  }
}

static void convert_shadings(Inks *inks, const PdfContent *content, bool is_mask) {
  PdfDocument *document = inks->page.document;
  PdfObject named = pdf_get(document, content->resources, "/Shading");
  for (const char *const *key = pdf_keys(document, named); *key; key++) {
    PdfObject shading = pdf_get(document, named, *key);
    if (is_new(inks, shading) && !ink_shading(&inks->page, shading, is_mask)) inks->unknown = "a shading";
  }
  named = pdf_get(document, content->resources, "/Pattern");
  for (const char *const *key = pdf_keys(document, named); *key; key++) {
    PdfObject shading = pdf_get(document, pdf_get(document, named, *key), "/Shading");
    if (is_new(inks, shading) && !ink_shading(&inks->page, shading, is_mask)) inks->unknown = "a shading";
  }
}

static void convert_images(Inks *inks, const PdfContent *content) {
  PdfDocument *document = inks->page.document;
  PdfObject named = pdf_get(document, content->resources, "/XObject");
  for (const char *const *key = pdf_keys(document, named); *key; key++) {
    PdfObject image = pdf_get(document, named, *key);
    if (!pdf_is_name(document, pdf_get(document, image, "/Subtype"), "/Image")) continue;
    if (is_new(inks, image) && !ink_image(&inks->page, image)) inks->unknown = "a picture";
  }
}

/* What is blended in gray would become four inks where the page is printed; without a space of its own, a group has that of the page,
 * where gray is black ink. */
static void convert_group(Inks *inks, PdfObject object, bool is_mask) {
  PdfDocument *document = inks->page.document;
  PdfObject group = pdf_get(document, object, "/Group");
  if (!pdf_get(document, group, "/CS")) return;
  bool is_gray = press_ink_count(inks->page.press) == 1;
  PdfObject space = pdf_make_name(document, is_mask ? "/DeviceGray" : ink_space(inks->page.press));
  pdf_set(document, group, "/CS", is_gray && !is_mask ? 0 : space);
}

static void convert_content(Inks *inks, size_t i) {
  PdfDocument *document = inks->page.document;
  const PdfContent *content = &inks->contents[i];
  double peak = INK_UNKNOWN;
  GBytes *source = pdf_content_read(document, content);
  if (!source) {
    inks->unknown = "a content stream";
    return;
  }
  GBytes *made = ink_content(&inks->page, content, inks->is_mask[i], source, &peak);
  pdf_content_replace(document, content, made);
  ink_set_peak(&inks->page, content->object, peak);
  g_bytes_unref(source);
  g_bytes_unref(made);
  convert_group(inks, content->object, inks->is_mask[i]);
}

bool pdf_set_inks(PdfDocument *document, const Press *press, const PrintOptions *print, char **reason) {
  Inks inks = {.page = {document, press, print, g_hash_table_new(NULL, NULL)}, .seen = g_hash_table_new(NULL, NULL)};
  arena_temporary(pdf_arena(document), inks.page.peaks);
  arena_temporary(pdf_arena(document), inks.seen);
  inks.contents = pdf_contents(document, &inks.count);
  inks.is_mask = arena_array(pdf_arena(document), bool, inks.count);
  find_masks(&inks);
  for (size_t i = 0; i < inks.count; i++) {
    convert_shadings(&inks, &inks.contents[i], inks.is_mask[i]);
    convert_images(&inks, &inks.contents[i]);
  }
  for (size_t i = inks.count; i-- > 0;) convert_content(&inks, i);
  if (inks.unknown) *reason = g_strdup_printf("%s cannot be converted to inks", inks.unknown);
  return !inks.unknown;
}
