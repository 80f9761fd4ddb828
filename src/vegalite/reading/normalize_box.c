/* vegalite/reading/normalize_box.c: a boxplot as its layers: whiskers, box, median and, beyond Tukey's whiskers, outliers (Vega-Lite's
 * compositemark/boxplot.ts). */
#include "data/table.h"
#include "vegalite/reading/normalize_composite.h"

typedef struct Box {
  Composite of;
  bool tukey;         /* whiskers by a multiple of the interquartile range; else from minimum to maximum */
  const char *factor; /* that multiple, as text of an expression */
  ExtractedTransforms before;
  const Json *encoding;         /* after `before`, without the measure */
  const Json *tooltip_outliers; /* the tooltip's own fields that are not aggregated; NULL for none */
  const Json *five_numbers, *whisker_tooltip;
  const Json *size;
} Box;

static const char *const color_and_size[] = {"color", "size", NULL};

/* Aggregated fields of a custom tooltip stay with box and whiskers, the others go to the outliers. */
static const Json *split_tooltip(Box *box, const Json *encoding) {
  Arena *arena = box->of.arena;
  const Json *tooltip = json_get(encoding, "tooltip");
  encoding = json_without(arena, encoding, (const char *const[]){"tooltip", NULL});
  if (!json_truthy(tooltip)) return encoding;
  if (!json_is(tooltip, JSON_ARRAY)) {
    if (json_truthy(json_get(tooltip, "aggregate"))) return json_with(arena, encoding, "tooltip", tooltip);
    box->tooltip_outliers = tooltip;
    return encoding;
  }
  JsonBuilder kinds[2] = {json_builder(arena), json_builder(arena)};
  for (size_t i = 0; i < json_count(tooltip); i++)
    json_builder_push(&kinds[json_truthy(json_get(json_at(tooltip, i), "aggregate")) ? 1 : 0], json_at(tooltip, i));
  const Json *plain = json_builder_array(&kinds[0], json_place(tooltip));
  const Json *aggregated = json_builder_array(&kinds[1], json_place(tooltip));
  if (json_count(plain) > 0) box->tooltip_outliers = json_count(plain) == 1 ? json_at(plain, 0) : plain;
  return json_count(aggregated) > 0 ? json_with(arena, encoding, "tooltip", aggregated) : encoding;
}

static bool read_extent(Box *box) {
  const Json *extent = json_get(box->of.mark, "extent");
  if (!extent || json_is_null(extent)) extent = json_get(box->of.config, "extent");
  box->tukey = json_is(extent, JSON_NUMBER);
  if (box->tukey) box->factor = json_to_text(box->of.arena, extent);
  if (box->tukey || json_is_string(extent, "min-max")) return true;
  const Json *at = extent ? extent : box->of.mark;
  normalize_fail(box->of.normalizer, at, "E274", "\"extent\" of a boxplot must be \"min-max\" or a number");
  return false;
}

static bool make_tooltips(Box *box) {
  static const TooltipLine tukey_five[] = {
      {"max_", "Max"}, {"upper_box_", "Q3"}, {"mid_box_", "Median"}, {"lower_box_", "Q1"}, {"min_", "Min"}};
  static const TooltipLine min_max_five[] = {{"upper_whisker_", "Max"},
                                             {"upper_box_", "Q3"},
                                             {"mid_box_", "Median"},
                                             {"lower_box_", "Q1"},
                                             {"lower_whisker_", "Min"}};
  static const TooltipLine whiskers[] = {{"upper_whisker_", "Upper Whisker"}, {"lower_whisker_", "Lower Whisker"}};
  const TooltipLine *five = box->tukey ? tukey_five : min_max_five;
  box->five_numbers = composite_tooltip(&box->of, five, G_N_ELEMENTS(tukey_five), box->encoding, true);
  box->whisker_tooltip = box->five_numbers;
  if (box->tukey)
    box->whisker_tooltip = composite_tooltip(&box->of, whiskers, G_N_ELEMENTS(whiskers), box->encoding, true);
  return box->five_numbers && box->whisker_tooltip;
}

