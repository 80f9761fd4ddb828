/* base/encoding.h: the bytes of a data file as UTF-8 text, by the rules of WHATWG's Encoding standard.
 *
 * A byte order mark decides (UTF-8 or UTF-16), then the encoding that is named, else the bytes are UTF-8. What is not valid
 * becomes U+FFFD, as in a browser. Bytes are never decoded by a guess; a guess only makes the warning more helpful.
 */
#pragma once
#include "base/messages.h"

/* Whether files in that encoding can be read: "gbk", "Shift_JIS", "latin1" … Case, spaces, "-" and "_" do not matter. */
bool encoding_is_known(const char *name);
/* The names that messages suggest, NULL-terminated. */
const char *const *encoding_names(void);

/* The source as UTF-8 without a byte order mark, unchanged if it is that already. `encoding` is one that is known; NULL: UTF-8.
 * One warning for each file tells of what is not valid, with its first place. NULL after an error message: the text has a NUL or
 * is too large. */
const Source *text_decode(const Source *source, const char *encoding, Messages *messages, Arena *arena);

/* The name of the encoding that bytes which are not UTF-8 probably have; NULL if nothing fits. For messages. */
const char *encoding_guess(const char *bytes, size_t length);
