/* vegalite/reading/normalize_line.c: composite lines: points and lines drawn over a path, and a line with a range,
 * which is a rule (Vega-Lite's normalize/pathoverlay.ts and ruleforrangedline.ts). */
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"
#include <string.h>

static const double area_opacity_under_overlay = 0.7;

static const char *mark_name(const Json *unit) {
  const Json *mark = json_get(unit, "mark");
  return json_string(json_has(mark, "type") ? json_get(mark, "type") : mark, "");
}

const MarkType *normalize_mark_type(const Json *unit, const NormalizeScope *scope) {
  return mark_type_find(scope->marks, mark_name(unit));
}

/* The overlay's mark properties, from the mark or else its config; NULL for none. */
static const Json *overlay_from(Arena *arena, const Json *asked) {
  if (!json_truthy(asked)) return NULL;
  return json_is(asked, JSON_OBJECT) ? asked : normalize_empty(arena, asked);
}

static const Json *point_overlay(Arena *arena, const Json *unit, const Json *config) {
  const Json *own = json_get(json_get(unit, "mark"), "point"), *shape = json_get(json_get(unit, "encoding"), "shape");
  if (json_is_string(own, "transparent"))
    return normalize_single(arena, "opacity", json_new_number(arena, json_place(own), 0));
  if (own) return overlay_from(arena, own);
  const Json *from_config = overlay_from(arena, json_get(json_get(config, mark_name(unit)), "point"));
  return from_config || !json_truthy(shape) ? from_config : normalize_empty(arena, shape);
}

static const Json *line_overlay(Arena *arena, const Json *unit, const NormalizeScope *scope) {
  if (!normalize_mark_type(unit, scope)->line_overlay) return NULL;
  const Json *own = json_get(json_get(unit, "mark"), "line");
  return overlay_from(arena, own ? own : json_get(json_get(scope->config, mark_name(unit)), "line"));
}

static bool has_overlay(const Json *unit, const NormalizeScope *scope) {
  const MarkType *type = normalize_mark_type(unit, scope);
  if (!type || !type->point_overlay) return false;
  const Json *own_point = json_get(json_get(unit, "mark"), "point"),
             *own_line = json_get(json_get(unit, "mark"), "line");
  const Json *config = json_get(scope->config, type->name);
  bool shaped = json_truthy(json_get(json_get(unit, "encoding"), "shape"));
  bool points = own_point ? json_truthy(own_point) : json_truthy(json_get(config, "point")) || shaped;
  bool lines = type->line_overlay && json_truthy(own_line ? own_line : json_get(config, "line"));
  return points || lines;
}

/* The path itself, without its overlays. */
static const Json *path_layer(Normalizer *normalizer, const Json *unit, const Json *encoding,
                              const NormalizeScope *scope) {
  static const char *const overlays[] = {"point", "line", NULL}, *const over_only[] = {"shape", NULL};
  Arena *arena = normalizer->arena;
  const Json *mark = normalize_mark_object(arena, json_get(unit, "mark"));
  bool transparent = normalize_mark_property(mark, scope->config, "opacity") ||
                     normalize_mark_property(mark, scope->config, "fillOpacity");
  if (normalize_mark_type(unit, scope)->line_overlay && !transparent)
    mark = json_with(arena, mark, "opacity", json_new_number(arena, json_place(mark), area_opacity_under_overlay));
  mark = json_without(arena, mark, overlays);
  if (json_count(mark) == 1) mark = json_get(mark, "type");
  const Json *layer = normalize_single(arena, "mark", mark);
  if (json_has(unit, "name")) layer = json_with(arena, layer, "name", json_get(unit, "name"));
  if (json_truthy(json_get(unit, "params"))) layer = json_with(arena, layer, "params", json_get(unit, "params"));
  return json_with(arena, layer, "encoding", json_without(arena, encoding, over_only));
}

/* The overlays' encoding: stacked as the path is, and at its far edge alone. NULL after an error message. */
static const Json *overlay_encoding(Normalizer *normalizer, const Json *unit, const Json *encoding,
                                    const Json *config) {
  static const char *const ranges[] = {"x2", "y2", NULL};
  Arena *arena = normalizer->arena;
  Spec spec = normalizer->reading;
  spec.config = config;
  /* A temporary unit: reading it determines how it stacks. Its warnings come again, once, when the layers are read. */
  View *view = arena_new(arena, View);
  view->kind = VIEW_UNIT;
  view->json = unit;
  view->spec = &spec;
  if (!spec_read_mark(view, json_get(unit, "mark"), &spec) || !spec_read_encoding(view, encoding, &spec)) return NULL;
  spec_finish_mark(view, &spec);
  const Stack *stack = spec_stack(view, &spec);
  if (stack) {
    const char *channel = channel_name(stack->field_channel);
    const Json *stacked = json_get(encoding, channel);
    encoding = json_with(arena, encoding, channel,
                         json_with(arena, stacked, "stack", normalize_text(arena, stacked, "%s", stack->offset)));
  }
  return json_without(arena, encoding, ranges);
}