static const Json *quartiles(const Box *box) {
  Arena *arena = box->of.arena;
  const char *flat = box->of.flat;
  const Json *const items[] = {
      composite_aggregate(&box->of, "q1", box->of.field, arena_printf(arena, "lower_box_%s", flat)),
      composite_aggregate(&box->of, "q3", box->of.field, arena_printf(arena, "upper_box_%s", flat))};
  return json_new_array(arena, json_place(box->of.measure), items, G_N_ELEMENTS(items));
}

static const Json *aggregate_transform(const Box *box, const Json *aggregate) {
  const Json *transform = normalize_single(box->of.arena, "aggregate", aggregate);
  return json_with(box->of.arena, transform, "groupby", box->before.group_by);
}

/* The transforms of the box itself: what the encoding implies, then the five numbers. */
static const Json *five_number_transforms(const Box *box) {
  Arena *arena = box->of.arena;
  const char *flat = box->of.flat, *ends = box->tukey ? "" : "whisker_";
  const char *const names[] = {box->tukey ? "min_" : "lower_", box->tukey ? "max_" : "upper_"};
  const Json *const rest[] = {
      composite_aggregate(&box->of, "median", box->of.field, arena_printf(arena, "mid_box_%s", flat)),
      composite_aggregate(&box->of, "min", box->of.field, arena_printf(arena, "%s%s%s", names[0], ends, flat)),
      composite_aggregate(&box->of, "max", box->of.field, arena_printf(arena, "%s%s%s", names[1], ends, flat))};
  const Json *aggregate = normalize_concat(arena, box->before.aggregate, quartiles(box));
  aggregate =
      normalize_concat(arena, aggregate, json_new_array(arena, json_place(box->of.measure), rest, G_N_ELEMENTS(rest)));
  const Json *last = aggregate_transform(box, aggregate);
  return normalize_concat(arena, normalize_concat(arena, box->before.bins, box->before.time_units),
                          json_new_array(arena, json_place(last), &last, 1));
}

static const Json *part_mark(const Box *box, const char *text) {
  const Json *mark = json_literal(box->of.arena, json_place(box->of.mark), text),
             *invalid = json_get(box->of.mark, "invalid");
  return invalid ? json_with(box->of.arena, mark, "invalid", invalid) : mark;
}

static const Json *oriented(const Box *box, const Json *mark, bool across) {
  const char *orient = box->of.vertical == across ? "horizontal" : "vertical";
  return json_with(box->of.arena, mark, "orient", normalize_text(box->of.arena, box->of.mark, "%s", orient));
}

static void push_whiskers(const Box *box, JsonBuilder *layers) {
  const Json *shared = json_without(box->of.arena, box->encoding, color_and_size);
  const Json *rule = part_mark(box, "{'type':'rule','aria':false}");
  const Json *tick = oriented(box, part_mark(box, "{'type':'tick','color':'black','opacity':1,'aria':false}"), true);
  const CompositePart parts[] = {
      {"rule", rule, "lower_whisker", "lower_box", shared, box->whisker_tooltip},
      {"rule", rule, "upper_box", "upper_whisker", shared, box->whisker_tooltip},
      {"ticks", tick, "lower_whisker", NULL, shared, box->whisker_tooltip},
      {"ticks", tick, "upper_whisker", NULL, shared, box->whisker_tooltip},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) composite_push_part(&box->of, &parts[i], layers);
}

