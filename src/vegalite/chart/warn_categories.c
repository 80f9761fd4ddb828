/* vegalite/chart/warn_categories.c: names that are not what they seem: null and long numbers on a discrete scale. */
#include "vegalite/chart/warnings.h"
#include <math.h>

static const double exact_max = 9007199254740992.0; /* 2^53: beyond, not every whole number is a double */

static bool is_named(const FieldLook *look) {
  return scale_type_is_discrete_domain(look_scale_type(look)) && !look->def->bin && !look->def->time_unit;
}

typedef struct Oddities {
  size_t rows, long_numbers, nulls;
  double first; /* of the long numbers */
} Oddities;

static bool count_oddities(const Column *column, void *data) {
  Oddities *odd = data;
  odd->rows += column->length;
  for (size_t row = 0; column->kind != COLUMN_STRING && row < column->length; row++) {
    Value value = column_value(column, row);
    odd->nulls += value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED;
    if (value.kind == VALUE_NUMBER && fabs(value.number) >= exact_max && odd->long_numbers++ == 0)
      odd->first = value.number;
  }
  return true;
}

void note_category(const FieldLook *look) {
  Oddities odd = {0};
  if (!is_named(look)) return;
  look_visit(look, count_oddities, &odd, sizeof odd);
  char text[32];
  if (odd.long_numbers > 0)
    messages_note(look->chart->messages, look->at, "N446",
                  "the field \"%s\" has numbers of more than 15 digits in %zu of %zu rows, which may have lost the "
                  "last ones; the "
                  "first is %s; write them as text",
                  look->def->field, odd.long_numbers, odd.rows, number_to_text(odd.first, text));
  if (odd.nulls > 0)
    messages_note(look->chart->messages, look->at, "N447",
                  "the field \"%s\" is null in %zu of %zu rows, which is shown as a category", look->def->field,
                  odd.nulls, odd.rows);
}
