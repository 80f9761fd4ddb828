/* vegalite/grammar/known_value.h: whether a property has a value that Vega-Lite knows (private to known.c).
 *
 * In Vega-Lite, the name of a property nearly always determines which values it takes, whatever object it belongs to. The rules
 * are those of Vega-Lite's schema.
 */
#pragma once
#include "base/messages.h"
#include "json/json.h"

typedef struct ValueRule ValueRule;

/* The rule for a property of a kind of object (a kind of known.json); NULL if any value is allowed or
 * the value is checked elsewhere. */
const ValueRule *value_rule(const char *kind, const char *property);
/* Reports a value of that property that breaks the rule, in an object of that kind. Objects and null always pass; in
 * a list, only colours are checked. */
void value_check(const ValueRule *rule, const char *kind, const char *property, const Json *value, Messages *messages,
                 Arena *arena);
