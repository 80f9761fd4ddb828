/* vegalite/guide/axis.h: what the rules of axes share (private to vegalite/guide/).
 *
 * Each unit has an axis component: the value of each property by its definition, Vega-Lite's rules and config, and
 * whether the author set it (Vega-Lite's Split). The components of a layer merge where their scales are shared. A
 * finished component becomes a spec that the engine draws.
 */
#pragma once
#include "vegalite/grammar/split.h"
#include "vegalite/guide/axis_property.h"
#include "vegalite/guide/format.h"
#include "vegalite/guide/guide.h"

/* A title given, or the definitions whose default titles make it. */
typedef struct AxisTitle {
  bool is_explicit;
  const Json *text; /* a string, lines, or null for none; NULL: see `defs` */
  const ChannelDef **defs;
  size_t def_count;
} AxisTitle;

typedef struct AxisComponent {
  const Frame *frame; /* the first unit that has it */
  Channel channel;
  const ChannelDef *def;
  const ChannelDef *format_def; /* whose format labels have: as given, or of a time unit or shares */
  const Scale *scale;
  const Scale *grid_scale;           /* of the other direction; NULL: none */
  bool disabled;                     /* nothing but `disable` is known */
  Split values[AXIS_PROPERTY_COUNT]; /* but for the title */
  AxisTitle title;
} AxisComponent;

/* "bottom" … */
const char *axis_orient(const AxisComponent *axis);

/* The value of each property in the parts of config that Vega-Lite's own rules read (compile/axis/config.ts). */
typedef enum AxisConfigSource {
  AXIS_CONFIG_NONE,
  AXIS_CONFIG_STYLE,
  AXIS_CONFIG_LITE,
  AXIS_CONFIG_VEGA
} AxisConfigSource;
typedef struct AxisConfigValue {
  const Json *value; /* NULL: not set */
  AxisConfigSource source;
} AxisConfigValue;
typedef struct AxisConfig {
  AxisConfigValue values[AXIS_PROPERTY_COUNT];
} AxisConfig;
/* `style` is the axis's own "style": a name or several. */
AxisConfig axis_config(const Json *config, Channel channel, const ScaleType *type, const char *orient,
                       const Json *style);
/* Where Vega then looks: axisBand, axis<Orient>, axisX, axis, the author's before Vega's defaults. */
Chain axis_vega_chain(const Json *config, const ScaleType *type, const char *orient);

/* The input of Vega-Lite's rules for one unit's axis. */
typedef struct AxisRuleInput {
  const Frame *frame;
  Channel channel;
  const ChannelDef *def;
  const Json *written[AXIS_PROPERTY_COUNT]; /* the definition's "axis"; NULL: not written */
  const ScaleType *scale_type;
  const char *orient;
  const Json *label_angle; /* normalised; NULL: undefined */
  Arena *arena;
} AxisRuleInput;
/* The value of a property: what is written, or what a rule of Vega-Lite makes of it. NULL: undefined. */
const Json *axis_rule_value(const AxisRuleInput *input, AxisProperty property);
const Json *axis_rule_label_angle(const AxisRuleInput *input, const AxisConfig *config);

/* Where turned labels are held so that they point at their tick; NULL: Vega's default (properties.ts). Header labels follow the
 * same rules. */
const char *guide_default_align(double angle, const char *orient, bool vertical);
const char *guide_default_baseline(double angle, const char *orient, bool vertical, bool always_middle);

/* The components of `view` for one channel; for layers merged, or several. */
typedef struct AxisList {
  AxisComponent **items;
  size_t count;
} AxisList;
AxisList axis_parse(const View *view, FrameSet frames, Channel channel);

/* The title's lines, NULL for none. */
const char *axis_title_text(const AxisComponent *axis);

/* The axis as the engine draws it, its properties settled. */
AxisSpec axis_spec(const AxisComponent *component);
