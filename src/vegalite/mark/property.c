/* vegalite/mark/property.c: the mark properties that Vega knows, from the mark object and, where nothing else speaks, from config.
 *
 * The precedence of config is that of Vega's encode defaults (vega-parser's defaults.js): styles, the later the stronger;
 * then Vega's own config of the mark's type; then config.mark.
 */
#include "vegalite/mark/channel.h"
#include "json/names.h"
#include <math.h>
#include <string.h>

typedef struct Property {
  const char *key;
  SceneChannelId id;
  unsigned only; /* handed on from the mark object only by marks that include it; 0: by all */
} Property;

static const Property properties[] = {
    {"opacity", SCENE_OPACITY, 0},
    {"fill", SCENE_FILL, 0},
    {"fillOpacity", SCENE_FILL_OPACITY, 0},
    {"stroke", SCENE_STROKE, 0},
    {"strokeWidth", SCENE_STROKE_WIDTH, 0},
    {"strokeOpacity", SCENE_STROKE_OPACITY, 0},
    {"strokeDash", SCENE_STROKE_DASH, 0},
    {"strokeDashOffset", SCENE_STROKE_DASH_OFFSET, 0},
    {"strokeCap", SCENE_STROKE_CAP, 0},
    {"strokeJoin", SCENE_STROKE_JOIN, 0},
    {"strokeMiterLimit", SCENE_STROKE_MITER_LIMIT, 0},
    {"strokeOffset", SCENE_STROKE_OFFSET, 0},
    {"blend", SCENE_BLEND, 0},
    {"startAngle", SCENE_START_ANGLE, 0},
    {"endAngle", SCENE_END_ANGLE, 0},
    {"padAngle", SCENE_PAD_ANGLE, 0},
    {"innerRadius", SCENE_INNER_RADIUS, 0},
    {"outerRadius", SCENE_OUTER_RADIUS, 0},
    {"size", SCENE_SIZE, INCLUDE_SIZE},
    {"shape", SCENE_SHAPE_NAME, 0},
    {"interpolate", SCENE_INTERPOLATE, 0},
    {"tension", SCENE_TENSION, 0},
    {"orient", SCENE_ORIENT, INCLUDE_ORIENT},
    {"align", SCENE_ALIGN, INCLUDE_ALIGN},
    {"baseline", SCENE_BASELINE, INCLUDE_BASELINE},
    {"text", SCENE_TEXT_VALUE, 0},
    {"dir", SCENE_DIR, 0},
    {"dx", SCENE_DX, 0},
    {"dy", SCENE_DY, 0},
    {"ellipsis", SCENE_ELLIPSIS, 0},
    {"limit", SCENE_LIMIT, 0},
    {"radius", SCENE_RADIUS, 0},
    {"theta", SCENE_THETA, INCLUDE_THETA},
    {"angle", SCENE_ANGLE, 0},
    {"font", SCENE_FONT, 0},
    {"fontSize", SCENE_FONT_SIZE, 0},
    {"fontWeight", SCENE_FONT_WEIGHT, 0},
    {"fontStyle", SCENE_FONT_STYLE, 0},
    {"lineHeight", SCENE_LINE_HEIGHT, 0},
    {"writingMode", SCENE_WRITING_MODE, 0},
    {"lang", SCENE_LANG, 0},
    {"href", SCENE_HREF, 0},
    {"aspect", SCENE_ASPECT, 0},
    {"url", SCENE_URL, 0},
    {"smooth", SCENE_SMOOTH, 0},
    {"cornerRadius", SCENE_CORNER_RADIUS, 0},
    {"cornerRadiusTopLeft", SCENE_CORNER_TOP_LEFT, 0},
    {"cornerRadiusTopRight", SCENE_CORNER_TOP_RIGHT, 0},
    {"cornerRadiusBottomRight", SCENE_CORNER_BOTTOM_RIGHT, 0},
    {"cornerRadiusBottomLeft", SCENE_CORNER_BOTTOM_LEFT, 0},
};

static JsonNames property_names = JSON_NAMES(properties);

