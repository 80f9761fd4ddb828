/* vegalite/guide/axis_config.c: the config objects an axis falls back to, in Vega-Lite's order (compile/axis/config.ts) and in Vega's
 * (vega-parser's axis-config.js). */
#include "vegalite/guide/axis.h"
#include <string.h>

static const Json *config_axis(const Json *config, const char *prefix, const char *suffix) {
  char key[64];
  g_snprintf(key, sizeof key, "%s%s", prefix, suffix);
  return json_get(config, key);
}

static const Json *config_of_orient(const Json *config, const char *orient) {
  char name[32];
  g_strlcpy(name, orient, sizeof name);
  name[0] = g_ascii_toupper(name[0]);
  return config_axis(config, "axis", name);
}

/* The last of the styles named that has the property wins (getStyleConfig). */
static const Json *style_get(const Json *styles, const Json *style, const char *name) {
  if (json_is(style, JSON_STRING)) return json_get(json_get(styles, style->string), name);
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i-- > 0;) {
    const Json *value = json_get(json_get(styles, json_string(json_at(style, i), "")), name);
    if (value) return value;
  }
  return NULL;
}

static void append_styles(Chain *chain, const Json *styles, const Json *object) {
  const Json *style = json_get(object, "style");
  if (json_is(style, JSON_STRING)) chain_append(chain, json_get(styles, style->string));
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i-- > 0;)
    chain_append(chain, json_get(styles, json_string(json_at(style, i), "")));
}

AxisConfig axis_config(const Json *config, Channel channel, const ScaleType *type, const char *orient,
                       const Json *style) {
  AxisConfig result = {.styles = json_get(config, "style"), .style = style};
  const char *direction = channel_info(channel)->direction->axis_config;
  /* axisXBand and its kin, which only Vega-Lite knows */
  for (int i = 1; i >= 0; i--)
    if (type->axis_config[i]) chain_append(&result.lite, config_axis(config, direction, type->axis_config[i]));
  for (int i = 1; i >= 0; i--)
    if (type->axis_config[i]) chain_append(&result.lite, config_axis(config, "axis", type->axis_config[i]));
  chain_append(&result.vega, json_get(config, direction));
  chain_append(&result.vega, config_of_orient(config, orient));
  chain_append(&result.vega, json_get(config, "axis"));
  for (size_t i = 0; i < result.lite.count; i++)
    append_styles(&result.style_config, result.styles, result.lite.links[i]);
  for (size_t i = 0; i < result.vega.count; i++)
    append_styles(&result.style_config, result.styles, result.vega.links[i]);
  return result;
}

const Json *axis_config_get(const AxisConfig *config, const char *name, AxisConfigSource *source) {
  const struct {
    AxisConfigSource source;
    const Json *value;
  } found[] = {{AXIS_CONFIG_STYLE, style_get(config->styles, config->style, name)},
               {AXIS_CONFIG_LITE, chain_get(&config->lite, name)},
               {AXIS_CONFIG_VEGA, chain_get(&config->vega, name)},
               {AXIS_CONFIG_STYLE, chain_get(&config->style_config, name)}};
  for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
    if (!found[i].value) continue;
    if (source) *source = found[i].source;
    return found[i].value;
  }
  if (source) *source = AXIS_CONFIG_NONE;
  return NULL;
}

Chain axis_vega_chain(const Json *config, const ScaleType *type, const char *orient) {
  const Json *vega = json_get(config, "vega");
  bool horizontal = strcmp(orient, "top") == 0 || strcmp(orient, "bottom") == 0;
  const char *direction = horizontal ? "axisX" : "axisY";
  Chain chain = {0};
  if (type->banded) {
    chain_append(&chain, json_get(config, "axisBand"));
    chain_append(&chain, json_get(vega, "axisBand"));
  }
  chain_append(&chain, config_of_orient(config, orient));
  chain_append(&chain, json_get(config, direction));
  chain_append(&chain, json_get(config, "axis"));
  chain_append(&chain, json_get(vega, "axis"));
  return chain;
}
