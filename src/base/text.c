/* base/text.c: rejects text that is not UTF-8 before it is parsed. */
#include "base/text.h"
#include <stdint.h>
#include <string.h>

const char *text_advice(const Source *source) {
  static const struct {
    const char *start, *advice;
  } kinds[] = {
      {"PK\x03\x04", "; it begins like a ZIP archive or a workbook (.xlsx); save the table as CSV"},
      {"\xd0\xcf\x11\xe0", "; it begins like a workbook (.xls); save the table as CSV"},
      {"PAR1", "; it begins like Parquet; save the table as CSV"},
      {"ARROW1", "; it begins like Arrow; save the table as CSV"},
      {"SQLite format 3", "; it begins like an SQLite database; save the table as CSV"},
      {"\x1f\x8b", "; it begins like a gzip file; let its name end in .gz"},
      {"\x89PNG", "; it is a PNG picture"},
      {"%PDF-", "; it is a PDF file"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    size_t length = strlen(kinds[i].start);
    if (source->length >= length && memcmp(source->text, kinds[i].start, length) == 0) return kinds[i].advice;
  }
  return "";
}

enum { WORDS = 4, BLOCK = WORDS * sizeof(guint64) };

/* Whether all bytes of the block are ASCII and none is NUL. */
static bool is_ascii(const char *block) {
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), highs = ones << 7;
  guint64 words[WORDS], found = 0;
  memcpy(words, block, sizeof words);
  for (int i = 0; i < WORDS; i++) found |= (words[i] - ones) | words[i];
  return !(found & highs);
}

bool text_is_utf8(const char *text, size_t length) {
  enum { STRETCH = 1024, CUT_MOST = 3 }; /* bytes of a character that the end of a stretch may cut */
  for (const char *end = text + length; text < end;) {
    while (end - text >= BLOCK && is_ascii(text)) text += BLOCK;
    const char *stop = text + MIN(end - text, STRETCH), *valid_end;
    bool valid = g_utf8_validate_len(text, (gsize)(stop - text), &valid_end);
    if (!valid && (stop == end || stop - valid_end > CUT_MOST || !*valid_end)) return false;
    text = valid_end;
  }
  return true;
}

bool text_check(const Source *source, Messages *messages) {
  if (source->length > UINT32_MAX) {
    messages_error(messages, (Place){.source = source}, "E112", "the file is larger than 4 GB");
    return false;
  }
  const char *end = NULL;
  if (!source->length || text_is_utf8(source->text, source->length)) return true;
  g_utf8_validate_len(source->text, source->length, &end);
  Place at = {source, (guint32)(end - source->text), 1};
  unsigned char byte = (unsigned char)*end;
  bool is_utf16 = source->length >= 2 && (!memcmp(source->text, "\xff\xfe", 2) || !memcmp(source->text, "\xfe\xff", 2));
  if (is_utf16) {
    messages_error(messages, (Place){.source = source}, "E113", "the file is UTF-16; save it as UTF-8");
  } else if (!byte) {
    messages_error(messages, at, "E114", "NUL byte in a text file%s", text_advice(source));
  } else {
    messages_error(messages, at, "E115", "byte 0x%02x is not valid UTF-8; save the file as UTF-8", byte);
  }
  return false;
}
