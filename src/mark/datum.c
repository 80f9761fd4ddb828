/* mark/datum.c: constants in data terms: {"datum": …}, dates written in parts among them (Vega-Lite's datetime.ts). */
#include "expr/date_time.h"
#include "expr/expr.h"
#include "mark/builder.h"

/* NULL after an error message. */
static const char *expression_of(const MarkBuilder *at, const Json *datum, Messages *messages) {
  const char *expression = mark_expression(datum);
  if (expression) return expression;
  if (date_time_is(datum)) return date_time_to_expression(datum, messages, at->arena);
  return datum ? json_to_text(at->arena, datum) : "null";
}

const char *mark_datum_expression(const MarkBuilder *at, const Json *datum) {
  const char *expression = expression_of(at, datum, NULL);
  return expression ? expression : "null";
}

Value mark_datum(const MarkBuilder *at, const Json *datum) {
  if (!date_time_is(datum) && !mark_expression(datum)) return value_from_json(datum, at->arena);
  Messages *messages = at->frame->messages;
  const char *text = expression_of(at, datum, messages);
  const Expr *expr = text ? expr_parse(text, json_place(datum), messages, at->arena) : NULL;
  return expr ? expr_eval(expr, at->frame->scope, NULL, 0) : value_undefined();
}
