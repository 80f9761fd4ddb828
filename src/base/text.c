/* base/text.c: rejects text that is not UTF-8 before it is parsed. */
#include "base/text.h"
#include <stdint.h>
#include <string.h>

bool text_check(const Source *source, Messages *messages) {
  if (source->length > UINT32_MAX) {
    messages_error(messages, (Place){.source = source}, "E112", "the file is larger than 4 GB");
    return false;
  }
  const char *end = NULL;
  if (!source->length || g_utf8_validate_len(source->text, source->length, &end)) return true;
  Place at = {source, (guint32)(end - source->text), 1};
  unsigned char byte = (unsigned char)*end;
  bool is_utf16 = source->length >= 2 && (!memcmp(source->text, "\xff\xfe", 2) || !memcmp(source->text, "\xfe\xff", 2));
  if (is_utf16) {
    messages_error(messages, (Place){.source = source}, "E113", "the file is UTF-16; save it as UTF-8");
  } else if (!byte) {
    messages_error(messages, at, "E114", "NUL byte in a text file");
  } else {
    messages_error(messages, at, "E115", "byte 0x%02x is not valid UTF-8; save the file as UTF-8", byte);
  }
  return false;
}
