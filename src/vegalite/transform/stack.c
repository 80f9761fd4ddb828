/* vegalite/transform/stack.c: {"stack": FIELD, "groupby", "offset", "sort", "as"}: values on top of each other. */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  StackParams params = {.field = property_string(spec, "stack", context)};
  const char *as[2] = {NULL, NULL};
  if (!params.field || !property_fields(spec, "groupby", false, &params.group_by, context) ||
      !property_sort(spec, "sort", &params.sort, &params.sort_count, context) ||
      !property_names(spec, "as", as, 2, context))
    return NULL;
  params.offset = property_choice(spec, "offset", "zero", stack_offset_names, context);
  if (!params.offset) return NULL;
  /* a single name is the start; a list of one name is ignored */
  if (as[0] && !as[1] && json_is(json_get(spec, "as"), JSON_STRING))
    as[1] = arena_printf(context->arena, "%s_end", as[0]);
  bool named = as[0] && as[1];
  params.as_start = named ? as[0] : arena_printf(context->arena, "%s_start", params.field);
  params.as_end = named ? as[1] : arena_printf(context->arena, "%s_end", params.field);
  return transform_stack(in, &params, json_place(spec), context);
}

static const char *const properties[] = {"stack", "groupby", "offset", "sort", "as", NULL};
static const char *const fields[] = {"groupby", "stack", "sort.field", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_stack = {
    .key = "stack", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
