/* guide/legend_gradient.c: a legend that is one strip of colour, smooth or in bands (vega-parser's guides/legend-gradient*.js). */
#include "guide/channels.h"
#include "guide/legend.h"
#include "guide/overlap.h"
#include "guide/property.h"
#include <math.h>
#include <string.h>

typedef struct Strip {
  bool vertical;
  double length, thickness; /* px */
} Strip;

static Strip strip_of(const LegendPlan *plan) {
  double length = legend_number(plan, "gradientLength", legend_number(plan, "gradientWidth", 200));
  double thickness = legend_number(plan, "gradientThickness", legend_number(plan, "gradientHeight", 16));
  return (Strip){legend_is_vertical(plan, false), length, thickness};
}

static void style_strip(const LegendPlan *plan, SceneMark *mark) {
  guide_set(mark, SCENE_STROKE, legend_property(plan, "gradientStrokeColor"), plan->arena);
  guide_set(mark, SCENE_STROKE_WIDTH, legend_property(plan, "gradientStrokeWidth"), plan->arena);
  if (!guide_set(mark, SCENE_OPACITY, legend_property(plan, "gradientOpacity"), plan->arena) &&
      !isnan(plan->spec.gradient_opacity))
    scene_set_number(mark, SCENE_OPACITY, plan->spec.gradient_opacity);
}

static SceneMark *build_smooth(const LegendPlan *plan, Strip strip) {
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_RECT, ROLE_LEGEND_GRADIENT, 1);
  size_t count;
  const ScaleStop *stops = scale_gradient(plan->scale, 0, &count, plan->arena);
  GradientStop *kept = arena_array(plan->arena, GradientStop, count);
  for (size_t i = 0; i < count; i++) kept[i] = (GradientStop){stops[i].fraction, stops[i].color};
  Gradient *gradient = arena_new(plan->arena, Gradient);
  *gradient =
      (Gradient){.y1 = strip.vertical ? 1 : 0, .x2 = strip.vertical ? 0 : 1, .stop_count = count, .stops = kept};
  mark->channels[SCENE_FILL] = scene_channel_paint((Paint){.kind = PAINT_GRADIENT, .gradient = gradient}, plan->arena);
  scene_set_number(mark, SCENE_X, 0);
  scene_set_number(mark, SCENE_Y, 0);
  scene_set_number(mark, SCENE_WIDTH, strip.vertical ? strip.thickness : strip.length);
  scene_set_number(mark, SCENE_HEIGHT, strip.vertical ? strip.length : strip.thickness);
  style_strip(plan, mark);
  return mark;
}

static SceneMark *build_bands(const LegendPlan *plan, Strip strip, const LegendEntries *entries) {
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_RECT, ROLE_LEGEND_BAND, entries->count);
  double *starts = arena_array(plan->arena, double, entries->count),
         *lengths = arena_array(plan->arena, double, entries->count);
  Paint *paints = arena_array(plan->arena, Paint, entries->count);
  for (size_t i = 0; i < entries->count; i++) {
    double from = i == 0 ? 0 : scale_label_fraction(plan->scale, entries->values[i]);
    double to = i + 1 == entries->count ? 1 : scale_label_fraction(plan->scale, entries->values[i + 1]);
    if (strip.vertical) from = 1 - from, to = 1 - to;
    starts[i] = fmin(from, to) * strip.length;
    lengths[i] = fabs(to - from) * strip.length;
    Rgba color = scale_map_color(plan->scale, entries->values[i]);
    paints[i] = (Paint){color.a < 0 ? PAINT_NONE : PAINT_COLOR, color, NULL};
  }
  scene_set_numbers(mark, strip.vertical ? SCENE_Y : SCENE_X, starts);
  scene_set_numbers(mark, strip.vertical ? SCENE_HEIGHT : SCENE_WIDTH, lengths);
  scene_set_number(mark, strip.vertical ? SCENE_X : SCENE_Y, 0);
  scene_set_number(mark, strip.vertical ? SCENE_WIDTH : SCENE_HEIGHT, strip.thickness);
  scene_set_paints(mark, SCENE_FILL, paints);
  style_strip(plan, mark);
  return mark;
}

static const char *end_align(double fraction, const char *low, const char *high, const char *inside) {
  return fraction <= 0 ? low : fraction >= 1 ? high : inside;
}

static SceneMark *build_labels(const LegendPlan *plan, LegendType type, Strip strip, const LegendEntries *entries) {
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_TEXT, ROLE_LEGEND_LABELS, entries->count);
  double *places = arena_array(plan->arena, double, entries->count);
  const char **aligns = arena_array(plan->arena, const char *, entries->count);
  for (size_t i = 0; i < entries->count; i++) {
    bool start = type == LEGEND_DISCRETE && i == 0;
    double fraction = start                     ? 0
                      : type == LEGEND_DISCRETE ? scale_label_fraction(plan->scale, entries->values[i])
                                                : scale_fraction(plan->scale, entries->values[i]);
    places[i] = (strip.vertical ? 1 - fraction : fraction) * strip.length;
    aligns[i] = strip.vertical ? end_align(fraction, "bottom", "top", "middle")
                               : end_align(fraction, "left", "right", "center");
  }
  const Json *own = json_has(plan->spec.own, "labelOffset") ? legend_property(plan, "labelOffset") : NULL;
  double offset = own ? json_number(own, 0) : legend_number(plan, "gradientLabelOffset", 0);
  scene_set_numbers(mark, strip.vertical ? SCENE_Y : SCENE_X, places);
  scene_set_number(mark, strip.vertical ? SCENE_X : SCENE_Y, strip.thickness + offset);
  scene_set_strings(mark, strip.vertical ? SCENE_BASELINE : SCENE_ALIGN, aligns);
  scene_set_string(mark, strip.vertical ? SCENE_ALIGN : SCENE_BASELINE, strip.vertical ? "left" : "top");
  scene_set_strings(mark, SCENE_TEXT_VALUE, entries->labels);
  const Json *limit = json_has(plan->spec.own, "labelLimit") ? legend_property(plan, "labelLimit") : NULL;
  Value *datums = arena_array(plan->arena, Value, entries->count);
  for (size_t i = 0; i < entries->count; i++)
    datums[i] = guide_datum((double)i, entries->labels[i], entries->values[i], plan->arena);
  guide_set(mark, SCENE_LIMIT, limit ? limit : legend_property(plan, "gradientLabelLimit"), plan->arena);
  legend_style_text(plan, mark, "label", &plan->spec.label_style, datums);
  const Json *overlap = legend_property(plan, "labelOverlap");
  const char *method = json_is_true(overlap) ? "parity" : json_string(overlap, NULL);
  bool *keep = arena_array(plan->arena, bool, entries->count);
  guide_keep_labels(mark, method, legend_number(plan, "labelSeparation", 0), NULL, plan->context.text, keep);
  guide_keep_items(mark, keep, plan->arena);
  return mark;
}

void legend_build_gradient(const LegendPlan *plan, SceneGroup *into) {
  LegendType type = plan->spec.type;
  Strip strip = strip_of(plan);
  double count = type == LEGEND_GRADIENT ? fmax(2, 2 * floor(strip.length / 100)) : 5;
  LegendEntries entries = legend_entries(plan, count, false);
  scene_group_add(plan->arena, into,
                  type == LEGEND_GRADIENT ? build_smooth(plan, strip) : build_bands(plan, strip, &entries));
  scene_group_add(plan->arena, into, build_labels(plan, type, strip, &entries));
}
