/* transform/measure.c: aggregates of one field over some rows.
 *
 * Follows vega-transforms (AggregateOps, TupleStore): null, undefined and "" are missing, NaN is skipped, everything else is
 * valid and counts as Number(x), so the sum of texts that are not numbers is NaN. The smallest and largest value keep their kind.
 */
#include "transform/measure.h"
#include "transform/statistics.h"
#include <math.h>
#include <string.h>

typedef enum MeasureNeed {
  NEED_COUNTS = 1 << 0,   /* valid, missing */
  NEED_SUM = 1 << 1,      /* sum, product */
  NEED_MOMENTS = 1 << 2,  /* mean, deviation */
  NEED_EXTREMES = 1 << 3, /* rows of the smallest and the largest */
  NEED_IDENTITY = 1 << 4, /* which rows have equal values */
  NEED_SCRATCH = 1 << 5,  /* a buffer for the numbers of all rows */
  NEED_RESAMPLING = 1 << 6
} MeasureNeed;

typedef enum RowState { ROW_VALID, ROW_MISSING, ROW_NAN } RowState;

enum { NO_ROW = G_MAXUINT32 };

struct MeasureCell {
  const Table *table;
  const Column *column; /* NULL: undefined in every row */
  TransformContext *context;
  unsigned needs;
  const double *numbers;
  const guint8 *states; /* RowState */
  bool numeric;         /* order by `numbers`, not by the values themselves */
  const guint32 *rows;  /* [from, to) are in the cell */
  size_t from, to;
  double valid, missing, sum, product, mean, deviation; /* as in MeasureState */
  guint32 smallest, largest;
  bool extremes_stale, product_stale;
  const guint32 *identity; /* row → index of its value */
  guint32 *seen, stamp;    /* value → the stamp it was last seen with */
  double *scratch;
  size_t scratch_count;
  bool has_scratch, has_interval;
  double interval[2];
  double *resampled;
};

struct MeasureOp {
  const char *name;
  unsigned needs;
  Value (*value)(MeasureCell *cell);
  unsigned traits; /* AggregateTrait */
};

/* ---- what the field's rows are ---- */

static RowState state_of(Value value, double number) {
  if (value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED) return ROW_MISSING;
  if (value.kind == VALUE_STRING) return *value.string ? ROW_VALID : ROW_MISSING;
  return (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) && isnan(number) ? ROW_NAN : ROW_VALID;
}

static void read_rows(MeasureCell *cell) {
  size_t count = table_row_count(cell->table);
  Arena *arena = cell->context->arena;
  guint8 *states = arena_array(arena, guint8, count);
  cell->states = states;
  cell->numeric = true;
  if (!cell->column) {
    cell->numbers = arena_array(arena, double, count);
    memset(states, ROW_MISSING, count);
    return;
  }
  cell->numbers = column_numbers(cell->column, arena);
  if (cell->column->kind == COLUMN_NUMBER || cell->column->kind == COLUMN_DATE) {
    for (size_t i = 0; i < count; i++) states[i] = isnan(cell->numbers[i]) ? ROW_NAN : ROW_VALID;
    return;
  }
  if (column_is_plain(cell->column)) {
    memset(states, ROW_VALID, count);
    cell->numeric = count == 0;
    return;
  }
  for (size_t i = 0; i < count; i++) {
    Value value = column_value(cell->column, i);
    states[i] = (guint8)state_of(value, cell->numbers[i]);
    if (states[i] == ROW_VALID && value.kind > VALUE_DATE) cell->numeric = false;
  }
}

