/* guide/format.c: labels. Which format holds is Vega-Lite's compile/format.ts; how it is applied vega-scale's ticks.js and
 * vega-format. */
#include "guide/format.h"
#include "mark/mark.h"
#include <math.h>
#include <string.h>

/* Vega-Lite's own forms beside vega-time's. */
static const char *const time_specifiers[] = {"year-month", "%b %Y ", "year-month-date", "%b %d, %Y ", NULL};
static const char range_delimiter[] = " – ";

const Locale *guide_locale(const Spec *spec) {
  const Json *locale = json_get(spec->config, "locale");
  return json_is(locale, JSON_OBJECT) ? locale_from_json(locale, spec->arena) : locale_default();
}

static bool is_custom(const char *type) { return type && strcmp(type, "number") != 0 && strcmp(type, "time") != 0; }

/* isFieldOrDatumDefForTimeFormat */
static bool wants_time(const ChannelDef *def, const char *type) {
  if (type) return strcmp(type, "time") == 0;
  return def->type == TYPE_TEMPORAL || (def->kind == DEF_FIELD && def->time_unit);
}

static bool time_unit_of(const ChannelDef *def, TimeUnit *unit) {
  return def->kind == DEF_FIELD && def->time_unit && *def->time_unit && time_unit_parse(def->time_unit, unit);
}

static bool is_normalized(const ChannelDef *def) { return json_is_string(def->stack, "normalize"); }

/* config.numberFormatType and its kin, which only hold with config.customFormatTypes. */
static bool custom_from_config(GuideFormat *result, const ChannelDef *def, const Json *config) {
  if (!json_is_true(json_get(config, "customFormatTypes"))) return false;
  const char *type = NULL;
  const char *format_key = NULL;
  if (def->type == TYPE_QUANTITATIVE) {
    type = is_normalized(def) ? json_string(json_get(config, "normalizedNumberFormatType"), NULL) : NULL;
    format_key = type ? "normalizedNumberFormat" : "numberFormat";
    if (!type) type = json_string(json_get(config, "numberFormatType"), NULL);
  } else if (def->type == TYPE_TEMPORAL && !def->time_unit) {
    type = json_string(json_get(config, "timeFormatType"), NULL);
    format_key = "timeFormat";
  }
  if (!type) return false;
  result->custom = type;
  result->custom_format = json_get(config, format_key);
  return true;
}

static void choose_time_format(GuideFormat *result, const ChannelDef *def, const Json *format, bool omit_time_config,
                               const Spec *spec) {
  TimeUnit unit;
  const char *specifier = json_string(format, "");
  if (json_is(format, JSON_OBJECT)) {
    result->multi = format;
  } else if (*specifier) {
    result->specifier = specifier;
  } else if (time_unit_of(def, &unit)) {
    result->specifier = time_unit_specifier(unit.parts, time_specifiers, spec->arena);
  } else if (!omit_time_config) {
    result->specifier = json_string(json_get(spec->config, "timeFormat"), NULL);
  }
}

GuideFormat guide_format(const ChannelDef *def, const Json *format, const Json *format_type, ScaleType scale_type,
                         bool omit_time_config, const Spec *spec) {
  GuideFormat result = {.locale = guide_locale(spec)};
  const char *type = json_string(format_type, NULL);
  bool allowed = json_is_true(json_get(spec->config, "customFormatTypes"));
  if (is_custom(type) && !allowed) {
    messages_warn(spec->messages, json_place(format_type),
                  "the format type \"%s\" is left out: the config has no \"customFormatTypes\": true", type);
    format = NULL;
    type = NULL;
  }
  if (is_custom(type)) {
    result.custom = type;
    result.custom_format = format;
    return result;
  }
  if (!format && !type && custom_from_config(&result, def, spec->config)) return result;

  if (type) {
    result.type = type;
  } else if (wants_time(def, type) && !scale_type_is_temporal(scale_type)) {
    TimeUnit unit;
    result.type = time_unit_of(def, &unit) && unit.utc ? "utc" : "time";
  }
  const char *normalized = json_string(json_get(spec->config, "normalizedNumberFormat"), NULL);
  if (is_normalized(def) && normalized) {
    result.specifier = normalized;
  } else if (wants_time(def, type)) {
    choose_time_format(&result, def, format, omit_time_config, spec);
  } else if (json_is(format, JSON_STRING)) {
    result.specifier = format->string;
  } else if (def->type == TYPE_QUANTITATIVE) {
    result.specifier = json_string(json_get(spec->config, "numberFormat"), NULL);
  }
  return result;
}

