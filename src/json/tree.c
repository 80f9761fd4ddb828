/* json/tree.c: see tree.h.
 *
 * The members of the containers still open wait on one stack; when a container ends, its members are moved to the
 * arena.
 */
#include "json/tree.h"
#include "base/temporary.h"
#include "json/repeats.h"
#include <string.h>

typedef struct Tree {
  JsonScan *scan;
  Arena *arena;
  GArray *members; /* of JsonMember; key NULL in arrays */
} Tree;

static const Json *read_value(Tree *tree, const JsonToken *token);

static const char *keep_text(Tree *tree, const JsonToken *token) {
  size_t length;
  const char *text = json_scan_text(tree->scan, token, &length);
  return arena_strndup(tree->arena, text, length);
}

static Place place_of(const Tree *tree, const JsonToken *token) {
  return (Place){tree->scan->source, token->start, token->end - token->start};
}

static void close_array(Tree *tree, const JsonMember *members, size_t count, Json *json) {
  const Json **items = arena_array(tree->arena, const Json *, count);
  for (size_t i = 0; i < count; i++) items[i] = members[i].value;
  json->array.items = items;
  json->array.count = count;
}

static void close_object(Tree *tree, JsonMember *members, size_t count, Json *json) {
  count = json_merge_repeats(members, count, sizeof *members, NULL, NULL, NULL);
  JsonMember *kept = arena_array(tree->arena, JsonMember, count);
  if (count) memcpy(kept, members, count * sizeof *kept);
  json->object.members = kept;
  json->object.count = count;
}

static void read_container(Tree *tree, Json *json) {
  guint first = tree->members->len;
  JsonToken token;
  while (json_scan_next(tree->scan, &token) && !json_token_is_end(&token)) {
    JsonMember member = {0};
    if (token.kind == JSON_TOKEN_KEY) {
      member.key = keep_text(tree, &token);
      member.key_place = place_of(tree, &token);
      if (!json_scan_next(tree->scan, &token)) return;
    }
    member.value = read_value(tree, &token);
    g_array_append_val(tree->members, member);
  }
  if (tree->scan->failed) return;
  json->place.length = token.end - json->place.offset;
  JsonMember *members = (JsonMember *)(gpointer)tree->members->data + first;
  if (json->kind == JSON_OBJECT) {
    close_object(tree, members, tree->members->len - first, json);
  } else {
    close_array(tree, members, tree->members->len - first, json);
  }
  g_array_set_size(tree->members, first);
}

static const Json *read_value(Tree *tree, const JsonToken *token) {
  static const JsonKind kinds[] = {
      [JSON_TOKEN_NULL] = JSON_NULL,          [JSON_TOKEN_FALSE] = JSON_BOOLEAN, [JSON_TOKEN_TRUE] = JSON_BOOLEAN,
      [JSON_TOKEN_NUMBER] = JSON_NUMBER,      [JSON_TOKEN_STRING] = JSON_STRING, [JSON_TOKEN_ARRAY_START] = JSON_ARRAY,
      [JSON_TOKEN_OBJECT_START] = JSON_OBJECT};
  Json *json = arena_new(tree->arena, Json);
  json->kind = kinds[token->kind];
  json->place = place_of(tree, token);
  switch (json->kind) {
  case JSON_NULL: break;
  case JSON_BOOLEAN: json->boolean = token->kind == JSON_TOKEN_TRUE; break;
  case JSON_NUMBER: json->number = json_scan_number(tree->scan, token); break;
  case JSON_STRING: json->string = keep_text(tree, token); break;
  case JSON_ARRAY:
  case JSON_OBJECT: read_container(tree, json); break;
  }
  return json;
}

const Json *json_tree_read(JsonScan *scan, Arena *arena) {
  Tree tree = {scan, arena, g_array_new(FALSE, FALSE, sizeof(JsonMember))};
  arena_temporary(arena, tree.members);
  arena_temporary(arena, scan->unescaped);
  json_scan_charge(scan, arena_budget(arena));
  JsonToken token;
  const Json *root = json_scan_next(scan, &token) ? read_value(&tree, &token) : NULL;
  bool done = !scan->failed && !json_scan_next(scan, &token) && !scan->failed;
  return done ? root : NULL;
}
