/* poster/shape.h: which properties an object may have, and what kind of value each takes.
 *
 * data/poster.schema.json says the same for editors. It is generated from these tables (`./dev docs`), and a test compares the two.
 */
#pragma once
#include "json/json.h"

typedef enum FieldKind {
  FIELD_TEXT,   /* a string, a number, a reference, {"zh": …, "en": …}, or a list of these to be joined */
  FIELD_NUMBER, /* a number or a reference to one */
  FIELD_COUNT,  /* a whole number from 1 to PAGE_COLUMNS_MAX */
  FIELD_SHARE,  /* a number from 0 */
  FIELD_LENGTH, /* "12mm" */
  FIELD_EXTENT, /* a length, or "auto" */
  FIELD_STRING, /* plain text; one of `words` if there are any */
  FIELD_COLOR,  /* the name of a colour in the style, or a CSS colour */
  FIELD_ROLE,   /* the name of a role in the style */
  FIELD_BOOLEAN,
  FIELD_SWITCH,  /* true, false, or an object of `fields` */
  FIELD_CHART,   /* the url of a chart, or the chart itself */
  FIELD_OBJECT,  /* of `fields` if there are any */
  FIELD_LIST,    /* of objects of `fields` */
  FIELD_TEXTS,   /* a list of texts */
  FIELD_MEMBERS, /* an object of `fields`; a field named "" matches any name. Its reader checks the members */
  /* What follows is checked by its reader alone. */
  FIELD_SIZE,  /* one of `words`, or an object of `fields` */
  FIELD_SIDES, /* a length, or an object of `fields` */
  FIELD_PAGE,  /* an object of `fields` */
  FIELD_STYLE, /* an object of `fields`, or its url */
  FIELD_ROWS,  /* a list of rows and blocks */
  FIELD_CELLS, /* a list of stacks and blocks */
  FIELD_BLOCKS
} FieldKind;

typedef struct Field {
  const char *name; /* NULL ends a table */
  FieldKind kind;
  bool required;
  const struct Field *fields;
  const char *const *words; /* NULL-terminated */
  const char *description;  /* for data/poster.schema.json; NULL where the name is clear enough */
} Field;

/* Reports every property that is unknown, missing or of the wrong kind; true if there are none. An object with a "ref" stands for
 * an entry of the dataset and may leave out what that has. `what` describes the object: "block \"timeline\"". */
bool shape_check(const Json *object, const Field *fields, const char *what, Messages *messages, Arena *arena);
/* The same once references are resolved: what must be text is text, what is required is there, and colours and roles are those of
 * `style` (colours also those of CSS). */
bool shape_check_resolved(const Json *object, const Field *fields, const char *what, const Json *style,
                          Messages *messages, Arena *arena);
/* Whether a text is the name of one of `colors` or a CSS colour; if not, reports what it may have been meant to be. */
bool shape_check_color(const Json *value, const Json *colors, Messages *messages, Arena *arena);
