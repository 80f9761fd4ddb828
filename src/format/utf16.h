/* format/utf16.h: UTF-8 text measured as JavaScript does, in UTF-16 units. */
#pragma once
#include <stddef.h>

/* Units of a text. */
size_t utf16_length(const char *text);
/* The byte where unit `index` starts (inside a surrogate pair: where the pair starts); the end when there are fewer. */
size_t utf16_to_byte(const char *text, size_t index);
/* Units in the first `bytes` bytes. */
size_t utf16_units(const char *text, size_t bytes);
