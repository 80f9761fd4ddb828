/* pdf/document.h: a finished PDF file that is changed before it is written: objects, streams, pages.
 *
 * The file is held by libqpdf, which is loaded on first use; nothing else in tuban calls it. An object is a handle that is
 * valid as long as its document; 0 is "no object", which every function accepts: what is asked of it is 0 again, an empty
 * string, or the default. Names and keys begin with a slash, as in the file ("/Font"). Strings returned are the document's.
 * A document is used by one thread at a time.
 */
#pragma once
#include "base/arena.h"

typedef struct PdfDocument PdfDocument;
typedef unsigned int PdfObject;

/* Opens the bytes of a file, which must be correct: nothing is repaired. `arena` adopts the document. NULL with `reason` set,
 * for g_free(), when libqpdf is unavailable or the file is not a PDF. */
PdfDocument *pdf_document_open(GBytes *bytes, Arena *arena, char **reason);
/* The file's bytes, owned by the caller: objects that nothing refers to are left out, streams without a filter are deflated,
 * objects are numbered in the order in which they are met, and /ID is made from the content; so the same document gives the
 * same bytes. `version` is the least one of the header ("1.6"). NULL with `reason` set, for g_free(). */
GBytes *pdf_document_write(PdfDocument *document, const char *version, char **reason);
/* Where strings and other things that live as long as the document are allocated. */
Arena *pdf_arena(const PdfDocument *document);

/* The dictionaries that a file begins with, and its pages. */
PdfObject pdf_trailer(PdfDocument *document);
PdfObject pdf_catalog(PdfDocument *document);
int pdf_page_count(PdfDocument *document);
PdfObject pdf_page(PdfDocument *document, int i);

typedef enum PdfType {
  PDF_NONE, /* no object, or null */
  PDF_BOOLEAN,
  PDF_NUMBER,
  PDF_STRING,
  PDF_NAME,
  PDF_ARRAY,
  PDF_DICTIONARY,
  PDF_STREAM
} PdfType;
/* References are followed everywhere: an indirect number is a number. */
PdfType pdf_type(PdfDocument *document, PdfObject object);
/* The number of an indirect object; 0 for a direct one. Two handles of one object have the same. */
int pdf_identity(PdfDocument *document, PdfObject object);

/* The value of a key of a dictionary or stream; 0 if there is none. */
PdfObject pdf_get(PdfDocument *document, PdfObject dictionary, const char *key);
/* The keys of a dictionary or stream, in order, NULL-terminated; they stay valid when the dictionary is changed. */
const char *const *pdf_keys(PdfDocument *document, PdfObject dictionary);
int pdf_length(PdfDocument *document, PdfObject array);
PdfObject pdf_at(PdfDocument *document, PdfObject array, int i);
double pdf_number(PdfDocument *document, PdfObject object, double otherwise);
/* "/Name"; "" when it is not a name. */
const char *pdf_name(PdfDocument *document, PdfObject object);
bool pdf_is_name(PdfDocument *document, PdfObject object, const char *name);
/* The bytes of a string; NULL when it is not one. `length` may be NULL. */
const char *pdf_string(PdfDocument *document, PdfObject object, size_t *length);
/* A string as UTF-8; NULL when it is not one. */
const char *pdf_text(PdfDocument *document, PdfObject object);
/* The object as it is written in a file: "<< /Type /Page … >>". A reference is followed once. */
const char *pdf_unparse(PdfDocument *document, PdfObject object);

/* What a stream holds, without its filters, owned by the caller; NULL when it is not a stream, is damaged, or is a compressed
 * picture (/DCTDecode). */
GBytes *pdf_stream_data(PdfDocument *document, PdfObject stream);
/* The same as it is in the file, with its filters. */
GBytes *pdf_stream_raw(PdfDocument *document, PdfObject stream);
/* The content of a page, of one or several streams. */
GBytes *pdf_page_content(PdfDocument *document, PdfObject page);
/* Puts `data` in place of a stream's bytes. It has no filter and is deflated in the file. The dictionary's other keys stay. */
void pdf_stream_replace(PdfDocument *document, PdfObject stream, GBytes *data);
/* The same with data that have been through `filter` ("/DCTDecode"); `parameters` is a dictionary or 0. */
void pdf_stream_replace_filtered(PdfDocument *document, PdfObject stream, GBytes *data, const char *filter,
                                 PdfObject parameters);
void pdf_page_replace_content(PdfDocument *document, PdfObject page, GBytes *content);

/* An object from its source text, such as "<< /S /GTS_PDFX /N [1 2 (text)] >>"; it cannot hold references ("12 0 R"), which are
 * set afterwards. 0 when the text is wrong. */
PdfObject pdf_parse(PdfDocument *document, const char *source);
PdfObject pdf_printf(PdfDocument *document, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* With at most `digits` digits after the point. */
PdfObject pdf_make_number(PdfDocument *document, double value, int digits);
PdfObject pdf_make_name(PdfDocument *document, const char *name);
/* A string of bytes; of text, in PDFDocEncoding where that has its characters, else in UTF-16. */
PdfObject pdf_make_string(PdfDocument *document, const char *bytes, size_t length);
PdfObject pdf_make_text(PdfDocument *document, const char *utf8);
PdfObject pdf_make_array(PdfDocument *document);
PdfObject pdf_make_dictionary(PdfDocument *document);
/* An indirect object, whose dictionary may then be set. */
PdfObject pdf_make_stream(PdfDocument *document, GBytes *data);
/* A reference to `object`, which becomes an object of its own. */
PdfObject pdf_make_indirect(PdfDocument *document, PdfObject object);
/* A direct copy of an array or dictionary, one level deep, which can be changed without changing `object`. Of a stream, its
 * dictionary. */
PdfObject pdf_copy(PdfDocument *document, PdfObject object);

/* Of a dictionary or stream; an `object` of 0 removes the key. */
void pdf_set(PdfDocument *document, PdfObject dictionary, const char *key, PdfObject object);
void pdf_append(PdfDocument *document, PdfObject array, PdfObject object);
void pdf_set_at(PdfDocument *document, PdfObject array, int i, PdfObject object);
