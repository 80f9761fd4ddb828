/* guide/format.h: how a guide's values are written: Vega-Lite's choice of format, and Vega's tick labels. */
#pragma once
#include "format/format.h"
#include "spec/frame.h"

typedef struct GuideFormat {
  const Locale *locale;
  const char *specifier;     /* NULL: what suits the scale */
  const Json *multi;         /* unit → specifier of a time multi-format; NULL: Vega's */
  const char *type;          /* "time", "utc" or "number"; NULL: as the scale has it */
  const char *custom;        /* a custom format function's name; NULL: none */
  const Json *custom_format; /* its second argument; NULL: none */
} GuideFormat;

/* Vega-Lite's guideFormat and guideFormatType: what `format` and `format_type` (of an axis, legend or header; may be NULL) come to
 * for a definition. Only legends take config.timeFormat (`omit_time_config` false). */
GuideFormat guide_format(const ChannelDef *def, const Json *format, const Json *format_type, ScaleType scale_type,
                         bool omit_time_config, const Spec *spec);
/* vega-scale's tickFormat: the label of one value of a scale with about `count` ticks. `no_skip`: values that the author asked
 * for; those of a log scale then all have labels. Lives in `arena`. */
const char *guide_label(const GuideFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                        Arena *arena);
/* The expression that makes a label out of datum.value, datum.label and datum.index: `written` (labelExpr, may be NULL) with a
 * custom format function put in for datum.label. NULL when neither is there. Lives in `arena`. */
const char *guide_label_expression(const GuideFormat *format, const char *written, Arena *arena);
/* A value outside any scale (facet headers): Vega-Lite's formatSignalRef. `end` is the end of its bin; may be undefined. */
const char *guide_header_label(const ChannelDef *def, const Json *format, const Json *format_type, Value value,
                               Value end, const Spec *spec);
/* labelExpr of a header with "datum.label" replaced by how Vega-Lite writes the label, unbracketed as there: of "a ? b : c" the
 * rest of the expression is a part of a or c. */
const char *guide_header_label_expression(const ChannelDef *def, const Json *format, const Json *format_type,
                                          const char *written, const Spec *spec);
/* Lines of a text as the scene holds them: arrays become lines separated by \n. NULL for null and undefined. */
const char *guide_text(Value value, Arena *arena);
/* The same from JSON (a string, or an array of lines). */
const char *guide_text_from_json(const Json *text, Arena *arena);
/* [a, b] as written in a spec, into moments where the field is temporal (Vega-Lite's valueArray). */
Value *guide_values(const ChannelDef *def, const Json *values, size_t *count, const Frame *frame);
/* config.locale. */
const Locale *guide_locale(const Spec *spec);
