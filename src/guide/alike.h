/* guide/alike.h: values that a guide cannot hold apart. Vega finds the items of axes and legends again by their value as
 * text, and a date's text ends at the second. */
#pragma once
#include "data/value.h"

/* Are the two written alike? Then only the later one is shown. */
bool guide_values_alike(Value a, Value b);
