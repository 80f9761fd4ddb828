/* guide/legend.h: what the stages of a legend share (private to guide/; vega-parser's guides/legend-*.js). */
#pragma once
#include "guide/guide.h"

typedef struct LegendPlan {
  LegendSpec spec;
  GuideContext context;
  Arena *arena;
  const Scale *scale; /* the one whose values are listed */
} LegendPlan;

/* The order in which Vega takes a legend's scales; the first is the one whose values are listed. */
enum { LEGEND_ORDER_COUNT = 7 };
extern const SceneChannelId legend_order[LEGEND_ORDER_COUNT];

/* The texts and values of a legend's entries. */
typedef struct LegendEntries {
  const Value *values;
  const char **labels;
  size_t count;
  bool cut; /* the last gives the number left out */
} LegendEntries;
LegendEntries legend_entries(const LegendPlan *plan, double count, bool limit);

/* A property of the legend as a whole; NULL if it is not set. */
const Json *legend_property(const LegendPlan *plan, const char *name);
double legend_number(const LegendPlan *plan, const char *name, double otherwise);
const char *legend_string(const LegendPlan *plan, const char *name, const char *otherwise);
bool legend_is_vertical(const LegendPlan *plan, bool symbols);
/* Sets channels of a mark from properties of the legend ("labelFont" for `prefix` "label"), then from a style. `datums` describes
 * each item of the mark. */
void legend_style_text(const LegendPlan *plan, SceneMark *mark, const char *prefix, const Chain *style,
                       const Value *datums);

/* The marks inside the ROLE_LEGEND_ENTRY group. */
void legend_build_symbols(const LegendPlan *plan, SceneGroup *into, LegendHint *hint);
void legend_build_gradient(const LegendPlan *plan, SceneGroup *into);
