/* vegalite/reading/normalize_composite.c: see the header. */
#include "vegalite/reading/normalize_composite.h"
#include "base/temporary.h"
#include "data/table.h"

bool composite_begin(Composite *composite, Normalizer *normalizer, const Json *unit, const NormalizeScope *scope,
                     const char *name) {
  *composite = (Composite){.normalizer = normalizer,
                           .arena = normalizer->arena,
                           .name = name,
                           .unit = unit,
                           .mark = normalize_mark_object(normalizer->arena, json_get(unit, "mark")),
                           .config = json_get(scope->config, name),
                           .all_config = scope->config};
  composite->encoding = definition_init_encoding(json_get(unit, "encoding"), &normalizer->reading);
  const Json *params = json_get(unit, "params");
  for (size_t i = 0; json_is(params, JSON_ARRAY) && i < json_count(params); i++)
    if (json_has(json_at(params, i), "select"))
      messages_note(normalizer->messages, json_place(json_at(params, i)), "N260", "selections have no effect on %s",
                    name);
  return composite->encoding != NULL;
}

static bool read_axis(const Composite *composite, const char *channel, ChannelDef *out) {
  const Json *definition = json_get(composite->encoding, channel);
  *out = (ChannelDef){.channel = CHANNEL_NONE};
  if (!definition_is_field_or_datum(definition)) return true;
  return definition_read(definition, channel, &composite->normalizer->reading, out);
}

static bool is_time(const ChannelDef *definition) {
  const Json *guide = definition_guide(definition->json), *json = definition->json;
  const Json *type = json_get(json_has(json, "format") || json_has(json, "formatType") ? json : guide, "formatType");
  if (json_truthy(type)) return json_is_string(type, "time");
  return definition->type == TYPE_TEMPORAL || definition->time_unit;
}

Orient composite_orient(const Composite *composite) {
  const Json *given = json_get(composite->mark, "orient");
  if (json_truthy(given)) {
    if (json_is_string(given, "vertical")) return ORIENT_VERTICAL;
    if (json_is_string(given, "horizontal")) return ORIENT_HORIZONTAL;
    normalize_fail(composite->normalizer, given, "E272", "\"orient\" must be \"horizontal\" or \"vertical\"");
    return ORIENT_NONE;
  }
  ChannelDef x, y;
  if (!read_axis(composite, "x", &x) || !read_axis(composite, "y", &y)) return ORIENT_NONE;
  bool x_continuous = channel_def_is_continuous(&x), y_continuous = channel_def_is_continuous(&y);
  if (!x_continuous && !y_continuous) {
    normalize_fail(composite->normalizer, composite->unit, "E262", "%s needs a continuous x or y", composite->name);
    return ORIENT_NONE;
  }
  if (!x_continuous || !y_continuous) return x_continuous ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
  const Json *x_aggregate = json_path(composite->encoding, "x.aggregate");
  const Json *y_aggregate = json_path(composite->encoding, "y.aggregate");
  bool x_asks = json_is_string(x_aggregate, composite->name), y_asks = json_is_string(y_aggregate, composite->name);
  if (x_asks && y_asks) {
    normalize_fail(composite->normalizer, composite->unit, "E263", "%s cannot aggregate both x and y", composite->name);
    return ORIENT_NONE;
  }
  if (y_asks && !json_truthy(x_aggregate)) return ORIENT_VERTICAL;
  if (x_asks && !json_truthy(y_aggregate)) return ORIENT_HORIZONTAL;
  return is_time(&y) && !is_time(&x) ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
}

const Json *composite_definition(const Composite *composite, const char *channel) {
  const Json *definition = json_get(composite->encoding, channel), *aggregate = json_get(definition, "aggregate");
  if (!json_truthy(aggregate)) return definition;
  if (!json_is_string(aggregate, composite->name))
    messages_note(composite->normalizer->messages, json_place(aggregate), "N261",
                  "this aggregate is ignored: %s computes its own", composite->name);
  return json_with(composite->arena, definition, "aggregate", NULL);
}

