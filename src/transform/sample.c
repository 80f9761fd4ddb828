/* transform/sample.c: a random sample of rows: vega-transforms' reservoir (Sample), with the random numbers of the
 * chart. */
#include "transform/functions.h"
#include <math.h>

const Table *transform_sample(const Table *in, double size, TransformContext *context) {
  guint64 own_state = 123456789, *random_state = NULL;
  for (const ExprScope *scope = context->scope; scope && !random_state; scope = scope->parent)
    random_state = scope->random_state;
  if (!random_state) random_state = &own_state;
  size_t rows = table_row_count(in), room = (size_t)CLAMP(ceil(size), 0, (double)rows);
  guint32 *kept = arena_array(context->arena, guint32, room);
  for (size_t row = 0; row < rows; row++) {
    if (row < room) {
      kept[row] = (guint32)row;
      continue;
    }
    size_t place = (size_t)((double)(row + 1) * expr_random(random_state));
    if (place < room) kept[place] = (guint32)row;
  }
  return table_pick(in, kept, room);
}
