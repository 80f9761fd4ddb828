/* transform/aggregate_fold.h: an aggregate of rows that come in blocks. */
#pragma once
#include "transform/functions.h"

typedef struct AggregateFold AggregateFold;

/* NULL, without a message, if one of the operations does not fold (aggregate_op_folds()): then transform_aggregate() has to see all rows at
 * once, or knows what is wrong. Groups by `group_by` and the context's facet fields. Lives in the context's arena. */
AggregateFold *aggregate_fold_create(FieldList group_by, const Measure *measures, size_t count,
                                     TransformContext *context);
/* Adds the rows of a block, of which nothing is kept; `scratch` is for what is temporary. False if the groups become too many, or have values
 * that cannot be kept: then all rows are needed at once. */
bool aggregate_fold_add(AggregateFold *fold, const Table *block, Arena *scratch);
/* What transform_aggregate() gives for all rows that were added, bit by bit; NULL if there were none. */
const Table *aggregate_fold_finish(AggregateFold *fold);
