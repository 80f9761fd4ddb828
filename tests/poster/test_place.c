/* Cards next to a time line: what poster/timeline_place.h promises, on random inputs from a fixed seed. The least total
 * distance is found a second time by another method: dynamic programming over the only places that can matter. An
 * optimum of a sum of absolute distances under such constraints is reached where each card is at its date, at a bound,
 * or pushed there by a run of touching cards, one of which is; so only these places need to be tried. */
#include "poster/timeline_place.h"
#include <glib.h>
#include <math.h>
#include <stdlib.h>

enum { CARDS_MAX = 40, CASES = 10000 };

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

typedef struct Case {
  Card cards[CARDS_MAX];
  size_t count;
  double top, bottom, gap;
} Case;

/* Dates anywhere on the line or crowded at its end; cards of one to four lines; a page with more or less room to spare. */
static Case random_case(GRand *rand, size_t most) {
  Case c = {.count = (size_t)g_rand_int_range(rand, 1, (gint32)most + 1)};
  c.top = g_rand_double_range(rand, -50, 50);
  c.gap = g_rand_double_range(rand, 0, 20);
  bool crowded = g_rand_boolean(rand);
  double dates[CARDS_MAX], spare = g_rand_double_range(rand, 0, g_rand_boolean(rand) ? 1 : 900);
  for (size_t i = 0; i < c.count; i++) {
    double at = g_rand_double(rand);
    dates[i] = crowded ? 1 - at * at * at / 8 : at;
    c.cards[i].before = g_rand_double_range(rand, 1, 15);
    c.cards[i].after = g_rand_double_range(rand, 1, 60);
    if (i > 0 && g_rand_int_range(rand, 0, 10) == 0) dates[i] = dates[i - 1];
  }
  qsort(dates, c.count, sizeof *dates, ascending);
  c.bottom = c.top + cards_height(c.cards, c.count, c.gap) + spare;
  for (size_t i = 0; i < c.count; i++) c.cards[i].wanted = c.top + dates[i] * (c.bottom - c.top);
  return c;
}

/* A leader's height at `t` of its way across: both of its ends blended, the same way for all (timeline.c). */
static double leader(const Case *c, const double *anchors, size_t i, double t) {
  double blend = t * t * (3 - 2 * t);
  return (1 - blend) * c->cards[i].wanted + blend * anchors[i];
}

static void check_promises(const Case *c, const double *anchors) {
  const double epsilon = 1e-6;
  for (size_t i = 0; i < c->count; i++) {
    g_assert_cmpfloat(anchors[i] - c->cards[i].before, >=, c->top - epsilon);
    g_assert_cmpfloat(anchors[i] + c->cards[i].after, <=, c->bottom + epsilon);
    if (i == 0) continue;
    double room = (anchors[i] - c->cards[i].before) - (anchors[i - 1] + c->cards[i - 1].after);
    g_assert_cmpfloat(room, >=, c->gap - epsilon);
    for (int step = 0; step <= 16; step++)
      g_assert_cmpfloat(leader(c, anchors, i, step / 16.0), >=, leader(c, anchors, i - 1, step / 16.0) - epsilon);
  }
}

static void test_cards_keep_order_and_room_and_leaders_do_not_cross(void) {
  GRand *rand = g_rand_new_with_seed(1953);
  for (int i = 0; i < CASES; i++) {
    Case c = random_case(rand, CARDS_MAX);
    double anchors[CARDS_MAX];
    g_assert_true(cards_place(c.cards, c.count, c.top, c.bottom, c.gap, anchors));
    check_promises(&c, anchors);
  }
  g_rand_free(rand);
}

static double total_distance(const Case *c, const double *anchors) {
  double total = 0;
  for (size_t i = 0; i < c->count; i++) total += fabs(anchors[i] - c->cards[i].wanted);
  return total;
}

/* The least total by trying, card after card, every place that can matter. */
static double least_by_search(const Case *c) {
  double offsets[CARDS_MAX] = {0}, places[CARDS_MAX + 2], best[CARDS_MAX + 2] = {0};
  size_t n = c->count, count = 0;
  for (size_t i = 1; i < n; i++) offsets[i] = offsets[i - 1] + c->cards[i - 1].after + c->gap + c->cards[i].before;
  double low = c->top + c->cards[0].before, high = c->bottom - c->cards[n - 1].after - offsets[n - 1];
  places[count++] = low;
  places[count++] = high;
  for (size_t i = 0; i < n; i++) {
    double place = c->cards[i].wanted - offsets[i];
    if (place > low && place < high) places[count++] = place;
  }
  qsort(places, count, sizeof *places, ascending);
  for (size_t i = 0; i < n; i++) {
    double least = INFINITY;
    for (size_t k = 0; k < count; k++) {
      least = fmin(least, best[k]);
      best[k] = least + fabs(places[k] + offsets[i] - c->cards[i].wanted);
    }
  }
  double least = INFINITY;
  for (size_t k = 0; k < count; k++) least = fmin(least, best[k]);
  return least;
}

