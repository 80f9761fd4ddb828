/* vegalite/scaling/scale_model.h: what is known of a scale before it is made (private to the scale_*.c files).
 *
 * Every definition that shares a scale is a use of it. A property is explicit when an author wrote it; of two explicit or two
 * implicit ones the first use wins, and explicit beats implicit (Vega-Lite's Split).
 */
#pragma once
#include "vegalite/scaling/scales.h"

typedef struct ScaleUse {
  const View *unit;
  const ChannelDef *def; /* a field or datum */
  const Json *specified; /* its `scale`; an object */
  const Json *domain;    /* the domain asked for, unusable ones taken out; NULL for none */
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
  const Json *value; /* NULL: none. Bins that the data were cut into: true */
  bool is_explicit;
  const ScaleUse *use; /* whose it is */
} ScaleValue;

typedef enum RangeRule {
  RANGE_UNSET,
  RANGE_LITERAL,   /* as written: a list, a name of config.range, {"scheme"} */
  RANGE_FIELD,     /* the values of a field, in the order of the domain */
  RANGE_STEP,      /* as many steps as the domain needs */
  RANGE_FULL,      /* from side to side */
  RANGE_CENTERED,  /* the same, about the middle */
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
  bool step_nests;        /* the step is of the offset scale inside each band */
  const Json *low, *high; /* rangeMin and rangeMax in place of the rule's ends; NULL for none */
  const ScaleUse *use;
} ScaleRange;

struct ScaleDetail {
  const ScaleSet *set;
  ScaleUse *uses;
  size_t use_count;
  ScaleModel *merged_into; /* the shared scale above that took its place; NULL when it stands for itself */
  bool type_explicit;
  ScaleValue properties[PROPERTY_COUNT];
  ScaleRange range;
};

/* The size of one direction of a view, while sizes are shared out. */
typedef enum SizeKind { SIZE_NONE, SIZE_PX, SIZE_STEP, SIZE_CONTAINER } SizeKind;
typedef struct LayoutSize {
  SizeKind kind;
  double px;
  bool is_explicit;
} LayoutSize;
typedef struct ViewLayout {
  LayoutSize own, shared; /* its own; that of its children, where they share one */
  bool merged;            /* its size is the parent's shared one */
} ViewLayout;

struct ScaleSet {
  const Spec *spec;
  ScaleModel **local; /* view id × CHANNEL_COUNT; NULL where a view has none of its own */
  const ScaleModel **all;
  size_t count;
  ViewLayout *layouts; /* view id × 2: width, height */
};

/* scale_type.c */
/* NULL where the definition has no scale. */
const ScaleType *scale_type_choose(const View *unit, const ChannelDef *def, const Json *specified);
bool scale_type_supports(const ScaleType *type, const char *property);
bool scale_types_compatible(const ScaleType *a, const ScaleType *b);
/* x and y whose bands hold an offset scale. */
bool scale_has_nested_offset(const View *unit, Channel channel);

/* scale_property.c: fills model->detail->properties. */
void scale_model_properties(ScaleModel *model);
double scale_model_number(const ScaleModel *model, ScaleProperty property, double otherwise);

/* scale_range.c: fills model->detail->range; the properties of all models must be there. */
void scale_model_range(ScaleModel *model);
/* The size written for a unit or a layer around it: a number, "container", {"step"}; NULL. */
const Json *scale_given_size(const View *unit, Channel channel);
/* config.view's size for discrete scales: a number or {"step"}. */
const Json *scale_discrete_size(const Spec *spec, Channel channel);
double scale_continuous_size(const Spec *spec, Channel channel);
double scale_discrete_step(const Spec *spec, Channel channel);

/* scale_layout.c: shares the sizes out; ranges must be there. */
void scale_set_layout(ScaleSet *set);

/* scale_order.c: the values of a discrete domain, put in order. */
typedef struct DomainSort {
  bool sorted;       /* false: the order of the data */
  const char *op;    /* NULL: by the value itself */
  const char *field; /* NULL with "count", or for the value itself */
  bool descending;
} DomainSort;
typedef struct DomainPart {
  const Value *values; /* written by the author or known; NULL: of a column */
  size_t count;
  bool literal;
  const Table *table;
  const Column *column; /* NULL when the table has no such field */
  const char *field;
  bool has_sort;
  DomainSort sort;
} DomainPart;
ScaleDomain scale_discrete_domain(const DomainPart *parts, size_t count, Messages *messages, Place at, Arena *arena);

/* scale_value.c: a constant in data terms: dates in parts, and texts or numbers of temporal fields, become dates. */
Value scale_constant(const ScaleUse *use, const Json *json, Arena *arena);

static inline bool json_is_step(const Json *json) { return json_has(json, "step"); }
