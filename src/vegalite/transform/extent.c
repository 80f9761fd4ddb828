/* vegalite/transform/extent.c: {"extent": FIELD, "param": NAME}: the smallest and largest number of a field, as a param of the chart.
 * The rows stay as they are.
 */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *field = property_string(spec, "extent", context);
  const char *param = field ? property_string(spec, "param", context) : NULL;
  if (!param) return NULL;
  const TransformHost *host = context->host;
  if (!host || !host->params) {
    messages_error(context->messages, json_place(spec), "E289", "the param \"%s\" cannot be set here", param);
    return NULL;
  }
  Arena *arena = context->arena;
  Value *ends = arena_array(arena, Value, 2);
  double min, max;
  if (transform_extent(in, field, &min, &max, arena)) {
    ends[0] = value_number(min);
    ends[1] = value_number(max);
  }
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){2, ends};
  Value *value = arena_new(arena, Value);
  *value = (Value){.kind = VALUE_ARRAY, .array = array};
  g_hash_table_insert(host->params, arena_strdup(arena, param), value);
  return in;
}

static const char *const properties[] = {"extent", "param", NULL};
static const char *const fields[] = {"extent", NULL};
const TransformType transform_type_extent = {.key = "extent", .properties = properties, .fields = fields, .run = run};
