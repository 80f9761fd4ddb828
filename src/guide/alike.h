/* guide/alike.h: values that a guide cannot distinguish. Vega matches the items of axes and legends by their value as
 * text: 1 and "1" are one item, and so are two dates within one second. */
#pragma once
#include "data/value.h"

/* Which of `values` are shown, in the order of first appearance: of those written alike, the last. Returns how many;
 * `shown` has space for `count` indices. */
size_t guide_distinct_values(const Value *values, size_t count, guint32 *shown, Arena *arena);
