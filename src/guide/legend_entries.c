/* guide/legend_entries.c: which values a legend lists, and their labels (vega-encode's LegendEntries, vega-scale's
 * labels). */
#include "guide/alike.h"
#include "guide/channels.h"
#include "guide/legend.h"
#include "guide/property.h"
#include <math.h>
#include <string.h>

const SceneChannelId legend_order[LEGEND_ORDER_COUNT] = {
    SCENE_SIZE, SCENE_SHAPE_NAME, SCENE_FILL, SCENE_STROKE, SCENE_STROKE_WIDTH, SCENE_STROKE_DASH, SCENE_OPACITY};

typedef struct TextProperty {
  const char *ending;
  SceneChannelId id;
} TextProperty;
static const TextProperty text_properties[] = {{"Color", SCENE_FILL},
                                               {"Opacity", SCENE_FILL_OPACITY},
                                               {"Font", SCENE_FONT},
                                               {"FontSize", SCENE_FONT_SIZE},
                                               {"FontStyle", SCENE_FONT_STYLE},
                                               {"FontWeight", SCENE_FONT_WEIGHT},
                                               {"LineHeight", SCENE_LINE_HEIGHT}};

void legend_style_text(const LegendPlan *plan, SceneMark *mark, const char *prefix, const Chain *style,
                       const Value *datums) {
  for (size_t i = 0; i < G_N_ELEMENTS(text_properties); i++) {
    const char *name = arena_printf(plan->arena, "%s%s", prefix, text_properties[i].ending);
    guide_set_items(mark, text_properties[i].id, chain_get(&plan->spec.properties, name), datums, &plan->context);
  }
  guide_apply_style_items(mark, style, datums, &plan->context);
}

const Json *legend_property(const LegendPlan *plan, const char *name) {
  return guide_property_once(chain_get(&plan->spec.properties, name), value_undefined(), &plan->context);
}

double legend_number(const LegendPlan *plan, const char *name, double otherwise) {
  return json_number(legend_property(plan, name), otherwise);
}

const char *legend_string(const LegendPlan *plan, const char *name, const char *otherwise) {
  return json_string(legend_property(plan, name), otherwise);
}

bool legend_is_vertical(const LegendPlan *plan, bool symbols) {
  if (guide_is_expression(chain_get(&plan->spec.properties, "direction"))) return false; /* Vega does not evaluate it */
  const Json *direction = legend_property(plan, "direction");
  if (!direction) direction = legend_property(plan, symbols ? "symbolDirection" : "gradientDirection");
  return json_is_string(direction, "vertical");
}

static bool has_discrete_range(const Scale *scale) {
  size_t bins;
  return scale_type_is_stepped(scale_type(scale)) || scale_bins(scale, &bins);
}

static bool is_finite_value(Value value) {
  return (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) && isfinite(value.number);
}

/* What comes after the last value: the end of the last bin, or no end. Vega forgets the end when it leaves out the first. */
static Value range_end(const Scale *scale, bool shortened) {
  size_t count;
  const Value *bins = scale_bins(scale, &count);
  return !shortened && bins && count > 0 ? bins[count - 1] : value_number(INFINITY);
}

static const char *value_label(const LegendPlan *plan, double count, bool no_skip, Value value) {
  return label_of_threshold(&plan->spec.format, plan->scale, count, no_skip, value, plan->arena);
}

static const char *range_label(const LegendPlan *plan, double count, Value from, Value to) {
  const char *low = is_finite_value(from) ? value_label(plan, count, true, from) : NULL,
             *high = is_finite_value(to) ? value_label(plan, count, true, to) : NULL;
  if (low && high) return arena_printf(plan->arena, "%s \xE2\x80\x93 %s", low, high);
  return high ? arena_printf(plan->arena, "< %s", high) : arena_printf(plan->arena, "\xE2\x89\xA5 %s", low ? low : "");
}

/* Which values a legend lists. */
typedef struct Listing {
  const Value *values;
  size_t count;
  bool given;     /* by the author */
  bool shortened; /* without the first, which would be invisible */
} Listing;

static const char *entry_label(const LegendPlan *plan, double count, const Listing *list, size_t i) {
  LegendType type = plan->spec.type;
  const Value *values = list->values;
  if (type == LEGEND_SYMBOL && has_discrete_range(plan->scale))
    return range_label(plan, count, values[i],
                       i + 1 < list->count ? values[i + 1] : range_end(plan->scale, list->shortened));
  if (type == LEGEND_DISCRETE && i == 0) return "";
  return value_label(plan, count, list->given || type == LEGEND_SYMBOL, values[i]);
}

