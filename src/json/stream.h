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

/* Tells `listener` all of the document that `source` holds from byte `from` up to `to`. False when it stopped, or after a
 * message about what is wrong. */
bool json_stream_part(const Source *source, size_t from, size_t to, JsonListener listener, void *context,
                      Messages *messages);
/* The whole source; a byte order mark is skipped. */
bool json_stream(const Source *source, JsonListener listener, void *context, Messages *messages);
/* Is the text UTF-8 without NUL? If not, a message says where. */
bool json_check_text(const Source *source, Messages *messages);
