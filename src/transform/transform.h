/* transform/transform.h: a table in, a table out.
 *
 * Each Vega-Lite transform is one file with one `const TransformType`; transform/transforms.c lists them. What encodings
 * imply (bin, timeUnit, aggregate, stack, impute) goes through the same functions, by way of the same JSON.
 */
#pragma once
#include "expr/expr.h"

typedef struct TransformContext TransformContext;
struct TransformContext {
  Arena *arena;
  Messages *messages;
  const ExprScope *scope;
  /* Fields that every grouping also groups by (the facet's fields, when the transform stands inside a facet). */
  const char *const *facet_fields;
  size_t facet_field_count;
  /* The table of a lookup's `from`: {"data": …} or {"param": …}. NULL when it cannot be had (message given). */
  const Table *(*lookup)(void *host, const Json *from);
  void *host;
};

typedef struct TransformType {
  const char *key; /* the property that marks it: "filter", "calculate", "window" … */
  /* Returns the new table, or NULL after an error message. `spec` is the transform's JSON as Vega-Lite writes it. */
  const Table *(*run)(const Json *spec, const Table *in, TransformContext *context);
  const char *const *properties; /* every property it has, NULL-terminated; others are warned of */
} TransformType;

/* Runs the list `transforms` (an array; NULL is allowed) one after the other. NULL after an error. */
const Table *transform_run_all(const Json *transforms, const Table *in, TransformContext *context);
