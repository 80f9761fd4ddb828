/* transform/by_row.c: see by_row.h. */
#include "transform/by_row.h"
#include <string.h>

typedef struct Params {
  ByRow run;
  const void *own;
  const TransformContext *context;
} Params;

/* In the arena of a block, with messages of its own. */
static const Table *run_on_block(const Table *in, const void *data, Messages *messages, Arena *arena) {
  const Params *params = data;
  TransformContext *context = arena_new(arena, TransformContext);
  *context = *params->context;
  context->arena = arena;
  context->messages = messages;
  if (context->scope) {
    ExprScope *scope = arena_new(arena, ExprScope);
    *scope = *params->context->scope;
    scope->arena = arena;
    scope->messages = messages;
    context->scope = scope;
  }
  return params->run(in, params->own, context);
}

const Table *transform_by_row(const Table *in, ByRow run, const void *params, size_t size, unsigned traits,
                              TransformContext *context) {
  if (!table_is_in_blocks(in)) return run(in, params, context);
  Arena *arena = context->arena;
  void *own = arena_alloc(arena, size);
  memcpy(own, params, size);
  TransformContext *kept = arena_new(arena, TransformContext);
  *kept = *context;
  Params *all = arena_new(arena, Params);
  *all = (Params){run, own, kept};
  StepPlan plan = {.step = run_on_block,
                   .params = all,
                   .drops_rows = traits & BY_ROW_DROPS,
                   .needs_caller = traits & BY_ROW_HOSTED,
                   .messages = context->messages,
                   .arena = arena};
  const Table *out = table_then(in, &plan);
  return out ? out : run(table_whole(in), params, context);
}
