/* pdf/document.c: see document.h. libqpdf's C interface, function by function. */
#include "pdf/document.h"
#include "base/library.h"
#include "base/temporary.h"
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Each of them without "qpdf_". */
#define FUNCTIONS(_)                                                                                                   \
  _(init)                                                                                                              \
  _(cleanup)                                                                                                           \
  _(silence_errors)                                                                                                    \
  _(set_suppress_warnings)                                                                                             \
  _(set_attempt_recovery)                                                                                              \
  _(has_error)                                                                                                         \
  _(get_error)                                                                                                         \
  _(get_error_full_text)                                                                                               \
  _(read_memory)                                                                                                       \
  _(init_write_memory)                                                                                                 \
  _(set_object_stream_mode)                                                                                            \
  _(set_deterministic_ID)                                                                                              \
  _(set_minimum_pdf_version)                                                                                           \
  _(write)                                                                                                             \
  _(get_buffer)                                                                                                        \
  _(get_buffer_length)                                                                                                 \
  _(get_trailer)                                                                                                       \
  _(get_root)                                                                                                          \
  _(get_num_pages)                                                                                                     \
  _(get_page_n)                                                                                                        \
  _(make_indirect_object)                                                                                              \
  _(oh_get_type_code)                                                                                                  \
  _(oh_get_object_id)                                                                                                  \
  _(oh_get_key)                                                                                                        \
  _(oh_get_dict)                                                                                                       \
  _(oh_begin_dict_key_iter)                                                                                            \
  _(oh_dict_more_keys)                                                                                                 \
  _(oh_dict_next_key)                                                                                                  \
  _(oh_get_array_n_items)                                                                                              \
  _(oh_get_array_item)                                                                                                 \
  _(oh_get_value_as_number)                                                                                            \
  _(oh_get_name)                                                                                                       \
  _(oh_get_binary_string_value)                                                                                        \
  _(oh_get_utf8_value)                                                                                                 \
  _(oh_unparse_resolved)                                                                                               \
  _(oh_get_stream_data)                                                                                                \
  _(oh_get_page_content_data)                                                                                          \
  _(oh_replace_stream_data)                                                                                            \
  _(oh_parse)                                                                                                          \
  _(oh_new_null)                                                                                                       \
  _(oh_new_integer)                                                                                                    \
  _(oh_new_real_from_double)                                                                                           \
  _(oh_new_name)                                                                                                       \
  _(oh_new_binary_string)                                                                                              \
  _(oh_new_unicode_string)                                                                                             \
  _(oh_new_array)                                                                                                      \
  _(oh_new_dictionary)                                                                                                 \
  _(oh_new_stream)                                                                                                     \
  _(oh_is_initialized)                                                                                                 \
  _(oh_replace_key)                                                                                                    \
  _(oh_remove_key)                                                                                                     \
  _(oh_append_item)                                                                                                    \
  _(oh_set_array_item)

#define MEMBER(name) __typeof__(qpdf_##name) *name;
#define SYMBOL(name) {"qpdf_" #name, offsetof(QpdfLibrary, name)},
typedef struct QpdfLibrary {
  FUNCTIONS(MEMBER)
} QpdfLibrary;
static const LibrarySymbol symbols[] = {FUNCTIONS(SYMBOL)};

struct PdfDocument {
  QpdfLibrary call;
  qpdf_data pdf;
  GBytes *bytes; /* libqpdf reads from them as long as it lives */
  Arena *arena;
};

static void document_close(void *given) {
  PdfDocument *document = given;
  document->call.cleanup(&document->pdf);
  g_bytes_unref(document->bytes);
}

static char *error_text(PdfDocument *document) {
  if (!document->call.has_error(document->pdf)) return g_strdup("unknown error");
  return g_strdup(document->call.get_error_full_text(document->pdf, document->call.get_error(document->pdf)));
}

