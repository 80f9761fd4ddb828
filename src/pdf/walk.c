/* pdf/walk.c: see walk.h.
 *
 * A form has resources of its own, and through /XObject, /Pattern and the soft masks of /ExtGState they lead to others. Files
 * that refer to themselves end, because each object is visited once.
 */
#include "pdf/walk.h"
#include "base/temporary.h"

typedef struct Walk {
  PdfDocument *document;
  GHashTable *seen; /* identities */
  GArray *contents; /* PdfContent; also the queue of those to look into */
} Walk;

/* Direct objects have no identity: they are always new. */
static bool is_new(PdfDocument *document, GHashTable *seen, PdfObject object) {
  int identity = pdf_identity(document, object);
  return identity == 0 || g_hash_table_add(seen, GINT_TO_POINTER(identity));
}

static void add(Walk *walk, PdfContentKind kind, PdfObject object) {
  if (!object || !is_new(walk->document, walk->seen, object)) return;
  PdfContent content = {kind, object, pdf_get(walk->document, object, "/Resources")};
  g_array_append_val(walk->contents, content);
}

static void add_form(Walk *walk, PdfObject object) {
  if (pdf_is_name(walk->document, pdf_get(walk->document, object, "/Subtype"), "/Form")) add(walk, PDF_FORM, object);
}
static void add_tiling(Walk *walk, PdfObject object) {
  if (pdf_type(walk->document, object) == PDF_STREAM) add(walk, PDF_TILING, object);
}
static void add_mask(Walk *walk, PdfObject object) {
  PdfObject mask = pdf_get(walk->document, object, "/SMask");
  if (pdf_type(walk->document, mask) == PDF_DICTIONARY) add(walk, PDF_SOFT_MASK, pdf_get(walk->document, mask, "/G"));
}

static void look_into(Walk *walk, PdfObject resources) {
  static const struct {
    const char *category;
    void (*add)(Walk *, PdfObject);
  } kinds[] = {{"/XObject", add_form}, {"/Pattern", add_tiling}, {"/ExtGState", add_mask}};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    PdfObject named = pdf_get(walk->document, resources, kinds[i].category);
    for (const char *const *key = pdf_keys(walk->document, named); *key; key++)
      kinds[i].add(walk, pdf_get(walk->document, named, *key));
  }
}

const PdfContent *pdf_contents(PdfDocument *document, size_t *count) {
  Walk walk = {document, g_hash_table_new(NULL, NULL), g_array_new(FALSE, FALSE, sizeof(PdfContent))};
  arena_temporary(pdf_arena(document), walk.seen);
  arena_temporary(pdf_arena(document), walk.contents);
  for (int i = 0; i < pdf_page_count(document); i++) add(&walk, PDF_PAGE, pdf_page(document, i));
  for (guint i = 0; i < walk.contents->len; i++)
    look_into(&walk, g_array_index(walk.contents, PdfContent, i).resources);
  *count = walk.contents->len;
  PdfContent *contents = arena_array(pdf_arena(document), PdfContent, *count);
  for (size_t i = 0; i < *count; i++) contents[i] = g_array_index(walk.contents, PdfContent, i);
  return contents;
}

GBytes *pdf_content_read(PdfDocument *document, const PdfContent *content) {
  if (content->kind == PDF_PAGE) return pdf_page_content(document, content->object);
  return pdf_stream_data(document, content->object);
}

void pdf_content_replace(PdfDocument *document, const PdfContent *content, GBytes *data) {
  if (content->kind == PDF_PAGE)
    pdf_page_replace_content(document, content->object, data);
  else
    pdf_stream_replace(document, content->object, data);
}

const PdfObject *pdf_resources(PdfDocument *document, const char *category, size_t *count) {
  size_t content_count;
  const PdfContent *contents = pdf_contents(document, &content_count);
  GHashTable *seen = g_hash_table_new(NULL, NULL), *dictionaries = g_hash_table_new(NULL, NULL);
  GArray *found = g_array_new(FALSE, FALSE, sizeof(PdfObject));
  arena_temporary(pdf_arena(document), seen);
  arena_temporary(pdf_arena(document), dictionaries);
  arena_temporary(pdf_arena(document), found);
  for (size_t i = 0; i < content_count; i++) {
    PdfObject named = pdf_get(document, contents[i].resources, category);
    if (!named || !is_new(document, dictionaries, named)) continue;
    for (const char *const *key = pdf_keys(document, named); *key; key++) {
      PdfObject object = pdf_get(document, named, *key);
      if (is_new(document, seen, object)) g_array_append_val(found, object);
    }
  }
  *count = found->len;
  PdfObject *objects = arena_array(pdf_arena(document), PdfObject, *count);
  for (size_t i = 0; i < *count; i++) objects[i] = g_array_index(found, PdfObject, i);
  return objects;
}
