/* poster/punctuation.h: full-width punctuation fills only half of its box; this finds where the other half can be
 * removed. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Opening (“《（): ink in the right half. Closing (，。》）): ink in the left half. */
bool punctuation_is_opening(gunichar c);
bool punctuation_is_closing(gunichar c);
/* Ends a sentence or a clause: ，。；：！？ */
bool punctuation_is_pause(gunichar c);
/* The number of bytes of `text` up to the next two adjacent marks with an empty half between them; 0 if there are
 * none. https://www.w3.org/TR/clreq/#h-compression_of_punctuation_marks: such pairs are set half an em closer. */
size_t punctuation_next_pair(const char *text);
