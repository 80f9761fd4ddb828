/* Round steps against d3-array 3.2's tickIncrement and tickStep. */
#include "time/tick_step.h"
#include <glib.h>
#include <math.h>

static void test_steps_are_those_of_d3(void) {
  static const struct {
    double start, stop, count, increment, step;
  } cases[] = {
      /* Below two ticks, twice as many are tried while no multiple of the step is inside. */
      {1, 364, 0.1, 5000, 5000}, {1, 364, 0.499, 1000, 1000}, {1, 364, 0.5, 200, 200},
      {1, 364, 1, 200, 200},     {1, 364, 1.5, 200, 200},     {0, 10, 1, 10, 10},
      {0.98, 1.14, 1, -5, 0.2},  {0.98, 1.14, 0.6, -5, 0.2},  {-3, 17, 2, 10, 10},
      {-3, 17, 1, 20, 20},       {0, 1, 10, -10, 0.1},        {0, 3, 10, -5, 0.2},
      {10, 0, 5, 2, -2},         {1, 9, 1.9, 5, 5},           {0.002, 0.0081, 1, -200, 0.005},
      {0, 1e+21, 5, 2e20, 2e20}, {99, 101, 0.7, 2, 2},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double start = cases[i].start, stop = cases[i].stop;
    double increment = tick_increment(fmin(start, stop), fmax(start, stop), cases[i].count);
    double step = tick_step(start, stop, cases[i].count);
    if (increment == cases[i].increment && fabs(step - cases[i].step) <= 1e-12 * fabs(step)) continue;
    g_test_message("%g to %g by %g: %.17g, %.17g", start, stop, cases[i].count, increment, step);
    g_test_fail();
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/time/steps_are_those_of_d3", test_steps_are_those_of_d3);
  return g_test_run();
}
