/* vegalite/scaling/scale_model.h: a scale before it is computed (private to the scale_*.c files).
 *
 * Vega-Lite's ScaleComponent (compile/scale/component.ts). The difficulty is sharing: layers, facets and, for
 * colours, concatenated views use one scale, so that one domain, one range and one value of each property must follow
 * from several definitions, which may disagree. The answer has two parts:
 *
 *   Uses. Every definition that shares the scale is a ScaleUse, in the order of the views. A model owns the array of
 *   its uses; a model that is merged into one above gives its uses to it, sets `merged_into` and is ignored from then
 *   on.
 *   Explicit and implicit. A property is explicit when an author wrote it, and implicit when a rule or config gives
 *   it (Vega-Lite's Split). Explicit beats implicit; among equals the first use wins. ScaleValue and ScaleRange also
 *   keep the use that won, because a value is read in its terms: a date in the "domainMin" of a temporal field, the
 *   mark of a size range.
 *
 * scale_set_collect() fills a model in this order, without looking at data:
 *   scale_collect.c    types and uses, from the units upward
 *   scale_property.c   `properties` of every model
 *   scale_range.c      `range` as a rule, not yet as numbers: an offset's range depends on the position scale
 *   scale_layout.c     the sizes of views, and which views share one
 * All of it is then constant. chart/frames.c calls the rest on demand, once per cell: scale_domain.c with
 * scale_order.c, scale_layout.c for sizes in steps, and scale_finish.c, which turns ScaleRange and properties into a
 * Scale. ScaleSet.local has a row of CHANNEL_COUNT pointers for each view; `all` lists only the models that were not
 * merged.
 *
 * Example: ticks and points in a layer, y: v (12 and 30), the points with "scale": {"zero": false, "nice": false}.
 *   unit 0   local[y] = {linear, uses {ticks}}     merged_into the layer's
 *   unit 1   local[y] = {linear, uses {points}}    merged_into the layer's
 *   layer    local[y] = {linear, uses {ticks, points}}
 * "zero" is true by config for the ticks (implicit) and false for the points (explicit): properties[PROPERTY_ZERO] is
 * {false, explicit, use: points} and the domain is [12, 30]. Without the points' "scale" it is [0, 30]. The range is
 * {RANGE_FULL}, later [300, 0]. x has two names on a band scale: {RANGE_STEP, 20 px}, later [0, 40].
 */
#pragma once
#include "vegalite/grammar/scale_rules.h"
#include "vegalite/grammar/split.h"
#include "vegalite/scaling/scales.h"

typedef struct ScaleUse {
  const View *unit;
  const ChannelDef *def; /* a field or datum */
  const Json *specified; /* its `scale`; an object */
  const Json *domain;    /* the domain asked for; NULL when there is none or it is unusable */
} ScaleUse;

typedef enum ScaleProperty {
  PROPERTY_DOMAIN_MAX,
  PROPERTY_DOMAIN_MIN,
  PROPERTY_DOMAIN_MID,
  PROPERTY_DOMAIN_RAW,
  PROPERTY_ALIGN,
  PROPERTY_BINS,
  PROPERTY_REVERSE,
  PROPERTY_ROUND,
  PROPERTY_CLAMP,
  PROPERTY_NICE,
  PROPERTY_BASE,
  PROPERTY_EXPONENT,
  PROPERTY_CONSTANT,
  PROPERTY_INTERPOLATE,
  PROPERTY_ZERO,
  PROPERTY_PADDING,
  PROPERTY_PADDING_INNER,
  PROPERTY_PADDING_OUTER,
  PROPERTY_COUNT
} ScaleProperty;

typedef struct ScaleValue {
  Split split;         /* "bins" is true for the bins computed from the data */
  const ScaleUse *use; /* the use that it is from */
} ScaleValue;

typedef enum RangeRule {
  RANGE_UNSET,
  RANGE_LITERAL,   /* as written: a list, a name in config.range, {"scheme"} */
  RANGE_FIELD,     /* the values of a field, in the order of the domain */
  RANGE_STEP,      /* as many steps as the domain needs */
  RANGE_FULL,      /* the view's width or height */
  RANGE_CENTERED,  /* the same length, centred on 0 */
  RANGE_BAND,      /* inside the band of the position scale */
  RANGE_DURATION,  /* inside a time unit's width on the position scale */
  RANGE_MARK_SIZE, /* the size channel's range, by mark */
  RANGE_RADIUS
} RangeRule;

