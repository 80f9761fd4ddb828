/* vegalite/guide/axis_rules.c: Vega-Lite's rule for each property of an axis (compile/axis/properties.ts).
 *
 * An axis has some eighty properties. Most are looked up: in the definition's "axis", then in config. Eleven have a
 * rule, because their default follows from the chart: the type of the field and of the scale, the channel, the size
 * of the view, another property (labelAlign from labelAngle and orient). The hard part is not a single rule but the
 * place of all rules between the author, config and Vega's own defaults. axis_parse.c takes what a rule returns as
 * follows:
 *
 *   what the author wrote   explicit: used, and it beats other layers' values when axes merge
 *   another value           implicit: used only if config does not set the property
 *   JSON null               as another value, but it means Vega's own default (text_or_null())
 *   NULL                    undefined: config, then Vega's own default
 *
 * A rule is a function of one AxisRuleInput, which is one unit's view of the axis: its frame, definition, "axis"
 * object by property, scale type. Rules do not see each other's results and may run in any order, with two exceptions:
 * axis_parse.c settles `orient` and then `label_angle` first and passes them in, because alignment depends on both.
 * The definition's values are returned by the rules themselves, with JavaScript's distinctions: written() is `??`,
 * json_truthy() is `||`, and the value alone is `!== undefined`. guide_default_align() and guide_default_baseline(),
 * which headers use too, hold a rotated label at the end that is nearest to its tick. Angles are in degrees,
 * clockwise, normalised to [0, 360).
 *
 * Example: bars 100 px high, x: c (nominal), y: v (quantitative, 0 to 20).
 *   x   labelAngle 270: a name on x without a time unit. Hence labelAlign "right", labelBaseline "middle".
 *       grid false and tickCount undefined (band scale); labelOverlap undefined (nominal: every name is shown)
 *   y   labelAngle undefined, so neither align nor baseline. grid true, tickCount ceil(100 / 40) = 3, labelOverlap true
 * From the count of 3 Vega chooses steps of 5: ticks at 0, 5, 10, 15, 20. At 300 px it is 8, and ticks every 2.
 */
#include "guide/property.h"
#include "vegalite/grammar/scale_rules.h"
#include "vegalite/guide/axis.h"
#include <math.h>
#include <string.h>

static const Json *text(const AxisRuleInput *in, const char *value) {
  return json_new_string(in->arena, in->def->place, value);
}
static const Json *number(const AxisRuleInput *in, double value) {
  return json_new_number(in->arena, in->def->place, value);
}
static const Json *boolean(const AxisRuleInput *in, bool value) {
  return json_new_boolean(in->arena, in->def->place, value);
}

/* JavaScript's `axis[name] ?? …`: the written value unless it is null. */
static const Json *written(const AxisRuleInput *in, AxisProperty property) {
  const Json *value = in->written[property];
  return value && !json_is_null(value) ? value : NULL;
}

static bool is_field(const AxisRuleInput *in) { return in->def->kind == DEF_FIELD; }

static const Json *rule_orient(const AxisRuleInput *in) { return text(in, in->orient); }

static const Json *rule_grid(const AxisRuleInput *in) {
  const Json *value = written(in, AXIS_PROPERTY_GRID);
  bool plain = is_field(in) && !in->def->bin && !in->def->binned;
  return value ? value : boolean(in, !scale_type_is_discrete_domain(in->scale_type) && plain);
}

static const Json *rule_format(const AxisRuleInput *in) {
  return guide_own_format(in->def, in->written[AXIS_PROPERTY_FORMAT], in->written[AXIS_PROPERTY_FORMAT_TYPE]);
}

static double normalize_angle(double angle) { return fmod(fmod(angle, 360) + 360, 360); }

/* Vega-Lite normalizes an expression in config as if it were a number: labels are turned by it, but held as with NaN. */
const Json *axis_rule_label_angle(const AxisRuleInput *in, const AxisConfig *config) {
  const Json *angle = in->written[AXIS_PROPERTY_LABEL_ANGLE];
  if (guide_is_expression(angle)) return angle;
  if (!angle) angle = config->values[AXIS_PROPERTY_LABEL_ANGLE].value;
  if (guide_is_expression(angle)) return number(in, NAN);
  if (json_is(angle, JSON_NUMBER)) return json_new_number(in->arena, angle->place, normalize_angle(angle->number));
  if (angle) return angle;
  bool by_name = in->def->type == TYPE_NOMINAL || in->def->type == TYPE_ORDINAL;
  bool turned = channel_is_horizontal(in->channel) && by_name && !(is_field(in) && in->def->time_unit);
  return turned ? number(in, 270) : NULL;
}

static const Json *rule_label_angle(const AxisRuleInput *in) { return in->label_angle; }

const char *guide_default_align(double angle, const char *orient, bool vertical) {
  double start = vertical ? 90 : 0;
  if (fmod(angle + start, 180) == 0) return vertical ? "center" : NULL;
  bool main = strcmp(orient, vertical ? "left" : "bottom") == 0;
  return (start < angle && angle < 180 + start) == main ? "left" : "right";
}

