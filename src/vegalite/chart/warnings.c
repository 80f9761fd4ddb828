/* vegalite/chart/warnings.c: see warnings.h. Everything here only looks; with --strict the messages are errors. */
#include "vegalite/chart/warnings.h"
#include "vegalite/dataflow/fields.h"
#include <math.h>
#include <string.h>

/* Beyond this, differences of numbers overflow before a scale can use them. */
static const double magnitude_max = 1e300;

/* What one column has that a scale cannot place: how many rows of each fault, and the first such text. */
typedef struct ColumnFaults {
  const ScaleType *scale; /* NULL: the field has none */
  size_t rows, words, nans, infinities, giants, excluded;
  const char *word;
} ColumnFaults;

static void count_number(ColumnFaults *faults, double number) {
  if (isnan(number))
    faults->nans++;
  else if (isinf(number))
    faults->infinities++;
  else if (fabs(number) >= magnitude_max)
    faults->giants++;
  if (faults->scale && faults->scale->excludes && faults->scale->excludes(number)) faults->excluded++;
}

static void count_text(ColumnFaults *faults, const char *text) {
  double number = number_from_text(text);
  if (!isnan(number)) {
    count_number(faults, number);
    return;
  }
  if (faults->words++ == 0) faults->word = text;
}

static ColumnFaults find_faults(const Column *column, const ScaleType *scale) {
  ColumnFaults faults = {.scale = scale, .rows = column->length};
  for (size_t row = 0; row < column->length; row++) {
    switch (column->kind) {
    case COLUMN_NUMBER: count_number(&faults, column->numbers[row]); break;
    case COLUMN_DATE: break;
    case COLUMN_STRING: count_text(&faults, column->strings[row]); break;
    case COLUMN_VALUE: {
      Value value = column->values[row];
      if (value.kind == VALUE_NUMBER) count_number(&faults, value.number);
      if (value.kind == VALUE_STRING) count_text(&faults, value.string);
      break;
    }
    }
  }
  return faults;
}

static void report_faults(const ChannelDef *def, const ColumnFaults *faults, const Spec *spec) {
  Place at = field_place(def);
  if (faults->words > 0)
    messages_warn(spec->messages, at, "W415",
                  "the quantitative field \"%s\" has text in %zu of %zu rows; the first is \"%.60s\"", def->field,
                  faults->words, faults->rows, faults->word);
  if (faults->nans > 0)
    messages_note(spec->messages, at, "N416", "the quantitative field \"%s\" is NaN in %zu of %zu rows", def->field,
                  faults->nans, faults->rows);
  if (faults->infinities > 0)
    messages_warn(spec->messages, at, "W417", "the quantitative field \"%s\" is infinite in %zu of %zu rows",
                  def->field, faults->infinities, faults->rows);
  if (faults->giants > 0)
    messages_warn(spec->messages, at, "W418",
                  "the quantitative field \"%s\" is beyond ±1e300 in %zu of %zu rows, which no scale can place",
                  def->field, faults->giants, faults->rows);
  if (faults->excluded > 0)
    messages_warn(spec->messages, at, "W419",
                  "the field \"%s\" is %s in %zu of %zu rows, which scale type \"%s\" cannot place", def->field,
                  faults->scale->excluded, faults->excluded, faults->rows, faults->scale->name);
}

/* Counting and comparing accept texts. */
static bool needs_numbers(const ChannelDef *def) {
  return def->type == TYPE_QUANTITATIVE && !aggregate_op_has(def->aggregate, AGGREGATE_COUNTS | AGGREGATE_LISTS);
}

static const ScaleType *type_of_scale(const ScaleSet *scales, const View *view, const ChannelDef *def) {
  Channel channel = view->kind == VIEW_UNIT ? channel_scale(def->channel) : CHANNEL_NONE;
  const ScaleModel *model = channel == CHANNEL_NONE ? NULL : scale_set_find(scales, view, channel);
  return model ? model->type : NULL;
}

static const char *const *column_names(const Table *table, Arena *arena) {
  size_t count = table_column_count(table);
  const char **names = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = table_column_name(table, i);
  return names;
}

static void report_missing(const Table *table, const char *field, Place at, const Spec *spec) {
  messages_warn(spec->messages, at, "W308", "no row has the field \"%s\"%s", field,
                suggest(spec->arena, field, column_names(table, spec->arena)));
}

static void look_at_field(const View *view, const ChannelDef *def, const Table *table, const Spec *spec,
                          const ScaleSet *scales) {
  const Column *column = table_field(table, def->field);
  if (def->arg_field && !table_field(table, def->arg_field))
    report_missing(table, def->arg_field, json_place(json_get(def->json, "aggregate")), spec);
  if (!column) {
    if (table_column(table, channel_def_column(def, PART_START))) return; /* what is made of it is there */
    report_missing(table, def->field, field_place(def), spec);
    return;
  }
  if (!needs_numbers(def)) return;
  ColumnFaults faults = find_faults(column, type_of_scale(scales, view, def));
  report_faults(def, &faults, spec);
}

static void look_at_view(const View *view, const ChartData *data, const ScaleSet *scales) {
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, view->spec->arena);
  const ViewData *own = chart_data_view(data, view);
  const Table *table = own->raw ? own->raw : own->table;
  if (!table || table_row_count(table) == 0) return;
  for (size_t i = 0; i < count && !arena_is_cancelled(view->spec->arena); i++)
    if (fields[i]->field) look_at_field(view, fields[i], table, view->spec, scales);
}

static void look_below(const View *view, const ChartData *data, const ScaleSet *scales) {
  if (view->kind == VIEW_UNIT || view->kind == VIEW_FACET) look_at_view(view, data, scales);
  for (size_t i = 0; i < view->child_count; i++) look_below(view->children[i], data, scales);
}

void warn_of_values(const Spec *spec, const ChartData *data, const ScaleSet *scales) {
  look_below(spec->root, data, scales);
}
