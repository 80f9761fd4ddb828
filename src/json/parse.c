/* json/parse.c: a JSON text as a tree.
 *
 * The items of the containers still open wait on one stack; when a container ends, its items are cut off the stack into the
 * arena. So nothing recurses, whatever the input.
 */
#include "json/json.h"
#include "json/repeats.h"
#include "json/stream.h"
#include <string.h>

typedef struct Frame {
  guint first; /* where its members begin on the stack */
  guint32 start;
} Frame;

typedef struct Parser {
  const Source *source;
  Arena *arena;
  GArray *members; /* of JsonMember; key NULL in arrays */
  Frame frames[JSON_DEPTH_MAX];
  unsigned depth;
  const char *key; /* of the value to come */
} Parser;

static void add(Parser *parser, const Json *value) {
  JsonMember member = {parser->key, value};
  g_array_append_val(parser->members, member);
  parser->key = NULL;
}

static void close_container(Parser *parser, Json *json) {
  Frame frame = parser->frames[--parser->depth];
  size_t count = parser->members->len - frame.first;
  JsonMember *members = (JsonMember *)(gpointer)parser->members->data + frame.first;
  json->place.length = json->place.offset + json->place.length - frame.start;
  json->place.offset = frame.start;
  if (json->kind == JSON_OBJECT) {
    count = json_merge_repeats(members, count, sizeof *members);
    JsonMember *kept = arena_array(parser->arena, JsonMember, count);
    if (count) memcpy(kept, members, count * sizeof *kept);
    json->object.members = kept;
    json->object.count = count;
  } else {
    const Json **items = arena_array(parser->arena, const Json *, count);
    for (size_t i = 0; i < count; i++) items[i] = members[i].value;
    json->array.items = items;
    json->array.count = count;
  }
  g_array_set_size(parser->members, frame.first);
}

static void open_container(Parser *parser, const JsonEvent *event) {
  /* Its own key waits below its members. */
  JsonMember own = {parser->key, NULL};
  g_array_append_val(parser->members, own);
  parser->key = NULL;
  parser->frames[parser->depth++] = (Frame){parser->members->len, event->start};
}

static bool listen(void *context, const JsonEvent *event) {
  Parser *parser = context;
  static const JsonKind kinds[] = {
      [JSON_EVENT_NULL] = JSON_NULL,     [JSON_EVENT_BOOLEAN] = JSON_BOOLEAN, [JSON_EVENT_NUMBER] = JSON_NUMBER,
      [JSON_EVENT_STRING] = JSON_STRING, [JSON_EVENT_ARRAY_END] = JSON_ARRAY, [JSON_EVENT_OBJECT_END] = JSON_OBJECT};
  if (event->kind == JSON_EVENT_KEY) {
    parser->key = arena_strndup(parser->arena, event->text, event->length);
    return true;
  }
  if (event->kind == JSON_EVENT_ARRAY_START || event->kind == JSON_EVENT_OBJECT_START) {
    open_container(parser, event);
    return true;
  }
  Json *json = arena_new(parser->arena, Json);
  json->kind = kinds[event->kind];
  json->place = (Place){parser->source, event->start, event->end - event->start};
  switch (json->kind) {
  case JSON_NULL: break;
  case JSON_BOOLEAN: json->boolean = event->boolean; break;
  case JSON_NUMBER: json->number = event->number; break;
  case JSON_STRING: json->string = arena_strndup(parser->arena, event->text, event->length); break;
  case JSON_ARRAY:
  case JSON_OBJECT:
    close_container(parser, json);
    parser->key = g_array_index(parser->members, JsonMember, parser->members->len - 1).key;
    g_array_set_size(parser->members, parser->members->len - 1);
    break;
  }
  add(parser, json);
  return true;
}

const Json *json_parse(const Source *source, Messages *messages, Arena *arena) {
  Parser *parser = arena_new(arena, Parser);
  parser->source = source;
  parser->arena = arena;
  parser->members = g_array_new(FALSE, FALSE, sizeof(JsonMember));
  bool done = json_stream(source, listen, parser, messages);
  const Json *root = done && parser->members->len ? g_array_index(parser->members, JsonMember, 0).value : NULL;
  g_array_free(parser->members, TRUE);
  return root;
}