const char *guide_default_baseline(double angle, const char *orient, bool vertical, bool always_middle) {
  if (!vertical) {
    if ((45 < angle && angle < 135) || (225 < angle && angle < 315)) return "middle";
    return (angle <= 45 || 315 <= angle) == (strcmp(orient, "top") == 0) ? "bottom" : "top";
  }
  if (angle <= 45 || 315 <= angle || (135 <= angle && angle <= 225)) return always_middle ? "middle" : NULL;
  return (45 <= angle && angle <= 135) == (strcmp(orient, "left") == 0) ? "top" : "bottom";
}

/* The angle as text, normalized, where the author wrote an expression; else NULL. */
static const char *angle_expression(const AxisRuleInput *in) {
  if (!guide_is_expression(in->label_angle)) return NULL;
  const Json *text = expr_json_text(in->label_angle);
  return arena_printf(in->arena, "((((%s) %% 360) + 360) %% 360)",
                      text ? text->string : json_to_text(in->arena, in->label_angle));
}

static const Json *expression(const AxisRuleInput *in, const char *text) {
  const Json *string = json_new_string(in->arena, json_place(in->label_angle), text);
  return json_with(in->arena, NULL, "expr", string);
}

/* guide_default_align() for an angle that is not known yet. Unlike there, null is a value: the labels' own default. */
static const Json *align_of_expression(const AxisRuleInput *in, const char *angle) {
  bool vertical = channel_is_vertical(in->channel);
  int start = vertical ? 90 : 0;
  bool main = strcmp(in->orient, vertical ? "left" : "bottom") == 0;
  return expression(in, arena_printf(in->arena,
                                     "((%s + %d) %% 180 === 0) ? %s : (%d < %s && %s < %d) === %s ? 'left' : 'right'",
                                     angle, start, vertical ? "'center'" : "null", start, angle, angle, 180 + start,
                                     main ? "true" : "false"));
}

static const Json *baseline_of_expression(const AxisRuleInput *in, const char *a) {
  bool vertical = channel_is_vertical(in->channel);
  const char *side = strcmp(in->orient, vertical ? "left" : "top") == 0 ? "true" : "false";
  const char *text = vertical ? arena_printf(in->arena,
                                             "%s <= 45 || 315 <= %s || (135 <= %s && %s <= 225) ? null : "
                                             "(45 <= %s && %s <= 135) === %s ? 'top' : 'bottom'",
                                             a, a, a, a, a, a, side)
                              : arena_printf(in->arena,
                                             "(45 < %s && %s < 135) || (225 < %s && %s < 315) ? 'middle' : "
                                             "(%s <= 45 || 315 <= %s) === %s ? 'bottom' : 'top'",
                                             a, a, a, a, a, a, side);
  return expression(in, text);
}

/* Null, not undefined, so that Vega's own default holds. */
static const Json *text_or_null(const AxisRuleInput *in, const char *value) {
  return value ? text(in, value) : json_new_null(in->arena, in->def->place);
}

static const Json *rule_label_align(const AxisRuleInput *in) {
  const Json *value = in->written[AXIS_PROPERTY_LABEL_ALIGN];
  if (json_truthy(value)) return value;
  const char *angle = angle_expression(in);
  if (angle) return align_of_expression(in, angle);
  if (!json_is(in->label_angle, JSON_NUMBER)) return NULL;
  return text_or_null(in, guide_default_align(in->label_angle->number, in->orient, channel_is_vertical(in->channel)));
}

static const Json *rule_label_baseline(const AxisRuleInput *in) {
  const Json *value = in->written[AXIS_PROPERTY_LABEL_BASELINE];
  if (json_truthy(value)) return value;
  const char *angle = angle_expression(in);
  if (angle) return baseline_of_expression(in, angle);
  if (!json_is(in->label_angle, JSON_NUMBER)) return NULL;
  return text_or_null(
      in, guide_default_baseline(in->label_angle->number, in->orient, channel_is_vertical(in->channel), false));
}

static const Json *rule_label_flush(const AxisRuleInput *in) {
  const Json *value = written(in, AXIS_PROPERTY_LABEL_FLUSH);
  if (value) return value;
  bool measured = in->def->type == TYPE_QUANTITATIVE || in->def->type == TYPE_TEMPORAL;
  return channel_is_horizontal(in->channel) && measured ? boolean(in, true) : NULL;
}

static const Json *rule_label_overlap(const AxisRuleInput *in) {
  const Json *value = written(in, AXIS_PROPERTY_LABEL_OVERLAP);
  if (value) return value;
  bool ordered_time =
      is_field(in) && in->def->time_unit && !json_is(in->def->sort, JSON_OBJECT) && !json_is(in->def->sort, JSON_ARRAY);
  bool by_name = in->def->type == TYPE_NOMINAL || in->def->type == TYPE_ORDINAL;
  if (!ordered_time && by_name) return NULL;
  return scale_rules(in->scale_type)->greedy_labels ? text(in, "greedy") : boolean(in, true);
}

