/* json/notes.h: what the scanner hands to the reader of a tree: the place of every value, and a text that cJSON reads
 * correctly.
 *
 * Private to json/. cJSON does not get what it would misread: in place of a number that is not a short integer (it
 * reads at most 63 characters of one, in the form of the C locale) and of a string with half a surrogate pair it gets 0
 * and "", which the reader replaces. In place of bulk data it gets 0.
 */
#pragma once
#include "json/scan.h"

typedef struct JsonNote {
  guint32 start, end;         /* of the value */
  guint32 key_start, key_end; /* of its key, quotes included; 0, 0 in an array */
  guint32 count;              /* of items or members; bulk: of items only */
  bool is_own, key_is_own;    /* not passed to cJSON */
  bool is_text;               /* bulk data (json/json.h): its contents have no notes */
} JsonNote;

typedef struct JsonNotes {
  GArray *list;      /* of JsonNote: one for each value, in the order of the document */
  const char *shown; /* what cJSON is to read: the source itself, or `changed` */
  size_t shown_length;
  GString *changed;
} JsonNotes;

/* Reads all of `scan`, and may charge `budget`. False after a message. In either case the caller frees the list and `changed`. */
bool json_notes_take(JsonNotes *notes, JsonScan *scan, Budget *budget);
