/* vegalite/mark/builder.c: the start of a mark and the looking up of its properties (Vega-Lite's compile/common.ts). */
#include "vegalite/mark/builder.h"
#include "expr/expr.h"
#include "transform/functions.h"
#include <math.h>
#include <string.h>

MarkBuilder mark_begin(const Frame *frame, SceneType type) {
  const View *unit = frame->unit;
  MarkBuilder at = {.frame = frame, .unit = unit, .def = &unit->mark, .table = frame->table, .arena = frame->arena};
  at.config = unit->spec ? unit->spec->config : NULL;
  at.count = frame->table ? table_row_count(frame->table) : 0;
  at.mark = scene_mark_create(frame->arena, type, ROLE_MARK, at.count);
  at.mark->name = mark_name(unit, "marks", frame->arena);
  at.mark->place = unit->mark.place;
  return at;
}

const char *mark_name(const View *unit, const char *suffix, Arena *arena) {
  const char *view = unit->name ? unit->name : "";
  char *name = arena_printf(arena, "%s%s%s", view, view[0] ? "_" : "", suffix);
  for (char *c = name; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '_') *c = '_';
  if (!g_ascii_isdigit(name[0])) return name;
  return arena_printf(arena, "_%s", name);
}

const char *mark_expression(const Json *json) {
  const char *text = json_string(json_get(json, "expr"), NULL);
  return text ? text : json_string(json_get(json, "signal"), NULL);
}

const ChannelDef *mark_def(const MarkBuilder *at, Channel channel) {
  if (channel == CHANNEL_NONE) return NULL;
  const ChannelDefs *defs = &at->unit->encoding[channel];
  return defs->count > 0 ? &defs->items[0] : NULL;
}

const ChannelDef *mark_field_def(const ChannelDef *def) {
  if (!def || def->kind == DEF_FIELD) return def;
  const ChannelDef *only = def->condition_count == 1 ? def->conditions[0].def : NULL;
  return def_is_field(only) ? only : NULL;
}

/* A count never misses a value. */
static bool def_is_count(const ChannelDef *def) { return def && aggregate_op_has(def->aggregate, AGGREGATE_COUNTS); }

const Column *mark_column(const MarkBuilder *at, const ChannelDef *def, ColumnPart part) {
  return at->table ? table_field(at->table, channel_def_column(def, part)) : NULL;
}

const char *mark_column_access(const MarkBuilder *at, const char *column) {
  if (at->table && !table_column(at->table, column) && strpbrk(column, ".[\\"))
    return field_to_expression(column, "datum", at->arena);
  return arena_printf(at->arena, "datum[%s]", string_literal(column, at->arena));
}

const Scale *mark_scale(const MarkBuilder *at, Channel channel) {
  Channel scale = channel_scale(channel);
  return scale == CHANNEL_NONE ? NULL : at->frame->scales[scale].scale;
}

const ScaleType *mark_scale_type(const MarkBuilder *at, Channel channel) {
  const Scale *scale = mark_scale(at, channel);
  if (!scale) return NULL;
  const ScaleModel *model = at->frame->scales[channel_scale(channel)].model;
  return model ? model->type : scale_type(scale);
}

const char *mark_invalid_mode(const MarkBuilder *at, Channel channel, const ChannelDef *def) {
  const ScaleType *type = mark_scale_type(at, channel);
  bool continuous = scale_type_has_continuous_domain(type);
  if (!continuous || def_is_count(def)) return "always-valid";
  const Json *places = json_path(at->config, "scale.invalid");
  if (json_has(places, channel_name(channel_scale(channel)))) return "show";
  const Json *mode = mark_property(at->unit, MARK_PROPERTY_INVALID);
  if (json_is_null(mode)) return "show";
  const char *name = json_string(mode, "break-paths-show-path-domains");
  if (strcmp(name, "break-paths-show-path-domains") != 0) return name;
  return at->def->type->form == MARK_PATH ? "break-paths-show-domains" : "filter";
}

void mark_valid_rows(const MarkBuilder *at, const Column *column, bool *valid) {
  if (!column) {
    memset(valid, 0, at->count * sizeof *valid);
    return;
  }
  const double *numbers = column_numbers(column, at->arena);
  bool may_be_null = column->kind == COLUMN_VALUE;
  for (size_t i = 0; i < at->count; i++)
    valid[i] = isfinite(numbers[i]) && !(may_be_null && value_is_invalid(column->values[i]));
}
