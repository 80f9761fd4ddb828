/* vegalite/reading/normalize_composite.h: what boxplots, error bars and bands have in common (Vega-Lite's compositemark/common.ts).
 *
 * A composite mark is a macro: a unit that becomes layers of plain marks over summaries of its data, before anything
 * else looks at the spec. Its expansion is JSON to JSON, so every later stage, messages included, treats it like
 * layers that the author wrote. The difficulty is to split one encoding: the *measure*, the continuous x or y, is
 * replaced in every layer by the fields of the summary ("lower_price", "upper_price"), but keeps its title, scale and
 * axis; bins and time units of the other channels must run before the summary, their aggregates become part of it,
 * and it is grouped by the remaining fields (composite_extract()); color and size go only to some parts.
 *
 * A Composite is filled in this order, and each step may fail after an error message:
 *   composite_begin()        mark as an object, encoding with default types, config.<name>
 *   composite_orient()       which of x and y is the measure: by "orient", else by type, aggregate and time
 *   composite_set_orient()   axis, measure, field
 * Then normalize_box.c or normalize_error.c builds the transforms and a CompositePart for each layer, whose fields
 * are named "<start>_<field>". A part needs mark.<part> or else config.<name>.<part>, true or an object. All results
 * are new JSON in the normalizer's arena; a node made from the author's keeps its Place, so that a message about a
 * part points to what the author wrote.
 *
 * Example: {"mark": "errorbar", "encoding": {"x": {"field": "c"}, "y": {"field": "v", "type": "quantitative"}}}. y is
 * the only continuous channel: vertical, axis "y", field "v"; center and extent are mean and stderr. config.errorbar
 * has no ticks, so the only layer is the rule, and a single layer becomes the unit itself:
 *   transform   aggregate stderr(v) as extent_v, mean(v) as center_v, by c; calculate upper_v = center_v + extent_v …
 *   mark        {"type": "rule", "style": "errorbar-rule", …}
 *   encoding    y: {field: lower_v, title: "v"}, y2: {field: upper_v}, x: as written, tooltip: mean, upper, lower, c
 * v = 12 and 18 give center_v = 15 and extent_v = 3: a rule from 12 to 18. With "ticks": true there are three layers.
 */
#pragma once
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

/* One composite mark while it is unfolded. */
typedef struct Composite {
  Normalizer *normalizer;
  Arena *arena;
  const char *name;     /* "boxplot", "errorbar", "errorband" */
  const Json *unit;     /* as written */
  const Json *encoding; /* of the unit, with defaults filled in */
  const Json *mark;     /* always an object */
  const Json *config;   /* config.<name> */
  const Json *all_config;
  bool vertical;
  const char *axis;    /* "y" when vertical, else "x" */
  const Json *measure; /* the definition on that axis, without its aggregate */
  const char *field;   /* of the measure */
  const char *flat;    /* the same without path: "a.b" of "a['b']" */
} Composite;

typedef enum Orient { ORIENT_NONE, ORIENT_HORIZONTAL, ORIENT_VERTICAL } Orient;

/* Fills everything up to `all_config`. False after an error message. */
bool composite_begin(Composite *composite, Normalizer *normalizer, const Json *unit, const NormalizeScope *scope,
                     const char *name);
/* The orientation given by the mark's "orient", else by the types of x and y; ORIENT_NONE after an error message. */
Orient composite_orient(const Composite *composite);
/* Fills the rest. False after an error message. */
bool composite_set_orient(Composite *composite, Orient orient);
/* A channel's definition without its aggregate; NULL if absent. */
const Json *composite_definition(const Composite *composite, const char *channel);
/* "datum['lower_box_price']" */
const char *composite_access(Arena *arena, const char *prefix, const char *field);
/* {"op": op, "field": field, "as": as} */
const Json *composite_aggregate(const Composite *composite, const char *op, const char *field, const char *as);
/* {"calculate": expression, "as": as} */
const Json *composite_calculate(const Composite *composite, const char *expression, const char *as);
/* The unit without mark, encoding, selections and projection: what the layers are put into. */
const Json *composite_frame(const Composite *composite);

/* The transforms that an encoding implies, and the encoding of their output (extractTransformsFromEncoding). */
typedef struct ExtractedTransforms {
  const Json *bins, *time_units, *aggregate, *group_by; /* arrays */
  const Json *encoding;
} ExtractedTransforms;
bool composite_extract(const Composite *composite, const Json *encoding, ExtractedTransforms *out);

/* A line of the tooltip: the field with `prefix`, titled "<title> of <measure>" (or only `title`). */
typedef struct TooltipLine {
  const char *prefix, *title;
} TooltipLine;
/* {"tooltip": …}: the encoding's own, else the lines and the encoding's fields. NULL after an error message. */
const Json *composite_tooltip(const Composite *composite, const TooltipLine *lines, size_t count, const Json *encoding,
                              bool with_measure);

/* A part: a mark from field "<start>_…" to "<end>_…" (NULL: not ranged) along the axis. */
typedef struct CompositePart {
  const char *name; /* "box", "rule" … names its config and style */
  const Json *mark;
  const char *start, *end;
  const Json *encoding; /* shared by the parts */
  const Json *extra;    /* overrides `encoding` */
} CompositePart;
/* Pushes the part's layer unless the mark or config disables it. */
void composite_push_part(const Composite *composite, const CompositePart *part, JsonBuilder *layers);
/* The layer of part `name` with this encoding; NULL if it is disabled. */
const Json *composite_layer(const Composite *composite, const char *name, const Json *mark, const Json *encoding);
/* {"field", "type", "title", "scale", "axis"} of the measure under another field. */
const Json *composite_measure(const Composite *composite, const char *field);