/* Values are equal if String(x) is: a column of several kinds is compared as text. */
static void read_identity(MeasureCell *cell) {
  static const char *const name[] = {"value"};
  Arena *arena = cell->context->arena;
  size_t count = table_row_count(cell->table);
  const Column *column = cell->column ? cell->column : column_constant(value_undefined(), count, arena);
  if (column->kind == COLUMN_VALUE && !cell->numeric) {
    const char **texts = arena_array(arena, const char *, count);
    for (size_t i = 0; i < count; i++) texts[i] = value_to_string(column->values[i], arena);
    column = column_from_strings(texts, count, arena);
  }
  const Table *table = table_with_column(table_create(arena, count), name[0], column);
  const Grouping *grouping = table_group(table, name, 1, arena);
  cell->identity = grouping->group_of;
  cell->seen = arena_array(arena, guint32, grouping->group_count);
}

MeasureCell *measure_cell_create(const Table *table, const char *field, TransformContext *context) {
  MeasureCell *cell = arena_new(context->arena, MeasureCell);
  cell->table = table;
  cell->column = field ? table_field(table, field) : NULL;
  cell->context = context;
  measure_cell_clear(cell);
  return cell;
}

void measure_cell_need(MeasureCell *cell, const MeasureOp *op) {
  unsigned more = op->needs & ~cell->needs;
  cell->needs |= op->needs;
  if (!cell->states && op->needs) read_rows(cell);
  if (more & NEED_IDENTITY) read_identity(cell);
  if (more & NEED_RESAMPLING) cell->resampled = arena_array(cell->context->arena, double, STATISTICS_BOOTSTRAP_ROOM);
  if (more & NEED_SCRATCH) cell->scratch = arena_array(cell->context->arena, double, table_row_count(cell->table));
}

/* ---- rows come and go ---- */

/* JavaScript's a < b. */
static bool is_less_value(Value a, Value b) {
  if (a.kind == VALUE_STRING && b.kind == VALUE_STRING) return strcmp(a.string, b.string) < 0;
  return value_to_number(a) < value_to_number(b);
}

static bool is_less(const MeasureCell *cell, guint32 a, guint32 b) {
  if (cell->numeric) return cell->numbers[a] < cell->numbers[b];
  Value left = column_value(cell->column, a), right = column_value(cell->column, b);
  if (left.kind == VALUE_STRING && right.kind == VALUE_STRING) return strcmp(left.string, right.string) < 0;
  return cell->numbers[a] < cell->numbers[b];
}

static void add_extremes(MeasureCell *cell, const guint32 *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    guint32 row = rows[i];
    if (cell->states[row] != ROW_VALID) continue;
    if (cell->smallest == NO_ROW || is_less(cell, row, cell->smallest)) cell->smallest = row;
    if (cell->largest == NO_ROW || is_less(cell, cell->largest, row)) cell->largest = row;
  }
}

/* Also counts, in the same pass. Welford's algorithm updates the mean and the squared deviations. */
static void add_moments(MeasureCell *cell, const guint32 *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    guint32 row = rows[i];
    if (cell->states[row] != ROW_VALID) {
      cell->missing += cell->states[row] == ROW_MISSING;
      continue;
    }
    double number = cell->numbers[row], delta = number - cell->mean;
    cell->valid++;
    cell->mean += delta / cell->valid;
    cell->deviation += delta * (number - cell->mean);
  }
}

static void add_counts(MeasureCell *cell, const guint32 *rows, size_t count) {
  size_t valid = 0, missing = 0;
  for (size_t i = 0; i < count; i++) {
    valid += cell->states[rows[i]] == ROW_VALID;
    missing += cell->states[rows[i]] == ROW_MISSING;
  }
  cell->valid += (double)valid;
  cell->missing += (double)missing;
}

static void add_sum(MeasureCell *cell, const guint32 *rows, size_t count) {
  double sum = cell->sum, product = cell->product;
  for (size_t i = 0; i < count; i++) {
    if (cell->states[rows[i]] != ROW_VALID) continue;
    sum += cell->numbers[rows[i]];
    product *= cell->numbers[rows[i]];
  }
  cell->sum = sum;
  cell->product = product;
}

