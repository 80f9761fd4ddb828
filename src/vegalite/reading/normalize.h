/* vegalite/reading/normalize.h: expands short forms, JSON to JSON, as in Vega-Lite's normalize.
 *
 * After it, a spec knows only unit, layer, facet (with "facet": {row, column} or a wrapped definition), concat, hconcat
 * and vconcat; no repeat, no row/column/facet channels in encodings, no composite marks, no path overlays, no inherited
 * encodings or projections, no legacy forms. Each made node keeps the place of what it came from.
 */
#pragma once
#include "vegalite/grammar/mark_type.h"
#include "json/json.h"

/* NULL after an error message. `config` is the merged config (composite marks and overlays read it); `marks` are all there
 * are, ended by NULL. */
const Json *spec_normalize(const Json *spec, const Json *config, const MarkType *const *marks, Messages *messages,
                           Arena *arena);
