/* poster/shape.h: which properties an object may have, and what kind of value each takes.
 *
 * data/poster.schema.json says the same for editors; a test holds the two together.
 */
#pragma once
#include "json/json.h"

typedef enum FieldKind {
  FIELD_ANY,
  FIELD_TEXT,   /* text, a number, a reference, {"zh": …, "en": …}, or a list of these to be joined */
  FIELD_NUMBER, /* a number or a reference to one */
  FIELD_LENGTH, /* "12mm" */
  FIELD_STRING, /* plain text, of `words` when there are any */
  FIELD_BOOLEAN,
  FIELD_CHART,  /* a chart's url, or the chart itself */
  FIELD_OBJECT, /* of `fields` */
  FIELD_LIST,   /* of objects of `fields` */
  FIELD_TEXTS   /* a list of texts */
} FieldKind;

typedef struct Field {
  const char *name; /* NULL ends a table */
  FieldKind kind;
  bool required;
  const struct Field *fields;
  const char *const *words; /* NULL-terminated */
} Field;

/* Names every property that is unknown, missing or of the wrong kind; true when there is none. An object with a "ref" stands
 * for what it refers to: it may lack what that has. `what` is the object in words: "block \"timeline\"". */
bool shape_check(const Json *object, const Field *fields, const char *what, Messages *messages, Arena *arena);
/* The same once references are resolved: what must be text is text, and what is needed is there. */
bool shape_check_resolved(const Json *object, const Field *fields, const char *what, Messages *messages, Arena *arena);