static void test_the_total_distance_is_the_least_there_is(void) {
  GRand *rand = g_rand_new_with_seed(2025);
  for (int i = 0; i < CASES; i++) {
    Case c = random_case(rand, 12);
    double anchors[CARDS_MAX];
    g_assert_true(cards_place(c.cards, c.count, c.top, c.bottom, c.gap, anchors));
    g_assert_cmpfloat(fabs(total_distance(&c, anchors) - least_by_search(&c)), <=, 1e-6);
  }
  g_rand_free(rand);
}

/* And against a full search on a grid, which assumes nothing: three cards, whole positions. */
static void test_three_cards_on_a_grid_are_as_near_as_any_can_be(void) {
  GRand *rand = g_rand_new_with_seed(62);
  for (int round = 0; round < 300; round++) {
    Case c = {.count = 3, .top = 0, .bottom = 40, .gap = g_rand_int_range(rand, 0, 3)};
    double anchors[3], dates[3], least = INFINITY;
    for (int i = 0; i < 3; i++) dates[i] = g_rand_int_range(rand, 0, 41);
    qsort(dates, 3, sizeof *dates, ascending);
    for (int i = 0; i < 3; i++)
      c.cards[i] = (Card){dates[i], g_rand_int_range(rand, 1, 5), g_rand_int_range(rand, 1, 7)};
    g_assert_true(cards_place(c.cards, 3, c.top, c.bottom, c.gap, anchors));
    for (double a = c.cards[0].before; a <= 40; a++)
      for (double b = a + c.cards[0].after + c.gap + c.cards[1].before; b <= 40; b++)
        for (double d = b + c.cards[1].after + c.gap + c.cards[2].before; d + c.cards[2].after <= 40; d++)
          least = fmin(least, total_distance(&c, (double[]){a, b, d}));
    g_assert_cmpfloat(fabs(total_distance(&c, anchors) - least), <=, 1e-6);
  }
  g_rand_free(rand);
}

static void test_what_does_not_fit_is_refused(void) {
  Card cards[] = {{5, 4, 4}, {6, 4, 4}};
  double anchors[2];
  g_assert_false(cards_place(cards, 2, 0, 16.9, 1, anchors));
  g_assert_true(cards_place(cards, 2, 0, 17, 1, anchors));
  g_assert_cmpfloat(anchors[0], ==, 4);
  g_assert_cmpfloat(anchors[1], ==, 13);
}

static void test_dates_that_do_not_ascend_are_refused(void) {
  Card cards[] = {{6, 1, 1}, {5, 1, 1}}, nowhere[] = {{1, 1, 1}, {NAN, 1, 1}};
  double anchors[2];
  g_assert_false(cards_place(cards, 2, 0, 100, 1, anchors));
  g_assert_false(cards_place(nowhere, 2, 0, 100, 1, anchors));
}

static void test_a_card_with_room_stands_at_its_date(void) {
  Card cards[] = {{10, 2, 8}, {50, 2, 8}, {90, 2, 8}};
  double anchors[3];
  g_assert_true(cards_place(cards, 3, 0, 100, 2, anchors));
  for (int i = 0; i < 3; i++) g_assert_cmpfloat(anchors[i], ==, cards[i].wanted);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/poster/place/promises", test_cards_keep_order_and_room_and_leaders_do_not_cross);
  g_test_add_func("/poster/place/least", test_the_total_distance_is_the_least_there_is);
  g_test_add_func("/poster/place/grid", test_three_cards_on_a_grid_are_as_near_as_any_can_be);
  g_test_add_func("/poster/place/refused", test_what_does_not_fit_is_refused);
  g_test_add_func("/poster/place/order", test_dates_that_do_not_ascend_are_refused);
  g_test_add_func("/poster/place/at-date", test_a_card_with_room_stands_at_its_date);
  return g_test_run();
}
