/* base/encoding.c: see encoding.h. */
#include "base/encoding.h"
#include "base/text.h"
#include <errno.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

typedef struct Encoding {
  const char *name; /* as the standard spells it */
  const char *
      iconv; /* the superset that the standard means by it; only these names reach iconv, some of whose decoders have faults */
  size_t unit; /* bytes to step over where a character is not valid */
} Encoding;

static const Encoding encodings[] = {
    {"utf-8", NULL, 1},
    {"utf-16", "UTF-16LE", 2},
    {"utf-16le", "UTF-16LE", 2},
    {"utf-16be", "UTF-16BE", 2},
    {"gb18030", "GB18030", 1},
    {"gbk", "GB18030", 1},
    {"gb2312", "GB18030", 1},
    {"big5", "BIG5-HKSCS", 1},
    {"big5-hkscs", "BIG5-HKSCS", 1},
    {"shift_jis", "CP932", 1},
    {"euc-jp", "EUC-JP", 1},
    {"euc-kr", "CP949", 1},
    {"iso-8859-1", "CP1252", 1},
    {"iso-8859-2", "ISO-8859-2", 1},
    {"iso-8859-5", "ISO-8859-5", 1},
    {"iso-8859-6", "ISO-8859-6", 1},
    {"iso-8859-7", "ISO-8859-7", 1},
    {"iso-8859-8", "ISO-8859-8", 1},
    {"iso-8859-9", "CP1254", 1},
    {"iso-8859-15", "ISO-8859-15", 1},
    {"windows-1250", "CP1250", 1},
    {"windows-1251", "CP1251", 1},
    {"windows-1252", "CP1252", 1},
    {"windows-1253", "CP1253", 1},
    {"windows-1254", "CP1254", 1},
    {"windows-1255", "CP1255", 1},
    {"windows-1256", "CP1256", 1},
    {"windows-1257", "CP1257", 1},
    {"windows-1258", "CP1258", 1},
    {"windows-874", "CP874", 1},
    {"koi8-r", "KOI8-R", 1},
    {"koi8-u", "KOI8-U", 1},
    {"macintosh", "MACINTOSH", 1},
    {"ibm866", "CP866", 1},
};

/* Other names that are common, without "-" and "_". */
static const struct {
  const char *label, *name;
} labels[] = {
    {"ascii", "windows-1252"}, {"usascii", "windows-1252"}, {"latin1", "windows-1252"},  {"l1", "windows-1252"},
    {"latin2", "iso-8859-2"},  {"latin5", "windows-1254"},  {"latin9", "iso-8859-15"},   {"ansi", "windows-1252"},
    {"sjis", "shift_jis"},     {"mskanji", "shift_jis"},    {"windows31j", "shift_jis"}, {"cp932", "shift_jis"},
    {"cp936", "gbk"},          {"cp950", "big5"},           {"cp949", "euc-kr"},         {"uhc", "euc-kr"},
    {"windows949", "euc-kr"},  {"cp1250", "windows-1250"},  {"cp1251", "windows-1251"},  {"cp1252", "windows-1252"},
    {"cp866", "ibm866"},       {"tis620", "windows-874"},   {"utf8sig", "utf-8"},        {"euccn", "gb2312"},
};

enum { NAME_MAX_LENGTH = 24 };

/* "Shift_JIS" → "shiftjis"; "" for what cannot be a name. */
static void squeeze(const char *name, char *squeezed) {
  size_t length = 0;
  for (; *name && length < NAME_MAX_LENGTH; name++)
    if (!strchr("-_ ", *name)) squeezed[length++] = g_ascii_tolower(*name);
  squeezed[*name ? 0 : length] = '\0';
}

static const Encoding *encoding_find(const char *name) {
  char wanted[NAME_MAX_LENGTH + 1], own[NAME_MAX_LENGTH + 1];
  squeeze(name, wanted);
  for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
    if (strcmp(labels[i].label, wanted) == 0) return encoding_find(labels[i].name);
  for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
    squeeze(encodings[i].name, own);
    if (strcmp(own, wanted) == 0) return &encodings[i];
  }
  return NULL;
}

bool encoding_is_known(const char *name) { return encoding_find(name) != NULL; }

const char *const *encoding_names(void) {
  static const char *const names[] = {
      "utf-8",  "utf-16",       "gb18030",      "gbk",    "big5",       "shift_jis",  "euc-jp",       "euc-kr",
      "latin1", "windows-1250", "windows-1251", "koi8-r", "iso-8859-1", "iso-8859-2", "windows-1252", NULL};
  return names;
}

/* What is not valid in a file. */
typedef struct Faults {
  size_t count;
  size_t first;       /* where its U+FFFD is in the result */
  unsigned char byte; /* the first of them */
} Faults;

static void add_fault(GString *out, Faults *faults, char byte) {
  if (!faults->count++) {
    faults->first = out->len;
    faults->byte = (unsigned char)byte;
  }
  g_string_append(out, REPLACEMENT);
}

/* The bytes of a character cut short are one fault together, as long as they could have begun one ("maximal subpart", table 3-7
 * of the Unicode standard). */
