/* vegalite/mark/property.c: the mark properties that Vega knows, from the mark object and, if nothing else sets them,
 * from config.
 *
 * The precedence of config is that of Vega's encode defaults (vega-parser's defaults.js): styles, the later the
 * stronger; then Vega's own config of the mark's type; then config.mark.
 */
#include "scene/label.h"
#include "vegalite/mark/channel.h"
#include <math.h>
#include <string.h>

typedef struct Property {
  MarkProperty property;
  SceneChannelId id;
  unsigned only; /* handed on from the mark object only by marks that include it; 0: by all */
} Property;

static const Property properties[] = {
    {MARK_PROPERTY_OPACITY, SCENE_OPACITY, 0},
    {MARK_PROPERTY_FILL, SCENE_FILL, 0},
    {MARK_PROPERTY_FILL_OPACITY, SCENE_FILL_OPACITY, 0},
    {MARK_PROPERTY_STROKE, SCENE_STROKE, 0},
    {MARK_PROPERTY_STROKE_WIDTH, SCENE_STROKE_WIDTH, 0},
    {MARK_PROPERTY_STROKE_OPACITY, SCENE_STROKE_OPACITY, 0},
    {MARK_PROPERTY_STROKE_DASH, SCENE_STROKE_DASH, 0},
    {MARK_PROPERTY_STROKE_DASH_OFFSET, SCENE_STROKE_DASH_OFFSET, 0},
    {MARK_PROPERTY_STROKE_CAP, SCENE_STROKE_CAP, 0},
    {MARK_PROPERTY_STROKE_JOIN, SCENE_STROKE_JOIN, 0},
    {MARK_PROPERTY_STROKE_MITER_LIMIT, SCENE_STROKE_MITER_LIMIT, 0},
    {MARK_PROPERTY_STROKE_OFFSET, SCENE_STROKE_OFFSET, 0},
    {MARK_PROPERTY_BLEND, SCENE_BLEND, 0},
    {MARK_PROPERTY_START_ANGLE, SCENE_START_ANGLE, 0},
    {MARK_PROPERTY_END_ANGLE, SCENE_END_ANGLE, 0},
    {MARK_PROPERTY_PAD_ANGLE, SCENE_PAD_ANGLE, 0},
    {MARK_PROPERTY_INNER_RADIUS, SCENE_INNER_RADIUS, 0},
    {MARK_PROPERTY_OUTER_RADIUS, SCENE_OUTER_RADIUS, 0},
    {MARK_PROPERTY_SIZE, SCENE_SIZE, INCLUDE_SIZE},
    {MARK_PROPERTY_SHAPE, SCENE_SHAPE_NAME, 0},
    {MARK_PROPERTY_INTERPOLATE, SCENE_INTERPOLATE, 0},
    {MARK_PROPERTY_TENSION, SCENE_TENSION, 0},
    {MARK_PROPERTY_ORIENT, SCENE_ORIENT, INCLUDE_ORIENT},
    {MARK_PROPERTY_ALIGN, SCENE_ALIGN, INCLUDE_ALIGN},
    {MARK_PROPERTY_BASELINE, SCENE_BASELINE, INCLUDE_BASELINE},
    {MARK_PROPERTY_TEXT, SCENE_TEXT_VALUE, 0},
    {MARK_PROPERTY_DIR, SCENE_DIR, 0},
    {MARK_PROPERTY_DX, SCENE_DX, 0},
    {MARK_PROPERTY_DY, SCENE_DY, 0},
    {MARK_PROPERTY_ELLIPSIS, SCENE_ELLIPSIS, 0},
    {MARK_PROPERTY_LIMIT, SCENE_LIMIT, 0},
    {MARK_PROPERTY_RADIUS, SCENE_RADIUS, 0},
    {MARK_PROPERTY_THETA, SCENE_THETA, INCLUDE_THETA},
    {MARK_PROPERTY_ANGLE, SCENE_ANGLE, 0},
    {MARK_PROPERTY_FONT, SCENE_FONT, 0},
    {MARK_PROPERTY_FONT_SIZE, SCENE_FONT_SIZE, 0},
    {MARK_PROPERTY_FONT_WEIGHT, SCENE_FONT_WEIGHT, 0},
    {MARK_PROPERTY_FONT_STYLE, SCENE_FONT_STYLE, 0},
    {MARK_PROPERTY_LINE_HEIGHT, SCENE_LINE_HEIGHT, 0},
    {MARK_PROPERTY_WRITING_MODE, SCENE_WRITING_MODE, 0},
    {MARK_PROPERTY_LANG, SCENE_LANG, 0},
    {MARK_PROPERTY_HREF, SCENE_HREF, 0},
    {MARK_PROPERTY_ASPECT, SCENE_ASPECT, 0},
    {MARK_PROPERTY_URL, SCENE_URL, 0},
    {MARK_PROPERTY_SMOOTH, SCENE_SMOOTH, 0},
    {MARK_PROPERTY_CORNER_RADIUS, SCENE_CORNER_RADIUS, 0},
    {MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT, SCENE_CORNER_TOP_LEFT, 0},
    {MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT, SCENE_CORNER_TOP_RIGHT, 0},
    {MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT, SCENE_CORNER_BOTTOM_RIGHT, 0},
    {MARK_PROPERTY_CORNER_RADIUS_BOTTOM_LEFT, SCENE_CORNER_BOTTOM_LEFT, 0},
};

