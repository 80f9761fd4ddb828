/* vegalite/transform/json.h: the transforms of a chart, as written in JSON.
 *
 * Each transform is one file with one `const TransformType`, which describes it completely;
 * vegalite/transform/transforms.c lists them. Code elsewhere asks for these properties and never compares names. A type
 * reads its JSON into settled parameters; what it does with the rows is a function of the engine
 * (transform/functions.h).
 */
#pragma once
#include "transform/context.h"

/* What some transforms need besides the table: TransformContext.host points to one, or is NULL where there is none. */
typedef struct TransformHost {
  GHashTable *params; /* name → const Value *: where extent leaves its result for later transforms */
  /* The table of a lookup's `from`: {"data": …} or {"param": …}. NULL if it is unavailable (message given). */
  const Table *(*lookup)(void *data, const Json *from);
  void *data;
} TransformHost;

typedef struct TransformType {
  const char *key;               /* the property that identifies it: "filter", "calculate", "window" … */
  const char *const *properties; /* every property it has, NULL-terminated; a warning reports others */
  /* Where its JSON names the fields it reads, and the new columns it creates. Paths such as "groupby" and "aggregate.field",
   * NULL-terminated; each leads through lists, and through "and", "or" and "not" of predicates. NULL: there are none. */
  const char *const *fields, *const *outputs;
  const char *const *expressions;     /* where its JSON has expressions of the row, in the same way; NULL: nowhere */
  const char *const *default_outputs; /* names of the new columns that "as" leaves out, in its order; NULL: none */
  bool by_row;                        /* does to each row on its own what it does */
  /* Whether it makes few rows of many, which may come in blocks (data/blocks.h); NULL: it does not. */
  bool (*folds)(const Json *spec);
  bool per_cell; /* needs the rows of each facet cell alone: grouping by the facet's fields would not do */
  /* How the fields it reads must be parsed: {"date": "date"}. NULL: it takes them as they are. */
  const Json *(*parse)(const Json *spec, Arena *arena);
  /* Returns the new table, or NULL after an error message. `spec` is the transform's JSON. */
  const Table *(*run)(const Json *spec, const Table *in, TransformContext *context);
} TransformType;

/* Runs the list `transforms` (an array; NULL is allowed) in order. NULL after an error. */
const Table *transform_run_all(const Json *transforms, const Table *in, TransformContext *context);

/* Questions about the same lists. */

/* Whether one of them creates the column `field`. Not when it keeps the name of a field it reads, as flatten, loess or a lookup
 * without "as" do: that field is still to be parsed where it is read. */
bool transform_creates(const Json *transforms, const char *field);
/* Whether one of them must run in each facet cell. */
bool transform_runs_per_cell(const Json *transforms);
/* What becomes of rows that come in blocks. */
typedef enum BlockUse {
  BLOCKS_GO_ON, /* they are blocks after it */
  BLOCKS_END,   /* it makes few rows of them */
  BLOCKS_JOIN   /* it needs all rows at once */
} BlockUse;
BlockUse transform_block_use(const Json *transforms);
/* How the fields they read must be parsed: an object, maybe empty; the first transform to ask decides. */
const Json *transform_parse(const Json *transforms, Place at, Arena *arena);
