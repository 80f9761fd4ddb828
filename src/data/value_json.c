/* data/value_json.c: conversion between values and JSON. */
#include "data/geojson.h"
#include "time/calendar.h"
#include <math.h>

Value value_from_json(const Json *json, Arena *arena) {
  if (!json) return value_undefined();
  switch (json->kind) {
  case JSON_NULL: return value_null();
  case JSON_BOOLEAN: return value_boolean(json->boolean);
  case JSON_NUMBER: return value_number(json->number);
  case JSON_STRING: return value_string(json->string);
  case JSON_ARRAY: {
    Value *items = arena_array(arena, Value, json->array.count);
    for (size_t i = 0; i < json->array.count; i++) items[i] = value_from_json(json_at(json, i), arena);
    return value_array(items, json->array.count, arena);
  }
  case JSON_OBJECT: {
    ValueMember *members = arena_array(arena, ValueMember, json->object.count);
    for (size_t i = 0; i < json->object.count; i++)
      members[i] = (ValueMember){json->object.members[i].key, value_from_json(json->object.members[i].value, arena)};
    return value_object(members, json->object.count, arena);
  }
  }
  return value_undefined();
}

static const Json *number_json(double number, Place place, Arena *arena) {
  return isfinite(number) ? json_new_number(arena, place, number) : json_new_null(arena, place);
}

static const Json *date_json(double ms, Place place, Arena *arena) {
  char buffer[32];
  return isnan(ms) ? json_new_null(arena, place) : json_new_string(arena, place, date_to_iso(ms, buffer));
}

static const Json *array_json(const ValueArray *array, Place place, Arena *arena) {
  JsonBuilder builder = json_builder(arena);
  for (size_t i = 0; i < array->count; i++) json_builder_push(&builder, value_to_json(array->items[i], place, arena));
  return json_builder_array(&builder, place);
}

static const Json *object_json(const ValueObject *object, Place place, Arena *arena) {
  JsonBuilder builder = json_builder(arena);
  for (size_t i = 0; i < object->count; i++) {
    if (object->members[i].value.kind == VALUE_UNDEFINED) continue;
    json_builder_set(&builder, object->members[i].key, value_to_json(object->members[i].value, place, arena));
  }
  return json_builder_object(&builder, place);
}

const Json *value_to_json(Value value, Place place, Arena *arena) {
  switch (value.kind) {
  case VALUE_BOOLEAN: return json_new_boolean(arena, place, value.boolean);
  case VALUE_NUMBER: return number_json(value.number, place, arena);
  case VALUE_DATE: return date_json(value.number, place, arena);
  case VALUE_STRING: return json_new_string(arena, place, value.string);
  case VALUE_ARRAY: return array_json(value.array, place, arena);
  case VALUE_OBJECT: return object_json(value.object, place, arena);
  case VALUE_GEOMETRY: return value_to_json(geometry_to_value(value.geometry, arena), place, arena);
  case VALUE_REGEXP: return json_new_object(arena, place, NULL, 0);
  case VALUE_UNDEFINED:
  case VALUE_NULL: return json_new_null(arena, place);
  }
  return json_new_null(arena, place);
}
