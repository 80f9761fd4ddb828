/* transform/transforms.c: every transform there is. A new one is a file and a line here.
 *
 * Vega-Lite tells them apart by the property they have; where several have the same (extent is also one of density's), the one
 * named first here counts.
 */
#include "transform/property.h"

extern const TransformType transform_type_aggregate, transform_type_bin, transform_type_calculate,
    transform_type_density, transform_type_extent, transform_type_filter, transform_type_flatten, transform_type_fold,
    transform_type_impute, transform_type_joinaggregate, transform_type_loess, transform_type_lookup,
    transform_type_pivot, transform_type_quantile, transform_type_regression, transform_type_sample,
    transform_type_stack, transform_type_timeunit, transform_type_window;

/* In the order in which Vega-Lite asks (compile/data/parse.ts), extent moved behind those that have an extent. */
static const TransformType *const types[] = {
    &transform_type_calculate,  &transform_type_filter, &transform_type_bin,     &transform_type_timeunit,
    &transform_type_aggregate,  &transform_type_lookup, &transform_type_window,  &transform_type_joinaggregate,
    &transform_type_stack,      &transform_type_fold,   &transform_type_flatten, &transform_type_pivot,
    &transform_type_sample,     &transform_type_impute, &transform_type_density, &transform_type_quantile,
    &transform_type_regression, &transform_type_loess,  &transform_type_extent,
};

/* The type whose key `spec` has; NULL (with a message naming it) when there is none. */
static const TransformType *transform_type(const Json *spec, Messages *messages, Arena *arena) {
  const char *names[G_N_ELEMENTS(types) + 1] = {NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    names[i] = types[i]->key;
    if (json_has(spec, types[i]->key)) return types[i];
  }
  if (!json_is(spec, JSON_OBJECT)) {
    messages_error(messages, json_place(spec), "a transform must be an object");
    return NULL;
  }
  const char *wrong = json_count(spec) ? spec->object.members[0].key : "";
  Place at = json_count(spec) ? json_key_place(&spec->object.members[0]) : json_place(spec);
  messages_error(messages, at, "unknown transform \"%s\"%s", wrong, suggest(arena, wrong, names));
  return NULL;
}

const Table *transform_run_all(const Json *transforms, const Table *in, TransformContext *context) {
  if (transforms && !json_is(transforms, JSON_ARRAY) && !json_is_null(transforms)) {
    messages_error(context->messages, json_place(transforms), "\"transform\" must be an array");
    return NULL;
  }
  for (size_t i = 0; in && json_is(transforms, JSON_ARRAY) && i < json_count(transforms); i++) {
    const Json *spec = json_at(transforms, i);
    const TransformType *type = transform_type(spec, context->messages, context->arena);
    if (type) property_check(spec, type->properties, context);
    if (type) property_warn_missing(spec, in, context);
    in = type ? type->run(spec, in, context) : NULL;
  }
  return in;
}
