/* guide/legend.h: the stages of a legend, between themselves (private to guide/).
 *
 * Each unit has a component for each of its channels with a scale; those that share a view merge (Vega-Lite's compile/legend).
 * A finished component becomes entries, and these marks (vega-parser's guides/legend-*.js).
 */
#pragma once
#include "guide/format.h"
#include "guide/guide.h"

enum { LEGEND_SCALE_MAX = 8 };

/* A scale a legend shows, and the channel of its symbols that shows it. */
typedef struct LegendScale {
  SceneChannelId
      id; /* SCENE_FILL, SCENE_STROKE, SCENE_SIZE, SCENE_SHAPE_NAME, SCENE_STROKE_WIDTH, SCENE_STROKE_DASH, SCENE_OPACITY */
  const Scale *scale;
} LegendScale;

typedef struct LegendTitle {
  bool is_explicit;
  const char *text; /* NULL: none */
} LegendTitle;

typedef struct LegendComponent {
  const Frame *frame;
  const View *unit;
  Channel channel;
  const ChannelDef *def;
  ScaleType scale_type;
  bool disabled;
  bool type_merged;     /* a gradient and symbols became one: symbols */
  const Json *given;    /* what the author wrote in the legend, as far as it is a property */
  const Json *implicit; /* what Vega-Lite's rules add */
  LegendTitle title;
  const char *kind;        /* "gradient" or "symbol" */
  SceneMark *symbol;       /* the look of a symbol: fill, stroke … as constants */
  double gradient_opacity; /* NaN: as config says */
  LegendScale scales[LEGEND_SCALE_MAX];
  size_t scale_count;
} LegendComponent;

/* The component of one channel of a unit; NULL when it has none. */
LegendComponent *legend_component(const Frame *frame, Channel channel);
/* Merges `from` into `into`; false when they cannot be one. */
bool legend_merge(LegendComponent *into, const LegendComponent *from);

/* A finished legend, its properties looked up. */
typedef struct LegendPlan {
  const LegendComponent *component;
  const Frame *frame;
  Arena *arena;
  Chain chain; /* explicit, implicit, config.legend, Vega's */
  Chain label_style, title_style;
  const Scale *scale; /* the one whose values are listed */
  GuideFormat format;
} LegendPlan;

typedef enum LegendType { LEGEND_SYMBOL, LEGEND_GRADIENT, LEGEND_DISCRETE } LegendType;

/* The texts and values of a legend's entries. */
typedef struct LegendEntries {
  const Value *values;
  const char **labels;
  size_t count;
  bool cut; /* the last says how many are left out */
} LegendEntries;
LegendEntries legend_entries(const LegendPlan *plan, LegendType type, double count, bool limit);

double legend_number(const LegendPlan *plan, const char *name, double otherwise);
const char *legend_string(const LegendPlan *plan, const char *name, const char *otherwise);
bool legend_is_vertical(const LegendPlan *plan, bool symbols);
/* Sets channels of a mark from properties of the legend, then from a style. */
void legend_style_text(const LegendPlan *plan, SceneMark *mark, const char *prefix, const Chain *style);

/* The marks inside the ROLE_LEGEND_ENTRY group. */
void legend_build_symbols(const LegendPlan *plan, SceneGroup *into, LegendHint *hint);
void legend_build_gradient(const LegendPlan *plan, LegendType type, SceneGroup *into);
