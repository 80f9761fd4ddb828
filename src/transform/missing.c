/* transform/missing.c: fields a transform names and no row has; Vega computes with undefined there, silently. */
#include "transform/property.h"

/* Members that name fields, alone or in a list. */
static const char *const field_keys[] = {"field",   "groupby",    "fold",   "flatten", "pivot",    "lookup",
                                         "density", "regression", "on",     "loess",   "quantile", "stack",
                                         "impute",  "key",        "extent", NULL};
/* Members that hold objects which name fields under "field". */
static const char *const nested_keys[] = {"aggregate", "joinaggregate", "window", "sort", "filter", "and",
                                          "or",        "not",           NULL};

static void look_at_field(const Json *name, const Table *in, TransformContext *context) {
  if (json_is(name, JSON_ARRAY))
    for (size_t i = 0; i < json_count(name); i++) look_at_field(json_at(name, i), in, context);
  if (!json_is(name, JSON_STRING) || table_field(in, name->string)) return;
  size_t count = table_column_count(in);
  const char **columns = arena_array(context->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) columns[i] = table_column_name(in, i);
  messages_warn(context->messages, json_place(name), "no row has the field \"%s\"%s", name->string,
                suggest(context->arena, name->string, columns));
}

static void look_inside(const Json *json, const Table *in, TransformContext *context) {
  if (json_is(json, JSON_ARRAY))
    for (size_t i = 0; i < json_count(json); i++) look_inside(json_at(json, i), in, context);
  if (!json_is(json, JSON_OBJECT)) return;
  look_at_field(json_get(json, "field"), in, context);
  for (size_t i = 0; nested_keys[i]; i++) look_inside(json_get(json, nested_keys[i]), in, context);
}

void property_warn_missing(const Json *transform, const Table *in, TransformContext *context) {
  if (table_row_count(in) == 0) return;
  for (size_t i = 0; field_keys[i]; i++) look_at_field(json_get(transform, field_keys[i]), in, context);
  if (json_has(transform, "pivot")) look_at_field(json_get(transform, "value"), in, context);
  for (size_t i = 0; nested_keys[i]; i++) look_inside(json_get(transform, nested_keys[i]), in, context);
}
