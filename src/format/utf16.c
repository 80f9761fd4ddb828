/* format/utf16.c: every character is one unit, those of four bytes two. */
#include "format/utf16.h"
#include <stdint.h>
#include <string.h>

static size_t units_of(unsigned char lead) { return (lead & 0xC0) == 0x80 ? 0 : lead >= 0xF0 ? 2 : 1; }

static int is_ascii(const char *text, size_t bytes) {
  const char *end = text + bytes;
  for (; text + 8 <= end; text += 8) {
    uint64_t word;
    memcpy(&word, text, 8);
    if (word & 0x8080808080808080u) return 0;
  }
  for (; text < end; text++)
    if ((unsigned char)*text >= 0x80) return 0;
  return 1;
}

size_t utf16_units(const char *text, size_t bytes) {
  if (is_ascii(text, bytes)) return bytes;
  size_t units = 0;
  for (size_t i = 0; i < bytes; i++) units += units_of((unsigned char)text[i]);
  return units;
}

size_t utf16_length(const char *text) { return utf16_units(text, strlen(text)); }

size_t utf16_to_byte(const char *text, size_t index) {
  size_t bytes = strlen(text);
  if (is_ascii(text, bytes)) return index < bytes ? index : bytes;
  size_t units = 0, at = 0;
  while (at < bytes) {
    units += units_of((unsigned char)text[at]);
    if (units > index) break;
    for (at++; ((unsigned char)text[at] & 0xC0) == 0x80; at++) {}
  }
  return at;
}