typedef struct ScaleRange {
  RangeRule rule;
  bool is_explicit;
  const Json *literal;
  double step;            /* px of RANGE_STEP */
  bool step_nests;        /* the step is that of the offset scale inside each band */
  const Json *low, *high; /* rangeMin and rangeMax, instead of the rule's ends; NULL if not given */
  const ScaleUse *use;
} ScaleRange;

struct ScaleDetail {
  const ScaleSet *set;
  ScaleUse *uses;
  size_t use_count;
  ScaleModel *merged_into; /* the shared model that replaced it; NULL when it was not merged */
  bool type_explicit;
  ScaleValue properties[PROPERTY_COUNT];
  ScaleRange range;
};

/* A view's width or height while sizes are being resolved. */
typedef enum SizeKind { SIZE_NONE, SIZE_PX, SIZE_STEP, SIZE_CONTAINER } SizeKind;
typedef struct LayoutSize {
  SizeKind kind;
  double px;
  bool is_explicit;
} LayoutSize;
typedef struct ViewLayout {
  LayoutSize own, shared; /* the view's; its children's, where they share one */
  bool merged;            /* the size is the parent's `shared` */
} ViewLayout;

struct ScaleSet {
  const Spec *spec;
  ScaleModel **local; /* view id × CHANNEL_COUNT; NULL where the view has no model of its own */
  const ScaleModel **all;
  size_t count;
  ViewLayout *layouts; /* view id × 2: width, height */
};

/* scale_type.c */
/* NULL where the definition has no scale. */
const ScaleType *scale_type_choose(const View *unit, const ChannelDef *def, const Json *specified);
bool scale_type_supports(const ScaleType *type, const char *property);
/* Whether views that use them may share a scale (SCALE_CATEGORY_INDEX). */
bool scale_types_compatible(const ScaleType *a, const ScaleType *b);
/* x and y whose bands hold an offset scale. */
bool scale_has_nested_offset(const View *unit, Channel channel);

/* scale_property.c: fills model->detail->properties. */
void scale_model_properties(ScaleModel *model);
double scale_model_number(const ScaleModel *model, ScaleProperty property, double otherwise);

/* scale_range.c: fills model->detail->range; needs the properties of all models. */
void scale_model_range(ScaleModel *model);
/* The size written for a unit or a layer around it: a number, "container", {"step"}; NULL if not given. */
const Json *scale_given_size(const View *unit, Channel channel);
/* config.view's size for discrete scales: a number or {"step"}. */
const Json *scale_discrete_size(const Spec *spec, Channel channel);
double scale_continuous_size(const Spec *spec, Channel channel);
double scale_discrete_step(const Spec *spec, Channel channel);

/* scale_layout.c: resolves the sizes of all views; needs their ranges. */
void scale_set_layout(ScaleSet *set);

/* scale_order.c: the values of a discrete domain, sorted. */
typedef struct DomainSort {
  bool sorted;       /* false: the order of the data */
  const char *op;    /* NULL: by the value itself */
  const char *field; /* NULL with "count", or for the value itself */
  bool descending;
} DomainSort;
typedef struct DomainPart {
  const Value *values; /* constants; NULL: the values of a column */
  size_t count;
  bool literal;
  const Table *table;
  const Column *column; /* NULL when the table has no such field */
  /* The column has each value of the table once, as the table's rows come in blocks, and `weights` what `sort` makes of its rows. */
  bool is_distinct;
  const Column *weights; /* NULL: `sort` has no field of its own */
  double rows;           /* of the table, if `is_distinct` */
  const char *field;
  bool keeps_invalid; /* of a path, whose table keeps invalid rows, so that Vega has it as a table of its own */
  bool has_sort;
  DomainSort sort;
} DomainPart;
/* How many parts are not the same as another. */
size_t scale_domain_part_count(const DomainPart *parts, size_t count, Arena *arena);
ScaleDomain scale_discrete_domain(const DomainPart *parts, size_t count, const Spec *spec, Place at, Arena *arena);

/* scale_value.c: a constant as a data value: date objects, and strings or numbers of temporal fields, become dates. */
Value scale_constant(const ScaleUse *use, const Json *json, Arena *arena);

/* A property as plain JSON: an expression, or a list with expressions among its items, is computed. NULL stays NULL. */
const Json *scale_settled(const ScaleUse *use, const Json *json, const DataAccess *access, Arena *arena);

static inline bool json_is_step(const Json *json) { return json_has(json, "step"); }