static const char *time_label(const GuideFormat *format, Value value, bool utc, Arena *arena) {
  double ms = value_to_number(value);
  if (format->specifier) return format_time(format->locale, format->specifier, ms, utc, arena);
  return format_time_multi(format->locale, format->multi, ms, utc, arena);
}

/* vega-format's formatSpan: as many digits as tell neighbouring ticks apart. */
static const char *span_label(const GuideFormat *format, const Scale *scale, double count, double number,
                              Arena *arena) {
  double from = scale_domain_min(scale), to = scale_domain_max(scale);
  const char *asked = format->specifier;
  char *specifier = format_tick_specifier(from, to, isnan(count) ? 10 : count, asked, arena);
  if (!specifier) return NULL;
  bool prefix = asked && g_str_has_suffix(asked, "s") && !strchr(asked, '.');
  if (prefix) return format_number_prefix(format->locale, specifier, fmax(fabs(from), fabs(to)), number, arena);
  return format_number(format->locale, specifier, number, arena);
}

static bool has_tick_format(ScaleType type) {
  return (scale_type_is_continuous(type) && !scale_type_is_temporal(type)) || type == SCALE_QUANTIZE ||
         type == SCALE_BIN_ORDINAL;
}

const char *guide_label(const GuideFormat *format, const Scale *scale, double count, bool no_skip, Value value,
                        Arena *arena) {
  ScaleType type = scale_type(scale);
  const char *label = NULL;
  if (type == SCALE_TIME || (format->type && strcmp(format->type, "time") == 0)) {
    label = time_label(format, value, false, arena);
  } else if (type == SCALE_UTC || (format->type && strcmp(format->type, "utc") == 0)) {
    label = time_label(format, value, true, arena);
  } else if (type == SCALE_LOG) {
    size_t bins = 0;
    bool all = no_skip || scale_bins(scale, &bins) != NULL;
    if (!all && !scale_tick_is_labelled(scale, count, value)) return "";
    label = format_float(format->locale, format->specifier, value_to_number(value), arena);
  } else if (has_tick_format(type)) {
    label = span_label(format, scale, count, value_to_number(value), arena);
  } else if (format->specifier) {
    label = format_number(format->locale, format->specifier, value_to_number(value), arena);
  } else {
    label = guide_text(value, arena);
    if (!label) label = value_to_string(value, arena);
  }
  return label ? label : "";
}

static const char *replace_label(const char *written, const char *with, Arena *arena) {
  char **parts = g_strsplit(written, "datum.label", -1);
  char *joined = g_strjoinv(with, parts);
  const char *kept = arena_strdup(arena, joined);
  g_free(joined);
  g_strfreev(parts);
  return kept;
}

const char *guide_label_expression(const GuideFormat *format, const char *written, Arena *arena) {
  const char *custom = NULL;
  if (format->custom) {
    const char *second = format->custom_format ? json_to_text(arena, format->custom_format) : NULL;
    custom = second ? arena_printf(arena, "%s(datum.value, %s)", format->custom, second)
                    : arena_printf(arena, "%s(datum.value)", format->custom);
  }
  if (!written || !custom) return written ? written : custom;
  return replace_label(written, custom, arena);
}

static const char *number_text(const GuideFormat *format, Value value, Arena *arena) {
  return format_number(format->locale, format->specifier ? format->specifier : "", value_to_number(value), arena);
}

