/* vegalite/transform/impute.c: {"impute": FIELD, "key", "keyvals", "groupby", "frame", "method", "value"}: rows for the keys missing from
 * a group (Vega-Lite's compile/data/impute.ts).
 */
#include "vegalite/transform/property.h"
#include "vegalite/transform/shared.h"
#include <math.h>

enum { KEYS_MAX = 10000000 };

static bool sequence_keys(const Json *sequence, const Value **out, size_t *count, TransformContext *context) {
  double start = 0, stop = NAN, step = 1;
  if (!property_number(sequence, "start", &start, context) || !property_number(sequence, "stop", &stop, context))
    return false;
  if (!property_number(sequence, "step", &step, context)) return false;
  if (step == 0) step = 1;
  double length = ceil((stop - start) / step);
  if (isnan(length) || length > KEYS_MAX) {
    messages_error(context->messages, json_place(sequence), "E319",
                   "\"keyvals\" must be a sequence with a stop, of at most %d keys", KEYS_MAX);
    return false;
  }
  *count = length > 0 ? (size_t)length : 0;
  Value *keys = arena_array(context->arena, Value, *count);
  for (size_t i = 0; i < *count; i++) keys[i] = value_number(start + (double)i * step);
  *out = keys;
  return true;
}

static bool read_keys(const Json *keyvals, const Value **out, size_t *count, TransformContext *context) {
  if (!keyvals || json_is_null(keyvals)) return true;
  if (json_is(keyvals, JSON_OBJECT)) return sequence_keys(keyvals, out, count, context);
  if (!json_is(keyvals, JSON_ARRAY)) {
    messages_error(context->messages, json_place(keyvals), "E320",
                   "\"keyvals\" must be an array or {\"start\", \"stop\", \"step\"}");
    return false;
  }
  *count = json_count(keyvals);
  Value *keys = arena_array(context->arena, Value, *count);
  for (size_t i = 0; i < *count; i++) keys[i] = value_from_json(json_at(keyvals, i), context->arena);
  *out = keys;
  return true;
}

static bool read_frame(const Json *json, double frame[2], TransformContext *context) {
  frame[0] = frame[1] = NAN;
  if (!json || json_is_null(json)) return true;
  if (json_is(json, JSON_ARRAY) && json_count(json) == 2) {
    frame[0] = json_number(json_at(json, 0), NAN);
    frame[1] = json_number(json_at(json, 1), NAN);
    return true;
  }
  messages_error(context->messages, json_place(json), "E321", "\"frame\" must be two numbers or nulls");
  return false;
}

bool impute_read(const Json *impute, ImputeParams *params, TransformContext *context) {
  const Json *value = json_get(impute, "value");
  if (value) params->value = value_from_json(value, context->arena);
  if (!read_keys(json_get(impute, "keyvals"), &params->keys, &params->key_count, context)) return false;
  bool has_frame = params->method && g_strv_contains(impute_method_names + 1, params->method);
  return !has_frame || read_frame(json_get(impute, "frame"), params->frame, context);
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  ImputeParams params = {.field = property_string(spec, "impute", context)};
  params.key = params.field ? property_string(spec, "key", context) : NULL;
  if (!params.key || !property_fields(spec, "groupby", false, &params.group_by, context)) return NULL;
  params.method = property_choice(spec, "method", "value", impute_method_names, context);
  if (!params.method || !impute_read(spec, &params, context)) return NULL;
  return transform_impute(in, &params, json_place(spec), context);
}

static const char *const properties[] = {"impute", "key", "keyvals", "groupby", "frame", "method", "value", NULL};
static const char *const fields[] = {"groupby", "impute", "key", NULL};
const TransformType transform_type_impute = {
    .key = "impute", .properties = properties, .fields = fields, .per_cell = true, .run = run};
