/* transform/impute.c: rows for the keys missing from a group (vega-transforms Impute), and values for nulls.
 *
 * A method other than "value" first imputes null, then computes the method over a window of the group and replaces every null by the
 * result.
 */
#include "transform/groups.h"
#include <math.h>

enum { ROWS_MAX = 50000000 };

/* ---- the rows that are missing ---- */

typedef struct Missing {
  const Value *keys; /* of the new rows */
  guint32 *groups;
  size_t count;
} Missing;

/* The wanted keys followed by those of the column, as one column, so that one grouping numbers them all. */
static const Grouping *number_keys(const Value *wanted, size_t wanted_count, const Column *column, size_t rows,
                                   const Column **all, Arena *arena) {
  static const char *const name[] = {"key"};
  Value *values = arena_array(arena, Value, wanted_count + rows);
  for (size_t i = 0; i < wanted_count; i++) values[i] = wanted[i];
  for (size_t i = 0; i < rows; i++) values[wanted_count + i] = column_value(column, i);
  *all = column_from_values(values, wanted_count + rows, arena);
  return table_group(table_with_column(table_create(arena, wanted_count + rows), name[0], *all), name, 1, arena);
}

static size_t count_present(const Grouping *groups, const Grouping *keys, size_t wanted, Arena *arena) {
  size_t present = 0;
  guint32 *seen = arena_array(arena, guint32, keys->group_count);
  for (size_t g = 0; g < groups->group_count; g++)
    for (size_t i = groups->starts[g]; i < groups->starts[g + 1]; i++) {
      guint32 *mark = &seen[keys->group_of[wanted + groups->rows[i]]];
      present += *mark != g + 1;
      *mark = (guint32)g + 1;
    }
  return present;
}

static bool find_missing(const Grouping *groups, const Grouping *keys, const Column *all_keys, size_t wanted,
                         Missing *out, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  size_t domain = keys->group_count;
  if (groups->group_count && domain > ROWS_MAX / groups->group_count) {
    messages_error(context->messages, at, "E310", "imputing %zu keys in %zu groups makes too many rows", domain,
                   groups->group_count);
    return false;
  }
  size_t count = domain * groups->group_count - count_present(groups, keys, wanted, arena), next = 0;
  Value *values = arena_array(arena, Value, count);
  guint32 *seen = arena_array(arena, guint32, domain);
  out->groups = arena_array(arena, guint32, count);
  for (size_t g = 0; g < groups->group_count; g++) {
    for (size_t i = groups->starts[g]; i < groups->starts[g + 1]; i++)
      seen[keys->group_of[wanted + groups->rows[i]]] = (guint32)g + 1;
    for (size_t k = 0; k < domain; k++) {
      if (seen[k] == g + 1) continue;
      values[next] = column_value(all_keys, keys->first[k]);
      out->groups[next++] = (guint32)g;
    }
  }
  out->keys = values;
  out->count = count;
  return true;
}

/* ---- the table with the missing rows ---- */

/* Where a field's values are written: in the column they come from, or, from inside objects, in one of their own. */
static const char *written_name(const Table *in, const char *field, Arena *arena) {
  return table_column(in, field) ? field : field_flat_name(field, arena);
}

/* The column with `more` appended. */
static const Column *append(const Column *column, size_t rows, const Value *more, size_t count, Arena *arena) {
  Value *values = arena_array(arena, Value, rows + count);
  for (size_t i = 0; i < rows && arena_goes_on(arena, i); i++) values[i] = column_value(column, i);
  for (size_t i = 0; more && i < count; i++) values[rows + i] = more[i];
  return column_from_values(values, rows + count, arena);
}

