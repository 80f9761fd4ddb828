/* vegalite/dataflow/fields.c: see fields.h; the rules are those of Vega-Lite's channeldef.ts, encoding.ts and compile/data. */
#include "vegalite/dataflow/fields.h"
#include "base/temporary.h"
#include "transform/functions.h"
#include "vegalite/grammar/definition.h"
#include <math.h>
#include <string.h>

static const ChannelDef *field_def(const ChannelDef *def) {
  if (def->kind == DEF_FIELD) return def;
  if (def->condition_count != 1) return NULL;
  return def->conditions[0].def->kind == DEF_FIELD ? def->conditions[0].def : NULL;
}

const ChannelDef *const *view_fields(const View *view, size_t *count, Arena *arena) {
  GPtrArray *found = g_ptr_array_new();
  arena_temporary(arena, found);
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    for (size_t i = 0; i < view->encoding[channel].count; i++) {
      const ChannelDef *def = field_def(&view->encoding[channel].items[i]);
      if (def) g_ptr_array_add(found, (gpointer)def);
    }
  const ChannelDef *const facets[] = {view->facet_row, view->facet_column, view->facet_wrap};
  for (size_t i = 0; i < G_N_ELEMENTS(facets); i++)
    if (facets[i]) g_ptr_array_add(found, (gpointer)facets[i]);
  const ChannelDef **fields = arena_array(arena, const ChannelDef *, found->len);
  for (guint i = 0; i < found->len; i++) fields[i] = g_ptr_array_index(found, i);
  *count = found->len;
  return fields;
}

const char *field_channel_name(const View *view, const ChannelDef *def) {
  if (def == view->facet_row) return "row";
  if (def == view->facet_column) return "column";
  return def == view->facet_wrap ? "facet" : channel_name(def->channel);
}

const char *sort_index_column(const ChannelDef *def, const char *channel, Arena *arena) {
  return arena_printf(arena, "%s_%s_sort_index", channel, field_flat_name(channel_def_column(def, PART_START), arena));
}

double unit_band_position(const View *unit, const ChannelDef *def) {
  Channel second = channel_secondary(def->channel);
  return mark_band_position(unit, def, second != CHANNEL_NONE && view_has(unit, second));
}

InvalidMode unit_invalid_mode(const View *unit) {
  const Json *invalid = mark_property(unit, MARK_PROPERTY_INVALID);
  const char *name = json_string(invalid, NULL);
  bool path = unit->mark.type->form == MARK_PATH;
  if (json_is_null(invalid) || (name && strcmp(name, "show") == 0)) return INVALID_SHOW;
  if (!name || strcmp(name, "break-paths-show-path-domains") == 0) return path ? INVALID_BREAK_SHOW : INVALID_FILTER;
  if (strcmp(name, "break-paths-show-domains") == 0) return INVALID_BREAK_SHOW;
  return strcmp(name, "break-paths-filter-domains") == 0 ? INVALID_BREAK_FILTER : INVALID_FILTER;
}

static const Json *guide_of(const ChannelDef *def) {
  if (json_is(def->axis, JSON_OBJECT)) return def->axis;
  if (json_is(def->legend, JSON_OBJECT)) return def->legend;
  return json_is(def->header, JSON_OBJECT) ? def->header : NULL;
}

/* Is it formatted as a time, so that it must be a date? */
static bool wants_date(const ChannelDef *def, Type type, const Spec *spec) {
  const Json *own = json_get(def->json, "formatType"),
             *format = own || json_has(def->json, "format") ? own : json_get(guide_of(def), "formatType");
  if (json_is_string(format, "time")) return true;
  if (definition_ignores_format(format, spec)) format = NULL;
  return !json_is(format, JSON_STRING) && (type == TYPE_TEMPORAL || def->time_unit);
}

static const Json *with_parse(Arena *arena, const Json *parse, const char *field, const char *how, Place at) {
  return json_with(arena, parse, field, json_new_string(arena, at, how));
}

Place field_place(const ChannelDef *def) {
  const Json *field = json_get(def->json, "field");
  return json_is(field, JSON_STRING) && field->place.source ? field->place : def->place;
}

static bool is_nested(const char *field, Arena *arena) {
  const char *const *path = field_path(field, arena);
  return path[0] && path[1];
}

/* A nested field that is shown as it is also becomes a column of its own name, which expressions can read: datum["a.b"]. */
const Json *view_implicit_parse(const View *view, Arena *arena) {
  const Json *parse = json_new_object(arena, view->place, NULL, 0);
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, arena);
  for (size_t i = 0; i < count; i++) {
    const ChannelDef *def = fields[i];
    if (!def->field) continue;
    Type type = def->type;
    if (type == TYPE_NONE && def->channel != CHANNEL_NONE && channel_main(def->channel) != def->channel) {
      const ChannelDef *main = view_channel(view, channel_main(def->channel));
      type = main ? main->type : TYPE_NONE;
    }
    if (wants_date(def, type, view->spec))
      parse = with_parse(arena, parse, def->field, "date", field_place(def));
    else if (type == TYPE_QUANTITATIVE && aggregate_op_has(def->aggregate, AGGREGATE_EXTREME))
      parse = with_parse(arena, parse, def->field, "number", def->place);
    else if (!json_has(parse, def->field) && is_nested(def->field, arena))
      parse = with_parse(arena, parse, def->field, "flatten", def->place);
  }
  if (view->kind == VIEW_UNIT && view->mark.type->form == MARK_PATH && !view_has(view, CHANNEL_ORDER)) {
    bool horizontal = view->mark.orient && strcmp(view->mark.orient, "horizontal") == 0;
    const ChannelDef *dimension = view_channel(view, horizontal ? CHANNEL_Y : CHANNEL_X);
    if (dimension && dimension->field && dimension->type == TYPE_QUANTITATIVE && !json_has(parse, dimension->field))
      parse = with_parse(arena, parse, dimension->field, "number", dimension->place);
  }
  return parse;
}

const char *const *unit_path_groups(const View *unit, size_t *count, Arena *arena) {
  GPtrArray *columns = g_ptr_array_new();
  arena_temporary(arena, columns);
  for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
    if (!mark_type_splits_by(unit->mark.type, (Channel)channel)) continue;
    for (size_t i = 0; i < unit->encoding[channel].count; i++) {
      const ChannelDef *def = field_def(&unit->encoding[channel].items[i]);
      if (def && !def->aggregate) g_ptr_array_add(columns, (gpointer)channel_def_column(def, PART_START));
    }
  }
  const char **kept = arena_array(arena, const char *, columns->len);
  for (guint i = 0; i < columns->len; i++) kept[i] = g_ptr_array_index(columns, i);
  *count = columns->len;
  return kept;
}
