/* PDF files as objects: what cairo wrote is read, changed and written again, with the same bytes each time. */
#include "pdf/walk.h"
#include <cairo-pdf.h>
#include <string.h>

static Arena *arena;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Two pages; each a rectangle behind a translucent group, the first with a gradient. */
static GBytes *sample(void) {
  GByteArray *bytes = g_byte_array_new();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, bytes, 100, 50);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "Städte 城市");
  cairo_t *cairo = cairo_create(surface);
  for (int page = 0; page < 2; page++) {
    cairo_set_source_rgb(cairo, 1, 0, 0);
    cairo_rectangle(cairo, 10, 10, 20, 20);
    cairo_fill(cairo);
    cairo_push_group(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 1);
    cairo_rectangle(cairo, 20, 20, 20, 20);
    cairo_fill(cairo);
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, 0.5);
    cairo_pattern_t *gradient = cairo_pattern_create_linear(0, 0, 100, 0);
    cairo_pattern_add_color_stop_rgba(gradient, 0, 0, 1, 0, 0.2);
    cairo_pattern_add_color_stop_rgba(gradient, 1, 1, 0, 1, 1);
    cairo_set_source(cairo, gradient);
    cairo_rectangle(cairo, 50, 0, 50, 50);
    if (page == 0) cairo_fill(cairo);
    cairo_pattern_destroy(gradient);
    cairo_show_page(cairo);
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return g_byte_array_free_to_bytes(bytes);
}

static PdfDocument *open_bytes(GBytes *bytes) {
  char *reason = NULL;
  PdfDocument *document = pdf_document_open(bytes, arena, &reason);
  if (!document) g_error("%s", reason);
  g_bytes_unref(bytes);
  return document;
}

static GBytes *written(PdfDocument *document) {
  char *reason = NULL;
  GBytes *bytes = pdf_document_write(document, "1.6", &reason);
  if (!bytes) g_error("%s", reason);
  return bytes;
}

static bool contains(GBytes *bytes, const char *part) {
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  char *text = arena_strndup(arena, data, length);
  return strstr(text, part) != NULL;
}

static void test_pages_have_boxes_and_contents(void) {
  PdfDocument *document = open_bytes(sample());
  g_assert_cmpint(pdf_page_count(document), ==, 2);
  PdfObject box = pdf_get(document, pdf_page(document, 0), "/MediaBox");
  g_assert_cmpint(pdf_length(document, box), ==, 4);
  g_assert_cmpfloat(pdf_number(document, pdf_at(document, box, 2), -1), ==, 100);
  g_assert_cmpuint(pdf_page(document, 2), ==, 0);
  GBytes *content = pdf_page_content(document, pdf_page(document, 1));
  g_assert_true(contains(content, "1 0 0 rg"));
  g_bytes_unref(content);
  PdfObject info = pdf_get(document, pdf_trailer(document), "/Info");
  g_assert_cmpstr(pdf_text(document, pdf_get(document, info, "/Title")), ==, "Städte 城市");
}

static void test_what_is_not_there_is_nothing(void) {
  PdfDocument *document = open_bytes(sample());
  PdfObject page = pdf_page(document, 0), box = pdf_get(document, page, "/MediaBox");
  g_assert_cmpuint(pdf_get(document, page, "/TrimBox"), ==, 0);
  g_assert_cmpuint(pdf_get(document, box, "/TrimBox"), ==, 0);
  g_assert_cmpuint(pdf_get(document, 0, "/TrimBox"), ==, 0);
  g_assert_cmpuint(pdf_at(document, box, 4), ==, 0);
  g_assert_cmpuint(pdf_at(document, box, -1), ==, 0);
  g_assert_cmpint(pdf_length(document, page), ==, 0);
  g_assert_cmpfloat(pdf_number(document, page, -7), ==, -7);
  g_assert_cmpstr(pdf_name(document, page), ==, "");
  g_assert_null(pdf_string(document, page, NULL));
  g_assert_null(pdf_text(document, page));
  g_assert_null(pdf_stream_data(document, page));
  g_assert_null(pdf_keys(document, box)[0]);
  g_assert_cmpuint(pdf_parse(document, "<< /A "), ==, 0);
  g_assert_cmpint(pdf_identity(document, box), ==, 0);
}

