/* vegalite/transform/timeunit.c: {"timeUnit": NAME or {"unit", …}, "field", "as"}: points in time into units of time: their starts as
 * `as`, their ends as `as`_end (Vega-Lite's compile/data/timeunit.ts).
 */
#include "data/blocks.h"
#include "data/reader.h"
#include "vegalite/transform/property.h"
#include "vegalite/transform/shared.h"

enum { DEFAULT_MAX_BINS = 40 };

static bool unknown_unit(const Json *at, const char *name, TransformContext *context) {
  messages_error(context->messages, json_place(at), "E219", "unknown time unit \"%s\"%s", name,
                 suggest(context->arena, name, time_unit_usual));
  return false;
}

static bool read_object(const Json *params, const Table *in, const char *field, TimeUnit *unit,
                        TransformContext *context) {
  static const char *const known[] = {"unit", "step", "maxbins", "utc", "binned", NULL};
  property_check(params, known, context);
  double step = 1, max_bins = DEFAULT_MAX_BINS;
  bool utc = false, binned = false;
  if (!property_number(params, "step", &step, context) || !property_number(params, "maxbins", &max_bins, context) ||
      !property_boolean(params, "utc", &utc, context) || !property_boolean(params, "binned", &binned, context))
    return false;
  const Json *name = json_get(params, "unit");
  if (name) {
    if (!json_is(name, JSON_STRING) || !time_unit_parse(name->string, unit))
      return unknown_unit(name, json_string(name, ""), context);
    unit->step = step > 0 ? step : 1;
  } else {
    *unit = transform_time_unit_choose(in, field, max_bins, utc);
  }
  unit->utc |= utc;
  unit->binned |= binned;
  return true;
}

bool time_unit_read(const Json *time_unit, const Table *in, const char *field, TimeUnit *unit,
                    TransformContext *context) {
  *unit = (TimeUnit){.step = 1};
  if (json_is(time_unit, JSON_OBJECT)) return read_object(time_unit, in, field, unit, context);
  const char *name = json_string(time_unit, NULL);
  if (!name) {
    messages_error(context->messages, json_place(time_unit), "E328", "\"timeUnit\" must be a name or an object");
    return false;
  }
  if (!time_unit_parse(name, unit)) return unknown_unit(time_unit, name, context);
  if (!(unit->step > 0)) unit->step = 1;
  return true;
}

/* Vega-Lite parses the field as dates first, since it may be text. */
static const Table *parse_dates(const Table *in, const char *field, TransformContext *context) {
  if (!table_is_in_blocks(in)) {
    const Column *column = table_field(in, field);
    if (!column || column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) return in;
  }
  JsonBuilder parse = json_builder(context->arena);
  json_builder_set(&parse, field, json_new_string(context->arena, (Place){0}, "date"));
  return data_parse_fields(in, json_builder_object(&parse, (Place){0}), NULL, context->messages, context->arena);
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *field = property_string(spec, "field", context);
  const char *as = field ? property_string(spec, "as", context) : NULL;
  if (!as) return NULL;
  in = parse_dates(in, field, context);
  TimeUnit unit;
  if (!in || !time_unit_read(json_get(spec, "timeUnit"), in, field, &unit, context)) return NULL;
  return transform_time_unit(in, field, &unit, as, arena_printf(context->arena, "%s_end", as), context);
}

static const char *const properties[] = {"timeUnit", "field", "as", NULL};
static const char *const fields[] = {"field", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_timeunit = {
    .key = "timeUnit", .properties = properties, .fields = fields, .outputs = outputs, .by_row = true, .run = run};