/* The median contrasts with the box; if the box has no height, it takes the box's colour. */
static const Json *median_encoding(const Box *box) {
  Arena *arena = box->of.arena;
  const Json *color = json_get(box->encoding, "color"), *size = json_get(box->encoding, "size");
  const Json *config_box = json_get(box->of.config, "box");
  const Json *fallback =
      json_get(json_is(config_box, JSON_OBJECT) ? config_box : json_get(box->of.all_config, "mark"), "color");
  if (!json_truthy(fallback)) fallback = normalize_text(arena, box->of.mark, "#4c78a8");
  const char *test = arena_printf(arena, "%s >= %s", composite_access(arena, "lower_box_", box->of.field),
                                  composite_access(arena, "upper_box_", box->of.field));
  const Json *condition = normalize_single(arena, "test", normalize_text(arena, box->of.measure, "%s", test));
  condition =
      normalize_spread(arena, condition, json_truthy(color) ? color : normalize_single(arena, "value", fallback));
  const Json *encoding = json_without(arena, box->encoding, color_and_size);
  if (json_truthy(size)) encoding = json_with(arena, encoding, "size", size);
  return json_with(arena, encoding, "color", normalize_single(arena, "condition", condition));
}

static void push_box(const Box *box, JsonBuilder *layers) {
  Arena *arena = box->of.arena;
  const Json *bar = oriented(box, part_mark(box, "{'type':'bar','ariaRoleDescription':'box'}"), false);
  const Json *tick = oriented(box, part_mark(box, "{'type':'tick','aria':false}"), true);
  const Json *color = json_get(json_get(box->of.config, "median"), "color");
  if (json_truthy(color)) tick = json_with(arena, tick, "color", color);
  if (json_truthy(box->size)) {
    bar = json_with(arena, bar, "size", box->size);
    tick = json_with(arena, tick, "size", box->size);
  }
  const CompositePart parts[] = {
      {"box", bar, "lower_box", "upper_box", box->encoding, box->five_numbers},
      {"median", tick, "mid_box", NULL, median_encoding(box), box->five_numbers},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) composite_push_part(&box->of, &parts[i], layers);
}

/* The fences of Tukey: values beyond them are outliers. */
typedef struct Fences {
  const char *lower, *upper, *value;
} Fences;

static Fences find_fences(const Box *box) {
  Arena *arena = box->of.arena;
  const char *lower = composite_access(arena, "lower_box_", box->of.field);
  const char *upper = composite_access(arena, "upper_box_", box->of.field);
  return (Fences){arena_printf(arena, "%s - %s * (%s - %s)", lower, box->factor, upper, lower),
                  arena_printf(arena, "%s + %s * (%s - %s)", upper, box->factor, upper, lower),
                  composite_access(arena, "", box->of.field)};
}

static const Json *filter(const Box *box, const char *expression) {
  return normalize_single(box->of.arena, "filter", normalize_text(box->of.arena, box->of.measure, "%s", expression));
}

static const Json *whisker_view(const Box *box, const Fences *fences) {
  Arena *arena = box->of.arena;
  const char *field = box->of.field, *flat = box->of.flat;
  const Json *const ends[] = {
      composite_aggregate(&box->of, "min", field, arena_printf(arena, "lower_whisker_%s", flat)),
      composite_aggregate(&box->of, "max", field, arena_printf(arena, "upper_whisker_%s", flat)),
      composite_aggregate(&box->of, "min", arena_printf(arena, "lower_box_%s", field),
                          arena_printf(arena, "lower_box_%s", flat)),
      composite_aggregate(&box->of, "max", arena_printf(arena, "upper_box_%s", field),
                          arena_printf(arena, "upper_box_%s", flat))};
  const Json *aggregate = json_new_array(arena, json_place(box->of.measure), ends, G_N_ELEMENTS(ends));
  const char *inside =
      arena_printf(arena, "(%s <= %s) && (%s <= %s)", fences->lower, fences->value, fences->value, fences->upper);
  const Json *const transforms[] = {
      filter(box, inside), aggregate_transform(box, normalize_concat(arena, aggregate, box->before.aggregate))};
  JsonBuilder layers = json_builder(arena);
  push_whiskers(box, &layers);
  const Json *view = normalize_single(
      arena, "transform", json_new_array(arena, json_place(box->of.measure), transforms, G_N_ELEMENTS(transforms)));
  return json_with(arena, view, "layer", json_builder_array(&layers, json_place(box->of.mark)));
}

