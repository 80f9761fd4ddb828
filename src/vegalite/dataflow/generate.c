/* vegalite/dataflow/generate.c: see generate.h (Vega-Lite's generators). */
#include "vegalite/dataflow/generate.h"
#include "geo/graticule.h"
#include "transform/functions.h"
#include <math.h>

static const Table *sequence_table(const Json *sequence, Messages *messages, Arena *arena) {
  TransformContext context = {.arena = arena, .messages = messages};
  double start = json_number(json_get(sequence, "start"), 0), stop = json_number(json_get(sequence, "stop"), NAN),
         step = json_number(json_get(sequence, "step"), 1);
  if (!isfinite(stop) || !isfinite(start)) {
    messages_error(messages, json_place(sequence), "E331", "a sequence needs a \"stop\"");
    return NULL;
  }
  const char *as = json_string(json_get(sequence, "as"), "data");
  return transform_sequence(start, stop, step, as, &context);
}

static const Table *geometry_table(const Geometry *geometry, const char *type, Arena *arena) {
  Value value = {.kind = VALUE_GEOMETRY, .geometry = geometry};
  const Table *table = table_with_column(table_create(arena, 1), "type", column_constant(value_string(type), 1, arena));
  return table_with_column(table, "geometry", column_constant(value, 1, arena));
}

const Table *generate_table(const Json *data, Messages *messages, Arena *arena) {
  const Json *sequence = json_get(data, "sequence"), *graticule = json_get(data, "graticule");
  if (sequence) {
    arena_ask(arena, "sequence", json_place(sequence));
    return sequence_table(sequence, messages, arena);
  }
  if (graticule) {
    arena_ask(arena, "graticule", json_place(graticule));
    return geometry_table(graticule_create(graticule, arena), "MultiLineString", arena);
  }
  Geometry *sphere = arena_new(arena, Geometry);
  *sphere = (Geometry){.kind = GEOMETRY_SPHERE};
  return geometry_table(sphere, "Sphere", arena);
}
