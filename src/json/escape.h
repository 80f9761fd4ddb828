/* json/escape.h: backslash escapes in JSON strings. */
#pragma once
#include <glib.h>

/* The length of the escape at `at`, which begins with a backslash: 2, 6, or 12 bytes for a pair of surrogates; 0 when it is not
 * an escape. *c is the character meant; a surrogate without its other half is given as it is. */
size_t json_escape_read(const char *at, const char *end, gunichar *c);
static inline gboolean json_is_surrogate(gunichar c) { return c >= 0xd800 && c < 0xe000; }
/* Replaces the text of `out` by what `at` … `end`, the inside of a good string, means. Lone surrogates become U+FFFD. */
void json_unescape(GString *out, const char *at, const char *end);
