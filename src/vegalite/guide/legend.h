/* vegalite/guide/legend.h: what the rules of legends share (private to vegalite/guide/).
 *
 * Each unit has a component for each of its channels with a scale; those that share a view merge (Vega-Lite's
 * compile/legend). A finished component becomes a spec that the engine draws.
 */
#pragma once
#include "vegalite/grammar/split.h"
#include "vegalite/guide/format.h"
#include "vegalite/guide/guide.h"

typedef struct LegendTitle {
  bool is_explicit;
  const char *text; /* NULL: none */
} LegendTitle;

typedef struct LegendProperty {
  const char *name;
  Split split;
} LegendProperty;

typedef struct LegendComponent {
  const Frame *frame;
  const View *unit;
  Channel channel;
  const ChannelDef *def;
  const ScaleType *scale_type;
  bool disabled,
      disable_given; /* not shown; whether the author wrote a legend, null or false, so that this is explicit */
  bool type_merged;  /* a gradient and symbols became one: symbols */
  LegendProperty *properties; /* the author's, of any name, and what Vega-Lite's rules add; each name once */
  size_t property_count;
  LegendTitle title;
  const char *kind;         /* "gradient" or "symbol" */
  SceneMark *symbol;        /* the look of a symbol: fill, stroke … as constants */
  const Json *symbol_rules; /* channels that depend on the entry (LegendSpec); NULL if there are none */
  double gradient_opacity;  /* NaN: as set by config */
  LegendScale scales[LEGEND_SCALE_MAX];
  size_t scale_count;
} LegendComponent;

/* The component of one channel of a unit; NULL when it has none. */
LegendComponent *legend_component(const Frame *frame, Channel channel);
/* What the author wrote; NULL when nothing. */
const Json *legend_written(const LegendComponent *legend, const char *name);
/* All that is explicit, or all that is not, as one object. */
const Json *legend_properties(const LegendComponent *legend, bool is_explicit);
/* Merges `from` into `into`; false when they cannot be merged. */
bool legend_merge(LegendComponent *into, const LegendComponent *from);
