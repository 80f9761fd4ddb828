/* json/stream.c: yajl's callbacks as events with places.
 *
 * yajl says how many bytes it has consumed, which inside a callback is where the token ended; where it began is found by
 * skipping space, commas and colons after the token before. Escaped strings are unescaped here, not by yajl, so that half a
 * surrogate pair becomes U+FFFD and a NUL is refused.
 */
#include "json/stream.h"
#include "base/decimal.h"
#include "base/text.h"
#include "json/diagnosis.h"
#include <stdint.h>
#include <string.h>
#include <yajl/yajl_parse.h>

typedef struct Stream {
  const Source *source;
  size_t from, to;
  bool many;      /* documents */
  bool finishing; /* the document is read; yajl is told so */
  yajl_handle handle;
  JsonListener listener;
  void *context;
  Messages *messages;
  size_t last_end;
  JsonExpectation expectation;
  unsigned depth;
  struct {
    guint32 start;
    bool is_object;
  } open[JSON_DEPTH_MAX];
  GString *unescaped;
  bool told; /* the reason for stopping is known */
} Stream;

static Place place_of(const Stream *stream, size_t start, size_t end) {
  return (Place){stream->source, (guint32)start, (guint32)(end - start)};
}

static size_t token_start(const Stream *stream) {
  size_t at = stream->last_end;
  const char *text = stream->source->text;
  while (at < stream->to && (text[at] == ' ' || text[at] == ',' || text[at] == ':' || text[at] == '\n' ||
                             text[at] == '\r' || text[at] == '\t'))
    at++;
  return at;
}

static bool emit(Stream *stream, JsonEvent *event) {
  size_t end = stream->finishing ? stream->to : stream->from + yajl_get_bytes_consumed(stream->handle);
  event->start = (guint32)token_start(stream);
  event->end = (guint32)end;
  stream->last_end = end;
  return stream->listener(stream->context, event);
}

static bool emit_value(Stream *stream, JsonEvent *event) {
  bool more = emit(stream, event);
  stream->expectation = !stream->depth ? (stream->many ? JSON_EXPECT_DOCUMENT : JSON_EXPECT_END)
                        : stream->open[stream->depth - 1].is_object ? JSON_EXPECT_AFTER_MEMBER
                                                                    : JSON_EXPECT_AFTER_ITEM;
  return more;
}

static int on_null(void *context) { return emit_value(context, &(JsonEvent){.kind = JSON_EVENT_NULL}); }

static int on_boolean(void *context, int value) {
  return emit_value(context, &(JsonEvent){.kind = JSON_EVENT_BOOLEAN, .boolean = value});
}

static int on_number(void *context, const char *text, size_t length) {
  return emit_value(context, &(JsonEvent){.kind = JSON_EVENT_NUMBER, .number = decimal_read(text, length)});
}

static gunichar read_hex(const char *digits) {
  gunichar c = 0;
  for (int i = 0; i < 4; i++) c = c * 16 + (gunichar)g_ascii_xdigit_value(digits[i]);
  return c;
}

