/* vegalite/guide/axis.h: the rules of axes, between themselves (private to vegalite/guide/).
 *
 * Each unit has an axis component: what its definition, Vega-Lite's rules and config say of each property, and whether the author
 * said it (Vega-Lite's Split). The components of a layer merge where their scales are shared. A finished component becomes a spec
 * that the engine draws.
 */
#pragma once
#include "vegalite/guide/format.h"
#include "vegalite/guide/guide.h"

enum { AXIS_PROPERTY_MAX = 96 };

typedef struct AxisValue {
  const Json *value; /* NULL: undefined */
  bool is_explicit;
} AxisValue;

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
  const Scale *scale;
  const Scale *grid_scale; /* of the other direction; NULL: none */
  bool disabled;           /* nothing but `disable` is known */
  AxisValue values[AXIS_PROPERTY_MAX];
  AxisTitle title;
} AxisComponent;

extern const char *const axis_property_names[]; /* NULL-terminated */
const Json *axis_component_get(const AxisComponent *axis, const char *name);
/* "bottom" … */
const char *axis_orient(const AxisComponent *axis);

/* Where Vega-Lite's own rules look in config (compile/axis/config.ts). */
typedef struct AxisConfig {
  const Json *styles; /* config.style */
  const Json *style;  /* the axis's own "style": a name or several */
  Chain lite, vega, style_config;
} AxisConfig;
typedef enum AxisConfigSource {
  AXIS_CONFIG_NONE,
  AXIS_CONFIG_STYLE,
  AXIS_CONFIG_LITE,
  AXIS_CONFIG_VEGA
} AxisConfigSource;
AxisConfig axis_config(const Json *config, Channel channel, const ScaleType *type, const char *orient,
                       const Json *style);
const Json *axis_config_get(const AxisConfig *config, const char *name, AxisConfigSource *source);
/* Where Vega then looks: axisBand, axis<Orient>, axisX, axis, the author's before Vega's defaults. */
Chain axis_vega_chain(const Json *config, const ScaleType *type, const char *orient);

/* What Vega-Lite's rules see of one unit's axis. */
typedef struct AxisRuleInput {
  const Frame *frame;
  Channel channel;
  const ChannelDef *def;
  const Json *axis; /* never NULL: an empty object when nothing is written */
  const ScaleType *scale_type;
  const char *orient;
  const Json *label_angle; /* normalised; NULL: undefined */
  Arena *arena;
} AxisRuleInput;
/* The value of a property: what is written, or what a rule of Vega-Lite makes of it. NULL: undefined. */
const Json *axis_rule_value(const AxisRuleInput *input, const char *name);
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
