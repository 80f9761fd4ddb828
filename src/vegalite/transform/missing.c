/* vegalite/transform/missing.c: fields that a transform reads but are in no row, by name or in an expression, and
 * transforms after which no row is left. Vega computes with undefined there, silently. */
#include "vegalite/transform/names.h"
#include "vegalite/transform/property.h"

typedef struct Look {
  const Table *in;
  TransformContext *context;
} Look;

void property_warn_field(const Table *in, const char *field, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_column_count(in);
  if (table_is_empty(in) || table_has_field(in, field)) return;
  if (messages_has(context->messages, "W389") && table_has_part(in, field)) return; /* that says it all */
  const char **columns = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) columns[i] = table_column_name(in, i);
  messages_warn(context->messages, at, "W308", "no row has the field \"%s\"%s", field, suggest(arena, field, columns));
}

static bool look_at_name(const Json *name, void *data) {
  const Look *look = data;
  property_warn_field(look->in, name->string, json_place(name), look->context);
  return false;
}

/* Expressions name columns alone: of datum.a.b, the column a. */
static bool look_at_expression(const Json *expression, void *data) {
  const Look *look = data;
  Arena *arena = look->context->arena;
  Place at = json_place(expression);
  const Expr *expr = expr_parse(expression->string, at, NULL, arena);
  for (const char *const *field = expr ? expr_fields(expr) : NULL; field && *field; field++)
    if (!table_has_column(look->in, *field))
      property_warn_field(look->in, *field, expr_field_place(expression->string, *field, at), look->context);
  return false;
}

void property_warn_expression(const Json *expression, const Table *in, TransformContext *context) {
  Look look = {in, context};
  if (!table_is_empty(in) && json_is(expression, JSON_STRING)) look_at_expression(expression, &look);
}

void property_warn_missing(const Json *spec, const TransformType *type, const Table *in, TransformContext *context) {
  Look look = {in, context};
  if (table_is_empty(in)) return;
  names_visit(spec, type->fields, look_at_name, &look);
  names_visit(spec, type->expressions, look_at_expression, &look);
}

/* What boxplots and the like are unfolded to has one place for all its parts. */
static bool is_written(const Json *spec, const Json *inner) {
  return json_place(spec).offset != json_place(inner).offset;
}

static bool is_any(const Json *name, void *data) {
  (void)name, (void)data;
  return true;
}

void property_warn_none_left(const Json *spec, const TransformType *type, const Table *in, const Table *out,
                             TransformContext *context) {
  static const char *const by_selection[] = {"filter.param", NULL};
  if (!out || table_is_empty(in) || !table_is_empty(out)) return;
  const Json *how = json_get(spec, type->key);
  if (!is_written(spec, how) || names_visit(spec, by_selection, is_any, NULL))
    return; /* a selection may well be empty */
  messages_warn(context->messages, json_place(how), "W390", "no row is left after this %s; there were %zu", type->key,
                table_row_count(in));
}
