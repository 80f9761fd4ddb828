/* vegalite/reading/normalize_extract.c: bins, time units and aggregates of an encoding as transforms of their own (Vega-Lite's
 * extractTransformsFromEncoding): composite marks put them before their own aggregation. */
#include "data/table.h"
#include "vegalite/reading/normalize_composite.h"
#include <string.h>

typedef struct Extraction {
  const Composite *composite;
  JsonBuilder bins, time_units, aggregate, group_by;
  const Json *encoding;
} Extraction;

static const Json *text_of(const Extraction *extraction, const Json *from, const char *text) {
  return normalize_text(extraction->composite->arena, from, "%s", text);
}

/* A column's name as a field reference: the dots and brackets in it are its own. */
static const char *escape_path(Arena *arena, const char *name) {
  char *escaped = arena_alloc(arena, 2 * strlen(name) + 1), *end = escaped;
  for (const char *c = name; *c; c++) {
    if (strchr("[].'\"", *c)) *end++ = '\\';
    *end++ = *c;
  }
  *end = '\0';
  return escaped;
}

static void group_by_column(Extraction *extraction, const ChannelDef *read, ColumnPart part) {
  Arena *arena = extraction->composite->arena;
  const char *column = escape_path(arena, channel_def_column(read, part));
  json_builder_push(&extraction->group_by, text_of(extraction, read->json, column));
}

/* {"<key>": value, "field": …, "as": …} */
static const Json *make_transform(const Extraction *extraction, const char *key, const Json *value,
                                  const ChannelDef *read, const char *as) {
  const JsonMember members[] = {{.key = key, .value = value},
                                {.key = "field", .value = json_get(read->json, "field")},
                                {.key = "as", .value = text_of(extraction, read->json, as)}};
  return json_new_object(extraction->composite->arena, read->place, members, json_has(read->json, "field") ? 3 : 1);
}

static const Json *extract_aggregate(Extraction *extraction, const ChannelDef *read, const Json *made) {
  Arena *arena = extraction->composite->arena;
  if (!read->aggregate) return made; /* "boxplot" and its like only choose an orientation */
  const Json *from = read->json, *field = json_get(from, "field");
  const char *as = field_flat_name(channel_def_column(read, PART_START), arena);
  if (read->arg_field) {
    as = field_flat_name(arena_printf(arena, "%s_%s", read->aggregate, read->arg_field), arena);
    made = json_with(arena, made, "field", normalize_text(arena, from, "%s.%s", as, read->field ? read->field : ""));
  }
  const Json *entry = normalize_single(arena, "op", text_of(extraction, from, read->aggregate));
  entry = json_with(arena, entry, "as", text_of(extraction, from, as));
  if (json_truthy(field)) entry = json_with(arena, entry, "field", field);
  json_builder_push(&extraction->aggregate, entry);
  return made;
}

static const Json *extract_bin(Extraction *extraction, const ChannelDef *read, const char *channel, const Json *made,
                               const char *as) {
  Arena *arena = extraction->composite->arena;
  json_builder_push(&extraction->bins, make_transform(extraction, "bin", json_get(read->json, "bin"), read, as));
  group_by_column(extraction, read, PART_END);
  bool discrete = read->type == TYPE_ORDINAL || read->type == TYPE_NOMINAL;
  if (discrete && read->channel != CHANNEL_NONE && channel_is_scale(read->channel))
    group_by_column(extraction, read, PART_RANGE);
  if (channel_is_xy(read->channel)) {
    const Json *end = normalize_single(arena, "field", normalize_text(arena, read->json, "%s_end", as));
    extraction->encoding = json_with(arena, extraction->encoding, arena_printf(arena, "%s2", channel), end);
  }
  made = json_with(arena, made, "bin", text_of(extraction, read->json, "binned"));
  if (read->channel != CHANNEL_NONE && channel_main(read->channel) != read->channel) return made;
  return json_with(arena, made, "type", text_of(extraction, read->json, "quantitative"));
}