const char *guide_header_label(const ChannelDef *def, const Json *format, const Json *format_type, Value value,
                               Value end, const Spec *spec) {
  GuideFormat chosen = guide_format(def, format, format_type, SCALE_NONE, false, spec);
  Arena *arena = spec->arena;
  const char *label = NULL;
  if (chosen.custom) {
    messages_error(spec->messages, def->place, "unknown format type \"%s\"", chosen.custom);
    return "";
  }
  if (wants_time(def, json_string(format_type, NULL))) {
    bool utc = (chosen.type && strcmp(chosen.type, "utc") == 0) || json_is_string(json_get(def->scale, "type"), "utc");
    label = time_label(&chosen, value, utc, arena);
  } else if (def->bin) {
    if (value_is_invalid(value)) return "null";
    const char *from = number_text(&chosen, value, arena), *to = number_text(&chosen, end, arena);
    label = from && to ? arena_printf(arena, "%s%s%s", from, range_delimiter, to) : NULL;
  } else if (chosen.specifier || def->type == TYPE_QUANTITATIVE) {
    label = number_text(&chosen, value, arena);
  } else {
    label = value_to_string(value, arena);
  }
  return label ? label : "";
}

const char *guide_header_label_expression(const ChannelDef *def, const Json *format, const Json *format_type,
                                          const char *written, const Spec *spec) {
  GuideFormat chosen = guide_format(def, format, format_type, SCALE_NONE, false, spec);
  if (chosen.custom || wants_time(def, json_string(format_type, NULL))) return written;
  if (def->bin)
    return replace_label(written, "!isValid(datum.value) || !isFinite(+datum.value) ? \"null\" : datum.label",
                         spec->arena);
  if (chosen.specifier || def->type == TYPE_QUANTITATIVE) return written;
  return replace_label(written, "isValid(datum.value) ? datum.value : \"\"+datum.value", spec->arena);
}

const char *guide_text(Value value, Arena *arena) {
  if (value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED) return NULL;
  if (value.kind != VALUE_ARRAY) return value_to_string(value, arena);
  GString *lines = g_string_new(NULL);
  for (size_t i = 0; i < value.array->count; i++) {
    Value line = value.array->items[i];
    bool empty = line.kind == VALUE_NULL || line.kind == VALUE_UNDEFINED;
    if (i > 0) g_string_append_c(lines, '\n');
    g_string_append(lines, empty ? "" : value_to_string(line, arena));
  }
  char *text = arena_strdup(arena, lines->str);
  g_string_free(lines, TRUE);
  return text;
}

const char *guide_text_from_json(const Json *text, Arena *arena) {
  return text ? guide_text(value_from_json(text, arena), arena) : NULL;
}

/* "month": 3, "day": "mon": a number or name of the definition's own single unit. */
static bool is_part_of_unit(const Json *value, const TimeUnit *unit) {
  bool single = unit->parts && (unit->parts & (unit->parts - 1)) == 0;
  if (!single || unit->utc) return false;
  if (json_is(value, JSON_NUMBER)) return value->number < 10000;
  return json_is(value, JSON_STRING) && isnan(date_parse(value->string));
}

static Value axis_value(const ChannelDef *def, const Json *value, const Frame *frame) {
  TimeUnit unit = {0};
  bool has_unit = time_unit_of(def, &unit) && !unit.binned;
  bool is_time = has_unit || def->type == TYPE_TEMPORAL;
  if (is_time && has_unit && is_part_of_unit(value, &unit)) {
    value = json_with(frame->arena, NULL, time_unit_name(unit.parts, frame->arena), value);
  } else if (is_time && json_is(value, JSON_NUMBER)) {
    return value_date(value->number);
  } else if (is_time && json_is(value, JSON_STRING)) {
    return value_date(date_parse(value->string));
  }
  return mark_datum(frame, value);
}

Value *guide_values(const ChannelDef *def, const Json *values, size_t *count, const Frame *frame) {
  *count = json_is(values, JSON_ARRAY) ? json_count(values) : 0;
  Value *result = arena_array(frame->arena, Value, *count);
  for (size_t i = 0; i < *count; i++) result[i] = axis_value(def, json_at(values, i), frame);
  return result;
}
