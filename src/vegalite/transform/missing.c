/* vegalite/transform/missing.c: fields that a transform reads but are in no row; Vega computes with undefined there,
 * silently. */
#include "vegalite/transform/names.h"
#include "vegalite/transform/property.h"

typedef struct Look {
  const Table *in;
  TransformContext *context;
} Look;

static bool warn_if_missing(const Json *name, void *data) {
  const Look *look = data;
  Arena *arena = look->context->arena;
  if (table_field(look->in, name->string)) return false;
  size_t count = table_column_count(look->in);
  const char **columns = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) columns[i] = table_column_name(look->in, i);
  messages_warn(look->context->messages, json_place(name), "W308", "no row has the field \"%s\"%s", name->string,
                suggest(arena, name->string, columns));
  return false;
}

void property_warn_missing(const Json *spec, const TransformType *type, const Table *in, TransformContext *context) {
  Look look = {in, context};
  if (table_row_count(in) > 0) names_visit(spec, type->fields, warn_if_missing, &look);
}
