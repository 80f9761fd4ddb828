/* expr/expr.c: evaluation of whole expressions: one row, a column, a filter. */
#include "expr/expr.h"
#include "base/temporary.h"
#include "expr/parts.h"
#include <math.h>
#include <string.h>

/* Values known without a lookup in any scope; those that a browser event would set stay undefined. */
static bool is_ambient(const char *name) { return strcmp(name, "event") == 0 || strcmp(name, "item") == 0; }

static const Value *find_signal(const ExprScope *scope, const char *name) {
  for (; scope; scope = scope->parent) {
    const Value *value = scope->signals ? g_hash_table_lookup(scope->signals, name) : NULL;
    if (value) return value;
  }
  return NULL;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* For "did you mean": "datum" and the signals, in the order of their names. */
static const char *const *known_names(const ExprScope *scope, Arena *arena) {
  GPtrArray *names = g_ptr_array_new();
  arena_temporary(arena, names);
  for (; scope; scope = scope->parent) {
    GHashTableIter iter;
    gpointer name;
    if (!scope->signals) continue;
    g_hash_table_iter_init(&iter, scope->signals);
    while (g_hash_table_iter_next(&iter, &name, NULL)) g_ptr_array_add(names, name);
  }
  g_ptr_array_sort(names, compare_names);
  const char **list = arena_array(arena, const char *, names->len + 2);
  list[0] = "datum";
  for (guint i = 0; i < names->len; i++) list[i + 1] = names->pdata[i];
  list[names->len + 1] = NULL;
  return list;
}

static Evaluation begin(const Expr *expr, const ExprScope *scope, const Table *table) {
  Evaluation at = {.expr = expr, .scope = scope, .arena = scope->arena, .table = table, .place = expr->place};
  for (const ExprScope *s = scope; s && !at.messages; s = s->parent) at.messages = s->messages;
  Value *names = arena_array(at.arena, Value, expr->name_count);
  for (size_t i = 0; i < expr->name_count; i++) {
    const Value *value = find_signal(scope, expr->names[i]);
    if (value)
      names[i] = *value;
    else if (!is_ambient(expr->names[i]))
      evaluation_error(&at, "E364", "unknown name \"%s\" in expression%s", expr->names[i],
                       suggest(at.arena, expr->names[i], known_names(scope, at.arena)));
  }
  at.names = names;
  if (table) {
    const Column **columns = arena_array(at.arena, const Column *, expr->field_count);
    for (size_t i = 0; i < expr->field_count; i++) columns[i] = table_column(table, expr->fields[i]);
    at.columns = columns;
  }
  return at;
}

Value expr_eval(const Expr *expr, const ExprScope *scope, const Table *table, size_t row) {
  Evaluation at = begin(expr, scope, table);
  at.row = row;
  at.datum = value_object(NULL, 0, at.arena);
  return node_evaluate(expr->root, &at);
}

Value expr_eval_datum(const Expr *expr, const ExprScope *scope, Value datum) {
  Evaluation at = begin(expr, scope, NULL);
  at.datum = datum;
  return node_evaluate(expr->root, &at);
}

/* Whether the value is the same for every row. */
static bool is_constant(const Expr *expr) {
  if (expr->uses_datum) return false;
  for (const char **name = expr->functions; *name; name++) {
    const Function *function = function_find(*name);
    if (function && !(function->flags & FUNCTION_PURE)) return false;
  }
  return true;
}

static const Column *boolean_column(Evaluation *at, size_t rows) {
  VectorRun run = {.at = at};
  double buffer[VECTOR_BLOCK];
  Value *booleans = arena_array(at->arena, Value, rows);
  for (size_t start = 0; start < rows && !arena_is_cancelled(at->arena); start += VECTOR_BLOCK) {
    size_t count = MIN(rows - start, (size_t)VECTOR_BLOCK);
    const double *values = vector_values(at->expr->root, &run, start, count, buffer);
    for (size_t i = 0; i < count; i++) booleans[start + i] = value_boolean(values[i] != 0);
  }
  return column_from_values(booleans, rows, at->arena);
}

static const Column *vector_column(Evaluation *at, VectorKind kind, size_t rows) {
  if (kind == VECTOR_BOOLEAN) return boolean_column(at, rows);
  VectorRun run = {.at = at};
  double buffer[VECTOR_BLOCK], *numbers = arena_array(at->arena, double, rows);
  for (size_t start = 0; start < rows && !arena_is_cancelled(at->arena); start += VECTOR_BLOCK) {
    size_t count = MIN(rows - start, (size_t)VECTOR_BLOCK);
    memcpy(numbers + start, vector_values(at->expr->root, &run, start, count, buffer), count * sizeof *numbers);
  }
  return kind == VECTOR_DATE ? column_from_dates(numbers, rows, at->arena)
                             : column_from_numbers(numbers, rows, at->arena);
}

/* A part of an expression takes about two letters, and less for columns of numbers. */
static void charge_rows(const Evaluation *at, size_t rows, VectorKind kind) {
  arena_charge(at->arena, BUDGET_STEPS, (double)rows * (double)at->expr->length * (kind ? 0.05 : 0.5));
}

const Column *expr_eval_column(const Expr *expr, const ExprScope *scope, const Table *table) {
  size_t rows = table_row_count(table);
  Evaluation at = begin(expr, scope, table);
  if (expr->root->kind == NODE_FIELD && at.columns[expr->root->slot]) return at.columns[expr->root->slot];
  if (rows && is_constant(expr)) return column_constant(node_evaluate(expr->root, &at), rows, at.arena);
  VectorKind kind = vector_kind(expr->root, &at);
  charge_rows(&at, rows, kind);
  if (kind) return vector_column(&at, kind, rows);
  Parts *parts = parts_find(expr->root, &at);
  const Node *root = parts ? parts_tree(parts) : expr->root;
  Value *values = arena_array(at.arena, Value, rows);
  for (at.row = 0; at.row < rows && arena_goes_on(at.arena, at.row); at.row++) {
    if (parts) parts_reach(parts, &at, rows);
    values[at.row] = node_evaluate(root, &at);
  }
  return column_from_values(values, rows, at.arena);
}

size_t expr_filter(const Expr *expr, const ExprScope *scope, const Table *table, guint32 *rows) {
  size_t all = table_row_count(table), kept = 0;
  Evaluation at = begin(expr, scope, table);
  VectorKind kind = vector_kind(expr->root, &at);
  charge_rows(&at, all, kind);
  if (!kind) {
    Parts *parts = parts_find(expr->root, &at);
    const Node *root = parts ? parts_tree(parts) : expr->root;
    for (at.row = 0; at.row < all && arena_goes_on(at.arena, at.row); at.row++) {
      if (parts) parts_reach(parts, &at, all);
      if (value_to_boolean(node_evaluate(root, &at))) rows[kept++] = (guint32)at.row;
    }
    return kept;
  }
  VectorRun run = {.at = &at};
  double buffer[VECTOR_BLOCK];
  bool dates = kind == VECTOR_DATE; /* objects, hence true */
  for (size_t start = 0; start < all && !arena_is_cancelled(at.arena); start += VECTOR_BLOCK) {
    size_t count = MIN(all - start, (size_t)VECTOR_BLOCK);
    const double *values = vector_values(expr->root, &run, start, count, buffer);
    for (size_t i = 0; i < count; i++)
      if (dates || (values[i] != 0 && !isnan(values[i]))) rows[kept++] = (guint32)(start + i);
  }
  return kept;
}

bool expr_uses_datum(const Expr *expr) { return expr->uses_datum; }

bool expr_uses_name(const Expr *expr, const char *name) {
  return g_strv_contains((const char *const *)expr->names, name) ||
         g_strv_contains((const char *const *)expr->functions, name);
}

bool expr_is_random(const Expr *expr) {
  static const char *const drawing[] = {"random", "sampleNormal", "sampleLogNormal", "sampleUniform"};
  for (size_t i = 0; i < G_N_ELEMENTS(drawing); i++)
    if (expr_uses_name(expr, drawing[i])) return true;
  return false;
}

bool expr_calls_host(const Expr *expr) {
  for (const char **name = expr->functions; *name; name++) {
    const Function *function = function_find(*name);
    if (!function || function->flags & FUNCTION_HOST) return true;
  }
  return false;
}

const char *const *expr_names(const Expr *expr) { return (const char *const *)expr->names; }

const char *const *expr_fields(const Expr *expr) { return (const char *const *)expr->fields; }