static void test_a_document_is_changed(void) {
  PdfDocument *document = open_bytes(sample());
  PdfObject page = pdf_page(document, 0);
  pdf_set(document, page, "/TrimBox", pdf_printf(document, "[%d 2 3.5 4]", 1));
  GBytes *content = g_bytes_new_static("0 0 5 5 re f", 12);
  pdf_page_replace_content(document, page, content);
  g_bytes_unref(content);
  PdfObject kids = pdf_make_array(document), texts = pdf_make_dictionary(document);
  pdf_append(document, kids, pdf_make_number(document, 0.25, 3));
  pdf_append(document, kids, pdf_make_number(document, 12, 3));
  pdf_append(document, kids, pdf_make_name(document, "/Yes"));
  pdf_set_at(document, kids, 1, pdf_make_string(document, "a\0b", 3));
  pdf_set(document, texts, "/Kids", pdf_make_indirect(document, kids));
  pdf_set(document, texts, "/Text", pdf_make_text(document, "城"));
  PdfObject copy = pdf_copy(document, texts);
  pdf_set(document, copy, "/Text", 0);
  pdf_set(document, pdf_catalog(document), "/Mine", texts);
  pdf_set(document, pdf_catalog(document), "/Copy", copy);

  document = open_bytes(written(document));
  page = pdf_page(document, 0);
  g_assert_cmpfloat(pdf_number(document, pdf_at(document, pdf_get(document, page, "/TrimBox"), 2), 0), ==, 3.5);
  content = pdf_page_content(document, page);
  g_assert_true(contains(content, "0 0 5 5 re f"));
  g_bytes_unref(content);
  texts = pdf_get(document, pdf_catalog(document), "/Mine");
  kids = pdf_get(document, texts, "/Kids");
  g_assert_cmpint(pdf_length(document, kids), ==, 3);
  g_assert_cmpfloat(pdf_number(document, pdf_at(document, kids, 0), 0), ==, 0.25);
  size_t length;
  g_assert_cmpmem(pdf_string(document, pdf_at(document, kids, 1), &length), 3, "a\0b", 3);
  g_assert_cmpuint(length, ==, 3);
  g_assert_true(pdf_is_name(document, pdf_at(document, kids, 2), "/Yes"));
  g_assert_cmpstr(pdf_text(document, pdf_get(document, texts, "/Text")), ==, "城");
  copy = pdf_get(document, pdf_catalog(document), "/Copy");
  g_assert_cmpuint(pdf_get(document, copy, "/Text"), ==, 0);
  g_assert_cmpint(pdf_identity(document, pdf_get(document, copy, "/Kids")), ==, pdf_identity(document, kids));
}

static void test_streams_pass_through_their_filters(void) {
  PdfDocument *document = open_bytes(sample());
  GBytes *text = g_bytes_new_static("tuban tuban tuban tuban tuban tuban tuban tuban", 47);
  PdfObject plain = pdf_make_stream(document, text), picture = pdf_make_stream(document, text);
  pdf_set(document, plain, "/Length1", pdf_make_number(document, 47, 0));
  pdf_stream_replace_filtered(document, picture, text, "/DCTDecode", 0);
  pdf_set(document, pdf_catalog(document), "/Plain", plain);
  pdf_set(document, pdf_catalog(document), "/Picture", picture);
  document = open_bytes(written(document));
  plain = pdf_get(document, pdf_catalog(document), "/Plain");
  picture = pdf_get(document, pdf_catalog(document), "/Picture");
  g_assert_true(pdf_is_name(document, pdf_get(document, plain, "/Filter"), "/FlateDecode"));
  g_assert_cmpfloat(pdf_number(document, pdf_get(document, plain, "/Length1"), 0), ==, 47);
  GBytes *data = pdf_stream_data(document, plain), *deflated = pdf_stream_raw(document, plain),
         *raw = pdf_stream_raw(document, picture);
  g_assert_true(g_bytes_equal(data, text));
  g_assert_cmpuint(g_bytes_get_size(deflated), <, 47);
  g_assert_true(g_bytes_equal(raw, text));
  g_assert_null(pdf_stream_data(document, picture));
  g_bytes_unref(data);
  g_bytes_unref(deflated);
  g_bytes_unref(raw);
  g_bytes_unref(text);
}

