/* json/json.c: reading a tree. Every function accepts absent values, so that callers need not check first. */
#include "json/json.h"
#include <math.h>
#include <string.h>

const Json *json_get(const Json *object, const char *key) {
  if (!json_is(object, JSON_OBJECT)) return NULL;
  for (size_t i = 0; i < object->object.count; i++)
    if (!strcmp(object->object.members[i].key, key)) return object->object.members[i].value;
  return NULL;
}

const Json *json_at(const Json *array, size_t i) {
  return json_is(array, JSON_ARRAY) && i < array->array.count ? json_items(array)[i] : NULL;
}

static const Json *get_part(const Json *object, const char *key, size_t length) {
  for (size_t i = 0; json_is(object, JSON_OBJECT) && i < object->object.count; i++) {
    const JsonMember *member = &object->object.members[i];
    if (!strncmp(member->key, key, length) && !member->key[length]) return member->value;
  }
  return NULL;
}

const Json *json_path(const Json *object, const char *dotted) {
  for (;;) {
    size_t step = strcspn(dotted, ".");
    object = get_part(object, dotted, step);
    if (!dotted[step]) return object;
    dotted += step + 1;
  }
}

bool json_is_null(const Json *json) { return json_is(json, JSON_NULL); }
bool json_is_true(const Json *json) { return json_is(json, JSON_BOOLEAN) && json->boolean; }
bool json_is_false(const Json *json) { return json_is(json, JSON_BOOLEAN) && !json->boolean; }

bool json_truthy(const Json *json) {
  if (!json) return false;
  switch (json->kind) {
  case JSON_NULL: return false;
  case JSON_BOOLEAN: return json->boolean;
  case JSON_NUMBER: return json->number != 0 && !isnan(json->number);
  case JSON_STRING: return json->string[0] != '\0';
  case JSON_ARRAY:
  case JSON_OBJECT: return true;
  }
  return false;
}

const char *json_string(const Json *json, const char *otherwise) {
  return json_is(json, JSON_STRING) ? json->string : otherwise;
}

double json_number(const Json *json, double otherwise) { return json_is(json, JSON_NUMBER) ? json->number : otherwise; }

bool json_boolean(const Json *json, bool otherwise) { return json_is(json, JSON_BOOLEAN) ? json->boolean : otherwise; }

bool json_is_string(const Json *json, const char *text) {
  return json_is(json, JSON_STRING) && !strcmp(json->string, text);
}

bool json_has(const Json *object, const char *key) { return json_get(object, key) != NULL; }

static bool arrays_equal(const Json *a, const Json *b) {
  if (a->array.count != b->array.count) return false;
  for (size_t i = 0; i < a->array.count; i++)
    if (!json_equal(json_at(a, i), json_at(b, i))) return false;
  return true;
}

static bool objects_equal(const Json *a, const Json *b) {
  size_t count = a->object.count;
  if (count != b->object.count) return false;
  for (size_t i = 0; i < count; i++) {
    const JsonMember *member = &a->object.members[i], *same_place = &b->object.members[i];
    const Json *other = !strcmp(member->key, same_place->key) ? same_place->value : json_get(b, member->key);
    if (!other || !json_equal(member->value, other)) return false;
  }
  return true;
}

bool json_equal(const Json *a, const Json *b) {
  if (a == b) return true;
  if (!a || !b || a->kind != b->kind) return false;
  switch (a->kind) {
  case JSON_NULL: return true;
  case JSON_BOOLEAN: return a->boolean == b->boolean;
  case JSON_NUMBER: return a->number == b->number;
  case JSON_STRING: return !strcmp(a->string, b->string);
  case JSON_ARRAY: return arrays_equal(a, b);
  case JSON_OBJECT: return objects_equal(a, b);
  }
  return false;
}

Place json_place(const Json *json) { return json ? json->place : (Place){0}; }

Place json_key_place(const JsonMember *member) {
  return member->key_place.source ? member->key_place : json_place(member->value);
}