PdfDocument *pdf_document_open(GBytes *bytes, Arena *arena, char **reason) {
  PdfDocument *document = arena_new(arena, PdfDocument);
  document->arena = arena;
  if (!library_load(TUBAN_QPDF_LIBRARY, symbols, G_N_ELEMENTS(symbols), &document->call)) {
    *reason =
        g_strdup_printf("the library \"%s\" is unavailable; install qpdf (Debian's libqpdf29)", TUBAN_QPDF_LIBRARY);
    return NULL;
  }
  document->pdf = document->call.init();
  document->bytes = g_bytes_ref(bytes);
  arena_adopt(arena, document, document_close);
  document->call.silence_errors(document->pdf);
  document->call.set_suppress_warnings(document->pdf, QPDF_TRUE);
  document->call.set_attempt_recovery(document->pdf, QPDF_FALSE);
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  if (document->call.read_memory(document->pdf, "PDF", data ? data : "", length, NULL) & (QPDF_ERRORS)) {
    *reason = error_text(document);
    return NULL;
  }
  return document;
}

GBytes *pdf_document_write(PdfDocument *document, const char *version, char **reason) {
  const QpdfLibrary *call = &document->call;
  qpdf_data pdf = document->pdf;
  if (!(call->init_write_memory(pdf) & (QPDF_ERRORS))) {
    call->set_object_stream_mode(pdf, qpdf_o_generate);
    call->set_deterministic_ID(pdf, QPDF_TRUE);
    call->set_minimum_pdf_version(pdf, version);
    if (!(call->write(pdf) & (QPDF_ERRORS))) return g_bytes_new(call->get_buffer(pdf), call->get_buffer_length(pdf));
  }
  *reason = error_text(document);
  return NULL;
}

Arena *pdf_arena(const PdfDocument *document) { return document->arena; }

PdfObject pdf_trailer(PdfDocument *document) { return document->call.get_trailer(document->pdf); }
PdfObject pdf_catalog(PdfDocument *document) { return document->call.get_root(document->pdf); }
int pdf_page_count(PdfDocument *document) { return MAX(document->call.get_num_pages(document->pdf), 0); }
PdfObject pdf_page(PdfDocument *document, int i) {
  if (i < 0 || i >= pdf_page_count(document)) return 0;
  return document->call.get_page_n(document->pdf, (size_t)i);
}

PdfType pdf_type(PdfDocument *document, PdfObject object) {
  if (!object) return PDF_NONE;
  switch (document->call.oh_get_type_code(document->pdf, object)) {
  case ot_boolean: return PDF_BOOLEAN;
  case ot_integer:
  case ot_real: return PDF_NUMBER;
  case ot_string: return PDF_STRING;
  case ot_name: return PDF_NAME;
  case ot_array: return PDF_ARRAY;
  case ot_dictionary: return PDF_DICTIONARY;
  case ot_stream: return PDF_STREAM;
  default: return PDF_NONE;
  }
}

int pdf_identity(PdfDocument *document, PdfObject object) {
  return object ? document->call.oh_get_object_id(document->pdf, object) : 0;
}

/* A dictionary, or that of a stream; 0 for everything else. */
static PdfObject dictionary_of(PdfDocument *document, PdfObject object) {
  PdfType type = pdf_type(document, object);
  if (type == PDF_STREAM) return document->call.oh_get_dict(document->pdf, object);
  return type == PDF_DICTIONARY ? object : 0;
}

static PdfObject some(PdfDocument *document, PdfObject object) {
  return pdf_type(document, object) == PDF_NONE ? 0 : object;
}

PdfObject pdf_get(PdfDocument *document, PdfObject dictionary, const char *key) {
  dictionary = dictionary_of(document, dictionary);
  return dictionary ? some(document, document->call.oh_get_key(document->pdf, dictionary, key)) : 0;
}