static void add_rows(MeasureCell *cell, const guint32 *rows, size_t count) {
  if (cell->needs & NEED_MOMENTS)
    add_moments(cell, rows, count);
  else if (cell->needs & NEED_COUNTS)
    add_counts(cell, rows, count);
  if (cell->needs & NEED_SUM) add_sum(cell, rows, count);
  if (cell->needs & NEED_EXTREMES && !cell->extremes_stale) add_extremes(cell, rows, count);
}

static void remove_rows(MeasureCell *cell, const guint32 *rows, size_t count) {
  for (size_t i = 0; cell->states && i < count; i++) {
    guint32 row = rows[i];
    if (cell->states[row] != ROW_VALID) {
      cell->missing -= cell->states[row] == ROW_MISSING;
      continue;
    }
    double number = cell->numbers[row], delta = number - cell->mean;
    cell->valid--;
    cell->mean -= cell->valid > 0 ? delta / cell->valid : cell->mean;
    cell->deviation -= delta * (number - cell->mean);
    cell->sum -= number;
    cell->product_stale = true;
    if (row == cell->smallest || row == cell->largest) cell->extremes_stale = true;
  }
}

void measure_cell_clear(MeasureCell *cell) {
  cell->rows = NULL;
  cell->from = cell->to = 0;
  cell->valid = cell->missing = cell->sum = cell->mean = cell->deviation = 0;
  cell->product = 1;
  cell->smallest = cell->largest = NO_ROW;
  cell->extremes_stale = cell->product_stale = cell->has_scratch = cell->has_interval = false;
}

bool measure_cell_move(MeasureCell *cell, const guint32 *rows, size_t from, size_t to) {
  if (cell->rows == rows && cell->from == from && cell->to == to) return false;
  if (cell->rows != rows || from >= cell->to || from < cell->from || to < cell->to) {
    measure_cell_clear(cell);
    cell->from = cell->to = from;
  }
  cell->rows = rows;
  remove_rows(cell, rows + cell->from, from - cell->from);
  add_rows(cell, rows + cell->to, to - cell->to);
  cell->from = from;
  cell->to = to;
  cell->has_scratch = cell->has_interval = false;
  return true;
}

/* ---- rows that are no longer there ---- */

MeasureState measure_state_empty(void) { return (MeasureState){.product = 1}; }

static void load(MeasureCell *cell, const MeasureState *state) {
  measure_cell_clear(cell);
  cell->valid = state->valid;
  cell->missing = state->missing;
  cell->sum = state->sum;
  cell->product = state->product;
  cell->mean = state->mean;
  cell->deviation = state->deviation;
}

static void look_at_extremes(MeasureState *state, Value value) {
  if (state->smallest.kind == VALUE_UNDEFINED || is_less_value(value, state->smallest)) state->smallest = value;
  if (state->largest.kind == VALUE_UNDEFINED || is_less_value(state->largest, value)) state->largest = value;
}

static void keep_text(Value *value, Value before, Arena *arena) {
  if (value->kind != VALUE_STRING || (before.kind == VALUE_STRING && before.string == value->string)) return;
  value->string = arena_strdup(arena, value->string);
}

/* Where all values are of one kind, the smallest and largest of the rows stand for them; the order of several kinds is not transitive, so that
 * each row counts, in order. */
static void go_on_extremes(const MeasureCell *cell, MeasureState *state, const guint32 *rows, size_t count,
                           Arena *arena) {
  const Value smallest = state->smallest, largest = state->largest;
  bool none = smallest.kind == VALUE_UNDEFINED;
  bool numbers = cell->numeric && (none || (smallest.kind >= VALUE_NUMBER && smallest.kind <= VALUE_DATE &&
                                            largest.kind >= VALUE_NUMBER && largest.kind <= VALUE_DATE));
  bool texts =
      cell->column->kind == COLUMN_STRING && (none || (smallest.kind == VALUE_STRING && largest.kind == VALUE_STRING));
  if (numbers || texts) {
    look_at_extremes(state, column_value(cell->column, cell->smallest));
    look_at_extremes(state, column_value(cell->column, cell->largest));
  } else {
    for (size_t i = 0; i < count; i++)
      if (cell->states[rows[i]] == ROW_VALID) look_at_extremes(state, column_value(cell->column, rows[i]));
  }
  keep_text(&state->smallest, smallest, arena);
  keep_text(&state->largest, largest, arena);
}

