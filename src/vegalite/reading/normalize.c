/* vegalite/reading/normalize.c: the three passes of Vega-Lite's normalize, in its order: legacy selections, views, selection params. */
#include "vegalite/reading/normalize.h"
#include "vegalite/reading/normalize_context.h"

static const Json *normalize_root(Normalizer *normalizer, const Json *spec) {
  NormalizeScope scope = {.config = normalizer->reading.config, .marks = normalizer->reading.marks};
  return normalize_view(normalizer, spec, &scope);
}

const Json *spec_normalize(const Json *spec, const Json *config, const MarkType *const *marks, Messages *messages,
                           Arena *arena) {
  Normalizer normalizer = {.view = normalize_view,
                           .layer_or_unit = normalize_layer_or_unit,
                           .arena = arena,
                           .messages = messages,
                           .reading = {.arena = arena, .messages = messages, .config = config, .marks = marks}};
  static const Json *(*const passes[])(Normalizer *, const Json *) = {normalize_legacy_selections, normalize_root,
                                                                      normalize_selection_params};
  for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
    spec = passes[i](&normalizer, spec);
    if (!spec) return NULL;
  }
  return normalize_autosize(&normalizer, spec, config);
}
