/* vegalite/grammar/known_value.h: whether a property has a value that Vega-Lite knows (private to known.c).
 *
 * What is said of a value follows from the name of its property, in Vega-Lite nearly always whatever the object. The rules are those
 * of Vega-Lite's schema.
 */
#pragma once
#include "base/messages.h"
#include "json/json.h"

typedef struct ValueRule ValueRule;

/* The rule for a property of a kind of object (a kind of known.json); NULL when every value is allowed, or others look at it. */
const ValueRule *value_rule(const char *kind, const char *property);
/* Reports a value of that property that breaks the rule, in an object of that kind. Objects and null always pass; of a list, its
 * texts are looked at where it lists colours. */
void value_check(const ValueRule *rule, const char *kind, const char *property, const Json *value, Messages *messages,
                 Arena *arena);
