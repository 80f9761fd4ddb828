/* vegalite/chart/warn_categories.c: names that are not what they seem: null and long numbers on a discrete scale. */
#include "vegalite/chart/warnings.h"
#include <math.h>

static const double exact_max = 9007199254740992.0; /* 2^53: beyond, not every whole number is a double */

static bool is_named(const FieldLook *look) {
  return scale_type_is_discrete_domain(look_scale_type(look)) && !look->def->bin && !look->def->time_unit;
}

static void note_long_numbers(const FieldLook *look) {
  size_t count = 0;
  double first = 0;
  for (size_t row = 0; look->column->kind != COLUMN_STRING && row < look->column->length; row++) {
    Value value = column_value(look->column, row);
    if (value.kind == VALUE_NUMBER && fabs(value.number) >= exact_max && count++ == 0) first = value.number;
  }
  char text[32];
  if (count > 0)
    messages_note(look->chart->messages, look->at, "N446",
                  "the field \"%s\" has numbers of more than 15 digits in %zu of %zu rows, which may have lost the "
                  "last ones; the "
                  "first is %s; write them as text",
                  look->def->field, count, look->column->length, number_to_text(first, text));
}

static void note_nulls(const FieldLook *look) {
  size_t count = 0;
  for (size_t row = 0; look->column->kind == COLUMN_VALUE && row < look->column->length; row++)
    count += look->column->values[row].kind == VALUE_NULL || look->column->values[row].kind == VALUE_UNDEFINED;
  if (count > 0)
    messages_note(look->chart->messages, look->at, "N447",
                  "the field \"%s\" is null in %zu of %zu rows, which is shown as a category", look->def->field, count,
                  look->column->length);
}

void note_category(const FieldLook *look) {
  if (!is_named(look)) return;
  note_long_numbers(look);
  note_nulls(look);
}
