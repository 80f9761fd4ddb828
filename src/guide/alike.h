/* guide/alike.h: values that a guide cannot distinguish. Vega matches the items of axes and legends by their value as
 * text, and a date's text ends at the second. */
#pragma once
#include "data/value.h"

/* Whether the two have the same text; then only the later one is shown. */
bool guide_values_alike(Value a, Value b);
