/* vegalite/transform/property.h: reading a transform's JSON; errors point at the faulty value.
 *
 * Numbers may also be written {"expr": …}, {"signal": …} or {"param": …}; they are evaluated in the context's scope.
 */
#pragma once
#include "transform/functions.h"
#include "vegalite/transform/json.h"

/* A required string; NULL after a message. */
const char *property_string(const Json *spec, const char *key, TransformContext *context);
/* A list of strings. Absent gives an empty list, or a message when `required`. */
bool property_fields(const Json *spec, const char *key, bool required, FieldList *out, TransformContext *context);
/* `*out` keeps its value when the property is absent or null. */
bool property_number(const Json *spec, const char *key, double *out, TransformContext *context);
bool property_boolean(const Json *spec, const char *key, bool *out, TransformContext *context);
/* Two numbers; `*given` tells whether there are any. */
bool property_extent(const Json *spec, const char *key, double out[2], bool *given, TransformContext *context);
/* A list of numbers, NULL and 0 when absent. */
bool property_numbers(const Json *spec, const char *key, const double **out, size_t *count, TransformContext *context);
/* One of `names` (NULL-terminated); NULL after a message. `otherwise` when absent. */
const char *property_choice(const Json *spec, const char *key, const char *otherwise, const char *const *names,
                            TransformContext *context);
/* Output names: a list of up to `count` names; those that are not given keep the value they have in `out`. */
bool property_names(const Json *spec, const char *key, const char **out, size_t count, TransformContext *context);
/* [{"field", "order"}, …]. */
bool property_sort(const Json *spec, const char *key, const SortKey **out, size_t *count, TransformContext *context);
/* [{"op", "field", "as"}, …], required. */
bool property_measures(const Json *spec, const char *key, const Measure **out, size_t *count,
                       TransformContext *context);
/* The value of a param; undefined if the scope has no such param. */
Value property_signal(const char *name, const TransformContext *context);
/* Warns of fields that the transform reads and no row of `in` has. */
void property_warn_missing(const Json *spec, const TransformType *type, const Table *in, TransformContext *context);
/* The same of one field, and of the fields that one expression reads. Empty tables are left alone. */
void property_warn_field(const Table *in, const char *field, Place at, TransformContext *context);
void property_warn_expression(const Json *expression, const Table *in, TransformContext *context);
/* Warns when the transform made no rows of those of `in`. `out` may be NULL. */
void property_warn_none_left(const Json *spec, const TransformType *type, const Table *in, const Table *out,
                             TransformContext *context);
/* Warns of members of `object` that are not in `known` (NULL-terminated). */
void property_check(const Json *object, const char *const *known, TransformContext *context);
