/* guide/axis_ticks.c: a finished axis: properties along Vega's chain, tick values and labels (vega-encode's AxisTicks). */
#include "guide/alike.h"
#include "guide/axis.h"
#include <math.h>
#include <string.h>

enum { TICK_MAX = 100000 };

static Chain style_chain(const Json *config, const char *style) {
  Chain chain = {0};
  chain_append(&chain, json_get(json_get(config, "style"), style));
  chain_append(&chain, json_get(json_get(json_get(config, "vega"), "style"), style));
  return chain;
}

AxisPlan axis_plan(const AxisComponent *component) {
  const Json *config = component->frame->unit->spec->config;
  const char *orient = axis_orient(component);
  bool vertical = strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0;
  bool before = strcmp(orient, "left") == 0 || strcmp(orient, "top") == 0;
  return (AxisPlan){.component = component,
                    .frame = component->frame,
                    .arena = component->frame->arena,
                    .orient = orient,
                    .vertical = vertical,
                    .sign = before ? -1 : 1,
                    .config = axis_vega_chain(config, scale_type(component->scale), orient),
                    .label_style = style_chain(config, "guide-label"),
                    .title_style = style_chain(config, "guide-title")};
}

static Value evaluate(const AxisPlan *plan, const char *text, Place place, Value datum) {
  const Expr *expr = expr_parse(text, place, plan->frame->messages, plan->arena);
  return expr ? expr_eval_datum(expr, plan->frame->scope, datum) : value_undefined();
}

/* {"expr": …} and {"signal": …} as values. */
static const Json *settle(const AxisPlan *plan, const Json *value) {
  const Json *expr = json_get(value, "expr");
  if (!expr) expr = json_get(value, "signal");
  if (!json_is(expr, JSON_STRING)) return value;
  return value_to_json(evaluate(plan, expr->string, expr->place, value_undefined()), json_place(value), plan->arena);
}

const Json *axis_property(const AxisPlan *plan, const char *name) {
  const Json *value = axis_component_get(plan->component, name);
  if (!value || json_is_null(value)) value = chain_get(&plan->config, name);
  return json_is_null(value) ? NULL : settle(plan, value);
}

double axis_number(const AxisPlan *plan, const char *name, double otherwise) {
  return json_number(axis_property(plan, name), otherwise);
}
const char *axis_string(const AxisPlan *plan, const char *name, const char *otherwise) {
  return json_string(axis_property(plan, name), otherwise);
}

bool axis_flag(const AxisPlan *plan, const char *name) {
  const Json *value = axis_property(plan, name);
  return value && !json_is_false(value) && json_number(value, 1) != 0 && !json_is_string(value, "");
}

static Value tick_datum(const AxisTick *tick, size_t number, Arena *arena) {
  ValueMember *members = arena_array(arena, ValueMember, 4);
  members[0] = (ValueMember){"index", value_number(tick->index)};
  members[1] = (ValueMember){"tickIndex", value_number((double)number)};
  members[2] = (ValueMember){"value", tick->value};
  members[3] = (ValueMember){"label", value_string(tick->label)};
  ValueObject *object = arena_new(arena, ValueObject);
  *object = (ValueObject){4, members};
  return (Value){.kind = VALUE_OBJECT, .object = object};
}

static void rewrite_labels(AxisPlan *plan, const GuideFormat *format) {
  const Json *written = axis_component_get(plan->component, "labelExpr");
  Place place = json_is(written, JSON_STRING) ? written->place : plan->component->def->place;
  const char *text = guide_label_expression(format, json_string(written, NULL), plan->arena);
  if (!text) return;
  const Expr *expr = expr_parse(text, place, plan->frame->messages, plan->arena);
  if (!expr) return;
  for (size_t i = 0; i < plan->label_count; i++) {
    const char *label = guide_text(expr_eval_datum(expr, plan->frame->scope, plan->ticks[i].datum), plan->arena);
    plan->ticks[i].label = label ? label : "";
  }
}

static bool wants_extra_tick(const AxisPlan *plan) {
  const char *band = axis_string(plan, "tickBand", NULL);
  return band ? strcmp(band, "extent") == 0 : axis_flag(plan, "tickExtra");
}

static const Value *tick_values(const AxisPlan *plan, double *count, bool *given, size_t *value_count) {
  const AxisComponent *axis = plan->component;
  const Json *asked = axis_property(plan, "tickCount"), *values = axis_component_get(axis, "values");
  const Json *interval = json_is(asked, JSON_STRING) || json_is(asked, JSON_OBJECT) ? asked : NULL;
  double min_step = axis_number(plan, "tickMinStep", 0);
  *given = json_is(values, JSON_ARRAY);
  double tally = json_number(asked, *given ? (double)json_count(values) : 10);
  *count = interval ? NAN : scale_tick_count(axis->scale, tally, min_step);
  if (!*given) return scale_ticks(axis->scale, interval ? NAN : tally, interval, min_step, value_count, plan->arena);
  size_t wanted;
  const Value *list = guide_values(axis->def, values, &wanted, plan->frame);
  return scale_valid_ticks(axis->scale, list, wanted, *count, value_count, plan->arena);
}

/* Values the scale does not know have no place on the axis. */
static void drop_unplaced(AxisPlan *plan) {
  size_t kept = 0;
  for (size_t i = 0; i < plan->tick_count; i++)
    if (isfinite(scale_map_number(plan->component->scale, plan->ticks[i].value))) plan->ticks[kept++] = plan->ticks[i];
  plan->label_count -= MIN(plan->label_count, plan->tick_count - kept);
  plan->tick_count = kept;
}

static void drop_repeated(AxisPlan *plan) {
  size_t kept = 0, labels = plan->label_count;
  for (size_t i = 0; i < plan->tick_count; i++) {
    bool repeats = i < labels && kept > 0 && guide_values_alike(plan->ticks[kept - 1].value, plan->ticks[i].value);
    if (repeats) plan->label_count--;
    plan->ticks[repeats ? kept - 1 : kept++] = plan->ticks[i];
  }
  plan->tick_count = kept;
}

void axis_make_ticks(AxisPlan *plan) {
  const AxisComponent *axis = plan->component;
  size_t value_count = 0;
  double count;
  bool given;
  const Value *values = tick_values(plan, &count, &given, &value_count);
  value_count = MIN(value_count, (size_t)TICK_MAX);
  GuideFormat format =
      guide_format(axis->def, axis_component_get(axis, "format"), axis_component_get(axis, "formatType"),
                   scale_type(axis->scale), true, axis->frame->unit->spec);
  plan->ticks = arena_array(plan->arena, AxisTick, value_count + 1);
  double last = value_count > 1 ? (double)(value_count - 1) : 1;
  for (size_t i = 0; i < value_count; i++) {
    AxisTick *tick = &plan->ticks[i];
    tick->value = values[i];
    tick->index = (double)i / last;
    tick->label = format.custom ? "" : guide_label(&format, axis->scale, count, given, values[i], plan->arena);
    tick->datum = tick_datum(tick, i, plan->arena);
  }
  plan->tick_count = plan->label_count = value_count;
  if (value_count > 0 && wants_extra_tick(plan)) {
    AxisTick *extra = &plan->ticks[plan->tick_count++];
    *extra = (AxisTick){.value = values[0], .label = "", .index = -1, .extra = true};
    extra->datum = tick_datum(extra, value_count, plan->arena);
  }
  rewrite_labels(plan, &format);
  drop_repeated(plan);
  drop_unplaced(plan);
}
