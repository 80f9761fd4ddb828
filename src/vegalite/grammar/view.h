/* vegalite/grammar/view.h: Vega-Lite as a typed view tree.
 *
 * What one form is short for (repeat, row and column channels, boxplot, line overlays …) is already unfolded
 * (vegalite/reading/normalize.h), and expressions that only read params are already values. Nothing here is drawn or computed: a View is
 * what the author wrote, with Vega-Lite's defaults for mark and encoding filled in.
 */
#pragma once
#include "expr/expr.h"
#include "vegalite/grammar/mark_property.h"
#include "vegalite/grammar/mark_type.h"
#include "json/chain.h"

typedef struct View View;
typedef struct ChannelDef ChannelDef;

/* One branch of a condition: {"test": …} or {"param": …} with a value or a field. */
typedef struct Condition {
  const Json *test;      /* a predicate (a param test is written {"param": …, "empty": …}) */
  const ChannelDef *def; /* what holds when it is true: DEF_VALUE, DEF_FIELD or DEF_DATUM */
} Condition;

/* The columns that a definition makes of its field: its value, and of bins and time units the end, the middle and the range as
 * text, where Vega-Lite's vgField gives them a suffix. The last three always have theirs: where the next bin or unit starts,
 * also when the data are binned already, and both edges after "bandPosition" has moved them. */
typedef enum ColumnPart {
  PART_START,
  PART_END,
  PART_MID,
  PART_RANGE,
  PART_NEXT,
  PART_MOVED_START,
  PART_MOVED_END,
  PART_COUNT
} ColumnPart;

typedef enum DefKind { DEF_NONE, DEF_FIELD, DEF_DATUM, DEF_VALUE } DefKind;

typedef struct ChannelDef {
  Channel channel;
  DefKind kind;     /* DEF_NONE: only conditions */
  const Json *json; /* the definition as written, with defaults from Vega-Lite's initChannelDef */
  Type type;
  const char *field;     /* as written; NULL for count() and non-fields */
  const char *aggregate; /* "mean", "count", "argmax" …; NULL for none */
  const char *arg_field; /* argmin/argmax: the field they look at */
  const Json *bin;       /* an object of bin params, as normalizeBin makes it; NULL when not binned here */
  bool binned;           /* "bin": "binned": the data brings its own bins */
  const char
      *time_unit; /* normalised name: "yearmonth", "utcmonth", "binnedyear" …; "" when maxbins decide; NULL for none */
  const Json *
      time_unit_params; /* always an object when time_unit is set: unit (without utc and binned), utc, binned, step, maxbins */
  double band_position; /* NaN: not given */
  const Json *datum, *value;
  const Json *scale, *axis, *legend, *header, *sort, *stack, *impute; /* as written; NULL when absent; JSON null kept */
  const Condition *conditions;
  size_t condition_count;
  const char *columns[PART_COUNT]; /* see channel_def_column() */
  Place place;
} ChannelDef;

/* A channel holds one definition, or several (detail, order, tooltip). */
typedef struct ChannelDefs {
  const ChannelDef *items;
  size_t count;
} ChannelDefs;

typedef struct MarkDef {
  const MarkType *type; /* after unfolding */
  const Json *json;     /* the mark object, always an object */
  const char *orient;   /* "vertical", "horizontal" or NULL (Vega-Lite's compile/mark/init) */
  bool filled;
  MarkProperties *properties; /* never NULL once the mark is read */
  Place place;
} MarkDef;

typedef enum ViewKind { VIEW_UNIT, VIEW_LAYER, VIEW_FACET, VIEW_CONCAT } ViewKind;

typedef enum ResolveMode { RESOLVE_DEFAULT, RESOLVE_SHARED, RESOLVE_INDEPENDENT } ResolveMode;

/* What the stack transform does to a unit (Vega-Lite's stack.ts); NULL pointer when nothing stacks. */
typedef struct Stack {
  Channel dimension;     /* the other position channel; CHANNEL_NONE when there is none */
  Channel field_channel; /* x, y, theta or radius: what is summed */
  const char *offset;    /* "zero", "normalize", "center" */
  bool impute;
  /* Fields the stack groups by, and by which it stacks, as column names of the unit's table. */
  const char *const *group_by;
  size_t group_by_count;
  const ChannelDef *const *stack_by;
  size_t stack_by_count;
  const char *start, *end; /* column names: "sum_yield_start", "sum_yield_end" */
  const char *field;       /* the column that is summed */
} Stack;

struct View {
  ViewKind kind;
  const char *name; /* unique in the chart: "concat_0_layer_1"; the root's is "" unless given */
  const Json *json; /* the normalised object */
  View *parent;     /* NULL for the root */
  View *const *children;
  size_t child_count;
  size_t index; /* among its parent's children */
  size_t id;    /* among all views of the chart, parents before children */
  const struct Spec *spec;
  const Json *data, *transforms, *resolve, *title, *width, *height; /* NULL when absent */
  Chain view_config; /* fill, stroke, cornerRadius … of the view's background: the view's own, styles, config.view */
  /* VIEW_UNIT */
  MarkDef mark;
  ChannelDefs encoding[CHANNEL_COUNT];
  const Stack *stack;
  const Json *projection; /* own or config's; NULL when nothing is geographic */
  /* VIEW_FACET: row and column, or wrap alone. NULL when absent. */
  const ChannelDef *facet_row, *facet_column, *facet_wrap;
  /* VIEW_CONCAT and wrapped facets */
  double columns; /* 0: one row (hconcat), 1: vconcat */
  Place place;
  bool is_cell; /* has x or y, or a layer that has: drawn with the frame of config.view */
};

