/* transform/window.c: columns computed from the rows around each row (vega-transforms Window).
 *
 * The rows of a group are ordered; a frame moves over them and is extended to whole sets of peers, unless that is switched off.
 */
#include "transform/measure.h"
#include "transform/window_ops.h"
#include <math.h>

/* One output column: either a window operation or an aggregate over the frame. */
typedef struct WindowColumn {
  const WindowOp *op;
  WindowRun run;
  const MeasureOp *measure;
  MeasureCell *cell; /* shared by the aggregates of one field … */
  size_t owner;      /* … of which the first moves it */
  bool moved;
  Value current; /* the aggregate over the current frame */
  Value *values;
} WindowColumn;

typedef struct Window {
  const WindowParams *params;
  WindowColumn *columns;
  const SortOrder *order;
  size_t *peers_start, *peers_end; /* of the partition's rows */
} Window;

static bool prepare_column(const Table *in, const WindowField *field, WindowColumn *column, Place at,
                           TransformContext *context) {
  column->op = window_op_find(field->op);
  column->measure = column->op ? NULL : measure_op_find(field->op);
  if (!column->op && !column->measure) {
    window_op_unknown(field->op, at, context);
    return false;
  }
  bool needs_field = column->op ? column->op->needs_field : measure_op_needs_field(column->measure);
  if (needs_field && !field->field) {
    messages_error(context->messages, at, "E315", "the window operation \"%s\" needs a field", field->op);
    return false;
  }
  if (column->op && column->op->needs_positive_param && !(field->param > 0)) {
    messages_error(context->messages, at, "E316", "the window operation \"%s\" needs a \"param\" greater than 0",
                   field->op);
    return false;
  }
  column->run = (WindowRun){.column = field->field ? table_field(in, field->field) : NULL, .param = field->param};
  column->values = arena_array(context->arena, Value, table_row_count(in));
  return true;
}

static bool prepare(const Table *in, Window *window, Place at, TransformContext *context) {
  const WindowParams *params = window->params;
  window->columns = arena_array(context->arena, WindowColumn, params->field_count);
  for (size_t i = 0; i < params->field_count; i++) {
    WindowColumn *column = &window->columns[i];
    if (!prepare_column(in, &params->fields[i], column, at, context)) return false;
    if (!column->measure) continue;
    size_t owner = 0;
    while (!window->columns[owner].measure || g_strcmp0(params->fields[owner].field, params->fields[i].field)) owner++;
    column->owner = owner;
    column->cell = owner < i ? window->columns[owner].cell : measure_cell_create(in, params->fields[i].field, context);
    measure_cell_need(column->cell, column->measure);
  }
  window->order = sort_order_create(in, params->sort, params->sort_count, context->collation, context->arena);
  window->peers_start = arena_array(context->arena, size_t, table_row_count(in));
  window->peers_end = arena_array(context->arena, size_t, table_row_count(in));
  return true;
}

static void find_peers(Window *window, const guint32 *rows, size_t count) {
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && sort_order_same(window->order, rows[from], rows[to]);) to++;
    for (size_t i = from; i < to; i++) {
      window->peers_start[i] = from;
      window->peers_end[i] = to;
    }
  }
}

static size_t clamp_index(double at, size_t count) { return (size_t)CLAMP(trunc(at), 0, (double)count); }

static void set_frame(const Window *window, WindowView *view) {
  const double *frame = window->params->frame;
  double at = (double)view->index;
  view->from = isnan(frame[0]) ? 0 : clamp_index(at + frame[0], view->count);
  view->to = isnan(frame[1]) ? view->count : clamp_index(at + frame[1] + 1, view->count);
  if (!window->order->count || window->params->ignore_peers || view->from >= view->to) return;
  size_t last = view->to - 1;
  view->from = window->peers_start[view->from];
  view->to = window->peers_end[last];
}

static void compute_row(Window *window, const WindowView *view) {
  guint32 row = view->rows[view->index];
  size_t to = MAX(view->from, view->to);
  for (size_t i = 0; i < window->params->field_count; i++) {
    WindowColumn *column = &window->columns[i];
    if (column->op) {
      column->values[row] = column->op->next(&column->run, view);
      continue;
    }
    if (column->owner == i) column->moved = measure_cell_move(column->cell, view->rows, view->from, to);
    if (window->columns[column->owner].moved) column->current = measure_cell_value(column->cell, column->measure);
    column->values[row] = column->current;
  }
}

static void compute_partition(Window *window, const guint32 *rows, size_t count, Arena *arena) {
  WindowView view = {window->order, rows, count, 0, 0, 0};
  for (size_t i = 0; i < window->params->field_count; i++) {
    window_run_begin(&window->columns[i].run);
    if (window->columns[i].cell) measure_cell_clear(window->columns[i].cell);
  }
  if (window->order->count) find_peers(window, rows, count);
  for (view.index = 0; view.index < count && arena_goes_on(arena, view.index); view.index++) {
    set_frame(window, &view);
    compute_row(window, &view);
  }
}

static bool can_join(const WindowParams *params) {
  for (size_t i = 0; i < params->field_count; i++)
    if (!measure_op_find(params->fields[i].op)) return false;
  return isnan(params->frame[0]) && isnan(params->frame[1]);
}

/* Aggregates alone over an unbounded frame are a joinaggregate, which is much cheaper. */
static const Table *join_instead(const Table *in, const WindowParams *params, Place at, TransformContext *context) {
  Measure *measures = arena_array(context->arena, Measure, params->field_count);
  for (size_t i = 0; i < params->field_count; i++)
    measures[i] = (Measure){params->fields[i].op, params->fields[i].field, params->fields[i].as};
  return transform_join_aggregate(in, params->group_by, measures, params->field_count, at, context);
}

const Table *transform_window(const Table *in, const WindowParams *params, Place at, TransformContext *context) {
  if (can_join(params)) return join_instead(in, params, at, context);
  Arena *arena = context->arena;
  Window window = {.params = params};
  if (!prepare(in, &window, at, context)) return NULL;
  FieldList fields = groups_with_facets(params->group_by, context);
  const Grouping *grouping = groups_of(in, fields, GROUP_BY_TEXT, arena);
  const guint32 *rows = sort_order_grouped(window.order, grouping, table_row_count(in), arena);
  for (size_t g = 0; g < grouping->group_count; g++) {
    size_t from = grouping->starts[g];
    compute_partition(&window, rows + from, grouping->starts[g + 1] - from, arena);
  }
  for (size_t i = 0; i < params->field_count; i++) {
    const WindowField *field = &params->fields[i];
    const char *as = field->as ? field->as : measure_default_name(field->op, field->field, arena);
    in = table_with_column(in, as, column_from_values(window.columns[i].values, table_row_count(in), arena));
  }
  return in;
}
