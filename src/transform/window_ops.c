/* transform/window_ops.c: what a window computes for a row from the rows around it (vega-transforms WindowOps). */
#include "transform/window_ops.h"
#include <math.h>

void window_run_begin(WindowRun *run) {
  run->rank = 1;
  run->place = 0;
  run->value = value_null();
}

/* Without an order no two rows are peers. */
static bool are_peers(const WindowView *view, size_t i, size_t j) {
  return view->order->count && sort_order_same(view->order, view->rows[i], view->rows[j]);
}

static Value value_at(const WindowRun *run, const WindowView *view, size_t i) {
  return column_value(run->column, view->rows[i]);
}

static Value row_number(WindowRun *run, const WindowView *view) {
  (void)run;
  return value_number((double)(view->index + 1));
}

static double next_rank(WindowRun *run, const WindowView *view) {
  if (view->index && !are_peers(view, view->index - 1, view->index)) run->rank = (double)(view->index + 1);
  return run->rank;
}

static Value rank(WindowRun *run, const WindowView *view) { return value_number(next_rank(run, view)); }

static Value dense_rank(WindowRun *run, const WindowView *view) {
  if (view->index && !are_peers(view, view->index - 1, view->index)) run->rank++;
  return value_number(run->rank);
}

static Value percent_rank(WindowRun *run, const WindowView *view) {
  return value_number((next_rank(run, view) - 1) / ((double)view->count - 1));
}

/* Vega looks for peers only from the second row on, so the first row has 1/n even if it has peers. */
static double next_share(WindowRun *run, const WindowView *view) {
  if (run->place < view->index) {
    size_t last = view->index;
    while (last + 1 < view->count && are_peers(view, last, last + 1)) last++;
    run->place = last;
  }
  return (1 + (double)run->place) / (double)view->count;
}

static Value cume_dist(WindowRun *run, const WindowView *view) { return value_number(next_share(run, view)); }
static Value ntile(WindowRun *run, const WindowView *view) {
  return value_number(ceil(run->param * next_share(run, view)));
}

static Value value_beside(const WindowRun *run, const WindowView *view, double offset) {
  double at = (double)view->index + offset;
  return at >= 0 && at < (double)view->count ? value_at(run, view, (size_t)at) : value_null();
}

static double offset_of(const WindowRun *run) { return isnan(run->param) || run->param == 0 ? 1 : trunc(run->param); }

static Value lag(WindowRun *run, const WindowView *view) { return value_beside(run, view, -offset_of(run)); }
static Value lead(WindowRun *run, const WindowView *view) { return value_beside(run, view, offset_of(run)); }

static Value first_value(WindowRun *run, const WindowView *view) {
  return view->from < view->to ? value_at(run, view, view->from) : value_undefined();
}
static Value last_value(WindowRun *run, const WindowView *view) {
  return view->from < view->to ? value_at(run, view, view->to - 1) : value_undefined();
}
static Value nth_value(WindowRun *run, const WindowView *view) {
  double at = (double)view->from + trunc(run->param) - 1;
  return at < (double)view->to ? value_at(run, view, (size_t)fmax(at, 0)) : value_null();
}

static bool is_there(Value value) { return value.kind != VALUE_NULL && value.kind != VALUE_UNDEFINED; }

static Value prev_value(WindowRun *run, const WindowView *view) {
  Value value = value_at(run, view, view->index);
  if (is_there(value)) run->value = value;
  return run->value;
}

/* `place` is one past the row of the current value. */
static Value next_value(WindowRun *run, const WindowView *view) {
  if (view->index < run->place) return run->value;
  size_t i = view->index;
  while (i < view->count && !is_there(value_at(run, view, i))) i++;
  run->value = i < view->count ? value_at(run, view, i) : value_null();
  run->place = i + 1;
  return run->value;
}

/* A new operation is a function and a line here. */
#define EVERY_OP(X)                                                                                                    \
  X("row_number", false, false, row_number)                                                                            \
  X("rank", false, false, rank)                                                                                        \
  X("dense_rank", false, false, dense_rank)                                                                            \
  X("percent_rank", false, false, percent_rank)                                                                        \
  X("cume_dist", false, false, cume_dist)                                                                              \
  X("ntile", false, true, ntile)                                                                                       \
  X("lag", true, false, lag)                                                                                           \
  X("lead", true, false, lead)                                                                                         \
  X("first_value", true, false, first_value)                                                                           \
  X("last_value", true, false, last_value)                                                                             \
  X("nth_value", true, true, nth_value)                                                                                \
  X("prev_value", true, false, prev_value)                                                                             \
  X("next_value", true, false, next_value)

#define AS_OP(name, needs_field, needs_positive_param, next) {name, needs_field, needs_positive_param, next},
#define AS_NAME(name, needs_field, needs_positive_param, next) name,
static const WindowOp ops[] = {EVERY_OP(AS_OP)};
const char *const window_op_names[] = {EVERY_OP(AS_NAME) NULL};

const WindowOp *window_op_find(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(ops); i++)
    if (g_str_equal(ops[i].name, name)) return &ops[i];
  return NULL;
}

static const char *const *all_op_names(Arena *arena) {
  size_t window_count = g_strv_length((char **)window_op_names), count = g_strv_length((char **)aggregate_op_names);
  const char **names = arena_array(arena, const char *, window_count + count + 1);
  for (size_t i = 0; i < window_count; i++) names[i] = window_op_names[i];
  for (size_t i = 0; i < count; i++) names[window_count + i] = aggregate_op_names[i];
  return names;
}

void window_op_unknown(const char *name, Place at, TransformContext *context) {
  transform_unknown(at, "window operation", name, all_op_names(context->arena), context);
}
