/* guide/axis_ticks.c: a finished axis: properties along Vega's chain, tick values and labels (vega-encode's AxisTicks). */
#include "guide/alike.h"
#include "guide/axis.h"
#include "guide/property.h"
#include <math.h>
#include <string.h>

enum { TICK_MAX = 100000 };

const Json *axis_written(const Axis *axis, const char *name) {
  const Json *value = json_get(axis->spec.own, name);
  if (!value || json_is_null(value)) value = chain_get(&axis->spec.config, name);
  return json_is_null(value) ? NULL : value;
}

const Json *axis_property(const Axis *axis, const char *name) {
  return guide_settle(axis_written(axis, name), &axis->context);
}

double axis_number(const Axis *axis, const char *name, double otherwise) {
  return json_number(axis_property(axis, name), otherwise);
}
const char *axis_string(const Axis *axis, const char *name, const char *otherwise) {
  return json_string(axis_property(axis, name), otherwise);
}

bool axis_flag(const Axis *axis, const char *name) {
  const Json *value = axis_written(axis, name);
  if (guide_is_expression(value)) return true;
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

static void rewrite_labels(Axis *axis) {
  const Json *written = json_get(axis->spec.own, "labelExpr");
  Place place = json_is(written, JSON_STRING) ? written->place : axis->spec.place;
  const char *text = label_expression(&axis->spec.format, json_string(written, NULL), axis->arena);
  if (!text) return;
  const Expr *expr = expr_parse(text, place, axis->context.messages, axis->arena);
  if (!expr) return;
  for (size_t i = 0; i < axis->label_count; i++) {
    const char *label = label_lines(expr_eval_datum(expr, axis->context.scope, axis->ticks[i].datum), axis->arena);
    axis->ticks[i].label = label ? label : "";
  }
}

static bool wants_extra_tick(const Axis *axis) {
  const char *band = axis_string(axis, "tickBand", NULL);
  return band ? strcmp(band, "extent") == 0 : json_truthy(axis_property(axis, "tickExtra"));
}

static const Value *tick_values(const Axis *axis, double *count, size_t *value_count) {
  const GuideValues *values = &axis->spec.values;
  const Json *asked = axis_property(axis, "tickCount");
  const Json *interval = json_is(asked, JSON_STRING) || json_is(asked, JSON_OBJECT) ? asked : NULL;
  double min_step = axis_number(axis, "tickMinStep", 0);
  double tally = json_number(asked, values->given ? (double)values->count : 10);
  *count = interval ? NAN : scale_tick_count(axis->spec.scale, tally, min_step);
  if (!values->given)
    return scale_ticks(axis->spec.scale, interval ? NAN : tally, interval, min_step, value_count, axis->arena);
  return scale_valid_ticks(axis->spec.scale, values->items, values->count, *count, value_count, axis->arena);
}

/* Values outside the scale's domain have no position on the axis. */
static void drop_unplaced(Axis *axis) {
  size_t kept = 0;
  for (size_t i = 0; i < axis->tick_count; i++)
    if (isfinite(scale_map_number(axis->spec.scale, axis->ticks[i].value))) axis->ticks[kept++] = axis->ticks[i];
  axis->label_count -= MIN(axis->label_count, axis->tick_count - kept);
  axis->tick_count = kept;
}

static void drop_repeated(Axis *axis) {
  size_t labels = axis->label_count, extra = axis->tick_count - labels;
  Value *values = arena_array(axis->arena, Value, labels);
  for (size_t i = 0; i < labels; i++) values[i] = axis->ticks[i].value;
  guint32 *shown = arena_array(axis->arena, guint32, labels);
  size_t kept = guide_distinct_values(values, labels, shown, axis->arena);
  if (kept == labels) return;
  AxisTick *ticks = arena_array(axis->arena, AxisTick, kept + extra);
  for (size_t i = 0; i < kept; i++) ticks[i] = axis->ticks[shown[i]];
  for (size_t i = 0; i < extra; i++) ticks[kept + i] = axis->ticks[labels + i];
  axis->ticks = ticks;
  axis->label_count = kept;
  axis->tick_count = kept + extra;
}

static void make_ticks(Axis *axis) {
  size_t value_count = 0;
  double count;
  const Value *values = tick_values(axis, &count, &value_count);
  value_count = MIN(value_count, (size_t)TICK_MAX);
  axis->ticks = arena_array(axis->arena, AxisTick, value_count + 1);
  double last = value_count > 1 ? (double)(value_count - 1) : 1;
  for (size_t i = 0; i < value_count; i++) {
    AxisTick *tick = &axis->ticks[i];
    tick->value = values[i];
    tick->index = (double)i / last;
    tick->label = axis->spec.format.custom ? ""
                                           : label_of_value(&axis->spec.format, axis->spec.scale, count,
                                                            axis->spec.values.given, values[i], axis->arena);
    tick->datum = tick_datum(tick, i, axis->arena);
  }
  axis->tick_count = axis->label_count = value_count;
  if (value_count > 0 && wants_extra_tick(axis)) {
    AxisTick *extra = &axis->ticks[axis->tick_count++];
    *extra = (AxisTick){.value = values[0], .label = "", .index = -1, .extra = true};
    extra->datum = tick_datum(extra, value_count, axis->arena);
  }
  rewrite_labels(axis);
  drop_repeated(axis);
  drop_unplaced(axis);
}

const Axis *guide_axis(const AxisSpec *spec, const GuideContext *context) {
  const char *orient = spec->orient;
  Axis *axis = arena_new(context->arena, Axis);
  *axis = (Axis){.spec = *spec, .context = *context, .arena = context->arena};
  axis->vertical = strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0;
  axis->sign = strcmp(orient, "left") == 0 || strcmp(orient, "top") == 0 ? -1 : 1;
  make_ticks(axis);
  Value *data = arena_array(axis->arena, Value, axis->tick_count);
  for (size_t i = 0; i < axis->tick_count; i++) data[i] = axis->ticks[i].datum;
  axis->data = data;
  return axis;
}