/* labelExpr, or a custom format function, over {value, label, index}. */
static void rewrite_labels(const LegendPlan *plan, LegendEntries *entries) {
  const Json *written = json_get(plan->spec.own, "labelExpr");
  const char *text = label_expression(&plan->spec.format, json_string(written, NULL), plan->arena);
  Place place = json_is(written, JSON_STRING) ? written->place : plan->spec.place;
  const Expr *expr = text ? expr_parse(text, place, plan->context.messages, plan->arena) : NULL;
  for (size_t i = 0; expr && i < entries->count; i++) {
    Value datum = guide_datum((double)i, entries->labels[i], entries->values[i], plan->arena);
    const char *label = label_lines(expr_eval_datum(expr, plan->context.scope, datum), plan->arena);
    entries->labels[i] = label ? label : "";
  }
}

/* A continuous scale whose first value has size zero shows nothing there. */
static bool starts_at_nothing(const LegendPlan *plan, const Value *values, size_t count) {
  if (count == 0 || scale_range_kind(plan->scale) != RANGE_NUMBERS) return false;
  return scale_map_number(plan->scale, values[0]) == 0;
}

/* Fewer than three labels along a strip of colour become its two ends. */
static void list_ends(const LegendPlan *plan, Listing *list) {
  size_t count;
  const Value *domain = scale_domain(plan->scale, &count);
  if (list->count >= 3 || count < 2 || value_strict_equal(domain[0], domain[count - 1])) return;
  Value *ends = arena_array(plan->arena, Value, 2);
  ends[0] = domain[0];
  ends[1] = domain[count - 1];
  list->values = ends;
  list->count = 2;
}

static Listing list_values(const LegendPlan *plan, double count, const Json *interval, double min_step) {
  const GuideValues *given = &plan->spec.values;
  LegendType type = plan->spec.type;
  Listing list = {.values = given->items, .count = given->count, .given = given->given};
  if (list.given) return list;
  list.values = scale_legend_values(plan->scale, interval ? NAN : count, interval, min_step, &list.count, plan->arena);
  list.shortened = type == LEGEND_SYMBOL && starts_at_nothing(plan, list.values, list.count);
  if (list.shortened) list.values++, list.count--;
  if (type == LEGEND_GRADIENT) list_ends(plan, &list);
  return list;
}

static void drop_repeated(Listing *list, Arena *arena) {
  guint32 *shown = arena_array(arena, guint32, list->count);
  size_t count = guide_distinct_values(list->values, list->count, shown, arena);
  Value *kept = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) kept[i] = list->values[shown[i]];
  list->values = kept;
  list->count = count;
}

LegendEntries legend_entries(const LegendPlan *plan, double count, bool limited) {
  LegendType type = plan->spec.type;
  const Json *asked = legend_property(plan, "tickCount");
  const Json *interval = json_is(asked, JSON_STRING) || json_is(asked, JSON_OBJECT) ? asked : NULL;
  double min_step = json_number(guide_settle(json_get(plan->spec.own, "tickMinStep"), &plan->context), 0),
         tally = json_number(asked, count);
  if (type == LEGEND_GRADIENT && !(tally != 0)) tally = count;
  Listing list = list_values(plan, tally, interval, min_step);
  if (type != LEGEND_SYMBOL) drop_repeated(&list, plan->arena); /* symbols are distinguished by their position */
  double shown = interval ? NAN : scale_tick_count(plan->scale, tally, min_step);
  size_t limit = (size_t)fmax(0, legend_number(plan, "symbolLimit", 0)), kept = list.count;
  bool cut = limited && limit > 0 && list.count > limit;
  if (cut) kept = limit;
  LegendEntries entries = {list.values, arena_array(plan->arena, const char *, kept), kept, cut};
  for (size_t i = 0; i < kept; i++) entries.labels[i] = entry_label(plan, shown, &list, i);
  if (cut) entries.labels[kept - 1] = arena_printf(plan->arena, "\xE2\x80\xA6%zu entries", list.count - kept + 1);
  rewrite_labels(plan, &entries);
  return entries;
}
