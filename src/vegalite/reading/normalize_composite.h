/* vegalite/reading/normalize_composite.h: what boxplot, errorbar and errorband have in common (Vega-Lite's compositemark/common.ts). */
#pragma once
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

/* One composite mark while it is unfolded. */
typedef struct Composite {
  Normalizer *normalizer;
  Arena *arena;
  const char *name; /* "boxplot", "errorbar", "errorband" */
  const Json *unit; /* as written, its encoding with defaults filled in */
  const Json *encoding;
  const Json *mark;   /* always an object */
  const Json *config; /* config.<name> */
  const Json *all_config;
  bool vertical;
  const char *axis;    /* "y" when vertical, else "x" */
  const Json *measure; /* the definition on that axis, without its aggregate */
  const char *field;   /* of the measure */
  const char *flat;    /* the same without path: "a.b" of "a['b']" */
} Composite;

typedef enum Orient { ORIENT_NONE, ORIENT_HORIZONTAL, ORIENT_VERTICAL } Orient;

bool composite_matches(const Json *unit, const char *name);
/* Fills everything up to `all_config`. False after an error message. */
bool composite_begin(Composite *composite, Normalizer *normalizer, const Json *unit, const NormalizeScope *scope,
                     const char *name);
/* The orientation by the mark's "orient" or else the types on x and y; ORIENT_NONE after an error message. */
Orient composite_orient(const Composite *composite);
/* Fills the rest. False after an error message. */
bool composite_set_orient(Composite *composite, Orient orient);
/* The definition of another channel of the encoding, its aggregate removed; NULL when absent. */
const Json *composite_definition(const Composite *composite, const char *channel);
/* "datum['lower_box_price']" */
const char *composite_access(Arena *arena, const char *prefix, const char *field);
/* {"op": op, "field": field, "as": as} */
const Json *composite_aggregate(const Composite *composite, const char *op, const char *field, const char *as);
/* {"calculate": expression, "as": as} */
const Json *composite_calculate(const Composite *composite, const char *expression, const char *as);
/* What remains of the unit around the layers: neither mark, encoding, params nor projection. */
const Json *composite_frame(const Composite *composite);

/* Transforms that an encoding implies, and the encoding once they have run (Vega-Lite's extractTransformsFromEncoding). */
typedef struct ExtractedTransforms {
  const Json *bins, *time_units, *aggregate, *group_by; /* arrays */
  const Json *encoding;
} ExtractedTransforms;
bool composite_extract(const Composite *composite, const Json *encoding, ExtractedTransforms *out);

/* A line of the tooltip: the field with `prefix`, called "<title> of <measure>" (or `title` alone). */
typedef struct TooltipLine {
  const char *prefix, *title;
} TooltipLine;
/* {"tooltip": …}: the encoding's own, or else the lines and the fields of the encoding. NULL after an error message. */
const Json *composite_tooltip(const Composite *composite, const TooltipLine *lines, size_t count, const Json *encoding,
                              bool with_measure);

/* A part: a mark of its own from field "<start>_…" to "<end>_…" (NULL: no range) along the axis. */
typedef struct CompositePart {
  const char *name; /* "box", "rule" … its config and style go by it */
  const Json *mark;
  const char *start, *end;
  const Json *encoding; /* shared by the parts */
  const Json *extra;    /* laid over it */
} CompositePart;
/* Pushes the part's layer unless mark or config switch it off. */
void composite_push_part(const Composite *composite, const CompositePart *part, JsonBuilder *layers);
/* A layer with this encoding as the part `name`; NULL when it is switched off. */
const Json *composite_layer(const Composite *composite, const char *name, const Json *mark, const Json *encoding);
/* {"field", "type", "title", "scale", "axis"} of the measure under another field. */
const Json *composite_measure(const Composite *composite, const char *field);