bool measure_cell_go_on(MeasureCell *cell, MeasureState *state, const guint32 *rows, size_t from, size_t to,
                        Arena *arena) {
  load(cell, state);
  add_rows(cell, rows + from, to - from);
  state->rows += to - from;
  state->valid = cell->valid;
  state->missing = cell->missing;
  state->sum = cell->sum;
  state->product = cell->product;
  state->mean = cell->mean;
  state->deviation = cell->deviation;
  if (cell->smallest != NO_ROW) go_on_extremes(cell, state, rows + from, to - from, arena);
  return state->smallest.kind <= VALUE_STRING && state->largest.kind <= VALUE_STRING;
}

Value measure_state_value(const MeasureState *state, const MeasureOp *op, MeasureCell *spare) {
  if (op->traits & AGGREGATE_EXTREME) return op->traits & AGGREGATE_LARGEST ? state->largest : state->smallest;
  load(spare, state);
  spare->to = state->rows;
  return op->value(spare);
}

/* ---- operations ---- */

static Value number_or_undefined(bool defined, double number) {
  return defined ? value_number(number) : value_undefined();
}

static Value count_value(MeasureCell *cell) { return value_number((double)(cell->to - cell->from)); }
static Value valid_value(MeasureCell *cell) { return value_number(cell->valid); }
static Value missing_value(MeasureCell *cell) { return value_number(cell->missing); }
static Value sum_value(MeasureCell *cell) { return number_or_undefined(cell->valid > 0, cell->sum); }
static Value mean_value(MeasureCell *cell) { return number_or_undefined(cell->valid > 0, cell->mean); }

static Value product_value(MeasureCell *cell) {
  if (cell->product_stale) {
    double sum = cell->sum;
    cell->product = 1;
    add_sum(cell, cell->rows + cell->from, cell->to - cell->from);
    cell->sum = sum;
    cell->product_stale = false;
  }
  return number_or_undefined(cell->valid > 0, cell->product);
}

static double squares(const MeasureCell *cell) { return cell->deviation < 0 ? 0 : cell->deviation; }

static Value variance_value(MeasureCell *cell) {
  return number_or_undefined(cell->valid > 1, squares(cell) / (cell->valid - 1));
}
static Value variancep_value(MeasureCell *cell) {
  return number_or_undefined(cell->valid > 0, squares(cell) / cell->valid);
}
static Value stdev_value(MeasureCell *cell) {
  return number_or_undefined(cell->valid > 1, sqrt(squares(cell) / (cell->valid - 1)));
}
static Value stdevp_value(MeasureCell *cell) {
  return number_or_undefined(cell->valid > 0, sqrt(squares(cell) / cell->valid));
}
static Value stderr_value(MeasureCell *cell) {
  return number_or_undefined(cell->valid > 1, sqrt(squares(cell) / (cell->valid * (cell->valid - 1))));
}

/* Vega weights by a rate that no measure here gives, so the result is always NaN. */
static Value exponential_value(MeasureCell *cell) { return number_or_undefined(cell->valid > 0, NAN); }

static Value distinct_value(MeasureCell *cell) {
  size_t different = 0;
  cell->stamp++;
  for (size_t i = cell->from; i < cell->to; i++) {
    guint32 value = cell->identity[cell->rows[i]];
    if (cell->seen[value] == cell->stamp) continue;
    cell->seen[value] = cell->stamp;
    different++;
  }
  cell->has_interval = false; /* as in Vega, where counting discards the interval, so that it is resampled */
  return value_number((double)different);
}

