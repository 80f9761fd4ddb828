/* vegalite/transform/filter.c: {"filter": PREDICATE}: the rows for which it holds.
 *
 * A field that is compared with a date, a number or a text must be parsed as one. Vega-Lite moves that parsing up to
 * the source; parse() returns the required type.
 */
#include "vegalite/grammar/date_time.h"
#include "vegalite/grammar/predicate.h"
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const Json *predicate = json_get(spec, "filter");
  char *expression = predicate_to_expression(predicate, context->messages, context->arena);
  return expression ? transform_filter(in, expression, json_place(predicate), context) : NULL;
}

static const Json *with_parse(const Json *parse, const char *field, const char *how, Place at, Arena *arena) {
  return json_with(arena, parse, field, json_new_string(arena, at, how));
}

enum { DEPTH_MAX = 100 };

static const Json *predicate_parse(const Json *predicate, const Json *parse, int depth, Arena *arena) {
  static const char *const logical[] = {"and", "or", "not"};
  static const char *const single[] = {"equal", "lte", "lt", "gt", "gte"};
  static const char *const listed[] = {"range", "oneOf", "in"};
  if (!json_is(predicate, JSON_OBJECT) || depth > DEPTH_MAX) return parse;
  for (size_t i = 0; i < G_N_ELEMENTS(logical); i++) {
    const Json *inner = json_get(predicate, logical[i]);
    if (json_is(inner, JSON_OBJECT)) parse = predicate_parse(inner, parse, depth + 1, arena);
    for (size_t k = 0; json_is(inner, JSON_ARRAY) && k < json_count(inner); k++)
      parse = predicate_parse(json_at(inner, k), parse, depth + 1, arena);
  }
  const char *field = json_string(json_get(predicate, "field"), NULL);
  if (!field) return parse;
  const Json *value = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(single) && !value; i++) value = json_get(predicate, single[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(listed) && !value; i++) value = json_at(json_get(predicate, listed[i]), 0);
  Place at = json_place(predicate);
  if (date_time_is(value) || json_get(predicate, "timeUnit")) return with_parse(parse, field, "date", at, arena);
  if (json_number(value, 0) != 0) return with_parse(parse, field, "number", at, arena);
  return json_is(value, JSON_STRING) && value->string[0] ? with_parse(parse, field, "string", at, arena) : parse;
}

static const Json *parse(const Json *spec, Arena *arena) {
  return predicate_parse(json_get(spec, "filter"), json_new_object(arena, json_place(spec), NULL, 0), 0, arena);
}

static const char *const properties[] = {"filter", NULL};
static const char *const fields[] = {"filter.field", NULL};
static const char *const expressions[] = {"filter", NULL};
const TransformType transform_type_filter = {.key = "filter",
                                             .properties = properties,
                                             .fields = fields,
                                             .expressions = expressions,
                                             .parse = parse,
                                             .by_row = true,
                                             .run = run};
