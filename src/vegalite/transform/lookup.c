/* vegalite/transform/lookup.c: {"lookup": FIELD, "from": {"data" or "param", "key", "fields"}, "as", "default"}: columns from another
 * table, or its rows as objects where "fields" are not given.
 */
#include "vegalite/transform/property.h"

static const char *default_name(const Json *from, Place at, TransformContext *context) {
  const char *param = json_string(json_get(from, "param"), NULL);
  if (param) return param;
  messages_note(context->messages, at, "N322",
                "a lookup without \"fields\" needs \"as\"; the rows are put under \"_lookup\"");
  return "_lookup";
}

static bool read_names(const Json *spec, FieldList fields, const char **as, TransformContext *context) {
  const Json *names = json_get(spec, "as");
  for (size_t i = 0; i < fields.count; i++) as[i] = field_flat_name(fields.names[i], context->arena);
  size_t given = json_is(names, JSON_ARRAY) ? json_count(names) : 1;
  if (names && given < fields.count) {
    messages_error(context->messages, json_place(names), "E323", "\"as\" has fewer names than \"fields\"");
    return false;
  }
  return property_names(spec, "as", as, fields.count, context);
}

static bool read_params(const Json *spec, LookupParams *params, TransformContext *context) {
  static const char *const known[] = {"data", "param", "key", "fields", NULL};
  const TransformHost *host = context->host;
  *params = (LookupParams){.key = property_string(spec, "lookup", context), .otherwise = value_null()};
  const Json *from = json_get(spec, "from");
  if (!params->key) return false;
  if (!json_is(from, JSON_OBJECT) || !host || !host->lookup) {
    messages_error(context->messages, json_place(from ? from : spec), "E324",
                   "a lookup needs \"from\" with \"data\" or a \"param\"");
    return false;
  }
  property_check(from, known, context);
  params->from_key = property_string(from, "key", context);
  if (!params->from_key || !property_fields(from, "fields", false, &params->fields, context)) return false;
  params->from = host->lookup(host->data, from);
  if (!params->from) return false;
  const Json *otherwise = json_get(spec, "default"); /* 0, false and "" never reach Vega: null remains */
  if (json_truthy(otherwise)) params->otherwise = value_from_json(otherwise, context->arena);
  params->whole = !json_has(from, "fields");
  const char **as = arena_array(context->arena, const char *, params->fields.count + 1);
  params->as = as;
  if (!params->whole) return read_names(spec, params->fields, as, context);
  as[0] = json_string(json_get(spec, "as"), NULL);
  if (!as[0]) as[0] = default_name(from, json_place(spec), context);
  return true;
}

/* Fields that the rows looked up do not have. */
static void warn_of_fields(const Json *from, const LookupParams *params, TransformContext *context) {
  const Json *names = json_get(from, "fields"), *key = json_get(from, "key");
  property_warn_field(params->from, params->from_key, json_place(key), context);
  for (size_t i = 0; i < params->fields.count; i++)
    property_warn_field(params->from, params->fields.names[i],
                        json_place(json_is(names, JSON_ARRAY) ? json_at(names, i) : names), context);
}

static const char *shown_key(const Table *table, const char *field, size_t row, TransformContext *context) {
  return value_to_string(column_value(table_field(table, field), row), context->arena);
}

/* Keys that differ by a space or by their spelling find nothing; without any match, they are probably other names. */
static void warn_of_misses(const Json *spec, const Table *in, const LookupParams *params, LookupMisses misses,
                           TransformContext *context) {
  size_t rows = table_row_count(in), others = table_row_count(params->from);
  Place at = json_place(json_get(spec, "lookup"));
  if (misses.count == 0 || !table_field(in, params->key) || others == 0) return;
  const char *missed = shown_key(in, params->key, misses.first, context);
  if (misses.count < rows)
    messages_note(context->messages, at, "N392", "%zu of %zu rows find no match in \"%s\"; the first key is \"%.60s\"",
                  misses.count, rows, params->from_key, missed);
  else if (table_field(params->from, params->from_key))
    messages_warn(context->messages, at, "W391",
                  "none of the %zu rows finds a match: the first key is \"%.60s\", and \"%s\" begins with \"%.60s\"",
                  rows, missed, params->from_key, shown_key(params->from, params->from_key, 0, context));
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  LookupParams params;
  LookupMisses misses;
  if (!read_params(spec, &params, context)) return NULL;
  const Table *out = transform_lookup(in, &params, &misses, context);
  warn_of_fields(json_get(spec, "from"), &params, context);
  warn_of_misses(spec, in, &params, misses, context);
  return out;
}

static const char *const properties[] = {"lookup", "from", "as", "default", NULL};
static const char *const fields[] = {"lookup", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_lookup = {
    .key = "lookup", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