/* A time that is not of type "temporal" is still shown as one. */
static const Json *extract_time_unit(Extraction *extraction, const ChannelDef *read, const Json *made, const char *as) {
  Arena *arena = extraction->composite->arena;
  json_builder_push(&extraction->time_units,
                    make_transform(extraction, "timeUnit", json_get(read->json, "timeUnit"), read, as));
  if (!json_has(read->json, "type") || read->type == TYPE_TEMPORAL) return made;
  const Json *format = normalize_single(arena, "formatType", text_of(extraction, read->json, "time"));
  const ChannelInfo *info = channel_info(read->channel);
  if (info->own_format) return json_with(arena, made, "formatType", json_get(format, "formatType"));
  bool position = channel_is_xy(read->channel);
  if (!position && (read->channel == CHANNEL_NONE || info->place != PLACE_NONE)) return made;
  const char *guide = position ? "axis" : "legend";
  return json_with(arena, made, guide, normalize_spread(arena, format, json_get(made, guide)));
}

static bool extract_field(Extraction *extraction, const Json *definition, const char *channel) {
  static const char *const consumed[] = {"field", "aggregate", "bin", "timeUnit", NULL};
  const Composite *composite = extraction->composite;
  const Spec *spec = &composite->normalizer->reading;
  Arena *arena = composite->arena;
  ChannelDef read;
  if (!definition_read(definition, channel, spec, &read)) return false;
  const Json *aggregate = json_get(definition, "aggregate");
  read.json = definition;
  const char *as = field_flat_name(channel_def_column(&read, PART_START), arena);
  bool composed = json_truthy(aggregate) && !read.aggregate;
  if (composed) as = arena_printf(arena, "%s_%s", normalize_string_of(arena, aggregate), as);
  const Json *made = json_without(arena, definition, consumed);
  if (!json_truthy(json_get(definition_guide(definition), "title"))) {
    const Json *title = definition_title(&read, spec);
    if (title && !json_has(made, "title")) made = json_with(arena, made, "title", title);
  }
  made = json_with(arena, made, "field", text_of(extraction, definition, as));
  if (json_truthy(aggregate)) {
    made = extract_aggregate(extraction, &read, made);
  } else {
    json_builder_push(&extraction->group_by, text_of(extraction, definition, as));
    bool binned_unit = json_is_true(json_get(read.time_unit_params, "binned"));
    if (json_has(definition, "type") && read.bin)
      made = extract_bin(extraction, &read, channel, made, as);
    else if (read.time_unit && !binned_unit)
      made = extract_time_unit(extraction, &read, made, as);
  }
  extraction->encoding = json_with(arena, extraction->encoding, channel, made);
  return true;
}

/* "upper_v" is what the mark computes, and not there to group by. */
static bool is_summary(const Composite *composite, const char *field) {
  static const char *const prefixes[] = {"lower_", "upper_", "center_", "extent_"};
  const char *end = composite->field && g_str_has_suffix(field, composite->field)
                        ? field + strlen(field) - strlen(composite->field)
                        : field;
  for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (strlen(prefixes[i]) == (size_t)(end - field) && g_str_has_prefix(field, prefixes[i])) return true;
  return false;
}

static bool extract_definition(Extraction *extraction, const Json *whole, const Json *definition, const char *channel) {
  bool is_field = definition_is_field(definition);
  if (is_field && (json_truthy(json_get(definition, "aggregate")) || json_truthy(json_get(definition, "timeUnit")) ||
                   json_truthy(json_get(definition, "bin"))))
    return extract_field(extraction, definition, channel);
  if (is_field && !is_summary(extraction->composite, json_string(json_get(definition, "field"), "")))
    json_builder_push(&extraction->group_by, json_get(definition, "field"));
  extraction->encoding = json_with(extraction->composite->arena, extraction->encoding, channel, whole);
  return true;
}

bool composite_extract(const Composite *composite, const Json *encoding, ExtractedTransforms *out) {
  Arena *arena = composite->arena;
  Extraction extraction = {composite,           json_builder(arena), json_builder(arena),
                           json_builder(arena), json_builder(arena), normalize_empty(arena, encoding)};
  bool fine = true;
  for (size_t i = 0; fine && i < json_count(encoding); i++) {
    const JsonMember *member = &encoding->object.members[i];
    bool many = json_is(member->value, JSON_ARRAY);
    for (size_t j = 0; fine && j < (many ? json_count(member->value) : 1); j++)
      fine =
          extract_definition(&extraction, member->value, many ? json_at(member->value, j) : member->value, member->key);
  }
  Place place = json_place(encoding);
  *out = (ExtractedTransforms){json_builder_array(&extraction.bins, place),
                               json_builder_array(&extraction.time_units, place),
                               json_builder_array(&extraction.aggregate, place),
                               json_builder_array(&extraction.group_by, place), extraction.encoding};
  return fine;
}