bool composite_set_orient(Composite *composite, Orient orient) {
  composite->vertical = orient == ORIENT_VERTICAL;
  composite->axis = composite->vertical ? "y" : "x";
  composite->measure = composite_definition(composite, composite->axis);
  composite->field = json_string(json_get(composite->measure, "field"), NULL);
  if (!composite->field) {
    const Json *at = composite->measure ? composite->measure : composite->unit;
    normalize_fail(composite->normalizer, at, "E273", "%s needs a field on \"%s\"", composite->name, composite->axis);
    return false;
  }
  composite->flat = field_flat_name(composite->field, composite->arena);
  return true;
}

const char *composite_access(Arena *arena, const char *prefix, const char *field) {
  GString *access = g_string_new("datum['");
  arena_temporary(arena, access);
  const char *const parts[] = {prefix, field};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    for (const char *c = parts[i]; *c; c++) g_string_append_printf(access, *c == '\'' ? "\\%c" : "%c", *c);
  g_string_append(access, "']");
  return arena_strdup(arena, access->str);
}

const Json *composite_aggregate(const Composite *composite, const char *op, const char *field, const char *as) {
  Arena *arena = composite->arena;
  const Json *from = composite->measure;
  const JsonMember members[] = {{.key = "op", .value = normalize_text(arena, from, "%s", op)},
                                {.key = "field", .value = normalize_text(arena, from, "%s", field)},
                                {.key = "as", .value = normalize_text(arena, from, "%s", as)}};
  return json_new_object(arena, json_place(from), members, G_N_ELEMENTS(members));
}

const Json *composite_calculate(const Composite *composite, const char *expression, const char *as) {
  Arena *arena = composite->arena;
  const Json *from = composite->measure;
  const JsonMember members[] = {{.key = "calculate", .value = normalize_text(arena, from, "%s", expression)},
                                {.key = "as", .value = normalize_text(arena, from, "%s", as)}};
  return json_new_object(arena, json_place(from), members, G_N_ELEMENTS(members));
}

const Json *composite_frame(const Composite *composite) {
  static const char *const own[] = {"mark", "encoding", "params", "projection", NULL};
  const Json *frame = json_without(composite->arena, composite->unit, own),
             *params = json_get(composite->unit, "params");
  if (!json_is(params, JSON_ARRAY)) return frame;
  JsonBuilder variables = json_builder(composite->arena);
  for (size_t i = 0; i < json_count(params); i++)
    if (!json_has(json_at(params, i), "select")) json_builder_push(&variables, json_at(params, i));
  const Json *kept = json_builder_array(&variables, json_place(params));
  return json_count(kept) > 0 ? json_with(composite->arena, frame, "params", kept) : frame;
}

static const Json *measure_title(const Composite *composite) {
  const Json *title = json_get(composite->measure, "title");
  return title ? title : json_get(composite->measure, "field");
}

const Json *composite_measure(const Composite *composite, const char *field) {
  static const char *const kept[] = {"type", "scale", "axis"};
  Arena *arena = composite->arena;
  const Json *from = composite->measure, *measure = normalize_empty(arena, from);
  measure = json_with(arena, measure, "field", normalize_text(arena, from, "%s", field));
  measure = json_with(arena, measure, "title", measure_title(composite));
  for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
    if (json_has(from, kept[i])) measure = json_with(arena, measure, kept[i], json_get(from, kept[i]));
  return measure;
}

