/* format/collate.h: the order of texts in a language, by ICU's collation. */
#pragma once
#include "base/arena.h"

typedef struct Collation Collation;

/* "pinyin", or "natural": as in a dictionary of the language (a BCP 47 tag; NULL: of none). Numbers in texts count as numbers, so that
 * 2月 comes before 10月. NULL where ICU is not installed. */
const Collation *collation_create(const char *kind, const char *lang, Arena *arena);
/* A text whose order by bytes is that of the texts; equal for equal places. Lives in `arena`. */
const char *collation_key(const Collation *collation, const char *text, Arena *arena);
