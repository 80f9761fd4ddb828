/* vegalite/mark/datum.c: constants in data terms: {"datum": …}, dates written in parts among them (Vega-Lite's datetime.ts). */
#include "expr/expr.h"
#include "vegalite/grammar/date_time.h"
#include "vegalite/mark/builder.h"

/* NULL after an error message. */
static const char *expression_of(const Json *datum, Messages *messages, Arena *arena) {
  const char *expression = mark_expression(datum);
  if (expression) return expression;
  if (date_time_is(datum)) return date_time_to_expression(datum, messages, arena);
  return datum ? json_to_text(arena, datum) : "null";
}

const char *mark_datum_expression(const MarkBuilder *at, const Json *datum) {
  const char *expression = expression_of(datum, NULL, at->arena);
  return expression ? expression : "null";
}

Value mark_datum(const Frame *frame, const Json *datum) {
  if (!date_time_is(datum) && !mark_expression(datum)) return value_from_json(datum, frame->arena);
  Messages *messages = frame->messages;
  const char *text = expression_of(datum, messages, frame->arena);
  const Expr *expr = text ? expr_parse(text, json_place(datum), messages, frame->arena) : NULL;
  return expr ? expr_eval(expr, frame->scope, NULL, 0) : value_undefined();
}
