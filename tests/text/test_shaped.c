/* Text that is measured by scale is broken as in its own size, and shaped once. */
#include "base/budget.h"
#include "fonts.h"

static TextContext *context;
static Arena *arena;
static const char text[] =
    "一九五三年停战以来，美国始终掌控韩国战时军事指挥权。62%的韩国国民支持收回（2025年10月），谈判桌上摆着的，却是"
    "军费、基地与一条“统一高效的指挥链条”：multi-domain command and control，and what it costs……";

static void test_lines_are_those_of_the_size_itself(void) {
  static const TextFill fills[] = {FILL_JUSTIFIED, FILL_RAGGED, FILL_BALANCED};
  if (fonts_are_missing(context)) return;
  text_context_typeset(context, &text_rules_default);
  for (double size = 9; size < 30; size += 3.7)
    for (size_t fill = 0; fill < 3; fill++)
      for (int down = 0; down < 2; down++) {
        TextStyle style = {.size = size, .lang = "zh-Hans"};
        TextLine *lines[2];
        size_t count[2];
        double widths[2];
        for (int scaled = 0; scaled < 2; scaled++) {
          text_context_measure_by_scale(context, scaled);
          lines[scaled] = (down ? text_set_columns : text_set_lines)(context, &style, text, 20.3 * size, 2 * size,
                                                                     fills[fill], &count[scaled], arena);
          widths[scaled] = (down ? text_vertical_height : text_width)(context, &style, text);
        }
        g_assert_cmpuint(text_least_lines(context, &style, text, 20.3 * size), <=, count[0]);
        g_assert_cmpuint(text_least_lines(context, &style, text, 20.3 * size), >=, count[0] - 2);
        text_context_measure_by_scale(context, false);
        g_assert_cmpuint(count[0], ==, count[1]);
        g_assert_cmpfloat_with_epsilon(widths[0], widths[1], 0.1);
        for (size_t i = 0; i < count[0]; i++) {
          g_assert_cmpstr(lines[0][i].text, ==, lines[1][i].text);
          g_assert_cmpfloat_with_epsilon(lines[0][i].width, lines[1][i].width, 0.05);
          g_assert_cmpfloat_with_epsilon(lines[0][i].measure, lines[1][i].measure, 0.05);
          g_assert_cmpfloat(lines[0][i].indent, ==, lines[1][i].indent);
        }
      }
}

/* Rules, languages and fonts that differ are different texts; two calls with the same are one. */
static void test_what_is_kept_is_told_apart(void) {
  if (fonts_are_missing(context)) return;
  text_context_typeset(context, &text_rules_default);
  TextRules loose = text_rules_default;
  loose.squeeze = false;
  TextStyle styles[] = {{.size = 10, .lang = "zh-Hans"},
                        {.size = 10, .lang = "zh-Hant"},
                        {.size = 10, .lang = "zh-Hans", .weight = 700, .family = "serif"},
                        {.size = 10, .lang = "zh-Hans", .rules = &loose}};
  static const char words[] = "multi：（一）。”（二）command";
  for (int round = 0; round < 2; round++)
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
      size_t count;
      text_context_measure_by_scale(context, false);
      double own = text_set_lines(context, &styles[i], words, 1000, 0, FILL_RAGGED, &count, arena)[0].width;
      for (int again = 0; again < 2; again++) {
        text_context_measure_by_scale(context, true);
        for (size_t k = 0; k < i; k++) text_set_lines(context, &styles[k], words, 1000, 0, FILL_RAGGED, &count, arena);
        TextLine *lines = text_set_lines(context, &styles[i], words, 1000, 0, FILL_RAGGED, &count, arena);
        g_assert_cmpfloat_with_epsilon(lines[0].width, own, 0.02);
      }
    }
  text_context_measure_by_scale(context, false);
}

static TextStyle tried;
static void try_sizes(void *closure) {
  size_t count;
  for (int i = 0; i < *(int *)closure; i++) {
    tried.size = 10 + i;
    text_set_lines(context, &tried, text, 400, 0, FILL_RAGGED, &count, arena);
  }
}

static double steps_of(int sizes) {
  Budget *budget = budget_create();
  text_context_measure_by_scale(context, false);
  text_context_measure_by_scale(context, true);
  text_context_charge(context, budget);
  g_assert_true(budget_run(budget, try_sizes, &sizes));
  text_context_charge(context, NULL);
  text_context_measure_by_scale(context, false);
  double steps = budget_spent(budget, BUDGET_STEPS);
  g_free(budget);
  return steps;
}

static void test_it_is_shaped_once(void) {
  if (fonts_are_missing(context)) return;
  text_context_typeset(context, &text_rules_default);
  tried.lang = "zh-Hans";
  double length = (double)strlen(text), shaping = 400 + length * (30 + length / 100);
  g_assert_cmpfloat(steps_of(1), >=, shaping);
  g_assert_cmpfloat(steps_of(2) - steps_of(1), <, steps_of(1) - shaping / 2);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/shaped/lines", test_lines_are_those_of_the_size_itself);
  g_test_add_func("/text/shaped/apart", test_what_is_kept_is_told_apart);
  g_test_add_func("/text/shaped/once", test_it_is_shaped_once);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
