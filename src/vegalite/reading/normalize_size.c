/* vegalite/reading/normalize_size.c: how the chart takes its size, settled between config, "container" and autosize as written
 * (Vega-Lite's normalizeAutoSize). */
#include "vegalite/reading/normalize_context.h"

static const Json *autosize_object(Arena *arena, const Json *autosize) {
  if (json_is(autosize, JSON_STRING)) return normalize_single(arena, "type", autosize);
  return json_is(autosize, JSON_OBJECT) ? autosize : NULL;
}

static const Json *container_default(const Normalizer *normalizer, const Json *spec, bool single) {
  static const char *const sides[] = {"width", "height"};
  static const char *const types[] = {NULL, "fit-x", "fit-y", "fit"};
  Arena *arena = normalizer->arena;
  const Json *asked = NULL;
  size_t which = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
    const Json *side = json_get(spec, sides[i]);
    if (!json_is_string(side, "container")) continue;
    if (!single)
      messages_note(normalizer->messages, json_place(side), "N251",
                    "\"container\" has no effect on the %s of a composed view", sides[i]);
    asked = side;
    which |= (size_t)1 << i;
  }
  if (!single || which == 0) return NULL;
  const Json *size = normalize_single(arena, "type", normalize_text(arena, asked, "%s", types[which]));
  return json_with(arena, size, "contains", normalize_text(arena, asked, "padding"));
}

const Json *normalize_autosize(const Normalizer *normalizer, const Json *spec, const Json *config) {
  Arena *arena = normalizer->arena;
  const Json *own = json_get(spec, "autosize");
  bool single = json_has(spec, "mark") || json_has(spec, "layer");
  const Json *autosize = normalize_single(arena, "type", normalize_text(arena, own ? own : spec, "pad"));
  autosize = normalize_spread(arena, autosize, container_default(normalizer, spec, single));
  autosize = normalize_spread(arena, autosize, autosize_object(arena, json_get(config, "autosize")));
  autosize = normalize_spread(arena, autosize, autosize_object(arena, own));
  if (json_is_string(json_get(autosize, "type"), "fit") && !single) {
    messages_note(normalizer->messages, json_place(own ? own : spec), "N252",
                  "only a single or layered view can be fitted to a size");
    autosize = json_with(arena, autosize, "type", normalize_text(arena, own ? own : spec, "pad"));
  }
  if (json_count(autosize) == 1 && json_is_string(json_get(autosize, "type"), "pad")) return spec;
  return json_with(arena, spec, "autosize", autosize);
}
