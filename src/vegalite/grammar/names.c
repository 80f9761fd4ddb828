/* vegalite/grammar/names.c: the names of columns and guides (Vega-Lite's vgField and title formatters). */
#include "base/temporary.h"
#include "scale/type.h"
#include "time/timeunit.h"
#include "transform/functions.h"
#include "vegalite/grammar/view.h"
#include <string.h>

/* varName: letters, digits and _ stay; anything else becomes _; no leading digit. */
static const char *variable_name(const char *text, Arena *arena) {
  GString *name = g_string_new(NULL);
  arena_temporary(arena, name);
  if (g_ascii_isdigit(text[0])) g_string_append_c(name, '_');
  for (const char *c = text; *c; c = g_utf8_next_char(c))
    g_string_append_c(name, g_ascii_isalnum(*c) || *c == '_' ? *c : '_');
  return arena_strdup(arena, name->str);
}

static const char *parameter_text(const Json *value, Arena *arena) {
  return value_to_string(value_from_json(value, arena), arena);
}

/* "bin_maxbins_10": every parameter of the bin, in the order written. */
static const char *bin_prefix(const Json *bin, Arena *arena) {
  const char *prefix = "bin";
  for (size_t i = 0; i < json_count(bin); i++) {
    const JsonMember *member = &bin->object.members[i];
    const Json *param = json_get(member->value, "param");
    const char *text =
        param ? arena_printf(arena, "param,%s", json_string(param, "")) : parameter_text(member->value, arena);
    prefix =
        arena_printf(arena, "%s%s", prefix, variable_name(arena_printf(arena, "_%s_%s", member->key, text), arena));
  }
  return prefix;
}

/* "utcyearmonth", "timeunit_maxbins_20", "hours_step_6". */
static const char *time_unit_prefix(const ChannelDef *def, Arena *arena) {
  const Json *params = def->time_unit_params;
  bool named = json_has(params, "unit");
  const char *prefix = json_is_true(json_get(params, "utc")) ? (named ? "utc" : "utctimeunit")
                       : named                               ? ""
                                                             : "timeunit";
  for (size_t i = 0; i < json_count(params); i++) {
    const JsonMember *member = &params->object.members[i];
    if (strcmp(member->key, "utc") == 0) continue;
    const char *text = parameter_text(member->value, arena);
    bool unit = strcmp(member->key, "unit") == 0;
    prefix = arena_printf(arena, "%s%s", prefix,
                          variable_name(unit ? text : arena_printf(arena, "_%s_%s", member->key, text), arena));
  }
  return prefix;
}

static bool is_binned_unit(const ChannelDef *def) { return json_is_true(json_get(def->time_unit_params, "binned")); }

static const char *column_name(const ChannelDef *def, ColumnPart part, Arena *arena) {
  static const char *const suffixes[] = {[PART_END] = "end", [PART_MID] = "mid", [PART_RANGE] = "range"};
  const char *suffix = suffixes[part];
  if (aggregate_op_has(def->aggregate, AGGREGATE_OF_ROWS)) return "__count";
  const char *prefix = NULL, *ending = NULL;
  const char *field = def->field ? field_flat_name(def->field, arena) : NULL;
  if (def->bin) {
    prefix = bin_prefix(def->bin, arena);
    ending = suffix;
  } else if (def->aggregate && def->arg_field) {
    const char *row = arena_printf(arena, "%s_%s", def->aggregate, field_flat_name(def->arg_field, arena));
    if (strpbrk(row, "[]\\")) row = arena_printf(arena, "[%s]", string_literal(row, arena)); /* one step of a path */
    return field_to_expression(def->field ? def->field : "", row, arena);
  } else if (def->aggregate) {
    prefix = def->aggregate;
  } else if (def->time_unit && !is_binned_unit(def)) {
    prefix = time_unit_prefix(def, arena);
    ending = part == PART_END ? suffix : NULL;
  }
  const char *name = prefix && field ? arena_printf(arena, "%s_%s", prefix, field)
                     : prefix        ? prefix
                     : field         ? def->field
                                     : "";
  return ending ? arena_printf(arena, "%s_%s", name, ending) : name;
}

void channel_def_name_columns(ChannelDef *def, Arena *arena) {
  for (int part = 0; part <= PART_RANGE; part++) def->columns[part] = column_name(def, (ColumnPart)part, arena);
  if (def->kind != DEF_FIELD) return;
  const char *start = def->columns[PART_START];
  def->columns[PART_NEXT] = arena_printf(arena, "%s_end", start);
  if (!def->time_unit) return;
  def->columns[PART_MOVED_START] = arena_printf(arena, "%s_offsetted_rect_start", start);
  def->columns[PART_MOVED_END] = arena_printf(arena, "%s_offsetted_rect_end", start);
}

