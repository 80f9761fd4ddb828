/* vegalite/grammar/predicate.h: predicates, which filters and conditions test rows with. */
#pragma once
#include "json/json.h"

/* {"field": …, "equal": …}, {"and": […]}, {"param": …}, or a string that is an expression already: the text of the equivalent
 * Vega expression. Lives in `arena`; NULL after an error. `messages` may be NULL. */
char *predicate_to_expression(const Json *predicate, Messages *messages, Arena *arena);
