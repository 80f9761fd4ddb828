/* cli/words.h: the texts in an SVG, and which of them another has not. */
#pragma once
#include <glib.h>

/* The text of each <text>, in the order of the file, lines of one joined by spaces. NULL if it is not XML. Freed with g_ptr_array_unref(). */
GPtrArray *words_of_svg(const char *text, gsize length);
/* Those of `words` that `others` has not, or not as often. They belong to `words`; freed with g_ptr_array_unref(). */
GPtrArray *words_without(const GPtrArray *words, const GPtrArray *others);
