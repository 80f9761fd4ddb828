/* vegalite/guide/format.c: labels. The choice of a format follows Vega-Lite's compile/format.ts; how it is applied
 * vega-scale's ticks.js and vega-format. */
#include "vegalite/guide/format.h"
#include "guide/property.h"
#include "vegalite/mark/mark.h"
#include <math.h>
#include <string.h>

/* Vega-Lite's own forms in addition to vega-time's. */
static const char *const time_specifiers[] = {"year-month", "%b %Y ", "year-month-date", "%b %d, %Y ", NULL};
static const char range_delimiter[] = " – ";

static const Locale *guide_locale(const Spec *spec) {
  return spec->scope->locale ? spec->scope->locale : locale_default();
}

static bool is_han(const char *type) { return type && strcmp(type, "han") == 0; }
static bool is_han_date(const char *type) { return type && strcmp(type, "handate") == 0; }
static bool is_custom(const char *type) {
  return type && strcmp(type, "number") != 0 && strcmp(type, "time") != 0 && !is_han(type) && !is_han_date(type);
}

/* isFieldOrDatumDefForTimeFormat */
static bool wants_time(const ChannelDef *def, const char *type) {
  if (type) return strcmp(type, "time") == 0 || is_han_date(type);
  return def->type == TYPE_TEMPORAL || (def->kind == DEF_FIELD && def->time_unit);
}

static bool time_unit_of(const ChannelDef *def, TimeUnit *unit) {
  return def->kind == DEF_FIELD && def->time_unit && *def->time_unit && time_unit_parse(def->time_unit, unit);
}

const Json *guide_own_format(const ChannelDef *def, const Json *format, const Json *format_type) {
  bool time = wants_time(def, json_string(format_type, NULL));
  return (time ? json_is_string(format, "") : guide_is_expression(format)) ? NULL : format;
}

static bool is_normalized(const ChannelDef *def) { return json_is_string(def->stack, "normalize"); }

bool guide_implies_format(const ChannelDef *def, const Spec *spec) {
  TimeUnit unit;
  bool shares = is_normalized(def) && json_is(json_get(spec->config, "normalizedNumberFormat"), JSON_STRING);
  return shares || time_unit_of(def, &unit);
}

