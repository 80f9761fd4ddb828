/* vegalite/guide/axis_config.c: the config objects an axis falls back to, in Vega-Lite's order (compile/axis/config.ts) and in Vega's
 * (vega-parser's axis-config.js). */
#include "vegalite/grammar/scale_rules.h"
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

/* The styles named; the last that has a property wins (getStyleConfig). */
static void append_styles(Chain *chain, const Json *styles, const Json *style) {
  if (json_is(style, JSON_STRING)) chain_append(chain, json_get(styles, style->string));
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i-- > 0;)
    chain_append(chain, json_get(styles, json_string(json_at(style, i), "")));
}

/* Sets what the objects before left open. */
static void read_chain(AxisConfig *config, const Chain *chain, AxisConfigSource source) {
  const Json *found[AXIS_PROPERTY_COUNT] = {NULL};
  for (size_t i = 0; i < chain->count; i++) axis_properties_read(chain->links[i], found);
  for (int i = 0; i < AXIS_PROPERTY_COUNT; i++)
    if (found[i] && !config->values[i].value) config->values[i] = (AxisConfigValue){found[i], source};
}

AxisConfig axis_config(const Json *config, Channel channel, const ScaleType *type, const char *orient,
                       const Json *style) {
  const Json *styles = json_get(config, "style");
  Chain own = {0}, lite = {0}, vega = {0}, others = {0};
  const char *direction = channel_info(channel)->direction->axis_config;
  append_styles(&own, styles, style);
  /* axisXBand and the like, which only Vega-Lite knows */
  const char *const *suffixes = scale_rules(type)->axis_config;
  for (int i = 1; i >= 0; i--)
    if (suffixes[i]) chain_append(&lite, config_axis(config, direction, suffixes[i]));
  for (int i = 1; i >= 0; i--)
    if (suffixes[i]) chain_append(&lite, config_axis(config, "axis", suffixes[i]));
  chain_append(&vega, json_get(config, direction));
  chain_append(&vega, config_of_orient(config, orient));
  chain_append(&vega, json_get(config, "axis"));
  for (size_t i = 0; i < lite.count; i++) append_styles(&others, styles, json_get(lite.links[i], "style"));
  for (size_t i = 0; i < vega.count; i++) append_styles(&others, styles, json_get(vega.links[i], "style"));
  AxisConfig result = {0};
  read_chain(&result, &own, AXIS_CONFIG_STYLE);
  read_chain(&result, &lite, AXIS_CONFIG_LITE);
  read_chain(&result, &vega, AXIS_CONFIG_VEGA);
  read_chain(&result, &others, AXIS_CONFIG_STYLE);
  return result;
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