static void gather_numbers(MeasureCell *cell) {
  if (cell->has_scratch) return;
  cell->scratch_count = statistics_numbers(cell->column, cell->rows + cell->from, cell->to - cell->from, cell->scratch);
  cell->has_scratch = true;
}

static Value quantile_value(MeasureCell *cell, double p) {
  gather_numbers(cell);
  double quantile = statistics_quantile(cell->scratch, cell->scratch_count, p);
  return number_or_undefined(cell->scratch_count > 0, quantile);
}

static Value q1_value(MeasureCell *cell) { return quantile_value(cell, 0.25); }
static Value median_value(MeasureCell *cell) { return quantile_value(cell, 0.5); }
static Value q3_value(MeasureCell *cell) { return quantile_value(cell, 0.75); }

/* Resampling reads the numbers in row order. Quantiles rearrange them, so they are gathered again. */
static Value interval_value(MeasureCell *cell, size_t end) {
  if (!cell->has_interval) {
    const ExprScope *scope = cell->context->scope;
    while (scope && !scope->random_state) scope = scope->parent;
    cell->has_scratch = false;
    gather_numbers(cell);
    statistics_bootstrap(cell->scratch, cell->scratch_count, scope ? scope->random_state : NULL, cell->interval,
                         cell->resampled, cell->context->arena);
    cell->has_interval = true;
  }
  return number_or_undefined(cell->scratch_count > 0, cell->interval[end]);
}

static Value ci0_value(MeasureCell *cell) { return interval_value(cell, 0); }
static Value ci1_value(MeasureCell *cell) { return interval_value(cell, 1); }

static guint32 extreme_row(MeasureCell *cell, bool largest) {
  if (cell->extremes_stale) {
    cell->smallest = cell->largest = NO_ROW;
    cell->extremes_stale = false;
    add_extremes(cell, cell->rows + cell->from, cell->to - cell->from);
  }
  return largest ? cell->largest : cell->smallest;
}

static Value extreme_value(MeasureCell *cell, bool largest) {
  guint32 row = extreme_row(cell, largest);
  return row == NO_ROW ? value_undefined() : column_value(cell->column, row);
}

static Value extreme_object(MeasureCell *cell, bool largest) {
  static const ValueObject empty = {0};
  guint32 row = extreme_row(cell, largest);
  if (row == NO_ROW) return (Value){.kind = VALUE_OBJECT, .object = &empty};
  return table_row(cell->table, row, cell->context->arena);
}

static Value min_value(MeasureCell *cell) { return extreme_value(cell, false); }
static Value max_value(MeasureCell *cell) { return extreme_value(cell, true); }
static Value argmin_value(MeasureCell *cell) { return extreme_object(cell, false); }
static Value argmax_value(MeasureCell *cell) { return extreme_object(cell, true); }

static Value values_value(MeasureCell *cell) {
  Arena *arena = cell->context->arena;
  size_t count = cell->to - cell->from;
  Value *items = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) items[i] = table_row(cell->table, cell->rows[cell->from + i], arena);
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

enum { NEED_NUMBERS = NEED_COUNTS | NEED_SUM, NEED_SPREAD = NEED_COUNTS | NEED_MOMENTS };

