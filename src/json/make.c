/* json/make.c: new values from old ones. Nodes are immutable, so the new ones share what they keep. */
#include "json/json.h"
#include "json/repeats.h"
#include <string.h>

static Json *json_new(Arena *arena, Place place, JsonKind kind) {
  Json *json = arena_new(arena, Json);
  json->kind = kind;
  json->place = place;
  return json;
}

const Json *json_as_computed(Arena *arena, const Json *value) {
  Json *copy = arena_new(arena, Json);
  *copy = *value;
  copy->is_computed = true;
  return copy;
}

const Json *json_new_null(Arena *arena, Place place) { return json_new(arena, place, JSON_NULL); }

const Json *json_new_boolean(Arena *arena, Place place, bool value) {
  Json *json = json_new(arena, place, JSON_BOOLEAN);
  json->boolean = value;
  return json;
}

const Json *json_new_number(Arena *arena, Place place, double value) {
  Json *json = json_new(arena, place, JSON_NUMBER);
  json->number = value;
  return json;
}

const Json *json_new_string(Arena *arena, Place place, const char *value) {
  Json *json = json_new(arena, place, JSON_STRING);
  json->string = arena_strdup(arena, value);
  return json;
}

const Json *json_new_array(Arena *arena, Place place, const Json *const *items, size_t count) {
  Json *json = json_new(arena, place, JSON_ARRAY);
  const Json **own = arena_array(arena, const Json *, count);
  if (count) memcpy(own, items, count * sizeof(const Json *));
  json->array.items = own;
  json->array.count = count;
  return json;
}

static const Json *object_of(Arena *arena, Place place, const JsonMember *members, size_t count) {
  Json *json = json_new(arena, place, JSON_OBJECT);
  json->object.members = members;
  json->object.count = count;
  return json;
}

