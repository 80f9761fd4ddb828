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
  if (json_get(spec, "default")) params->otherwise = value_from_json(json_get(spec, "default"), context->arena);
  params->whole = !json_has(from, "fields");
  const char **as = arena_array(context->arena, const char *, params->fields.count + 1);
  params->as = as;
  if (!params->whole) return read_names(spec, params->fields, as, context);
  as[0] = json_string(json_get(spec, "as"), NULL);
  if (!as[0]) as[0] = default_name(from, json_place(spec), context);
  return true;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  LookupParams params;
  return read_params(spec, &params, context) ? transform_lookup(in, &params, context) : NULL;
}

static const char *const properties[] = {"lookup", "from", "as", "default", NULL};
static const char *const fields[] = {"lookup", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_lookup = {
    .key = "lookup", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