/* A param whose expression reads scales, sizes or selections, which are known only once the chart is computed. */
typedef struct LateParam {
  const char *name;
  const Expr *expr;
  Place place; /* of the expression */
} LateParam;

typedef struct Spec {
  Arena *arena;
  Messages *messages;
  const MarkType *const *marks; /* every mark, ended by NULL */
  View *root;
  size_t view_count;
  const Json *json;   /* the top level, normalised */
  const Json *config; /* Vega's and Vega-Lite's defaults, the style file and the spec's own config, merged */
  const Json *params; /* top-level variable and selection params; NULL when none */
  const Json *datasets;
  const Json *autosize; /* object {"type","contains","resize"}, defaults filled in */
  const Json *padding;  /* number or object, defaults filled in */
  const Json *background;
  const struct Collation *collation; /* the order of names; NULL: by their characters, as Vega */
  double text_factor; /* all text is larger by this than it is set in; 1, unless a size is asked for (text_size.h) */
  const Json *usermeta;
  const char *
      lang; /* BCP 47; never NULL once read: given, from usermeta.lang, or guessed; "" when there is nothing to go by */
  bool lang_is_guessed;
  ExprScope *scope;             /* params as signals; grows as the chart does */
  const LateParam *late_params; /* undefined in `scope` */
  size_t late_param_count;
  GHashTable *late_param_index; /* name → its place in late_params + 1; NULL without any */
} Spec;

/* What the order of a value goes by: value_comparable(), and names by the chart's collation. */
Value spec_comparable(const Spec *spec, Value value);
/* The single definition of a channel, NULL when absent. */
const ChannelDef *view_channel(const View *unit, Channel channel);
bool view_has(const View *unit, Channel channel);
/* Its "width" or "height", the one along the direction of `channel`. */
const Json *view_size(const View *view, Channel channel);
/* The field or datum that a scale sees: the definition itself, or its one conditional branch; NULL when there is none. */
const ChannelDef *channel_def_scaled(const ChannelDef *def);
/* resolve.<kind>.<channel> as written on `view` ("scale", "axis", "legend"). */
ResolveMode view_resolve(const View *view, const char *kind, Channel channel);

/* The name of a column of the unit's table, as Vega-Lite's vgField builds it: "mean_price", "__count", "bin_maxbins_10_x",
 * "bin_maxbins_10_x_end", "yearmonth_date" …; "" for what is not a field. */
static inline const char *channel_def_column(const ChannelDef *def, ColumnPart part) {
  return def->columns[part] ? def->columns[part] : "";
}
/* Fills in def->columns, once everything else is read. */
void channel_def_name_columns(ChannelDef *def, Arena *arena);
/* Discrete in Vega-Lite's sense: nominal, ordinal, binned ordinals; not a continuous field. */
bool channel_def_is_discrete(const ChannelDef *def);
bool channel_def_is_continuous(const ChannelDef *def);
/* Whether its scale is asked to be one of moments in UTC. */
bool channel_def_has_utc_scale(const ChannelDef *def);
/* The default title ("Mean of price", "price (binned)", "date (year-month)") under config.fieldTitle, or the given one.
 * NULL when title is null. Lives in `arena`; lines are separated by \n. */
const char *channel_def_title(const ChannelDef *def, const Spec *spec);

/* A mark property of the mark itself, or else of config (Vega-Lite's getMarkPropOrConfig); NULL when unset, and for
 * MARK_PROPERTY_NONE. */
const Json *mark_property(const View *unit, MarkProperty property);
/* The property of the mark object, or computed from the encoding, without config. */
const Json *mark_property_own(const View *unit, MarkProperty property);
/* The property in config alone: styles, config.<mark type>, config.mark. */
const Json *mark_property_config(const View *unit, MarkProperty property);
/* The same as mark_property() for a property with another name in Vega ("strokeWidth" for the "size" of a line), which comes
 * first; MARK_PROPERTY_NONE as `property`: only Vega's name (Vega-Lite's getMarkPropOrConfig). */
const Json *mark_property_as(const View *unit, MarkProperty property, MarkProperty vega);
/* config.scale's inner padding of band scales for the mark. */
const Json *mark_band_padding(const View *unit);
/* Where in its bin, band or time unit a field's value is placed, 0 … 1; NaN if it is not set. `ranged`: the encoding
 * has the other end too (Vega-Lite's getBandPosition). */
double mark_band_position(const View *unit, const ChannelDef *def, bool ranged);
/* "fill" or "stroke" where the encoding has none; `colored`: it is the one that "color" is about (Vega-Lite's mixins.color). */
const Json *mark_property_paint(const View *unit, bool colored, MarkProperty vega);
