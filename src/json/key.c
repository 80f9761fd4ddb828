/* json/key.c: where a key stands. Nodes know only their own place; the key is read backwards from it. */
#include "json/json.h"
#include <string.h>

static size_t skip_space_back(const char *text, size_t at) {
  while (at > 0 && strchr(" \t\r\n", text[at - 1]) && text[at - 1]) at--;
  return at;
}

Place json_key_place(const JsonMember *member) {
  Place place = json_place(member->value);
  const Source *source = place.source;
  if (!source || !source->text || place.offset > source->length) return place;
  size_t at = skip_space_back(source->text, place.offset), length = strlen(member->key);
  if (at == 0 || source->text[at - 1] != ':') return place;
  at = skip_space_back(source->text, at - 1);
  if (at < length + 2 || source->text[at - 1] != '"' || source->text[at - length - 2] != '"') return place;
  if (memcmp(source->text + at - length - 1, member->key, length) != 0) return place; /* written with escapes */
  return (Place){source, (guint32)(at - length - 2), (guint32)(length + 2)};
}
