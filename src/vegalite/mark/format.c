/* vegalite/mark/format.c: the expression that formats a definition's value (Vega-Lite's compile/format.ts). */
#include "format/format.h"
#include "base/temporary.h"
#include "expr/expr.h"
#include "time/timeunit.h"
#include "vegalite/mark/channel.h"
#include <string.h>

#define RANGE_DELIMITER " \xe2\x80\x93 "

typedef struct FormatSettings {
  const Json *format;      /* NULL: not given */
  const char *format_type; /* NULL: not given */
} FormatSettings;

/* A string channel has "format" itself; a scaled one has it in its axis, legend or header (getFormatMixins). */
static FormatSettings format_settings(const ChannelDef *def) {
  const Json *from = def->json;
  if (!json_has(from, "format") && !json_has(from, "formatType")) {
    const Json *guides[] = {def->axis, def->legend, def->header};
    from = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(guides) && !from; i++)
      if (json_truthy(guides[i])) from = guides[i];
  }
  return (FormatSettings){json_get(from, "format"), json_string(json_get(from, "formatType"), NULL)};
}

static const Json *format_config(const MarkBuilder *at, const char *key, bool for_tooltip) {
  const Json *own = for_tooltip ? json_get(json_get(at->config, "tooltipFormat"), key) : NULL;
  return own ? own : json_get(at->config, key);
}

static const char *json_literal_text(const MarkBuilder *at, const Json *json) {
  return json ? json_to_text(at->arena, json) : "undefined";
}

static const char *number_call(const MarkBuilder *at, const char *field, const char *format) {
  return arena_printf(at->arena, "format(%s, %s)", field, string_literal(format ? format : "", at->arena));
}

static bool is_custom(const char *type) { return type && strcmp(type, "number") != 0 && strcmp(type, "time") != 0; }
/* Tuban's own need no registering. */
static bool is_own(const char *type) { return type && (strcmp(type, "han") == 0 || strcmp(type, "handate") == 0); }

static const char *custom_call(const MarkBuilder *at, const char *type, const char *field, const Json *format) {
  if (!json_truthy(format)) return arena_printf(at->arena, "%s(%s)", type, field);
  return arena_printf(at->arena, "%s(%s, %s)", type, field, json_to_text(at->arena, format));
}

static bool customs_allowed(const MarkBuilder *at) { return json_truthy(json_get(at->config, "customFormatTypes")); }

/* A formatter registered by name needs config.customFormatTypes; without it Vega-Lite ignores it. */
static FormatSettings allowed_settings(const MarkBuilder *at, FormatSettings settings) {
  bool known = !is_custom(settings.format_type) || is_own(settings.format_type) || customs_allowed(at);
  return known ? settings : (FormatSettings){NULL, NULL};
}

static const char *range_text(const MarkBuilder *at, FormatSettings settings, const char *start, const char *end,
                              bool for_tooltip) {
  const Json *number_type = format_config(at, "numberFormatType", for_tooltip);
  if (!settings.format && !settings.format_type && customs_allowed(at) && number_type)
    settings = (FormatSettings){format_config(at, "numberFormat", for_tooltip), json_string(number_type, NULL)};
  const char *ends[] = {start, end};
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    if (is_custom(settings.format_type))
      ends[i] = custom_call(at, settings.format_type, ends[i], settings.format);
    else
      ends[i] = number_call(
          at, ends[i], json_string(settings.format, json_string(format_config(at, "numberFormat", for_tooltip), NULL)));
  }
  return arena_printf(at->arena, "!isValid(%s) || !isFinite(+%s) ? \"null\" : %s + \"" RANGE_DELIMITER "\" + %s", start,
                      start, ends[0], ends[1]);
}

const char *mark_range_expression(const MarkBuilder *at, const ChannelDef *def, const char *start, const char *end,
                                  bool for_tooltip) {
  return range_text(at, allowed_settings(at, format_settings(def)), start, end, for_tooltip);
}

static const char *field_text(const MarkBuilder *at, const ChannelDef *def, bool normalize_stack) {
  if (def->kind == DEF_DATUM) return mark_datum_expression(at, def->datum);
  const Stack *stack = at->unit->stack;
  if (normalize_stack && stack)
    return arena_printf(at->arena, "%s-%s", mark_column_access(at, stack->end), mark_column_access(at, stack->start));
  return mark_column_access(at, channel_def_column(def, PART_START));
}

/* timeUnitSpecifier(["year","month"], Vega-Lite's own forms). */
static const char *specifier_call(const MarkBuilder *at, const TimeUnit *unit) {
  static const struct {
    TimePart part;
    const char *name;
  } parts[] = {{TIME_YEAR, "year"},
               {TIME_QUARTER, "quarter"},
               {TIME_MONTH, "month"},
               {TIME_WEEK, "week"},
               {TIME_DAY, "day"},
               {TIME_DAY_OF_YEAR, "dayofyear"},
               {TIME_DATE, "date"},
               {TIME_HOURS, "hours"},
               {TIME_MINUTES, "minutes"},
               {TIME_SECONDS, "seconds"},
               {TIME_MILLISECONDS, "milliseconds"}};
  GString *names = g_string_new(NULL);
  arena_temporary(at->arena, names);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (unit->parts & parts[i].part) g_string_append_printf(names, "%s\"%s\"", names->len ? "," : "", parts[i].name);
  return arena_printf(at->arena,
                      "timeUnitSpecifier([%s], {\"year-month\":\"%%b %%Y \",\"year-month-date\":\"%%b %%d, %%Y \"})",
                      names->str);
}