static const Table *append_rows(const Table *in, const Missing *missing, const ImputeParams *params,
                                const Grouping *groups, Value value, Arena *arena) {
  FieldList group_by = params->group_by;
  size_t rows = table_row_count(in), count = missing->count;
  const Table *out = table_create(arena, rows + count);
  Value *more = arena_array(arena, Value, count);
  for (size_t i = 0; i < table_column_count(in); i++)
    out = table_with_column(out, table_column_name(in, i), append(table_column_at(in, i), rows, NULL, count, arena));
  for (size_t i = 0; i < count; i++) more[i] = value_boolean(true);
  out = table_with_column(out, "_impute", append(NULL, rows, more, count, arena));
  for (size_t f = 0; f < group_by.count; f++) {
    const Column *column = table_field(in, group_by.names[f]);
    for (size_t i = 0; i < count; i++) more[i] = column_value(column, groups->first[missing->groups[i]]);
    out = table_with_column(out, written_name(in, group_by.names[f], arena), append(column, rows, more, count, arena));
  }
  out = table_with_column(out, written_name(in, params->key, arena),
                          append(table_field(in, params->key), rows, missing->keys, count, arena));
  for (size_t i = 0; i < count; i++) more[i] = value;
  return table_with_column(out, written_name(in, params->field, arena),
                           append(table_field(in, params->field), rows, more, count, arena));
}

static const Table *add_missing(const Table *in, const ImputeParams *params, Value value, Place at,
                                TransformContext *context) {
  Arena *arena = context->arena;
  size_t wanted_count = params->key_count;
  const Grouping *groups = groups_of(in, params->group_by, GROUP_BY_JOINED, arena);
  const Column *all_keys;
  const Grouping *keys =
      number_keys(params->keys, wanted_count, table_field(in, params->key), table_row_count(in), &all_keys, arena);
  Missing missing;
  if (!find_missing(groups, keys, all_keys, wanted_count, &missing, at, context)) return NULL;
  if (!missing.count) return in;
  return append_rows(in, &missing, params, groups, value, arena);
}

/* ---- methods ---- */

const char *const impute_method_names[] = {"value", "mean", "median", "min", "max", NULL};

static const Table *fill_nulls(const Table *in, const ImputeParams *params, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  const char *as = arena_printf(arena, "imputed_%s_value", params->field);
  WindowField field = {params->method, params->field, NAN, as};
  WindowParams window = {
      .fields = &field, .field_count = 1, .group_by = params->group_by, .frame = {params->frame[0], params->frame[1]}};
  TransformContext unfaceted = *context;
  unfaceted.facet_field_count = 0;
  in = transform_window(in, &window, at, &unfaceted);
  if (!in) return NULL;
  size_t rows = table_row_count(in);
  const Column *own = table_field(in, params->field), *imputed = table_column(in, as);
  Value *values = arena_array(arena, Value, rows);
  for (size_t i = 0; i < rows && arena_goes_on(arena, i); i++) {
    values[i] = column_value(own, i);
    if (values[i].kind == VALUE_NULL) values[i] = column_value(imputed, i);
  }
  return table_with_column(in, written_name(in, params->field, arena), column_from_values(values, rows, arena));
}

const Table *transform_impute(const Table *in, const ImputeParams *params, Place at, TransformContext *context) {
  bool by_value = !params->method || g_str_equal(params->method, "value");
  if (!by_value && !g_strv_contains(impute_method_names, params->method)) {
    transform_unknown(at, "impute method", params->method, impute_method_names, context);
    return NULL;
  }
  Value value = params->value.kind == VALUE_UNDEFINED ? value_number(0) : params->value;
  in = add_missing(in, params, by_value ? value : value_null(), at, context);
  return !in || by_value ? in : fill_nulls(in, params, at, context);
}

const Table *transform_stack_impute(const Table *in, const char *field, const char *key, FieldList stack_by, Place at,
                                    TransformContext *context) {
  FieldList fields = groups_with_facets(stack_by, context);
  ImputeParams params = {.field = field, .key = key, .group_by = fields};
  return transform_impute(in, &params, at, context);
}
