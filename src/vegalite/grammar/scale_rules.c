/* vegalite/grammar/scale_rules.c: see scale_rules.h. */
#include "vegalite/grammar/scale_rules.h"
#include <glib.h>

static const ScaleRules nothing,
    without_zero = {.takes = SCALE_TAKES_SMOOTH, .precedence = 1, .axis_config = {"Quantitative"}};

static const ScaleRules by_kind[] = {
    [SCALE_NUMERIC] = {.takes = SCALE_TAKES_SMOOTH | SCALE_TAKES_ZERO,
                       .precedence = 1,
                       .axis_config = {"Quantitative"}},
    [SCALE_TEMPORAL] = {.takes = SCALE_TAKES_SMOOTH, .axis_config = {"Temporal"}},
    [SCALE_STEPPED] = {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS, .axis_config = {"Quantitative"}},
    [SCALE_BINNED] = {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS},
    [SCALE_NAMED] = {.takes = SCALE_TAKES_SCHEME},
    [SCALE_PLACED] = {.takes = SCALE_TAKES_PADDING | SCALE_TAKES_ENDS,
                      .precedence = 10,
                      .axis_config = {"Discrete", "Point"}},
};

static const struct {
  const ScaleType *type;
  ScaleRules rules;
} own[] = {
    {&scale_linear, {.takes = SCALE_TAKES_SMOOTH | SCALE_TAKES_ZERO, .axis_config = {"Quantitative"}}},
    {&scale_log,
     {.takes = SCALE_TAKES_SMOOTH,
      .precedence = 1,
      .greedy_labels = true,
      .own_tick_count = true,
      .axis_config = {"Quantitative"}}},
    {&scale_symlog,
     {.takes = SCALE_TAKES_SMOOTH | SCALE_TAKES_ZERO,
      .precedence = 1,
      .greedy_labels = true,
      .axis_config = {"Quantitative"}}},
    {&scale_identity, {.takes = SCALE_TAKES_ZERO, .precedence = 1, .axis_config = {"Quantitative"}}},
    {&scale_sequential,
     {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS | SCALE_TAKES_ZERO,
      .precedence = 1,
      .axis_config = {"Quantitative"}}},
    {&scale_diverging,
     {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS | SCALE_TAKES_ZERO,
      .precedence = 1,
      .vega_only = true,
      .axis_config = {"Quantitative"}}},
    {&scale_quantile,
     {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS,
      .greedy_labels = true,
      .axis_config = {"Quantitative"},
      .count_key = "quantileCount"}},
    {&scale_quantize,
     {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS | SCALE_TAKES_NICE | SCALE_TAKES_ZERO,
      .axis_config = {"Quantitative"},
      .count_key = "quantizeCount"}},
    {&scale_threshold,
     {.takes = SCALE_TAKES_SCHEME | SCALE_TAKES_BINS | SCALE_TAKES_NICE,
      .greedy_labels = true,
      .axis_config = {"Quantitative"}}},
    {&scale_band,
     {.takes = SCALE_TAKES_PADDING | SCALE_TAKES_ENDS | SCALE_TAKES_GAPS,
      .precedence = 11,
      .axis_config = {"Discrete", "Band"}}},
};

const ScaleRules *scale_rules(const ScaleType *type) {
  if (!type) return &nothing;
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
    if (own[i].type == type) return &own[i].rules;
  return type->kind == SCALE_NUMERIC && !scale_type_maps_zero(type) ? &without_zero : &by_kind[type->kind];
}