bool channel_def_is_discrete(const ChannelDef *def) {
  if (def->type == TYPE_NOMINAL || def->type == TYPE_ORDINAL || def->type == TYPE_GEOJSON) return true;
  return def->type == TYPE_QUANTITATIVE && def->kind == DEF_FIELD && (def->bin || def->binned);
}

bool channel_def_is_continuous(const ChannelDef *def) {
  if (def->kind == DEF_FIELD) return def->type != TYPE_NONE && !channel_def_is_discrete(def);
  return def->kind == DEF_DATUM && json_is(def->datum, JSON_NUMBER);
}

bool channel_def_has_utc_scale(const ChannelDef *def) {
  const ScaleType *type = scale_type_find(json_string(json_get(def->scale, "type"), NULL));
  return type && type->utc;
}

static const char *title_case(const char *word, Arena *arena) {
  return arena_printf(arena, "%c%s", g_ascii_toupper(word[0]), word + (word[0] ? 1 : 0));
}

/* The unit's parts joined by "-": "year-month". */
static const char *time_unit_title(const char *unit, Arena *arena) {
  TimeUnit parsed;
  if (!time_unit_parse(unit, &parsed)) return unit;
  const char *title = NULL;
  for (unsigned bit = 1; bit <= TIME_MILLISECONDS; bit <<= 1) {
    if (!(parsed.parts & bit)) continue;
    const char *part = time_unit_name(bit, arena);
    title = title ? arena_printf(arena, "%s-%s", title, part) : part;
  }
  return title ? title : unit;
}

static const char *verbal_title(const ChannelDef *def, const Spec *spec) {
  Arena *arena = spec->arena;
  const char *field = def->field ? def->field : "";
  if (aggregate_op_has(def->aggregate, AGGREGATE_OF_ROWS))
    return json_string(json_get(spec->config, "countTitle"), "Count of Records");
  if (def->bin) return arena_printf(arena, "%s (binned)", field);
  if (def->time_unit && !is_binned_unit(def)) {
    const char *unit = json_string(json_get(def->time_unit_params, "unit"), NULL);
    if (unit) return arena_printf(arena, "%s (%s)", field, time_unit_title(unit, arena));
  } else if (def->aggregate) {
    if (def->arg_field)
      return arena_printf(arena, "%s for %s %s", field,
                          aggregate_op_has(def->aggregate, AGGREGATE_LARGEST) ? "max" : "min", def->arg_field);
    return arena_printf(arena, "%s of %s", title_case(def->aggregate, arena), field);
  }
  return def->field;
}

static const char *functional_title(const ChannelDef *def, Arena *arena) {
  const char *field = def->field ? def->field : "";
  if (def->arg_field) return arena_printf(arena, "%s for %s(%s)", field, def->aggregate, def->arg_field);
  const char *function = def->aggregate;
  if (!function && def->time_unit && !is_binned_unit(def))
    function = json_string(json_get(def->time_unit_params, "unit"), "timeunit");
  if (!function && def->bin) function = "bin";
  if (!function) return def->field;
  char *upper = g_ascii_strup(function, -1);
  const char *title = arena_printf(arena, "%s(%s)", upper, field);
  g_free(upper);
  return title;
}

/* A title given as text, or as several lines. */
static const char *given_title(const Json *title, Arena *arena) {
  if (json_is(title, JSON_STRING)) return title->string;
  if (!json_is(title, JSON_ARRAY)) return title && !json_is_null(title) ? parameter_text(title, arena) : NULL;
  const char *lines = "";
  for (size_t i = 0; i < json_count(title); i++)
    lines = arena_printf(arena, "%s%s%s", lines, i ? "\n" : "", parameter_text(json_at(title, i), arena));
  return lines;
}

const char *channel_def_title(const ChannelDef *def, const Spec *spec) {
  const Json *const guides[] = {def->axis, def->legend, def->header};
  for (size_t i = 0; i < G_N_ELEMENTS(guides); i++)
    if (json_has(guides[i], "title")) return given_title(json_get(guides[i], "title"), spec->arena);
  if (json_has(def->json, "title")) return given_title(json_get(def->json, "title"), spec->arena);
  if (def->kind != DEF_FIELD) return NULL;
  const char *style = json_string(json_get(spec->config, "fieldTitle"), "verbal");
  if (strcmp(style, "plain") == 0) return def->field;
  return strcmp(style, "functional") == 0 ? functional_title(def, spec->arena) : verbal_title(def, spec);
}