static size_t subpart_length(const char *at, const char *end) {
  unsigned char first = (unsigned char)*at, low = 0x80, high = 0xbf;
  size_t needed = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3, length = 1;
  if (first == 0xe0) low = 0xa0;
  if (first == 0xed) high = 0x9f;
  if (first == 0xf0) low = 0x90;
  if (first == 0xf4) high = 0x8f;
  for (; length <= needed && at + length < end; length++) {
    unsigned char byte = (unsigned char)at[length];
    if (byte < low || byte > high) break;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}

static void decode_utf8(const char *at, const char *end, GString *out, Faults *faults) {
  while (at < end) {
    const char *valid_end;
    g_utf8_validate_len(at, (gsize)(end - at), &valid_end);
    g_string_append_len(out, at, valid_end - at);
    at = valid_end;
    if (at == end) break;
    if (*at) {
      add_fault(out, faults, *at);
      at += subpart_length(at, end);
    } else {
      g_string_append_c(out, *at++);
    }
  }
}

/* False if the library does not have the encoding. */
static bool decode_iconv(const Encoding *encoding, const char *at, const char *end, GString *out, Faults *faults) {
  GIConv converter = g_iconv_open("UTF-8", encoding->iconv);
  if (converter == (GIConv)-1) return false; /* NOLINT(performance-no-int-to-ptr): GLib's own value */
  char *from = (char *)at;
  gsize left = (gsize)(end - at);
  while (left && out->len <= UINT32_MAX) {
    char buffer[16384], *to = buffer;
    gsize space = sizeof buffer;
    gsize result = g_iconv(converter, &from, &left, &to, &space);
    int error = errno;
    g_string_append_len(out, buffer, to - buffer);
    if (result != (gsize)-1 || error == E2BIG) continue;
    gsize step = error == EINVAL ? left : MIN(encoding->unit, left); /* EINVAL: cut short at the end */
    add_fault(out, faults, *from);
    from += step;
    left -= step;
    g_iconv(converter, NULL, NULL, NULL, NULL);
  }
  g_iconv_close(converter);
  return true;
}

static const Encoding *encoding_of_mark(const Source *source) {
  if (source->length < 2) return NULL;
  return !memcmp(source->text, "\xff\xfe", 2)   ? encoding_find("utf-16le")
         : !memcmp(source->text, "\xfe\xff", 2) ? encoding_find("utf-16be")
                                                : NULL;
}

static void warn(const Faults *faults, const Source *bytes, const Source *text, const char *encoding,
                 Messages *messages) {
  Place at = {text, (guint32)faults->first, strlen(REPLACEMENT)};
  const char *guess = encoding ? NULL : encoding_guess(bytes->text, bytes->length);
  if (encoding)
    messages_warn(messages, at, "W116", "the file is not valid %s: %zu × U+FFFD, the first for byte 0x%02x", encoding,
                  faults->count, faults->byte);
  else if (guess)
    messages_warn(messages, at, "W117",
                  "the file is not valid UTF-8: %zu × U+FFFD, the first for byte 0x%02x; it looks like %s: write "
                  "\"encoding\": \"%s\" in the data's \"format\", or use --encoding %s",
                  faults->count, faults->byte, guess, guess, guess);
  else
    messages_warn(messages, at, "W118",
                  "the file is not valid UTF-8: %zu × U+FFFD, the first for byte 0x%02x; name its \"encoding\" in the "
                  "data's \"format\", or use --encoding",
                  faults->count, faults->byte);
}

static const Source *finish(const Source *source, GString *out, Arena *arena) {
  Source *text = arena_new(arena, Source);
  *text = (Source){.name = source->name, .text = arena_strndup(arena, out->str, out->len), .length = out->len};
  return text;
}

/* Zero bytes are in UTF-16, and in files that are not text. */
static void refuse_nul(const Source *text, Messages *messages) {
  const char *nul = memchr(text->text, 0, text->length);
  bool is_wide = text->length > 1 && (nul == text->text || nul == text->text + 1);
  Place at = {text, (guint32)(nul - text->text), 1};
  if (is_wide)
    messages_error(
        messages, at, "E119",
        "NUL byte in a text file; if it is UTF-16, write \"encoding\": \"utf-16%s\" in the data's \"format\"",
        nul == text->text ? "be" : "le");
  else
    messages_error(messages, at, "E114", "NUL byte in a text file%s", text_advice(text));
}

const Source *text_decode(const Source *source, const char *encoding, Messages *messages, Arena *arena) {
  const Encoding *marked = encoding_of_mark(source), *named = encoding ? encoding_find(encoding) : NULL;
  size_t mark = marked ? 2 : text_mark_length(source);
  const Encoding *used = marked ? marked : named && named->iconv && !mark ? named : NULL;
  const char *start = source->text + mark, *end = source->text + source->length;
  const Source *text = source;
  Faults faults = {0};
  if (source->length > UINT32_MAX) {
    messages_error(messages, (Place){.source = source}, "E112", "the file is larger than 4 GB");
    return NULL;
  }
  if (!source->length || (!used && text_is_utf8(start, (size_t)(end - start)))) return source;
  GString *out = g_string_sized_new(source->length + source->length / 2);
  bool done = true;
  if (used)
    done = decode_iconv(used, start, end, out, &faults);
  else
    decode_utf8(start, end, out, &faults);
  if (out->len > UINT32_MAX) {
    messages_error(messages, (Place){.source = source}, "E112", "the file is larger than 4 GB");
  } else if (!done) {
    messages_error(messages, (Place){.source = source}, "E143", "this system cannot read files in %s", used->name);
  } else {
    text = finish(source, out, arena);
  }
  bool failed = text == source;
  g_string_free(out, TRUE);
  if (failed) return NULL;
  if (memchr(text->text, 0, text->length)) {
    refuse_nul(text, messages);
    return NULL;
  }
  if (faults.count) warn(&faults, source, text, used ? used->name : NULL, messages);
  return text;
}
