/* transform/by_row.h: transforms that treat each row on its own, and so can be applied to tables in blocks (data/blocks.h). */
#pragma once
#include "data/blocks.h"
#include "transform/functions.h"

/* What a transform does to rows that are there, within `context`. NULL after an error message. */
typedef const Table *(*ByRow)(const Table *in, const void *params, TransformContext *context);

enum {
  BY_ROW_DROPS = 1 << 0, /* it leaves rows out */
  BY_ROW_HOSTED = 1 << 1 /* it calls functions of the host (expr_calls_host()), which only the chart's thread may do */
};

/* `run` on the table, or, if that is in blocks, a table in blocks on which it will run; `params` are copied (`size` bytes). */
const Table *transform_by_row(const Table *in, ByRow run, const void *params, size_t size, unsigned traits,
                              TransformContext *context);