static const char *time_text(const MarkBuilder *at, const ChannelDef *def, FormatSettings settings, const char *field,
                             bool for_tooltip) {
  TimeUnit unit = {0};
  bool has_unit =
      def->kind == DEF_FIELD && def->time_unit && def->time_unit[0] && time_unit_parse(def->time_unit, &unit);
  bool utc =
      (has_unit && unit.utc) || json_is_true(json_get(def->time_unit_params, "utc")) || channel_def_has_utc_scale(def);
  const char *own = has_unit && !json_truthy(settings.format)
                        ? locale_unit_specifier(at->unit->spec->scope->locale, unit.parts, at->arena)
                        : NULL;
  if (own)
    return arena_printf(at->arena, "%s(%s, %s)", utc ? "utcFormat" : "timeFormat", field,
                        string_literal(own, at->arena));
  if (has_unit && !json_truthy(settings.format))
    return arena_printf(at->arena, "%s(%s, %s)", utc ? "utcFormat" : "timeFormat", field, specifier_call(at, &unit));
  const char *type = json_string(format_config(at, "timeFormatType", for_tooltip), NULL);
  if (!has_unit && type && customs_allowed(at))
    return arena_printf(at->arena, "%s(%s, %s)", type, field, json_literal_text(at, settings.format));
  const Json *format =
      json_is(settings.format, JSON_STRING) ? settings.format : format_config(at, "timeFormat", for_tooltip);
  return arena_printf(at->arena, "%s(%s, %s)", utc ? "utcFormat" : "timeFormat", field, json_literal_text(at, format));
}

/* The formatter that config names for numbers or dates, where the definition names none; NULL for none. */
static const char *config_type(const MarkBuilder *at, const ChannelDef *def, bool normalize_stack, bool for_tooltip,
                               const Json **format) {
  if (!customs_allowed(at)) return NULL;
  const char *type = NULL;
  if (def->type == TYPE_QUANTITATIVE) {
    if (normalize_stack) {
      type = json_string(format_config(at, "normalizedNumberFormatType", for_tooltip), NULL);
      *format = format_config(at, "normalizedNumberFormat", for_tooltip);
    }
    if (!type) {
      type = json_string(format_config(at, "numberFormatType", for_tooltip), NULL);
      *format = format_config(at, "numberFormat", for_tooltip);
    }
  } else if (def->type == TYPE_TEMPORAL && def->kind == DEF_FIELD && !def_has_time_unit(def)) {
    type = json_string(format_config(at, "timeFormatType", for_tooltip), NULL);
    *format = format_config(at, "timeFormat", for_tooltip);
  }
  return type;
}

/* 二〇二五年十一月, by the unit. */
static const char *han_date_text(const MarkBuilder *at, const ChannelDef *def, const Json *format, const char *field) {
  TimeUnit unit = {0};
  bool has_unit = def->kind == DEF_FIELD && def->time_unit && time_unit_parse(def->time_unit, &unit);
  const char *written = json_string(format, "");
  if (!*written) written = han_date_specifier(has_unit ? unit.parts : 0, at->arena);
  bool utc = (has_unit && unit.utc) || channel_def_has_utc_scale(def);
  return arena_printf(at->arena, "%s(%s, %s)", utc ? "utcHandate" : "handate", field,
                      written ? string_literal(written, at->arena) : "undefined");
}

static const char *custom_text(const MarkBuilder *at, const ChannelDef *def, const char *type, const Json *format,
                               const char *field, bool for_tooltip) {
  if (strcmp(type, "handate") == 0) return han_date_text(at, def, format, field);
  if (def->kind != DEF_FIELD || !def->bin) return custom_call(at, type, field, format);
  const char *end = mark_column_access(at, channel_def_column(def, PART_END));
  return range_text(at, (FormatSettings){format, type}, field, end, for_tooltip);
}

const char *mark_format_expression(const MarkBuilder *at, const ChannelDef *def, bool normalize_stack,
                                   bool for_tooltip) {
  if (!def_is_data(def)) return NULL;
  FormatSettings settings = allowed_settings(at, format_settings(def));
  const char *field = field_text(at, def, normalize_stack);
  if (is_custom(settings.format_type))
    return custom_text(at, def, settings.format_type, settings.format, field, for_tooltip);
  if (!settings.format && !settings.format_type) {
    const Json *format = NULL;
    const char *type = config_type(at, def, normalize_stack, for_tooltip, &format);
    if (type) return custom_text(at, def, type, format, field, for_tooltip);
  }
  bool temporal = def->type == TYPE_TEMPORAL || (def->kind == DEF_FIELD && def_has_time_unit(def));
  bool as_time = settings.format_type ? strcmp(settings.format_type, "time") == 0 : temporal;
  if (as_time) return time_text(at, def, settings, field, for_tooltip);
  const char *format = json_string(settings.format, NULL);
  if (!format && def->type == TYPE_QUANTITATIVE)
    format =
        json_string(format_config(at, normalize_stack ? "normalizedNumberFormat" : "numberFormat", for_tooltip), NULL);
  if (def->kind == DEF_FIELD && def->bin) {
    const char *end = mark_column_access(at, channel_def_column(def, PART_END));
    const Json *given = format ? json_new_string(at->arena, def->place, format) : NULL;
    return range_text(at, (FormatSettings){given, settings.format_type}, field, end, for_tooltip);
  }
  if ((format && format[0]) || def->type == TYPE_QUANTITATIVE) return number_call(at, field, format);
  return arena_printf(at->arena, "isValid(%s) ? %s : \"\"+%s", field, field, field);
}
