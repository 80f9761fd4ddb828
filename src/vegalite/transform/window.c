/* vegalite/transform/window.c: {"window": [{"op", "field", "param", "as"}, …], "groupby", "sort", "frame", "ignorePeers"}: columns
 * computed from the rows around each row. The frame is [null, 0] unless it is given.
 */
#include "transform/measure.h"
#include "transform/window_ops.h"
#include "vegalite/transform/property.h"
#include <math.h>

static bool read_frame(const Json *spec, double frame[2], TransformContext *context) {
  const Json *list = json_get(spec, "frame");
  frame[0] = NAN;
  frame[1] = 0;
  if (!list || json_is_null(list)) return true;
  bool right = json_is(list, JSON_ARRAY) && json_count(list) == 2;
  for (size_t i = 0; right && i < 2; i++) {
    const Json *end = json_at(list, i);
    right = json_is_null(end) || json_is(end, JSON_NUMBER);
    frame[i] = json_number(end, NAN);
  }
  if (!right) messages_error(context->messages, json_place(list), "E321", "\"frame\" must be two numbers or nulls");
  return right;
}

static bool read_fields(const Json *spec, WindowParams *params, TransformContext *context) {
  static const char *const known[] = {"op", "field", "param", "as", NULL};
  const Json *list = json_get(spec, "window");
  if (!json_is(list, JSON_ARRAY)) {
    messages_error(context->messages, json_place(list), "E329",
                   "\"window\" must be an array of {\"op\", \"field\", \"param\", \"as\"}");
    return false;
  }
  WindowField *fields = arena_array(context->arena, WindowField, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    property_check(item, known, context);
    const char *op = property_string(item, "op", context);
    if (!op) return false;
    fields[i] =
        (WindowField){op, json_string(json_get(item, "field"), NULL), NAN, json_string(json_get(item, "as"), NULL)};
    if (!property_number(item, "param", &fields[i].param, context)) return false;
    /* reported here, where the operation is written */
    if (!window_op_find(op) && !measure_op_find(op)) {
      window_op_unknown(op, json_place(json_get(item, "op")), context);
      return false;
    }
  }
  params->fields = fields;
  params->field_count = json_count(list);
  return true;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  WindowParams params = {0};
  if (!read_fields(spec, &params, context) || !read_frame(spec, params.frame, context) ||
      !property_fields(spec, "groupby", false, &params.group_by, context) ||
      !property_sort(spec, "sort", &params.sort, &params.sort_count, context) ||
      !property_boolean(spec, "ignorePeers", &params.ignore_peers, context))
    return NULL;
  return transform_window(in, &params, json_place(spec), context);
}

static const char *const properties[] = {"window", "ignorePeers", "groupby", "sort", "frame", NULL};
static const char *const fields[] = {"groupby", "window.field", "sort.field", NULL};
static const char *const outputs[] = {"window.as", NULL};
const TransformType transform_type_window = {
    .key = "window", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
