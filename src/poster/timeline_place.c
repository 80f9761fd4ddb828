/* poster/timeline_place.c: see poster/timeline_place.h.
 *
 * Order and distance require anchor[i+1] ≥ anchor[i] + after[i] + gap + before[i+1]. If the sum of these distances is subtracted from
 * each anchor, the only constraint left is that anchors ascend: the task is isotonic regression. For the sum of
 * absolute distances, pooling adjacent violators with the lower median of each pool gives an optimum (M. J. Best, N. Chakravarti,
 * V. A. Ubhaya, "Minimizing separable convex functions subject to simple chain constraints", SIAM J. Optim. 10(3), 2000;
 * T. Robertson, P. Waltman, "On estimating monotone parameters", Ann. Math. Stat. 39(3), 1968, for medians). Bounds
 * common to all anchors only clamp that solution at either end, which keeps it optimal.
 *
 * Leaders with the same order at both ends, all drawn as the same blend of their ends, cannot cross: at every point between the ends
 * their heights are the same weighted mean of two sequences in the same order.
 */
#include "poster/timeline_place.h"
#include <math.h>
#include <string.h>

/* Cards that share one place: `count` values, ascending, from `values`. */
typedef struct Pool {
  double *values;
  size_t count;
} Pool;

static double lower_median(const Pool *pool) { return pool->values[(pool->count - 1) / 2]; }

/* Merges two neighbouring pools into the first; `scratch` has space for the values of both. */
static void merge(Pool *a, const Pool *b, double *scratch) {
  size_t i = 0, j = 0, n = 0;
  while (i < a->count || j < b->count) {
    bool first = j == b->count || (i < a->count && a->values[i] <= b->values[j]);
    scratch[n++] = first ? a->values[i++] : b->values[j++];
  }
  memcpy(a->values, scratch, n * sizeof *scratch);
  a->count = n;
}

double cards_height(const Card *cards, size_t count, double gap) {
  double height = count ? gap * (double)(count - 1) : 0;
  for (size_t i = 0; i < count; i++) height += cards[i].before + cards[i].after;
  return height;
}

/* The distance of each anchor from the first if the cards are as close as possible. */
static void stack(const Card *cards, size_t count, double gap, double *offsets) {
  for (size_t i = 1; i < count; i++) offsets[i] = offsets[i - 1] + cards[i - 1].after + gap + cards[i].before;
}

bool cards_place(const Card *cards, size_t count, double top, double bottom, double gap, double *anchors) {
  if (count == 0) return true;
  for (size_t i = 1; i < count; i++)
    if (!(cards[i - 1].wanted <= cards[i].wanted)) return false;
  if (!(cards_height(cards, count, gap) <= bottom - top + 1e-6)) return false;
  Arena *arena = arena_create();
  double *offsets = arena_array(arena, double, count), *values = arena_array(arena, double, count),
         *scratch = arena_array(arena, double, count);
  Pool *pools = arena_array(arena, Pool, count);
  stack(cards, count, gap, offsets);
  size_t pool_count = 0;
  for (size_t i = 0; i < count; i++) {
    values[i] = cards[i].wanted - offsets[i];
    pools[pool_count++] = (Pool){&values[i], 1};
    while (pool_count > 1 && lower_median(&pools[pool_count - 2]) > lower_median(&pools[pool_count - 1])) {
      merge(&pools[pool_count - 2], &pools[pool_count - 1], scratch);
      pool_count--;
    }
  }
  double low = top + cards[0].before, high = bottom - cards[count - 1].after - offsets[count - 1];
  for (size_t p = 0, i = 0; p < pool_count; p++) {
    double place = fmax(low, fmin(high, lower_median(&pools[p])));
    for (size_t end = i + pools[p].count; i < end; i++) anchors[i] = place + offsets[i];
  }
  arena_destroy(arena);
  return true;
}