/* config.numberFormatType and the like, which need config.customFormatTypes. */
static bool custom_from_config(LabelFormat *result, const ChannelDef *def, const Json *config) {
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

static void choose_time_format(LabelFormat *result, const ChannelDef *def, const Json *format, bool omit_time_config,
                               const Spec *spec) {
  TimeUnit unit;
  const char *specifier = json_string(format, "");
  if (json_is(format, JSON_OBJECT)) {
    result->multi = format;
  } else if (*specifier) {
    result->specifier = specifier;
  } else if (time_unit_of(def, &unit)) {
    result->specifier = locale_unit_specifier(result->locale, unit.parts, spec->arena);
    if (!result->specifier) result->specifier = time_unit_specifier(unit.parts, time_specifiers, spec->arena);
  } else if (!omit_time_config) {
    result->specifier = json_string(json_get(spec->config, "timeFormat"), NULL);
  }
}

LabelFormat guide_format(const ChannelDef *def, const Json *format, const Json *format_type,
                         const ScaleType *scale_type, bool omit_time_config, const Spec *spec) {
  LabelFormat result = {.locale = guide_locale(spec)};
  const char *type = json_string(format_type, NULL);
  bool allowed = json_is_true(json_get(spec->config, "customFormatTypes"));
  if (is_custom(type) && !allowed) {
    messages_warn(spec->messages, json_place(format_type), "W501",
                  "the format type \"%s\" is ignored: the config does not set \"customFormatTypes\": true", type);
    format = NULL;
    type = NULL;
  }
  if (is_custom(type)) {
    result.custom = type;
    result.custom_format = format;
    return result;
  }
  if (!format && !type && custom_from_config(&result, def, spec->config)) return result;

  result.counted = is_han(type);
  const Locale *han = is_han_date(type) ? locale_han_dates() : NULL;
  if (han) result.locale = han;
  if (type && !is_han_date(type)) {
    result.type = is_han(type) ? "number" : type;
  } else if (wants_time(def, type) && !scale_type_is_temporal(scale_type)) {
    TimeUnit unit;
    result.type = time_unit_of(def, &unit) && unit.utc ? "utc" : "time";
  }
  const char *normalized = json_string(json_get(spec->config, "normalizedNumberFormat"), NULL);
  if (is_normalized(def) && normalized) {
    result.specifier = normalized;
  } else if (han && !json_is(format, JSON_OBJECT) && !*json_string(format, "")) {
    TimeUnit unit;
    result.specifier = han_date_specifier(time_unit_of(def, &unit) ? unit.parts : 0, spec->arena);
  } else if (wants_time(def, type)) {
    choose_time_format(&result, def, format, omit_time_config, spec);
  } else if (json_is(format, JSON_STRING)) {
    result.specifier = format->string;
  } else if (def->type == TYPE_QUANTITATIVE) {
    result.specifier = json_string(json_get(spec->config, "numberFormat"), NULL);
  }
  return result;
}

static const char *number_text(const LabelFormat *format, Value value, Arena *arena) {
  if (format->counted)
    return format_counted(format->locale, NAN, format_decimals(format->specifier), value_to_number(value), arena);
  return format_number(format->locale, format->specifier ? format->specifier : "", value_to_number(value), arena);
}

/* An empty specifier leaves names as they are. */
static bool is_number_format(const LabelFormat *format) {
  return format->counted || (format->specifier && *format->specifier);
}

const char *guide_header_label(const ChannelDef *def, const Json *format, const Json *format_type, Value value,
                               Value end, const Spec *spec) {
  TimeUnit unit;
  bool time = wants_time(def, json_string(format_type, NULL));
  if (time && json_is_string(format, "") && !time_unit_of(def, &unit)) return ""; /* unlike in guides */
  format = guide_own_format(def, format, format_type);
  LabelFormat chosen = guide_format(def, format, format_type, NULL, false, spec);
  Arena *arena = spec->arena;
  const char *label = NULL;
  if (chosen.custom) {
    messages_error(spec->messages, def->place, "E502", "unknown format type \"%s\"", chosen.custom);
    return "";
  }
  if (value.kind == VALUE_NULL) return "null"; /* as format() and timeFormat() write it */
  if (time) {
    bool utc = (chosen.type && strcmp(chosen.type, "utc") == 0) || channel_def_has_utc_scale(def);
    label = label_of_time(&chosen, value, utc, arena);
  } else if (def->bin) {
    if (value_is_invalid(value) || !isfinite(value_to_number(value))) return "null";
    const char *from = number_text(&chosen, value, arena), *to = number_text(&chosen, end, arena);
    label = from && to ? arena_printf(arena, "%s%s%s", from, range_delimiter, to) : NULL;
  } else if (is_number_format(&chosen) || def->type == TYPE_QUANTITATIVE) {
    label = number_text(&chosen, value, arena);
  } else {
    label = label_lines(value, arena);
    if (!label) label = value_to_string(value, arena);
  }
  return label ? label : "";
}

const char *guide_header_label_expression(const ChannelDef *def, const Json *format, const Json *format_type,
                                          const char *written, const Spec *spec) {
  format = guide_own_format(def, format, format_type);
  LabelFormat chosen = guide_format(def, format, format_type, NULL, false, spec);
  if (chosen.custom || wants_time(def, json_string(format_type, NULL))) return written;
  if (def->bin)
    return label_replace(written, "!isValid(datum.value) || !isFinite(+datum.value) ? \"null\" : datum.label",
                         spec->arena);
  if (is_number_format(&chosen) || def->type == TYPE_QUANTITATIVE) return written;
  return label_replace(written, "isValid(datum.value) ? datum.value : \"\"+datum.value", spec->arena);
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

/* The values of an expression are taken as they are. */
static GuideValues computed_values(const Json *text, const Frame *frame) {
  const Expr *expr = expr_parse(text->string, text->place, frame->messages, frame->arena);
  Value made = expr ? expr_eval(expr, frame->scope, NULL, 0) : value_undefined();
  if (made.kind != VALUE_ARRAY) return (GuideValues){.given = false};
  return (GuideValues){true, made.array->items, made.array->count};
}

GuideValues guide_values(const ChannelDef *def, const Json *values, const Frame *frame) {
  const Json *text = expr_json_text(values);
  if (text) return computed_values(text, frame);
  if (!json_is(values, JSON_ARRAY)) return (GuideValues){.given = false};
  Value *items = arena_array(frame->arena, Value, json_count(values));
  for (size_t i = 0; i < json_count(values); i++) items[i] = axis_value(def, json_at(values, i), frame);
  return (GuideValues){true, items, json_count(values)};
}

const Json *guide_line_break(const Json *config, Arena *arena) {
  const Json *separator = json_get(config, "lineBreak");
  return separator ? json_with(arena, NULL, "lineBreak", separator) : NULL;
}

Chain guide_style(const Json *config, const char *name, Arena *arena) {
  Chain chain = {0};
  chain_append(&chain, json_get(json_get(config, "style"), name));
  chain_append(&chain, json_get(json_get(json_get(config, "vega"), "style"), name));
  chain_append(&chain, guide_line_break(config, arena));
  return chain;
}

GuideContext guide_context(const Frame *frame) {
  return (GuideContext){.width = frame->width,
                        .height = frame->height,
                        .scope = frame->scope,
                        .text = frame->text,
                        .messages = frame->messages,
                        .arena = frame->arena,
                        .text_factor = frame->unit->spec->text_factor};
}
