/* transform/context.h: the context of a transform. */
#pragma once
#include "expr/expr.h"

typedef struct TransformContext {
  Arena *arena;
  Messages *messages;
  const ExprScope *scope;
  /* Fields by which every grouping also groups: those of a facet, when the transform runs on all its cells at once. */
  const char *const *facet_fields;
  size_t facet_field_count;
  const struct Collation *collation; /* the order of texts (format/collate.h); NULL: by their characters */
  void *host;                        /* the language's own; no transform of the engine reads it */
} TransformContext;

/* Reports that `wrong` is not one of `names` (NULL-terminated): "unknown time unit …". */
void transform_unknown(Place at, const char *what, const char *wrong, const char *const *names,
                       TransformContext *context);