static const Json *outlier_view(const Box *box, const Fences *fences) {
  static const char *const taken[] = {"color", "size", "tooltip", NULL};
  Arena *arena = box->of.arena;
  const Json *color = json_get(box->encoding, "color");
  const Json *encoding = normalize_single(arena, box->of.axis, composite_measure(&box->of, box->of.field));
  encoding = normalize_spread(arena, encoding, json_without(arena, box->encoding, taken));
  if (json_truthy(color)) encoding = json_with(arena, encoding, "color", color);
  if (box->tooltip_outliers) encoding = json_with(arena, encoding, "tooltip", box->tooltip_outliers);
  const Json *point = normalize_single(arena, "type", normalize_text(arena, box->of.mark, "point"));
  const Json *view = composite_layer(&box->of, "outliers", point, encoding);
  if (!view) return NULL;
  const char *outside =
      arena_printf(arena, "(%s < %s) || (%s > %s)", fences->value, fences->lower, fences->value, fences->upper);
  const Json *const transforms[] = {filter(box, outside)};
  return json_with(arena, view, "transform", json_new_array(arena, json_place(box->of.measure), transforms, 1));
}

/* Outliers and whiskers need the rows themselves as well as the quartiles of their group. */
static const Json *fenced_view(const Box *box) {
  Arena *arena = box->of.arena;
  Fences fences = find_fences(box);
  const Json *join = normalize_single(arena, "joinaggregate", quartiles(box));
  join = json_with(arena, join, "groupby", box->before.group_by);
  const Json *transforms = normalize_concat(arena, normalize_concat(arena, box->before.bins, box->before.time_units),
                                            json_new_array(arena, json_place(join), &join, 1));
  const Json *whiskers = whisker_view(box, &fences), *outliers = outlier_view(box, &fences);
  if (!outliers)
    return json_with(arena, whiskers, "transform",
                     normalize_concat(arena, transforms, json_get(whiskers, "transform")));
  const Json *const layers[] = {outliers, whiskers};
  const Json *view = normalize_single(arena, "transform", transforms);
  return json_with(arena, view, "layer", json_new_array(arena, json_place(box->of.mark), layers, G_N_ELEMENTS(layers)));
}

static const Json *assemble(const Box *box) {
  Arena *arena = box->of.arena;
  const Json *frame = composite_frame(&box->of), *transforms = five_number_transforms(box);
  JsonBuilder layers = json_builder(arena);
  if (!box->tukey) push_whiskers(box, &layers);
  push_box(box, &layers);
  const Json *boxes = json_builder_array(&layers, json_place(box->of.mark));
  if (!box->tukey) {
    frame = json_with(arena, frame, "transform", normalize_concat(arena, json_get(frame, "transform"), transforms));
    return json_with(arena, frame, "layer", boxes);
  }
  const Json *const views[] = {fenced_view(box),
                               json_with(arena, normalize_single(arena, "transform", transforms), "layer", boxes)};
  return json_with(arena, frame, "layer", json_new_array(arena, json_place(box->of.mark), views, G_N_ELEMENTS(views)));
}

static const Json *unfold_box_plot(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  Box box = {0};
  if (!composite_begin(&box.of, normalizer, unit, scope, "boxplot") || !read_extent(&box)) return NULL;
  Orient orient = composite_orient(&box.of);
  if (orient == ORIENT_NONE || !composite_set_orient(&box.of, orient)) return NULL;
  const Json *encoding = json_without(box.of.arena, box.of.encoding, (const char *const[]){box.of.axis, NULL});
  if (!composite_extract(&box.of, split_tooltip(&box, encoding), &box.before)) return NULL;
  box.encoding = box.before.encoding;
  box.size = normalize_mark_property(box.of.mark, scope->config, "size");
  return make_tooltips(&box) ? assemble(&box) : NULL;
}

const MarkUnfolding unfolding_box_plot = {.mark = "boxplot", .run = unfold_box_plot};