static const Json *tooltip_line(const Composite *composite, const TooltipLine *line, bool with_measure) {
  Arena *arena = composite->arena;
  const Json *from = composite->measure;
  const char *measure = with_measure ? normalize_string_of(arena, measure_title(composite)) : "";
  const JsonMember members[] = {
      {.key = "field", .value = normalize_text(arena, from, "%s%s", line->prefix, composite->field)},
      {.key = "type", .value = json_get(from, "type")},
      {.key = "title",
       .value = normalize_text(arena, from, "%s%s%s", line->title, with_measure ? " of " : "", measure)}};
  return json_new_object(arena, json_place(from), members, G_N_ELEMENTS(members));
}

/* Every field of the encoding, as a tooltip shows it, each once. */
static void push_fields(const Composite *composite, const Json *encoding, GPtrArray *items) {
  static const char *const guides[] = {"legend", "axis", "header", "scale", NULL};
  guint first = items->len;
  for (size_t i = 0; i < json_count(encoding); i++) {
    const Json *channel = encoding->object.members[i].value;
    if (!definition_has_field(encoding, encoding->object.members[i].key)) continue;
    bool many = json_is(channel, JSON_ARRAY);
    for (size_t j = 0; j < (many ? json_count(channel) : 1); j++) {
      const Json *definition = many ? json_at(channel, j) : channel;
      if (!definition_is_field(definition)) definition = definition_conditional(definition, false);
      if (!definition) continue;
      definition = json_without(composite->arena, definition, guides);
      bool known = false;
      for (guint k = first; k < items->len && !known; k++) known = json_equal(items->pdata[k], definition);
      if (!known) g_ptr_array_add(items, (gpointer)definition);
    }
  }
}

const Json *composite_tooltip(const Composite *composite, const TooltipLine *lines, size_t count, const Json *encoding,
                              bool with_measure) {
  const Json *own = json_get(encoding, "tooltip");
  if (own) return normalize_single(composite->arena, "tooltip", own);
  GPtrArray *items = g_ptr_array_new();
  arena_temporary(composite->arena, items);
  for (size_t i = 0; i < count; i++) g_ptr_array_add(items, (gpointer)tooltip_line(composite, &lines[i], with_measure));
  push_fields(composite, encoding, items);
  const Json *tooltip =
      json_new_array(composite->arena, json_place(composite->measure), (const Json *const *)items->pdata, items->len);
  return normalize_single(composite->arena, "tooltip", tooltip);
}

const Json *composite_layer(const Composite *composite, const char *name, const Json *mark, const Json *encoding) {
  static const char *const shared[] = {"clip", "color", "opacity"};
  Arena *arena = composite->arena;
  const Json *own = json_get(composite->mark, name), *config = json_get(composite->config, name);
  if (!json_truthy(own ? own : config)) return NULL;
  const Json *made = normalize_spread(arena, normalize_empty(arena, composite->mark), config);
  for (size_t i = 0; i < G_N_ELEMENTS(shared); i++)
    if (json_truthy(json_get(composite->mark, shared[i])))
      made = json_with(arena, made, shared[i], json_get(composite->mark, shared[i]));
  made = normalize_spread(arena, made, mark);
  made = json_with(arena, made, "style", normalize_text(arena, composite->mark, "%s-%s", composite->name, name));
  made = normalize_spread(arena, made, own);
  return json_with(arena, normalize_single(arena, "mark", made), "encoding", encoding);
}

void composite_push_part(const Composite *composite, const CompositePart *part, JsonBuilder *layers) {
  Arena *arena = composite->arena;
  const char *start = arena_printf(arena, "%s_%s", part->start, composite->field);
  const Json *encoding = normalize_single(arena, composite->axis, composite_measure(composite, start));
  if (part->end) {
    const Json *end = normalize_text(arena, composite->measure, "%s_%s", part->end, composite->field);
    encoding = json_with(arena, encoding, composite->vertical ? "y2" : "x2", normalize_single(arena, "field", end));
  }
  encoding = normalize_spread(arena, normalize_spread(arena, encoding, part->encoding), part->extra);
  const Json *layer = composite_layer(composite, part->name, part->mark, encoding);
  if (layer) json_builder_push(layers, layer);
}
