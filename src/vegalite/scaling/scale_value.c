/* vegalite/scaling/scale_value.c: constants written in specs as values of a scale (Vega-Lite's valueExpr): dates in
 * parts, and texts and numbers that represent moments.
 */
#include "vegalite/grammar/date_time.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

/* A number or name in a single time unit's own terms: the month 3, the day "Mon". */
static bool unit_part(const ChannelDef *def, const Json *json, double *ms, Messages *messages) {
  static const char *const singles[] = {"year", "quarter", "month",   "week",    "day",         "dayofyear",
                                        "date", "hours",   "minutes", "seconds", "milliseconds"};
  bool small = json_is(json, JSON_NUMBER) && json->number < 10000;
  bool text = json_is(json, JSON_STRING) && isnan(date_parse(json->string));
  for (size_t i = 0; (small || text) && i < G_N_ELEMENTS(singles); i++) {
    if (g_strcmp0(def->time_unit, singles[i]) != 0) continue;
    JsonMember member = {.key = singles[i], .value = json};
    Json parts = {.kind = JSON_OBJECT, .place = json->place, .object = {&member, 1}};
    *ms = date_time_to_ms(&parts, messages);
    return true;
  }
  return false;
}

Value scale_constant(const ScaleUse *use, const Json *json, Arena *arena) {
  const ChannelDef *def = use->def;
  Messages *messages = use->unit->spec->messages;
  double ms;
  if (date_time_is(json)) return value_date(date_time_to_ms(json, messages));
  if (def->type == TYPE_TEMPORAL || def->time_unit) {
    if (unit_part(def, json, &ms, messages)) return value_date(ms);
    if (json_is(json, JSON_NUMBER)) return value_date(json->number);
    if (json_is(json, JSON_STRING)) return value_date(date_parse(json->string));
  }
  return value_from_json(json, arena);
}

/* The text of {"expr": …} or {"signal": …}; NULL for anything else. */
static const Json *expression_of(const Json *json) {
  const Json *text = json_get(json, "expr");
  if (!text) text = json_get(json, "signal");
  return json_is(text, JSON_STRING) ? text : NULL;
}

static const Json *settled_item(const ScaleUse *use, const Json *json, const DataAccess *access, Arena *arena) {
  const Json *text = expression_of(json);
  if (!text) return json;
  return json_as_computed(arena, value_to_json(access->evaluate(access->host, use->unit, text), json->place, arena));
}

const Json *scale_settled(const ScaleUse *use, const Json *json, const DataAccess *access, Arena *arena) {
  bool varies = false;
  for (size_t i = 0; json_is(json, JSON_ARRAY) && i < json_count(json); i++)
    varies = varies || expression_of(json_at(json, i));
  if (!varies) return json_is(json, JSON_OBJECT) ? settled_item(use, json, access, arena) : json;
  JsonBuilder list = json_builder(arena);
  for (size_t i = 0; i < json_count(json); i++)
    json_builder_push(&list, settled_item(use, json_at(json, i), access, arena));
  return json_builder_array(&list, json->place);
}
