/* guide/label.h: how a guide writes its values (vega-scale's tickFormat and vega-format). */
#pragma once
#include "format/format.h"
#include "scale/scale.h"

typedef struct LabelFormat {
  const Locale *locale;      /* NULL: d3's en-US */
  const char *specifier;     /* NULL: what suits the scale */
  const Json *multi;         /* unit → specifier of a time multi-format; NULL: Vega's */
  const char *type;          /* "time", "utc" or "number"; NULL: as the scale has it */
  bool counted;              /* in units of ten thousand (8.8亿), whatever the language */
  const char *custom;        /* a custom format function's name; NULL: none */
  const Json *custom_format; /* its second argument; NULL: none */
} LabelFormat;

static inline const Locale *label_locale(const LabelFormat *format) {
  return format->locale ? format->locale : locale_default();
}

/* The label of one value of a scale with about `count` ticks (NaN: not known). `no_skip`: values that the author asked for;
 * those of a log scale then all have labels. Lives in `arena`. */
const char *label_of_value(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                           Arena *arena);
/* The same as a legend writes it: thresholds with enough digits to tell them apart (vega-scale's thresholdFormat). */
const char *label_of_threshold(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                               Arena *arena);
/* A number by the format, with the digits that tell apart about `count` steps from `from` to `to`. Lives in `arena`. */
const char *label_of_span(const LabelFormat *format, double from, double to, double count, double number, Arena *arena);
/* A moment by the format's specifier or multi-format. Lives in `arena`. */
const char *label_of_time(const LabelFormat *format, Value value, bool utc, Arena *arena);
/* The expression that makes a label out of datum.value, datum.label and datum.index: `written` (labelExpr, may be NULL) with a
 * custom format function in place of datum.label. NULL when there is neither. Lives in `arena`. */
const char *label_expression(const LabelFormat *format, const char *written, Arena *arena);
/* `written` with each "datum.label" replaced. */
const char *label_replace(const char *written, const char *with, Arena *arena);
/* Lines of a text as the scene holds them: arrays become lines separated by \n. NULL for null and undefined. */
const char *label_lines(Value value, Arena *arena);
/* The same from JSON (a string, or an array of lines). */
const char *label_lines_from_json(const Json *text, Arena *arena);
