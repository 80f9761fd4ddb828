/* json/stream.h: JSON as a stream of events, for documents too large for a tree.
 *
 * Strict RFC 8259, as json/json.h says; the reader of trees is built on this too.
 */
#pragma once
#include "base/messages.h"

typedef enum JsonEventKind {
  JSON_EVENT_NULL,
  JSON_EVENT_BOOLEAN,
  JSON_EVENT_NUMBER,
  JSON_EVENT_STRING,
  JSON_EVENT_KEY,
  JSON_EVENT_ARRAY_START,
  JSON_EVENT_ARRAY_END,
  JSON_EVENT_OBJECT_START,
  JSON_EVENT_OBJECT_END
} JsonEventKind;

typedef struct JsonEvent {
  JsonEventKind kind;
  guint32 start, end; /* bytes of the token in the source, quotes included */
  bool boolean;
  double number;
  const char *text; /* STRING, KEY: unescaped, not NUL-terminated, gone after the event */
  size_t length;
} JsonEvent;

enum { JSON_DEPTH_MAX = 512 };

/* Returns false to stop reading. */
typedef bool (*JsonListener)(void *context, const JsonEvent *event);

/* Tells `listener` all of the document. False when it stopped, or after a message about what is wrong. */
bool json_stream(const Source *source, JsonListener listener, void *context, Messages *messages);
/* The same for any number of documents one after the other (NDJSON). An empty source has none. */
bool json_stream_many(const Source *source, JsonListener listener, void *context, Messages *messages);