const Json *json_new_object(Arena *arena, Place place, const JsonMember *members, size_t count) {
  JsonMember *own = arena_array(arena, JsonMember, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (members[i].value)
      own[kept++] = (JsonMember){arena_strdup(arena, members[i].key), members[i].value, members[i].key_place};
  kept = json_merge_repeats(own, kept, sizeof *own, NULL, NULL, NULL);
  return object_of(arena, place, own, kept);
}

/* A copy of the members of `object` (none when it is not one) with capacity for `more`. */
static JsonMember *copy_members(Arena *arena, const Json *object, size_t more, size_t *count) {
  *count = json_is(object, JSON_OBJECT) ? object->object.count : 0;
  JsonMember *members = arena_array(arena, JsonMember, *count + more);
  if (*count) memcpy(members, object->object.members, *count * sizeof *members);
  return members;
}

static size_t find(const JsonMember *members, size_t count, const char *key) {
  size_t i = 0;
  while (i < count && strcmp(members[i].key, key) != 0) i++;
  return i;
}

const Json *json_with(Arena *arena, const Json *object, const char *key, const Json *value) {
  if (!value) return json_without(arena, object, (const char *const[]){key, NULL});
  size_t count;
  JsonMember *members = copy_members(arena, object, 1, &count);
  size_t at = find(members, count, key);
  if (at == count) members[at].key = arena_strdup(arena, key);
  members[at].value = value;
  return object_of(arena, object ? object->place : value->place, members, MAX(count, at + 1));
}

const Json *json_without(Arena *arena, const Json *object, const char *const *keys) {
  size_t count, kept = 0;
  JsonMember *members = copy_members(arena, object, 0, &count);
  for (size_t i = 0; i < count; i++) {
    bool unwanted = false;
    for (const char *const *key = keys; *key && !unwanted; key++) unwanted = !strcmp(*key, members[i].key);
    if (!unwanted) members[kept++] = members[i];
  }
  return object_of(arena, json_place(object), members, kept);
}

static const Json *lay_over(Arena *arena, const Json *base, const Json *over, bool deep) {
  size_t count;
  JsonMember *members = copy_members(arena, base, json_is(over, JSON_OBJECT) ? over->object.count : 0, &count);
  size_t base_count = count;
  for (size_t i = 0; json_is(over, JSON_OBJECT) && i < over->object.count; i++) {
    const JsonMember *member = &over->object.members[i];
    size_t at = find(members, base_count, member->key);
    if (at == base_count) {
      members[count++] = *member;
    } else {
      bool both_objects = json_is(members[at].value, JSON_OBJECT) && json_is(member->value, JSON_OBJECT);
      members[at].value =
          deep && both_objects ? lay_over(arena, members[at].value, member->value, true) : member->value;
      members[at].key_place = member->key_place;
    }
  }
  return object_of(arena, json_place(over ? over : base), members, count);
}

const Json *json_assign(Arena *arena, const Json *base, const Json *over) { return lay_over(arena, base, over, false); }

const Json *json_merge(Arena *arena, const Json *base, const Json *over) {
  if (over && (over->kind != JSON_OBJECT || !json_is(base, JSON_OBJECT))) return over;
  return over ? lay_over(arena, base, over, true) : base;
}

typedef struct BuilderMembers {
  GArray *array; /* of JsonMember */
  BudgetHeld held;
} BuilderMembers;

static void free_members(void *given) {
  BuilderMembers *members = given;
  g_array_unref(members->array);
  g_free(members);
}

JsonBuilder json_builder(Arena *arena) {
  BuilderMembers *members = g_new(BuilderMembers, 1);
  *members =
      (BuilderMembers){g_array_new(FALSE, FALSE, sizeof(JsonMember)), {.thing = members, .destroy = free_members}};
  budget_hold(arena_budget(arena), &members->held);
  return (JsonBuilder){arena, members};
}

static void release_members(JsonBuilder *builder) {
  budget_let_go(arena_budget(builder->arena), &builder->members->held);
  free_members(builder->members);
  builder->members = NULL;
}

void json_builder_set(JsonBuilder *builder, const char *key, const Json *value) {
  json_builder_set_member(builder, &(JsonMember){.key = key}, value);
}

void json_builder_set_member(JsonBuilder *builder, const JsonMember *member, const Json *value) {
  if (!value) return;
  JsonMember own = {arena_strdup(builder->arena, member->key), value, member->key_place};
  g_array_append_val(builder->members->array, own);
}

void json_builder_push(JsonBuilder *builder, const Json *value) {
  if (!value) return;
  JsonMember member = {.value = value};
  g_array_append_val(builder->members->array, member);
}

const Json *json_builder_object(JsonBuilder *builder, Place place) {
  size_t count = json_merge_repeats(builder->members->array->data, builder->members->array->len, sizeof(JsonMember),
                                    NULL, NULL, NULL);
  JsonMember *members = arena_array(builder->arena, JsonMember, count);
  if (count) memcpy(members, builder->members->array->data, count * sizeof *members);
  release_members(builder);
  return object_of(builder->arena, place, members, count);
}

const Json *json_builder_array(JsonBuilder *builder, Place place) {
  Json *json = json_new(builder->arena, place, JSON_ARRAY);
  size_t count = builder->members->array->len;
  const Json **items = arena_array(builder->arena, const Json *, count);
  for (size_t i = 0; i < count; i++) items[i] = g_array_index(builder->members->array, JsonMember, i).value;
  release_members(builder);
  json->array.items = items;
  json->array.count = count;
  return json;
}

static void replace_place(const Json *json, Place place) {
  ((Json *)json)->place = place;
  for (size_t i = 0; json->kind == JSON_ARRAY && i < json_count(json); i++) replace_place(json_at(json, i), place);
  for (size_t i = 0; json->kind == JSON_OBJECT && i < json_count(json); i++) {
    JsonMember *member = (JsonMember *)&json->object.members[i];
    member->key_place = (Place){0};
    replace_place(member->value, place);
  }
}

const Json *json_literal(Arena *arena, Place place, const char *text) {
  char *quoted = arena_strdup(arena, text);
  for (char *at = quoted; (at = strchr(at, '\''));) *at = '"';
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "literal", .text = quoted, .length = strlen(quoted)};
  Messages *messages = messages_create(arena, false);
  const Json *json = json_parse(source, messages, arena);
  if (!json) g_error("%s in %s", messages_text(messages, 0, NULL), text);
  replace_place(json, place);
  return json;
}
