/* poster/emphasis.h: marks inside a text: "{dots:…}" has emphasis dots (着重号), "{name:…}" a proper-name mark (专名号).
 *
 * By CLREQ both stand below the line: a dot under each character but marks and spaces, one line under each name
 * (https://www.w3.org/TR/clreq/#emphasis_dots).
 */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

typedef struct Emphasis {
  size_t from, to; /* bytes of the plain text */
  bool name;
} Emphasis;

/* The text without its marks; in *marks where these were, *count of them. Marks do not nest; one that is not closed is text. */
const char *emphasis_read(const char *text, Emphasis **marks, size_t *count, Arena *arena);
static inline const char *emphasis_strip(const char *text, Arena *arena) {
  Emphasis *marks;
  size_t count;
  return emphasis_read(text, &marks, &count, arena);
}
