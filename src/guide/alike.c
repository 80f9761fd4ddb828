/* guide/alike.c: see alike.h; the rule is that of vega-view-transforms' DataJoin, whose keys are JavaScript strings. */
#include "guide/alike.h"
#include <math.h>

bool guide_values_alike(Value a, Value b) {
  if (a.kind == VALUE_DATE && b.kind == VALUE_DATE) return floor(a.number / 1000) == floor(b.number / 1000);
  if (a.kind == VALUE_NUMBER && b.kind == VALUE_NUMBER && isnan(a.number) && isnan(b.number)) return true;
  return value_strict_equal(a, b);
}
