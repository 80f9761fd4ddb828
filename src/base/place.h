/* base/place.h: a stretch of a text that somebody wrote. */
#pragma once
#include <glib.h>
#include <stddef.h>

/* A text that messages can point into. Lives as long as the messages that refer to it. */
typedef struct Source {
  const char *name;    /* as the user wrote it; shown before the message */
  const char *text;    /* may be NULL: then the source line is not shown */
  size_t length;       /* bytes */
  unsigned first_line; /* the line of its file that the text begins on; 0: 1 */
} Source;

/* A stretch of a source. A zero Place (source NULL) means "nowhere in particular". */
typedef struct Place {
  const Source *source;
  guint32 offset; /* bytes from the start of the text */
  guint32 length; /* bytes; 0 where only the start is known */
} Place;
