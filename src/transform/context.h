/* transform/context.h: what transforms run in. */
#pragma once
#include "expr/expr.h"

typedef struct TransformContext TransformContext;
struct TransformContext {
  Arena *arena;
  Messages *messages;
  const ExprScope *scope;
  GHashTable
      *params; /* name → const Value *: where extent leaves its result for whatever runs later; NULL: it cannot */
  /* Fields by which every grouping also groups: the facet's, when the transform runs on all its cells at once. */
  const char *const *facet_fields;
  size_t facet_field_count;
  /* The table of a lookup's `from`: {"data": …} or {"param": …}. NULL if it is unavailable (message given). */
  const Table *(*lookup)(void *host, const Json *from);
  void *host;
};
