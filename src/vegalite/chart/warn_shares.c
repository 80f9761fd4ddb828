/* vegalite/chart/warn_shares.c: parts of a whole that are negative: sectors run backwards then, and normalized stacks
 * add up to more than they show. */
#include "vegalite/chart/warnings.h"
#include "vegalite/dataflow/fields.h"
#include <string.h>

/* The definition whose values are shares of a whole; NULL: there is none. */
static const ChannelDef *share_of(const View *unit) {
  const Stack *stack = unit->stack;
  const ChannelDef *theta = view_channel(unit, CHANNEL_THETA);
  if (stack && strcmp(stack->offset, "normalize") == 0) return view_channel(unit, stack->field_channel);
  return unit->mark.type->polar && theta && theta->type == TYPE_QUANTITATIVE ? theta : NULL;
}

void warn_of_shares(const Chart *chart, const View *unit) {
  const ChannelDef *def = messages_wants_notes(chart->messages) ? share_of(unit) : NULL;
  const Table *table = chart_data_view(chart->data, unit)->table;
  if (!def || def->kind != DEF_FIELD || !table) return;
  const Column *column = table_field(table, channel_def_column(def, PART_START));
  double first = 0;
  size_t count = 0;
  for (size_t row = 0; column && row < column->length; row++) {
    double number = value_to_number(column_quantity(column, row));
    if (number < 0 && count++ == 0) first = number;
  }
  if (count > 0)
    messages_note(chart->messages, field_place(def), "N454",
                  "\"%s\" is negative in %zu of %zu shares of a whole; the first is %g",
                  channel_def_column(def, PART_START), count, column->length, first);
}