const char *const *pdf_keys(PdfDocument *document, PdfObject dictionary) {
  GPtrArray *keys = g_ptr_array_new();
  arena_temporary(document->arena, keys);
  dictionary = dictionary_of(document, dictionary);
  if (dictionary) document->call.oh_begin_dict_key_iter(document->pdf, dictionary);
  while (dictionary && document->call.oh_dict_more_keys(document->pdf))
    g_ptr_array_add(keys, arena_strdup(document->arena, document->call.oh_dict_next_key(document->pdf)));
  const char **array = arena_array(document->arena, const char *, keys->len + 1);
  for (guint i = 0; i < keys->len; i++) array[i] = keys->pdata[i];
  return array;
}

int pdf_length(PdfDocument *document, PdfObject array) {
  return pdf_type(document, array) == PDF_ARRAY ? document->call.oh_get_array_n_items(document->pdf, array) : 0;
}

PdfObject pdf_at(PdfDocument *document, PdfObject array, int i) {
  if (i < 0 || i >= pdf_length(document, array)) return 0;
  return some(document, document->call.oh_get_array_item(document->pdf, array, i));
}

double pdf_number(PdfDocument *document, PdfObject object, double otherwise) {
  double value = otherwise;
  if (object && !document->call.oh_get_value_as_number(document->pdf, object, &value)) return otherwise;
  return value;
}

const char *pdf_name(PdfDocument *document, PdfObject object) {
  if (pdf_type(document, object) != PDF_NAME) return "";
  return arena_strdup(document->arena, document->call.oh_get_name(document->pdf, object));
}

bool pdf_is_name(PdfDocument *document, PdfObject object, const char *name) {
  return pdf_type(document, object) == PDF_NAME && strcmp(document->call.oh_get_name(document->pdf, object), name) == 0;
}

const char *pdf_string(PdfDocument *document, PdfObject object, size_t *length) {
  size_t count = 0;
  const char *bytes = NULL;
  if (pdf_type(document, object) == PDF_STRING) {
    bytes = document->call.oh_get_binary_string_value(document->pdf, object, &count);
    char *copy = arena_alloc(document->arena, count + 1);
    memcpy(copy, bytes, count);
    bytes = copy;
  }
  if (length) *length = count;
  return bytes;
}

const char *pdf_text(PdfDocument *document, PdfObject object) {
  if (pdf_type(document, object) != PDF_STRING) return NULL;
  return arena_strdup(document->arena, document->call.oh_get_utf8_value(document->pdf, object));
}

const char *pdf_unparse(PdfDocument *document, PdfObject object) {
  if (!object) return "null";
  return arena_strdup(document->arena, document->call.oh_unparse_resolved(document->pdf, object));
}

static GBytes *take(unsigned char *buffer, size_t length) {
  return g_bytes_new_with_free_func(buffer, length, free, buffer);
}

static GBytes *stream_data(PdfDocument *document, PdfObject stream, enum qpdf_stream_decode_level_e level) {
  unsigned char *buffer = NULL;
  size_t length = 0;
  QPDF_BOOL decoded = QPDF_FALSE;
  if (pdf_type(document, stream) != PDF_STREAM) return NULL;
  QPDF_ERROR_CODE code = document->call.oh_get_stream_data(document->pdf, stream, level, &decoded, &buffer, &length);
  GBytes *bytes = take(buffer, length);
  if (!(code & (QPDF_ERRORS)) && (decoded || level == qpdf_dl_none)) return bytes;
  g_bytes_unref(bytes);
  return NULL;
}

GBytes *pdf_stream_data(PdfDocument *document, PdfObject stream) {
  return stream_data(document, stream, qpdf_dl_specialized);
}
GBytes *pdf_stream_raw(PdfDocument *document, PdfObject stream) { return stream_data(document, stream, qpdf_dl_none); }

GBytes *pdf_page_content(PdfDocument *document, PdfObject page) {
  unsigned char *buffer = NULL;
  size_t length = 0;
  if (!page || document->call.oh_get_page_content_data(document->pdf, page, &buffer, &length) & (QPDF_ERRORS))
    return NULL;
  return take(buffer, length);
}

