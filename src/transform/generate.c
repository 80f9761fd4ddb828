/* transform/generate.c: see generate.h (vega-transforms' sequence, Vega-Lite's generators). */
#include "transform/generate.h"
#include "geo/graticule.h"
#include <math.h>

enum { SEQUENCE_MAX = 10 * 1000 * 1000 };

static const Table *sequence_table(const Json *sequence, Messages *messages, Arena *arena) {
  double start = json_number(json_get(sequence, "start"), 0), stop = json_number(json_get(sequence, "stop"), NAN),
         step = json_number(json_get(sequence, "step"), 1);
  if (!isfinite(stop) || !isfinite(start)) {
    messages_error(messages, json_place(sequence), "a sequence needs a \"stop\"");
    return NULL;
  }
  double count = step == 0 ? 0 : ceil((stop - start) / step);
  if (!(count <= SEQUENCE_MAX)) {
    messages_error(messages, json_place(sequence), "a sequence of %.0f numbers is more than %d", count, SEQUENCE_MAX);
    return NULL;
  }
  size_t rows = count > 0 ? (size_t)count : 0;
  double *numbers = arena_array(arena, double, rows);
  for (size_t i = 0; i < rows; i++) numbers[i] = start + (double)i * step;
  const char *as = json_string(json_get(sequence, "as"), "data");
  return table_with_column(table_create(arena, rows), as, column_from_numbers(numbers, rows, arena));
}

static const Table *geometry_table(const Geometry *geometry, const char *type, Arena *arena) {
  Value value = {.kind = VALUE_GEOMETRY, .geometry = geometry};
  const Table *table = table_with_column(table_create(arena, 1), "type", column_constant(value_string(type), 1, arena));
  return table_with_column(table, "geometry", column_constant(value, 1, arena));
}

const Table *generate_table(const Json *data, Messages *messages, Arena *arena) {
  const Json *sequence = json_get(data, "sequence"), *graticule = json_get(data, "graticule");
  if (sequence) return sequence_table(sequence, messages, arena);
  if (graticule) return geometry_table(graticule_create(graticule, arena), "MultiLineString", arena);
  Geometry *sphere = arena_new(arena, Geometry);
  *sphere = (Geometry){.kind = GEOMETRY_SPHERE};
  return geometry_table(sphere, "Sphere", arena);
}
