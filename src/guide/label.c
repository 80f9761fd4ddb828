/* guide/label.c: see label.h. */
#include "guide/label.h"
#include "base/temporary.h"
#include "time/tick_step.h"
#include <math.h>
#include <string.h>

const char *label_of_time(const LabelFormat *format, Value value, bool utc, Arena *arena) {
  double ms = value_to_number(value);
  if (format->specifier) return format_time(label_locale(format), format->specifier, ms, utc, arena);
  return format_time_multi(label_locale(format), format->multi, ms, utc, arena);
}

/* 1.2万: asked for, or as the language writes numbers that have no format. */
static bool is_counted(const LabelFormat *format, double largest) {
  return format->counted || (!format->specifier && locale_counts(label_locale(format), largest));
}

static const char *counted_label(const LabelFormat *format, double step, double number, Arena *arena) {
  return format_counted(label_locale(format), step, format_decimals(format->specifier), number, arena);
}

/* vega-format's formatSpan. With type "s" all labels have the prefix of the largest. */
const char *label_of_span(const LabelFormat *format, double from, double to, double count, double number,
                          Arena *arena) {
  const char *asked = format->specifier;
  if (is_counted(format, fmax(fabs(from), fabs(to))))
    return counted_label(format, fabs(tick_step(from, to, count)), number, arena);
  char *specifier = format_tick_specifier(from, to, count, asked, arena);
  if (!specifier) return NULL;
  bool prefix = asked && g_str_has_suffix(asked, "s") && !strchr(asked, '.');
  if (prefix) return format_number_prefix(label_locale(format), specifier, fmax(fabs(from), fabs(to)), number, arena);
  return format_number(label_locale(format), specifier, number, arena);
}

static const char *span_label(const LabelFormat *format, const Scale *scale, double count, double number,
                              Arena *arena) {
  return label_of_span(format, scale_domain_min(scale), scale_domain_max(scale), isnan(count) ? 10 : count, number,
                       arena);
}

static const char *plain_label(const LabelFormat *format, Value value, Arena *arena) {
  const char *specifier = format->specifier;
  if (format->counted) return counted_label(format, NAN, value_to_number(value), arena);
  if (specifier && *specifier) return format_number(label_locale(format), specifier, value_to_number(value), arena);
  const char *text = label_lines(value, arena);
  return text ? text : value_to_string(value, arena);
}

/* A tick too close to others on its scale has an empty label, unless all labels are to be shown. */
static const char *float_label(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                               Arena *arena) {
  size_t bins = 0;
  bool all = no_skip || scale_bins(scale, &bins) != NULL;
  if (!all && !scale_tick_is_labelled(scale, count, value)) return "";
  double size = fabs(value_to_number(value));
  if (is_counted(format, size)) return counted_label(format, size, value_to_number(value), arena);
  return format_float(label_locale(format), format->specifier, value_to_number(value), arena);
}

const char *label_of_value(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                           Arena *arena) {
  const ScaleType *type = scale_type(scale);
  const char *label = NULL;
  bool local = format->type && strcmp(format->type, "time") == 0,
       utc = format->type && strcmp(format->type, "utc") == 0;
  if (scale_type_is_temporal(type)) utc = type->utc;
  switch (local || utc ? LABELS_TIME : type->labels) {
  case LABELS_TIME: label = label_of_time(format, value, utc && !local, arena); break;
  case LABELS_FLOAT: label = float_label(format, scale, count, no_skip, value, arena); break;
  case LABELS_SPAN: label = span_label(format, scale, count, value_to_number(value), arena); break;
  case LABELS_PLAIN: label = plain_label(format, value, arena); break;
  }
  return label ? label : "";
}

const char *label_of_threshold(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                               Arena *arena) {
  bool timed = format->type && (strcmp(format->type, "time") == 0 || strcmp(format->type, "utc") == 0);
  const ScaleType *type = scale_type(scale);
  if (!type->label_span || timed) return label_of_value(format, scale, count, no_skip, value, arena);
  const char *label = label_of_span(format, 0, type->label_span(scale), 30, value_to_number(value), arena);
  return label ? label : "";
}

const char *label_replace(const char *written, const char *with, Arena *arena) {
  char **parts = g_strsplit(written, "datum.label", -1);
  arena_temporary(arena, parts);
  char *joined = g_strjoinv(with, parts);
  arena_temporary(arena, joined);
  return arena_strdup(arena, joined);
}

const char *label_expression(const LabelFormat *format, const char *written, Arena *arena) {
  const char *custom = NULL;
  if (format->custom) {
    const char *second = format->custom_format ? json_to_text(arena, format->custom_format) : NULL;
    custom = second ? arena_printf(arena, "%s(datum.value, %s)", format->custom, second)
                    : arena_printf(arena, "%s(datum.value)", format->custom);
  }
  if (!written || !custom) return written ? written : custom;
  return label_replace(written, custom, arena);
}

const char *label_lines(Value value, Arena *arena) {
  if (value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED) return NULL;
  if (value.kind != VALUE_ARRAY) return value_to_string(value, arena);
  GString *lines = g_string_new(NULL);
  arena_temporary(arena, lines);
  for (size_t i = 0; i < value.array->count; i++) {
    Value line = value.array->items[i];
    bool empty = line.kind == VALUE_NULL || line.kind == VALUE_UNDEFINED;
    if (i > 0) g_string_append_c(lines, '\n');
    g_string_append(lines, empty ? "" : value_to_string(line, arena));
  }
  return arena_strdup(arena, lines->str);
}

const char *label_lines_from_json(const Json *text, Arena *arena) {
  return text ? label_lines(value_from_json(text, arena), arena) : NULL;
}
