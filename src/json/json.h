/* json/json.h: JSON that remembers its place in the source.
 *
 * A Json is an immutable tree in an arena. Each node knows its place in the source, and each member the place of its
 * key, so that any later stage can point at them. Nodes made by the program (json_new_*) carry the place of what they
 * were made from.
 *
 * Strict RFC 8259: no comments, no trailing commas, one document; a UTF-8 BOM is skipped. The last of repeated keys
 * counts, as in JavaScript. Three things the RFC leaves open: \u0000 is refused, half a surrogate pair becomes U+FFFD
 * with a warning, depth is at most 512.
 *
 * Bulk data in a document (over 16 KB; `values` in an object at `data`, or the members of an object at `datasets`) are
 * checked like everything else, but arrays of rows stay text: `is_text`. data/ reads them from the source into columns
 * (json_scan_open_value). Their items are still available: json_at() and json_items() build the tree on demand, in the
 * document's arena and thread.
 */
#pragma once
#include "base/messages.h"

typedef enum JsonKind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct Json Json;
typedef struct JsonMember {
  const char *key;
  const Json *value;
  Place key_place; /* quotes included; a zero Place where the program has set it */
} JsonMember;

struct Json {
  JsonKind kind;
  bool is_text;     /* an array whose items are not built yet */
  bool is_computed; /* the value of an expression, which rules may treat unlike the same value written as it is */
  Place place;
  union {
    bool boolean;
    double number;
    const char *string; /* UTF-8, NUL-terminated */
    struct {
      size_t count;
      union {
        const Json *const *items; /* see json_items() */
        Arena *arena;             /* is_text: where they will be built */
      };
    } array;
    struct {
      const JsonMember *members; /* in the order written */
      size_t count;
    } object;
  };
};

/* Reads a whole document. NULL on an error, which `messages` then holds. */
const Json *json_parse(const Source *source, Messages *messages, Arena *arena);
/* The same for a file of data, which may be large: without cJSON, in half the memory. */
const Json *json_parse_data(const Source *source, Messages *messages, Arena *arena);

/* Reading. Every function accepts NULL (an absent value) and a value of the wrong kind. */
const Json *json_get(const Json *object, const char *key); /* NULL when absent; a JSON null is returned as such */
const Json *json_at(const Json *array, size_t i);
const Json *const *json_items(const Json *array); /* all of them, json_count() many; NULL when it is not an array */
const Json *json_path(const Json *object, const char *dotted); /* "axis.title" */
static inline bool json_is(const Json *json, JsonKind kind) { return json && json->kind == kind; }
static inline size_t json_count(const Json *array_or_object) {
  if (json_is(array_or_object, JSON_ARRAY)) return array_or_object->array.count;
  return json_is(array_or_object, JSON_OBJECT) ? array_or_object->object.count : 0;
}
bool json_is_null(const Json *json);  /* a JSON null, not absence */
bool json_is_true(const Json *json);  /* exactly true */
bool json_is_false(const Json *json); /* exactly false */
bool json_truthy(const Json *json);   /* JavaScript's !!value; NULL is undefined, thus false */
const char *json_string(const Json *json, const char *otherwise);
double json_number(const Json *json, double otherwise);
bool json_boolean(const Json *json, bool otherwise);
bool json_is_string(const Json *json, const char *text);
bool json_has(const Json *object, const char *key);
bool json_equal(const Json *a, const Json *b);
Place json_place(const Json *json);             /* a zero Place for NULL */
Place json_key_place(const JsonMember *member); /* of the key; of the value where the program has set it */

/* Making. All results live in `arena`; children are shared, not copied. */
const Json *json_as_computed(Arena *arena, const Json *value); /* a copy with is_computed set */
const Json *json_new_null(Arena *arena, Place place);
const Json *json_new_boolean(Arena *arena, Place place, bool value);
const Json *json_new_number(Arena *arena, Place place, double value);
const Json *json_new_string(Arena *arena, Place place, const char *value); /* copies the text */
const Json *json_new_array(Arena *arena, Place place, const Json *const *items, size_t count);
const Json *json_new_object(Arena *arena, Place place, const JsonMember *members, size_t count);
/* A copy of `object` (NULL: an empty one) with `key` set to `value`; NULL value removes the key. */
const Json *json_with(Arena *arena, const Json *object, const char *key, const Json *value);
/* A copy of `object` without the keys listed (NULL-terminated). */
const Json *json_without(Arena *arena, const Json *object, const char *const *keys);
/* Shallow: the members of `over` on top of those of `base`. Either may be NULL. */
const Json *json_assign(Arena *arena, const Json *base, const Json *over);
/* Deep: objects are merged member by member, anything else is replaced. */
const Json *json_merge(Arena *arena, const Json *base, const Json *over);
/* A builder, for arrays and objects whose size is not known beforehand. */
typedef struct JsonBuilder {
  Arena *arena;
  struct BuilderMembers *members; /* private */
} JsonBuilder;
JsonBuilder json_builder(Arena *arena);
void json_builder_set(JsonBuilder *builder, const char *key, const Json *value); /* ignores a NULL value */
/* The same under the key of `member`, which keeps its place. */
void json_builder_set_member(JsonBuilder *builder, const JsonMember *member, const Json *value);
void json_builder_push(JsonBuilder *builder, const Json *value);
const Json *json_builder_object(JsonBuilder *builder, Place place); /* ends the builder */
const Json *json_builder_array(JsonBuilder *builder, Place place);  /* ends the builder */
/* A literal of the program itself ("{\"a\":1}" with ' allowed for "): parses or aborts. */
const Json *json_literal(Arena *arena, Place place, const char *text);

/* The shortest JSON text (keys in order, no spaces). Lives in `arena`. Numbers as JavaScript prints them. */
char *json_to_text(Arena *arena, const Json *json);