static const char *unit_name(const ChannelDef *def, Arena *arena) {
  TimeUnit unit;
  return def->time_unit && time_unit_parse(def->time_unit, &unit) ? time_unit_name(unit.parts, arena) : NULL;
}

static const Json *rule_tick_count(const AxisRuleInput *in) {
  static const char *const few[] = {"month", "hours", "day", "quarter"};
  const Json *value = written(in, AXIS_PROPERTY_TICK_COUNT);
  if (value) return value;
  if (json_truthy(in->written[AXIS_PROPERTY_VALUES]) || scale_type_is_discrete_domain(in->scale_type) ||
      scale_rules(in->scale_type)->own_tick_count)
    return NULL;
  double size = channel_extent(in->channel, in->frame->width, in->frame->height);
  if (is_field(in) && in->def->bin) return number(in, ceil(size / 10));
  const char *unit = is_field(in) ? unit_name(in->def, in->arena) : NULL;
  for (size_t i = 0; unit && i < G_N_ELEMENTS(few); i++)
    if (strcmp(unit, few[i]) == 0) return NULL;
  return number(in, ceil(size / 40));
}

/* The parts of a time unit, finest last, with the length of one step. Days of the week have no duration. */
static const struct {
  unsigned part;
  double months, days, ms;
  bool year;
} durations[] = {
    {TIME_YEAR, 12, 0, 0, true},       {TIME_QUARTER, 3, 0, 0, false},     {TIME_MONTH, 1, 0, 0, false},
    {TIME_WEEK, 0, 7, 0, false},       {TIME_DAY, 0, 0, 0, false},         {TIME_DAY_OF_YEAR, 0, 1, 0, false},
    {TIME_DATE, 0, 1, 0, false},       {TIME_HOURS, 0, 0, 3600000, false}, {TIME_MINUTES, 0, 0, 60000, false},
    {TIME_SECONDS, 0, 0, 1000, false}, {TIME_MILLISECONDS, 0, 0, 1, false}};

static double unit_duration(const ChannelDef *def) {
  TimeUnit unit;
  if (!def->time_unit || !*def->time_unit || !time_unit_parse(def->time_unit, &unit)) return 0;
  size_t smallest = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(durations); i++)
    if (unit.parts & durations[i].part) smallest = i;
  double step = json_number(json_get(def->time_unit_params, "step"), 1);
  double end = date_make(false, 2001, durations[smallest].months * step, 1 + durations[smallest].days * step, 0, 0, 0,
                         durations[smallest].ms * step);
  return end - date_make(false, 2001, 0, 1, 0, 0, 0, 0);
}

static const Json *rule_tick_min_step(const AxisRuleInput *in) {
  const Json *value = written(in, AXIS_PROPERTY_TICK_MIN_STEP);
  if (value) return value;
  LabelFormat format = guide_format(in->def, in->written[AXIS_PROPERTY_FORMAT], in->written[AXIS_PROPERTY_FORMAT_TYPE],
                                    in->scale_type, true, in->frame->unit->spec);
  if (format.specifier && strcmp(format.specifier, "d") == 0) return number(in, 1);
  double duration = is_field(in) ? unit_duration(in->def) : 0;
  return duration > 0 ? number(in, duration) : NULL;
}

static const Json *rule_values(const AxisRuleInput *in) {
  const Json *values = in->written[AXIS_PROPERTY_VALUES];
  return json_is(values, JSON_ARRAY) || guide_is_expression(values) ? values : NULL;
}

static const Json *rule_zindex(const AxisRuleInput *in) {
  const Json *value = written(in, AXIS_PROPERTY_ZINDEX);
  bool cells = in->frame->unit->mark.type->fills_plane && channel_def_is_discrete(in->def);
  return value ? value : number(in, cells ? 1 : 0);
}

static const Json *(*const rules[AXIS_PROPERTY_COUNT])(const AxisRuleInput *in) = {
    [AXIS_PROPERTY_ORIENT] = rule_orient,
    [AXIS_PROPERTY_FORMAT] = rule_format,
    [AXIS_PROPERTY_GRID] = rule_grid,
    [AXIS_PROPERTY_LABEL_ANGLE] = rule_label_angle,
    [AXIS_PROPERTY_LABEL_ALIGN] = rule_label_align,
    [AXIS_PROPERTY_LABEL_BASELINE] = rule_label_baseline,
    [AXIS_PROPERTY_LABEL_FLUSH] = rule_label_flush,
    [AXIS_PROPERTY_LABEL_OVERLAP] = rule_label_overlap,
    [AXIS_PROPERTY_TICK_COUNT] = rule_tick_count,
    [AXIS_PROPERTY_TICK_MIN_STEP] = rule_tick_min_step,
    [AXIS_PROPERTY_VALUES] = rule_values,
    [AXIS_PROPERTY_ZINDEX] = rule_zindex,
};

const Json *axis_rule_value(const AxisRuleInput *in, AxisProperty property) {
  return rules[property] ? rules[property](in) : in->written[property];
}
