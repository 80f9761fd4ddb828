/* vegalite/grammar/definition.c: channel definitions as JSON: what they are, and their defaults written out (Vega-Lite's channeldef.ts). */
#include "vegalite/grammar/definition.h"
#include "transform/functions.h"
#include <string.h>

static const char *const type_names[] = {
    [TYPE_QUANTITATIVE] = "quantitative", [TYPE_TEMPORAL] = "temporal", [TYPE_ORDINAL] = "ordinal",
    [TYPE_NOMINAL] = "nominal",           [TYPE_GEOJSON] = "geojson",
};
static const char *const facet_channels[] = {"row", "column", "facet"};

bool definition_is_field(const Json *definition) {
  return json_has(definition, "field") ||
         aggregate_op_has(json_string(json_get(definition, "aggregate"), NULL), AGGREGATE_OF_ROWS);
}

bool definition_is_datum(const Json *definition) { return json_has(definition, "datum"); }

bool definition_is_field_or_datum(const Json *definition) {
  return definition_is_field(definition) || definition_is_datum(definition);
}

const Json *definition_conditional(const Json *definition, bool or_datum) {
  const Json *condition = json_get(definition, "condition");
  return definition_is_field(condition) || (or_datum && definition_is_datum(condition)) ? condition : NULL;
}

bool definition_has_field(const Json *encoding, const char *channel) {
  const Json *definition = json_get(encoding, channel);
  if (!json_is(definition, JSON_ARRAY))
    return definition_is_field(definition) || definition_conditional(definition, false);
  for (size_t i = 0; i < json_count(definition); i++)
    if (json_has(json_at(definition, i), "field")) return true;
  return false;
}

bool definition_read(const Json *definition, const char *channel, const Spec *spec, ChannelDef *out) {
  const char *facet = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(facet_channels); i++)
    if (strcmp(channel, facet_channels[i]) == 0) facet = facet_channels[i];
  const Json *aggregate = json_get(definition, "aggregate");
  for (const char *const *name = composite_mark_names; *name; name++)
    if (json_is_string(aggregate, *name)) definition = json_with(spec->arena, definition, "aggregate", NULL);
  return spec_read_channel_def(definition, channel_from_name(channel), facet, spec, out);
}

static bool is_custom_format(const Json *type) {
  if (!type || json_is_null(type) || json_is_string(type, "")) return false;
  return !json_is_string(type, "number") && !json_is_string(type, "time");
}

static const char *guide_name(const Json *definition) {
  if (json_has(definition, "axis") || json_has(definition, "stack") || json_has(definition, "impute")) return "axis";
  return json_has(definition, "legend") ? "legend" : json_has(definition, "header") ? "header" : NULL;
}

const Json *definition_guide(const Json *definition) {
  static const char *const names[] = {"axis", "legend", "header"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (json_is(json_get(definition, names[i]), JSON_OBJECT)) return json_get(definition, names[i]);
  return NULL;
}

bool definition_ignores_format(const Json *format_type, const Spec *spec) {
  return is_custom_format(format_type) && !json_is_true(json_get(spec->config, "customFormatTypes"));
}

/* A format type that the config does not allow takes its format with it. */
static const Json *drop_custom_format(const Json *definition, const Spec *spec) {
  static const char *const keys[] = {"format", "formatType", NULL};
  if (definition_ignores_format(json_get(definition, "formatType"), spec)) {
    messages_warn(spec->messages, json_place(json_get(definition, "formatType")), "W225",
                  "a custom format type needs \"customFormatTypes\": true in the config");
    definition = json_without(spec->arena, definition, keys);
  }
  const char *name =
      json_has(definition, "format") || json_has(definition, "formatType") ? NULL : guide_name(definition);
  const Json *guide = name ? json_get(definition, name) : NULL;
  if (!definition_ignores_format(json_get(guide, "formatType"), spec)) return definition;
  messages_warn(spec->messages, json_place(json_get(guide, "formatType")), "W225",
                "a custom format type needs \"customFormatTypes\": true in the config");
  return json_with(spec->arena, definition, name, json_without(spec->arena, guide, keys));
}

static const Json *init_field_or_datum(const Json *definition, const char *channel, const Spec *spec) {
  Arena *arena = spec->arena;
  definition = drop_custom_format(definition, spec);
  ChannelDef read;
  if (!definition_read(definition, channel, spec, &read)) return NULL;
  if (read.time_unit) definition = json_with(arena, definition, "timeUnit", read.time_unit_params);
  if (read.bin) definition = json_with(arena, definition, "bin", read.bin);
  if (read.field && !json_is(json_get(definition, "field"), JSON_STRING))
    definition = json_with(arena, definition, "field", json_new_string(arena, json_place(definition), read.field));
  if (read.type != TYPE_NONE)
    definition =
        json_with(arena, definition, "type", json_new_string(arena, json_place(definition), type_names[read.type]));
  if (read.kind == DEF_FIELD && read.sort) definition = json_with(arena, definition, "sort", read.sort);
  if (read.kind == DEF_FIELD && read.header) definition = json_with(arena, definition, "header", read.header);
  return definition;
}

static const Json *from_primitive(const Json *value, const char *channel, const Spec *spec) {
  messages_note(spec->messages, json_place(value), "N224", "channel \"%s\" is a bare value, taken as {\"value\": …}",
                channel);
  return json_new_object(spec->arena, json_place(value), &(JsonMember){.key = "value", .value = value}, 1);
}

const Json *definition_init(const Json *definition, const char *channel, const Spec *spec) {
  if (json_is(definition, JSON_STRING) || json_is(definition, JSON_NUMBER) || json_is(definition, JSON_BOOLEAN))
    return from_primitive(definition, channel, spec);
  if (definition_is_field_or_datum(definition)) return init_field_or_datum(definition, channel, spec);
  const Json *condition = definition_conditional(definition, true);
  if (!condition) return definition;
  condition = init_field_or_datum(condition, channel, spec);
  return condition ? json_with(spec->arena, definition, "condition", condition) : NULL;
}

const Json *definition_init_encoding(const Json *encoding, const Spec *spec) {
  size_t count = json_is(encoding, JSON_OBJECT) ? json_count(encoding) : 0;
  JsonMember *members = arena_array(spec->arena, JsonMember, count);
  for (size_t i = 0; i < count; i++) {
    members[i] = encoding->object.members[i];
    members[i].value = definition_init(members[i].value, members[i].key, spec);
    if (!members[i].value) return NULL;
  }
  return json_new_object(spec->arena, json_place(encoding), members, count);
}

const Json *definition_title(const ChannelDef *definition, const Spec *spec) {
  const Json *given = json_get(definition_guide(definition->json), "title");
  if (!given) given = json_get(definition->json, "title");
  if (given) return given;
  const char *title = channel_def_title(definition, spec);
  return title ? json_new_string(spec->arena, definition->place, title) : NULL;
}
