/* vegalite/grammar/config.h: the merged config: what every property falls back to.
 *
 * Vega-Lite's defaults (vegalite/grammar/config.json), then the style file, then the spec's own config, merged as Vega
 * merges them: the members of the members, and no deeper but for style, selection and legend.layout. Its member "vega"
 * holds Vega's defaults (config.vega.axis, config.vega.legend, config.vega.style …): a chain of properties ends there,
 * but Vega-Lite's own rules (does config set labelAngle?) look only at the members outside it.
 */
#pragma once
#include "json/tables.h"

/* `tables`, `style` and `own` may be NULL. config.font, config.color and config.fontSize are unfolded as Vega-Lite's initConfig does. */
const Json *spec_config(JsonTables *tables, const Json *style, const Json *own, Arena *arena);
/* vega-util's mergeConfig: `over` on `base`, as written. Either may be NULL. */
const Json *config_merge(const Json *base, const Json *over, Arena *arena);
/* One style over another: what `over` says in short (font, color, fontSize) also wins over what `base` says in full. `base` may be NULL. */
const Json *config_layer(const Json *base, const Json *over, Arena *arena);