static void test_the_same_document_is_the_same_file(void) {
  GBytes *one = written(open_bytes(sample())), *other = written(open_bytes(sample()));
  g_assert_true(g_bytes_equal(one, other));
  g_assert_true(contains(one, "%PDF-1.6"));
  PdfDocument *document = open_bytes(one);
  PdfObject id = pdf_get(document, pdf_trailer(document), "/ID");
  size_t length;
  g_assert_cmpint(pdf_length(document, id), ==, 2);
  pdf_string(document, pdf_at(document, id, 0), &length);
  g_assert_cmpuint(length, ==, 16);
  g_bytes_unref(other);
}

static void test_everything_that_paints_is_found_once(void) {
  PdfDocument *document = open_bytes(sample());
  size_t count, kinds[PDF_TILING + 1] = {0};
  const PdfContent *contents = pdf_contents(document, &count);
  for (size_t i = 0; i < count; i++) {
    kinds[contents[i].kind]++;
    GBytes *data = pdf_content_read(document, &contents[i]);
    g_assert_nonnull(data);
    g_bytes_unref(data);
  }
  g_assert_cmpuint(kinds[PDF_PAGE], ==, 2);
  g_assert_cmpuint(kinds[PDF_FORM], >=, 2);
  g_assert_cmpuint(kinds[PDF_SOFT_MASK], >=, 1);
  const PdfObject *shadings = pdf_resources(document, "/Shading", &count);
  g_assert_cmpuint(count, ==, 2); /* the colours, and the opacities in the soft mask */
  g_assert_cmpfloat(pdf_number(document, pdf_get(document, shadings[0], "/ShadingType"), 0), ==, 2);
  /* A form that paints itself is one form. */
  PdfObject form = 0;
  contents = pdf_contents(document, &count);
  for (size_t i = 0; i < count; i++)
    if (contents[i].kind == PDF_FORM) form = contents[i].object;
  PdfObject objects = pdf_make_dictionary(document), resources = pdf_make_dictionary(document);
  pdf_set(document, objects, "/x0", form);
  pdf_set(document, resources, "/XObject", objects);
  pdf_set(document, form, "/Resources", resources);
  size_t again;
  pdf_contents(document, &again);
  g_assert_cmpuint(again, <=, count);
}

static void test_contents_are_replaced(void) {
  PdfDocument *document = open_bytes(sample());
  size_t count;
  const PdfContent *contents = pdf_contents(document, &count);
  GBytes *empty = g_bytes_new_static("q Q", 3);
  for (size_t i = 0; i < count; i++) pdf_content_replace(document, &contents[i], empty);
  g_bytes_unref(empty);
  document = open_bytes(written(document));
  contents = pdf_contents(document, &count);
  for (size_t i = 0; i < count; i++) {
    GBytes *data = pdf_content_read(document, &contents[i]);
    g_assert_cmpuint(g_bytes_get_size(data), <=, 4);
    g_bytes_unref(data);
  }
}

static void test_files_that_are_not_pdf_are_refused(void) {
  static const char *const wrong[] = {"", "%PDF-1.5\n", "no PDF at all",
                                      "%PDF-1.5\ntrailer <<>>\nstartxref\n0\n%%EOF\n"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    GBytes *bytes = g_bytes_new_static(wrong[i], strlen(wrong[i]));
    char *reason = NULL;
    g_assert_null(pdf_document_open(bytes, arena, &reason));
    g_assert_nonnull(reason);
    g_free(reason);
    g_bytes_unref(bytes);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/document/pages_have_boxes_and_contents", test_pages_have_boxes_and_contents);
  g_test_add_func("/document/what_is_not_there_is_nothing", test_what_is_not_there_is_nothing);
  g_test_add_func("/document/a_document_is_changed", test_a_document_is_changed);
  g_test_add_func("/document/streams_pass_through_their_filters", test_streams_pass_through_their_filters);
  g_test_add_func("/document/the_same_document_is_the_same_file", test_the_same_document_is_the_same_file);
  g_test_add_func("/document/everything_that_paints_is_found_once", test_everything_that_paints_is_found_once);
  g_test_add_func("/document/contents_are_replaced", test_contents_are_replaced);
  g_test_add_func("/document/files_that_are_not_pdf_are_refused", test_files_that_are_not_pdf_are_refused);
  int status = g_test_run();
  arena_destroy(arena);
  return status;
}