void pdf_stream_replace_filtered(PdfDocument *document, PdfObject stream, GBytes *data, const char *filter,
                                 PdfObject parameters) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(data, &length);
  PdfObject null = document->call.oh_new_null(document->pdf);
  document->call.oh_replace_stream_data(document->pdf, stream, bytes ? bytes : (const guint8 *)"", length,
                                        filter ? pdf_make_name(document, filter) : null,
                                        parameters ? parameters : null);
}

void pdf_stream_replace(PdfDocument *document, PdfObject stream, GBytes *data) {
  pdf_stream_replace_filtered(document, stream, data, NULL, 0);
}

void pdf_page_replace_content(PdfDocument *document, PdfObject page, GBytes *content) {
  pdf_set(document, page, "/Contents", pdf_make_stream(document, content));
}

PdfObject pdf_parse(PdfDocument *document, const char *source) {
  PdfObject object = document->call.oh_parse(document->pdf, source);
  return document->call.oh_is_initialized(document->pdf, object) ? some(document, object) : 0;
}

PdfObject pdf_printf(PdfDocument *document, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *source = arena_vprintf(document->arena, format, arguments);
  va_end(arguments);
  return pdf_parse(document, source);
}

PdfObject pdf_make_number(PdfDocument *document, double value, int digits) {
  if (value == (double)(int)value) return document->call.oh_new_integer(document->pdf, (int)value);
  return document->call.oh_new_real_from_double(document->pdf, value, digits);
}
PdfObject pdf_make_name(PdfDocument *document, const char *name) {
  return document->call.oh_new_name(document->pdf, name);
}
PdfObject pdf_make_string(PdfDocument *document, const char *bytes, size_t length) {
  return document->call.oh_new_binary_string(document->pdf, bytes, length);
}
PdfObject pdf_make_text(PdfDocument *document, const char *utf8) {
  return document->call.oh_new_unicode_string(document->pdf, utf8);
}
PdfObject pdf_make_array(PdfDocument *document) { return document->call.oh_new_array(document->pdf); }
PdfObject pdf_make_dictionary(PdfDocument *document) { return document->call.oh_new_dictionary(document->pdf); }

PdfObject pdf_make_stream(PdfDocument *document, GBytes *data) {
  PdfObject stream = document->call.oh_new_stream(document->pdf);
  pdf_stream_replace(document, stream, data);
  return stream;
}

PdfObject pdf_make_indirect(PdfDocument *document, PdfObject object) {
  return document->call.make_indirect_object(document->pdf, object);
}

PdfObject pdf_copy(PdfDocument *document, PdfObject object) {
  if (pdf_type(document, object) == PDF_ARRAY) {
    PdfObject array = pdf_make_array(document);
    for (int i = 0; i < pdf_length(document, object); i++) pdf_append(document, array, pdf_at(document, object, i));
    return array;
  }
  PdfObject dictionary = pdf_make_dictionary(document);
  for (const char *const *key = pdf_keys(document, object); *key; key++)
    pdf_set(document, dictionary, *key, pdf_get(document, object, *key));
  return dictionary;
}

void pdf_set(PdfDocument *document, PdfObject dictionary, const char *key, PdfObject object) {
  dictionary = dictionary_of(document, dictionary);
  if (!dictionary) return;
  if (object)
    document->call.oh_replace_key(document->pdf, dictionary, key, object);
  else
    document->call.oh_remove_key(document->pdf, dictionary, key);
}

void pdf_append(PdfDocument *document, PdfObject array, PdfObject object) {
  if (!object) object = document->call.oh_new_null(document->pdf);
  if (pdf_type(document, array) == PDF_ARRAY) document->call.oh_append_item(document->pdf, array, object);
}

void pdf_set_at(PdfDocument *document, PdfObject array, int i, PdfObject object) {
  if (object && i >= 0 && i < pdf_length(document, array))
    document->call.oh_set_array_item(document->pdf, array, i, object);
}
