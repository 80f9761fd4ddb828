/* poster/punctuation.h: full-width marks, which fill only half of their boxes: where the other half may be let out. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* “《（: ink in the right half.  ，。》）: ink in the left half. */
bool punctuation_is_opening(gunichar c);
bool punctuation_is_closing(gunichar c);
/* Where a sentence or a part of one ends: ，。；：！？ */
bool punctuation_is_pause(gunichar c);
/* The bytes of `text` up to the next place where two marks stand together with an empty half between them; 0 when there is
 * none. https://www.w3.org/TR/clreq/#h-compression_of_punctuation_marks: such pairs are set half an em closer. */
size_t punctuation_next_pair(const char *text);