void mark_apply_own(MarkBuilder *at, unsigned include) {
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
    const Property *property = &properties[i];
    const Json *own = at->def->properties->own[property->property];
    if (!own || (property->only && !(include & property->only))) continue;
    at->mark->channels[property->id] = channel_from_json(at, own, property->id);
  }
}

/* Styles: what "style" names, the last first, then the mark's type; each in the config before Vega's own. */
static void read_styles(const MarkBuilder *at, const Json *into[MARK_PROPERTY_COUNT]) {
  const Json *styles = json_get(at->config, "style"), *vega_styles = json_path(at->config, "vega.style");
  const Json *style = mark_property_own(at->unit, MARK_PROPERTY_STYLE);
  bool several = json_is(style, JSON_ARRAY);
  size_t named = several ? json_count(style) : json_is(style, JSON_STRING) ? 1 : 0;
  for (size_t i = named; i-- > 0;) {
    const char *name = json_string(several ? json_at(style, i) : style, "");
    mark_properties_read(json_get(styles, name), into);
    mark_properties_read(json_get(vega_styles, name), into);
  }
  const char *type = at->def->type->name;
  mark_properties_read(json_get(styles, type), into);
  mark_properties_read(json_get(at->config, type), into);
  mark_properties_read(json_get(vega_styles, type), into);
}

void mark_apply_defaults(MarkBuilder *at) {
  SceneChannel *channels = at->mark->channels;
  bool painted = channel_is_set(channels[SCENE_FILL]) || channel_is_set(channels[SCENE_STROKE]);
  const Json *styled[MARK_PROPERTY_COUNT] = {NULL}, *usual[MARK_PROPERTY_COUNT] = {NULL};
  read_styles(at, styled);
  mark_properties_read(json_get(json_get(at->config, "vega"), scene_type_name(at->mark->type)), usual);
  mark_properties_read(json_get(at->config, "mark"), usual);
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
    SceneChannelId id = properties[i].id;
    MarkProperty property = properties[i].property;
    if (channel_is_set(channels[id])) continue;
    bool skipped = painted && (id == SCENE_FILL || id == SCENE_STROKE);
    const Json *found = styled[property] || skipped ? styled[property] : usual[property];
    if (found) channels[id] = channel_from_json(at, found, id);
  }
}

void mark_break_lines(MarkBuilder *at) {
  const Json *json = mark_property_own(at->unit, MARK_PROPERTY_LINE_BREAK);
  const Json *styled[MARK_PROPERTY_COUNT] = {NULL};
  read_styles(at, styled);
  if (!json) json = styled[MARK_PROPERTY_LINE_BREAK];
  if (!json) json = json_path(at->config, "mark.lineBreak");
  if (!json) json = json_get(at->config, "lineBreak");
  const char *mark = json_string(json, NULL);
  if (mark) scene_break_lines(at->mark, mark, at->arena);
}
