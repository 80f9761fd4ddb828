/* json/notes.h: what the scanner leaves to the reader of a tree: where everything stands, and a text that cJSON reads as meant.
 *
 * Private to json/. cJSON is not shown what it would not read as it stands: in place of a number that is not a short integer
 * (it reads at most 63 characters of one, as the C locale has them) and of a string with half a surrogate pair it gets 0 and
 * "", which are the reader's own to fill in. In place of bulk data it gets 0.
 */
#pragma once
#include "json/scan.h"

typedef struct JsonNote {
  guint32 start, end;         /* of the value */
  guint32 key_start, key_end; /* of its key, quotes included; 0, 0 in an array */
  guint32 count;              /* of items or members; bulk: of items only */
  bool is_own, key_is_own;    /* cJSON was not shown it */
  bool is_text;               /* bulk data (json/json.h): what is in it has no notes */
} JsonNote;

typedef struct JsonNotes {
  GArray *list;      /* of JsonNote: one for each value, in the order of the document */
  const char *shown; /* what cJSON is to read: the source itself, or `changed` */
  size_t shown_length;
  GString *changed;
} JsonNotes;

/* Reads all of `scan`. False after a message. To be freed in either case. */
bool json_notes_take(JsonNotes *notes, JsonScan *scan);
void json_notes_free(JsonNotes *notes);
