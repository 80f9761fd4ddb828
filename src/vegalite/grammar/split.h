/* vegalite/grammar/split.h: a property of an axis, a legend or a scale, and whether the author set it (Vega-Lite's Split).
 *
 * What a definition sets is explicit; what a rule or config gives is implicit. Where definitions share a guide or a scale, their
 * properties merge: explicit beats implicit, and among equals the first stays (mergeValuesWithExplicit).
 */
#pragma once
#include "json/json.h"

typedef struct Split {
  const Json *value; /* NULL: not set. JSON's null is a value */
  bool is_explicit;
} Split;

/* Whether `b` replaces `a`, which comes before it. */
bool split_replaces(Split a, Split b);
Split split_merge(Split a, Split b);