static const Json *overlay_layer(Normalizer *normalizer, const Json *unit, const Json *encoding, const char *defaults,
                                 const char *const *shared, const Json *overlay) {
  Arena *arena = normalizer->arena;
  const Json *own = json_get(unit, "mark"), *mark = json_literal(arena, json_place(own), defaults);
  for (; *shared; shared++)
    if (json_has(own, *shared)) mark = json_with(arena, mark, *shared, json_get(own, *shared));
  const Json *layer = normalize_single(arena, "mark", normalize_spread(arena, mark, overlay));
  const Json *projection = json_get(unit, "projection");
  if (json_truthy(projection)) layer = json_with(arena, layer, "projection", projection);
  return json_with(arena, layer, "encoding", encoding);
}

static const Json *config_without_overlays(Arena *arena, const NormalizeScope *scope) {
  static const char *const overlays[] = {"point", "line", NULL};
  const Json *config = scope->config;
  for (const MarkType *const *type = scope->marks; *type; type++) {
    const Json *mark = (*type)->point_overlay ? json_get(config, (*type)->name) : NULL;
    if (json_is(mark, JSON_OBJECT))
      config = json_with(arena, config, (*type)->name, json_without(arena, mark, overlays));
  }
  return config;
}

static const Json *unfold_overlay(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  static const char *const own[] = {"params", "projection", "mark", "name", "encoding", NULL};
  static const char *const line_shares[] = {"clip", "interpolate", "tension", "tooltip", NULL};
  static const char *const point_shares[] = {"clip", "tooltip", NULL};
  Arena *arena = normalizer->arena;
  const Json *encoding = definition_init_encoding(json_get(unit, "encoding"), &normalizer->reading);
  if (!encoding) return NULL;
  const Json *overlaid = overlay_encoding(normalizer, unit, encoding, scope->config);
  if (!overlaid) return NULL;
  const Json *line = line_overlay(arena, unit, scope), *point = point_overlay(arena, unit, scope->config);
  const Json *layers[3];
  size_t count = 0;
  layers[count++] = path_layer(normalizer, unit, encoding, scope);
  if (line) layers[count++] = overlay_layer(normalizer, unit, overlaid, "{'type':'line'}", line_shares, line);
  if (point)
    layers[count++] =
        overlay_layer(normalizer, unit, overlaid, "{'type':'point','opacity':1,'filled':true}", point_shares, point);
  NormalizeScope inner = *scope;
  inner.config = config_without_overlays(arena, scope);
  const Json *layered = json_with(arena, json_without(arena, unit, own), "layer",
                                  json_new_array(arena, json_place(json_get(unit, "mark")), layers, count));
  return normalizer->layer_or_unit(normalizer, layered, &inner);
}

const MarkUnfolding unfolding_path_overlay = {.matches = has_overlay, .run = unfold_overlay};

/* A line with x2 or y2 is a rule, unless the range is that of a bin. */
static bool is_ranged_line(const Json *unit, const NormalizeScope *scope) {
  const MarkType *type = normalize_mark_type(unit, scope);
  if (!type || !type->ranged_as_rule) return false;
  const Json *encoding = json_get(unit, "encoding");
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    Channel channel = (Channel)i, second = channel_secondary(channel);
    if (second == CHANNEL_NONE || !json_truthy(json_get(encoding, channel_name(second)))) continue;
    const Json *main = json_get(encoding, channel_name(channel)), *bin = json_get(main, "bin");
    bool binned = json_is_string(bin, "binned") || json_is_true(json_get(bin, "binned"));
    if ((definition_is_field(main) && !binned) || definition_is_datum(main)) return true;
  }
  return false;
}

static const Json *unfold_ranged_line(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  Arena *arena = normalizer->arena;
  const Json *mark = json_get(unit, "mark"), *rule = normalize_text(arena, mark, "rule");
  messages_note(normalizer->messages, json_place(mark), "N278", "a line with x2 or y2 is drawn as a rule");
  mark = json_is(mark, JSON_OBJECT) ? json_with(arena, mark, "type", rule) : rule;
  return normalizer->layer_or_unit(normalizer, json_with(arena, unit, "mark", mark), scope);
}

const MarkUnfolding unfolding_ranged_line = {.matches = is_ranged_line, .run = unfold_ranged_line};