void mark_apply_own(MarkBuilder *at, unsigned include) {
  const Json *own[G_N_ELEMENTS(properties)] = {NULL};
  for (size_t i = 0; i < mark_own_links(at->unit); i++) json_names_read(&property_names, at->def->chain.links[i], own);
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
    const Property *property = &properties[i];
    if (!own[i] || (property->only && !(include & property->only))) continue;
    at->mark->channels[property->id] = channel_from_json(at, own[i], property->id);
  }
}

/* The config objects of one mark, nearest first. */
typedef struct ConfigList {
  const Json **items;
  size_t count;
} ConfigList;

static void add_config(ConfigList *list, const Json *object) {
  if (json_is(object, JSON_OBJECT)) list->items[list->count++] = object;
}

/* Styles: what "style" names, the last first, then the mark's type. Found once for each mark, not for each property. */
static ConfigList style_configs(const MarkBuilder *at) {
  const Json *styles = json_get(at->config, "style"), *vega_styles = json_path(at->config, "vega.style");
  const Json *style = mark_own(at, "style");
  bool several = json_is(style, JSON_ARRAY);
  size_t named = several ? json_count(style) : json_is(style, JSON_STRING) ? 1 : 0;
  ConfigList list = {arena_array(at->arena, const Json *, 2 * named + 3), 0};
  for (size_t i = named; i-- > 0;) {
    const char *name = json_string(several ? json_at(style, i) : style, "");
    add_config(&list, json_get(styles, name));
    add_config(&list, json_get(vega_styles, name));
  }
  const char *type = at->def->type->name;
  add_config(&list, json_get(styles, type));
  add_config(&list, json_get(at->config, type));
  add_config(&list, json_get(vega_styles, type));
  return list;
}

static const Json *config_get(const ConfigList *list, const char *key) {
  const Json *found = NULL;
  for (size_t i = 0; i < list->count && !found; i++) found = json_get(list->items[i], key);
  return found;
}

void mark_apply_defaults(MarkBuilder *at) {
  SceneChannel *channels = at->mark->channels;
  bool painted = channel_is_set(channels[SCENE_FILL]) || channel_is_set(channels[SCENE_STROKE]);
  const Json *vega = json_get(json_get(at->config, "vega"), scene_type_name(at->mark->type)),
             *general = json_get(at->config, "mark");
  const Json *styled[G_N_ELEMENTS(properties)] = {NULL}, *usual[G_N_ELEMENTS(properties)] = {NULL};
  ConfigList styles = style_configs(at);
  for (size_t i = 0; i < styles.count; i++) json_names_read(&property_names, styles.items[i], styled);
  json_names_read(&property_names, vega, usual);
  json_names_read(&property_names, general, usual);
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
    SceneChannelId id = properties[i].id;
    if (channel_is_set(channels[id])) continue;
    bool skipped = painted && (id == SCENE_FILL || id == SCENE_STROKE);
    const Json *found = styled[i] || skipped ? styled[i] : usual[i];
    if (found) channels[id] = channel_from_json(at, found, id);
  }
}

const char *mark_split_lines(const char *text, const char *mark, Arena *arena) {
  size_t length = strlen(mark);
  if (!text || length == 0 || !strstr(text, mark)) return text;
  GString *lines = g_string_new(NULL);
  for (const char *found; (found = strstr(text, mark)); text = found + length) {
    g_string_append_len(lines, text, found - text);
    g_string_append_c(lines, '\n');
  }
  g_string_append(lines, text);
  char *kept = arena_strdup(arena, lines->str);
  g_string_free(lines, TRUE);
  return kept;
}

void mark_break_lines(MarkBuilder *at) {
  const Json *json = mark_own(at, "lineBreak");
  ConfigList styles = style_configs(at);
  if (!json) json = config_get(&styles, "lineBreak");
  if (!json) json = json_path(at->config, "mark.lineBreak");
  if (!json) json = json_get(at->config, "lineBreak");
  const char *mark = json_string(json, NULL);
  SceneChannel *text = &at->mark->channels[SCENE_TEXT_VALUE];
  if (!mark || text->state == CHANNEL_UNSET) return;
  if (text->state == CHANNEL_CONSTANT) {
    text->string = mark_split_lines(text->string, mark, at->arena);
    return;
  }
  const char **lines = arena_array(at->arena, const char *, at->count);
  for (size_t i = 0; i < at->count; i++) lines[i] = mark_split_lines(text->strings[i], mark, at->arena);
  text->strings = lines;
}