/* A new operation is a function and a line here. */
#define EVERY_OP(X)                                                                                                    \
  X("argmax", NEED_EXTREMES, argmax_value, AGGREGATE_LARGEST)                                                          \
  X("argmin", NEED_EXTREMES, argmin_value, AGGREGATE_SMALLEST)                                                         \
  X("average", NEED_SPREAD, mean_value, AGGREGATE_WITHIN)                                                              \
  X("ci0", NEED_SCRATCH | NEED_RESAMPLING, ci0_value, 0)                                                               \
  X("ci1", NEED_SCRATCH | NEED_RESAMPLING, ci1_value, 0)                                                               \
  X("count", 0, count_value, AGGREGATE_OF_ROWS | AGGREGATE_COUNTS)                                                     \
  X("distinct", NEED_IDENTITY, distinct_value, AGGREGATE_COUNTS)                                                       \
  X("exponential", NEED_COUNTS, exponential_value, 0)                                                                  \
  X("exponentialb", NEED_COUNTS, exponential_value, 0)                                                                 \
  X("max", NEED_EXTREMES, max_value, AGGREGATE_EXTREME | AGGREGATE_LARGEST | AGGREGATE_WITHIN)                         \
  X("mean", NEED_SPREAD, mean_value, AGGREGATE_WITHIN)                                                                 \
  X("median", NEED_SCRATCH, median_value, AGGREGATE_WITHIN)                                                            \
  X("min", NEED_EXTREMES, min_value, AGGREGATE_EXTREME | AGGREGATE_SMALLEST | AGGREGATE_WITHIN)                        \
  X("missing", NEED_COUNTS, missing_value, AGGREGATE_COUNTS)                                                           \
  X("product", NEED_NUMBERS, product_value, 0)                                                                         \
  X("q1", NEED_SCRATCH, q1_value, AGGREGATE_WITHIN)                                                                    \
  X("q3", NEED_SCRATCH, q3_value, AGGREGATE_WITHIN)                                                                    \
  X("stderr", NEED_SPREAD, stderr_value, 0)                                                                            \
  X("stdev", NEED_SPREAD, stdev_value, 0)                                                                              \
  X("stdevp", NEED_SPREAD, stdevp_value, 0)                                                                            \
  X("sum", NEED_NUMBERS, sum_value, 0)                                                                                 \
  X("valid", NEED_COUNTS, valid_value, AGGREGATE_COUNTS)                                                               \
  X("values", 0, values_value, AGGREGATE_LISTS)                                                                        \
  X("variance", NEED_SPREAD, variance_value, 0)                                                                        \
  X("variancep", NEED_SPREAD, variancep_value, 0)

#define AS_OP(name, needs, value, traits) {name, needs, value, traits},
#define AS_NAME(name, needs, value, traits) name,
static const MeasureOp ops[] = {EVERY_OP(AS_OP)};
const char *const aggregate_op_names[] = {EVERY_OP(AS_NAME) NULL};

const MeasureOp *measure_op_find(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(ops); i++)
    if (g_str_equal(ops[i].name, name)) return &ops[i];
  return NULL;
}

const MeasureOp *measure_op(const char *name, Place at, TransformContext *context) {
  const MeasureOp *op = measure_op_find(name);
  if (!op) transform_unknown(at, "aggregate operation", name, aggregate_op_names, context);
  return op;
}

bool aggregate_op_has(const char *name, unsigned traits) {
  const MeasureOp *op = name ? measure_op_find(name) : NULL;
  return op && (op->traits & traits);
}

bool aggregate_op_folds(const char *name) {
  const unsigned kept = NEED_COUNTS | NEED_SUM | NEED_MOMENTS | NEED_EXTREMES;
  const MeasureOp *op = name ? measure_op_find(name) : NULL;
  bool is_row = op && (op->needs & NEED_EXTREMES) && !(op->traits & AGGREGATE_EXTREME);
  return op && !(op->needs & ~kept) && !(op->traits & AGGREGATE_LISTS) && !is_row;
}

bool measure_op_needs_field(const MeasureOp *op) { return !(op->traits & AGGREGATE_OF_ROWS); }

/* In the frames of a window, an operation that looks at all rows again does so for each row. */
Value measure_cell_value(MeasureCell *cell, const MeasureOp *op) {
  bool looks_again = op->needs & (NEED_SCRATCH | NEED_IDENTITY) ||
                     (op->needs & NEED_EXTREMES && cell->extremes_stale) || cell->product_stale;
  if (looks_again) arena_charge(cell->context->arena, BUDGET_STEPS, (double)(cell->to - cell->from));
  return op->value(cell);
}

const char *measure_default_name(const char *op, const char *field, Arena *arena) {
  return field ? arena_printf(arena, "%s_%s", op, field_flat_name(field, arena)) : op;
}