/* Steps over \uXXXX, or two that form a pair. */
static const char *append_unicode(GString *out, const char *at, const char *end) {
  gunichar c = read_hex(at + 2);
  at += 6;
  if (c >= 0xd800 && c < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
    gunichar low = read_hex(at + 2);
    if (low >= 0xdc00 && low < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    }
  }
  g_string_append_unichar(out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
  return at;
}

/* `at` … `end` is well formed: yajl has read it. False when it holds a NUL. */
static bool unescape(GString *out, const char *at, const char *end) {
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  g_string_truncate(out, 0);
  while (at < end) {
    const char *stop = memchr(at, '\\', (size_t)(end - at));
    if (!stop) stop = end;
    g_string_append_len(out, at, stop - at);
    if (stop == end) break;
    if (stop[1] == 'u') {
      if (read_hex(stop + 2) == 0) return false;
      at = append_unicode(out, stop, end);
    } else {
      g_string_append_c(out, meant[strchr(plain, stop[1]) - plain]);
      at = stop + 2;
    }
  }
  return true;
}

static bool read_text(Stream *stream, JsonEvent *event, const unsigned char *text, size_t length) {
  const char *source = stream->source->text;
  event->text = (const char *)text;
  event->length = length;
  if ((uintptr_t)text >= (uintptr_t)source && (uintptr_t)text < (uintptr_t)source + stream->to) return true;
  size_t start = token_start(stream), end = stream->from + yajl_get_bytes_consumed(stream->handle);
  if (!unescape(stream->unescaped, source + start + 1, source + end - 1)) {
    messages_error(stream->messages, place_of(stream, start, end), "a string cannot hold \\u0000");
    stream->told = true;
    return false;
  }
  event->text = stream->unescaped->str;
  event->length = stream->unescaped->len;
  return true;
}

static int on_string(void *context, const unsigned char *text, size_t length) {
  JsonEvent event = {.kind = JSON_EVENT_STRING};
  return read_text(context, &event, text, length) && emit_value(context, &event);
}

static int on_key(void *context, const unsigned char *text, size_t length) {
  Stream *stream = context;
  JsonEvent event = {.kind = JSON_EVENT_KEY};
  if (!read_text(stream, &event, text, length)) return false;
  stream->expectation = JSON_EXPECT_COLON;
  return emit(stream, &event);
}

static bool on_start(Stream *stream, bool is_object) {
  if (stream->depth == JSON_DEPTH_MAX) {
    size_t start = token_start(stream);
    messages_error(stream->messages, place_of(stream, start, start + 1), "nested deeper than %d levels",
                   JSON_DEPTH_MAX);
    stream->told = true;
    return false;
  }
  bool more = emit(stream, &(JsonEvent){.kind = is_object ? JSON_EVENT_OBJECT_START : JSON_EVENT_ARRAY_START});
  stream->open[stream->depth].start = (guint32)stream->last_end - 1;
  stream->open[stream->depth++].is_object = is_object;
  stream->expectation = is_object ? JSON_EXPECT_FIRST_KEY : JSON_EXPECT_FIRST_ITEM;
  return more;
}

static int on_array_start(void *context) { return on_start(context, false); }
static int on_object_start(void *context) { return on_start(context, true); }

static int on_array_end(void *context) {
  ((Stream *)context)->depth--;
  return emit_value(context, &(JsonEvent){.kind = JSON_EVENT_ARRAY_END});
}

static int on_object_end(void *context) {
  ((Stream *)context)->depth--;
  return emit_value(context, &(JsonEvent){.kind = JSON_EVENT_OBJECT_END});
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object_start,
    .yajl_map_key = on_key,
    .yajl_end_map = on_object_end,
    .yajl_start_array = on_array_start,
    .yajl_end_array = on_array_end,
};

static bool is_blank(const Source *source, size_t at) {
  while (at < source->length && strchr(" \t\r\n", source->text[at])) at++;
  return at == source->length;
}

static bool run(Stream *stream) {
  const unsigned char *text = (const unsigned char *)stream->source->text + stream->from;
  yajl_status status = yajl_parse(stream->handle, text, stream->to - stream->from);
  if (status == yajl_status_ok) {
    stream->finishing = true;
    status = yajl_complete_parse(stream->handle);
    /* An unfinished token behind the document goes unnoticed otherwise. */
    if (status == yajl_status_ok && !is_blank(stream->source, stream->last_end)) status = yajl_status_error;
  }
  if (status == yajl_status_error && !stream->told) {
    Place open = {0};
    size_t start = stream->depth ? stream->open[stream->depth - 1].start : 0;
    if (stream->depth) open = place_of(stream, start, start + 1);
    json_explain(stream->source, stream->last_end, stream->to, stream->expectation, open, stream->messages);
  }
  return status == yajl_status_ok;
}

static bool stream(const Source *source, bool many, JsonListener listener, void *context, Messages *messages) {
  size_t from = text_mark_length(source);
  Stream stream = {.source = source,
                   .from = from,
                   .to = source->length,
                   .listener = listener,
                   .context = context,
                   .messages = messages,
                   .last_end = from,
                   .many = many,
                   .expectation = JSON_EXPECT_DOCUMENT};
  stream.unescaped = g_string_new(NULL);
  stream.handle = yajl_alloc(&callbacks, NULL, &stream);
  yajl_config(stream.handle, yajl_allow_multiple_values, (int)many);
  bool done = run(&stream);
  yajl_free(stream.handle);
  g_string_free(stream.unescaped, TRUE);
  return done;
}

bool json_stream(const Source *source, JsonListener listener, void *context, Messages *messages) {
  if (!text_check(source, messages)) return false;
  if (is_blank(source, text_mark_length(source))) {
    messages_error(messages, (Place){.source = source}, "the file is empty");
    return false;
  }
  return stream(source, false, listener, context, messages);
}

bool json_stream_many(const Source *source, JsonListener listener, void *context, Messages *messages) {
  if (!text_check(source, messages)) return false;
  return is_blank(source, text_mark_length(source)) || stream(source, true, listener, context, messages);
}
