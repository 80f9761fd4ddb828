/* vegalite/grammar/config.c: merging the config (Vega-Lite's config.ts, initConfig). */
#include "vegalite/grammar/config.h"
#include <string.h>

extern const char vegalite_grammar_config_json[];
extern const unsigned long vegalite_grammar_config_json_length;

static const char *const text_styles[] = {"guide-label", "guide-title", "group-title", "group-subtitle"};

/* config.font: the font of text marks and of all guides. */
static const Json *font_config(const Json *font, Arena *arena) {
  const Json *entry = json_with(arena, NULL, "font", font);
  JsonBuilder style = json_builder(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(text_styles); i++) json_builder_set(&style, text_styles[i], entry);
  JsonBuilder config = json_builder(arena);
  json_builder_set(&config, "text", entry);
  json_builder_set(&config, "style", json_builder_object(&style, json_place(font)));
  return json_builder_object(&config, json_place(font));
}

typedef struct SizeSlot {
  const char *key, *path;
} SizeSlot;
static const SizeSlot size_slots[] = {{"guideLabel", "guide-label"},
                                      {"guideTitle", "guide-title"},
                                      {"groupTitle", "group-title"},
                                      {"groupSubtitle", "group-subtitle"}};

/* config.fontSize: true changes nothing, an object names the sizes of guides and text marks. */
static const Json *font_size_config(const Json *sizes, Arena *arena) {
  if (!json_is(sizes, JSON_OBJECT)) return NULL;
  JsonBuilder style = json_builder(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(size_slots); i++) {
    const Json *size = json_get(sizes, size_slots[i].key);
    if (size) json_builder_set(&style, size_slots[i].path, json_with(arena, NULL, "fontSize", size));
  }
  JsonBuilder config = json_builder(arena);
  const Json *text = json_get(sizes, "text");
  if (text) json_builder_set(&config, "text", json_with(arena, NULL, "fontSize", text));
  json_builder_set(&config, "style", json_builder_object(&style, json_place(sizes)));
  return json_builder_object(&config, json_place(sizes));
}

/* config.color: named inks for marks and guides; true takes Vega-Lite's own. */
static const Json *color_config(const Json *color, Arena *arena) {
  if (!json_is(color, JSON_OBJECT) && !json_is_true(color)) return NULL;
  const Json *defaults = json_literal(
      arena, json_place(color),
      "{'blue':'#4c78a8','orange':'#f58518','red':'#e45756','teal':'#72b7b2','green':'#54a24b','yellow':'#eeca3b',"
      "'purple':'#b279a2','pink':'#ff9da6','brown':'#9d755d','gray0':'#000','gray8':'#888','gray13':'#ddd'}");
  const Json *named = json_assign(arena, defaults, json_is(color, JSON_OBJECT) ? color : NULL);
  static const char *const slots[][3] = {{"mark", "color", "blue"},      {"rule", "color", "gray0"},
                                         {"text", "color", "gray0"},     {"axis", "domainColor", "gray13"},
                                         {"axis", "gridColor", "gray8"}, {"axis", "tickColor", "gray13"}};
  const Json *config = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(slots); i++)
    config = json_merge(
        arena, config,
        json_with(arena, NULL, slots[i][0], json_with(arena, NULL, slots[i][1], json_get(named, slots[i][2]))));
  const Json *style = json_with(arena, NULL, "cell", json_with(arena, NULL, "stroke", json_get(named, "gray8")));
  for (size_t i = 0; i < G_N_ELEMENTS(text_styles); i++)
    style = json_with(arena, style, text_styles[i], json_with(arena, NULL, "fill", json_get(named, "gray0")));
  static const char *const category[] = {"blue",   "orange", "red",  "teal",  "green",
                                         "yellow", "purple", "pink", "brown", "gray8"};
  JsonBuilder range = json_builder(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(category); i++) json_builder_push(&range, json_get(named, category[i]));
  const Json *ranges = json_with(arena, NULL, "category", json_builder_array(&range, json_place(color)));
  return json_with(arena, json_with(arena, config, "style", style), "range", ranges);
}

/* How many levels of a member of config are merged; anything deeper is replaced as a whole. */
static int merge_levels(const char *key, const char *inner) {
  if (strcmp(key, "style") == 0 || strcmp(key, "selection") == 0) return 2;
  return strcmp(key, "legend") == 0 && g_strcmp0(inner, "layout") == 0 ? 2 : 1;
}

static const Json *merge_member(const char *key, const Json *base, const Json *over, Arena *arena) {
  if (!json_is(base, JSON_OBJECT) || !json_is(over, JSON_OBJECT)) return over;
  const Json *merged = json_assign(arena, base, over);
  for (size_t i = 0; i < over->object.count; i++) {
    const char *inner = over->object.members[i].key;
    const Json *below = json_get(base, inner), *above = over->object.members[i].value;
    if (merge_levels(key, inner) > 1 && json_is(below, JSON_OBJECT) && json_is(above, JSON_OBJECT))
      merged = json_with(arena, merged, inner, json_assign(arena, below, above));
  }
  return merged;
}

const Json *config_merge(const Json *base, const Json *over, Arena *arena) {
  const Json *merged = base;
  for (size_t i = 0; json_is(over, JSON_OBJECT) && i < over->object.count; i++) {
    const JsonMember *member = &over->object.members[i];
    if (strcmp(member->key, "vega") != 0)
      merged = json_with(arena, merged, member->key,
                         merge_member(member->key, json_get(base, member->key), member->value, arena));
  }
  return merged;
}

static const Json *unfold(const Json *config, Arena *arena) {
  const Json *font = json_get(config, "font");
  const Json *unfolded = font ? font_config(font, arena) : NULL;
  unfolded = config_merge(unfolded, color_config(json_get(config, "color"), arena), arena);
  unfolded = config_merge(unfolded, font_size_config(json_get(config, "fontSize"), arena), arena);
  return config_merge(unfolded, config, arena);
}

const Json *config_layer(const Json *base, const Json *over, Arena *arena) {
  return base ? config_merge(unfold(base, arena), unfold(over, arena), arena) : over;
}

const Json *spec_config(JsonTables *tables, const Json *style, const Json *own, Arena *arena) {
  const Json *defaults =
      json_table(tables, "config.json", vegalite_grammar_config_json, vegalite_grammar_config_json_length, arena);
  const Json *config = json_is(style, JSON_OBJECT) ? config_merge(defaults, unfold(style, arena), arena) : defaults;
  return json_is(own, JSON_OBJECT) ? config_merge(config, unfold(own, arena), arena) : config;
}
