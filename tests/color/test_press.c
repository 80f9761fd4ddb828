/* Inks of a press, by the default profile; skipped where that is not installed. */
#include "color/press.h"
#include <math.h>

typedef struct Fixture {
  Arena *arena;
  Messages *messages;
} Fixture;

static Press *open_press(Fixture *f, const PrintOptions *print) {
  f->arena = arena_create();
  f->messages = messages_create(f->arena, false);
  Press *press = press_open(print, f->messages, f->arena);
  if (!press) g_test_skip(messages_text(f->messages, 0, NULL));
  return press;
}
static void end(Fixture *f) { arena_destroy(f->arena); }

static double sum(const double inks[4]) { return inks[0] + inks[1] + inks[2] + inks[3]; }

static void test_no_colour_has_more_than_the_limit(void) {
  for (double limit = 100; limit <= 400; limit += 60) {
    Fixture f;
    Press *press = open_press(&f, &(PrintOptions){.color = PRINT_CMYK, .ink_limit = limit});
    for (int i = 0; press && i < 9 * 9 * 9; i++) {
      double rgb[3] = {i % 9 / 8.0, i / 9 % 9 / 8.0, i / 81 / 8.0}, inks[4];
      guint8 bytes[3] = {(guint8)(rgb[0] * 255), (guint8)(rgb[1] * 255), (guint8)(rgb[2] * 255)}, pixel[4];
      for (int use = 0; use < PRESS_USE_COUNT; use++) {
        press_inks(press, rgb, (PressUse)use, inks);
        g_assert_cmpfloat(sum(inks) * 100, <=, limit);
        for (int k = 0; k < 4; k++) g_assert_true(inks[k] >= 0 && inks[k] <= 1);
      }
      press_pixels(press, bytes, pixel, 1);
      g_assert_cmpfloat((pixel[0] + pixel[1] + pixel[2] + pixel[3]) / 2.55, <=, limit);
    }
    end(&f);
  }
}

static void test_less_ink_is_black_instead_of_gray(void) {
  Fixture f;
  Press *press = open_press(&f, &(PrintOptions){.color = PRINT_CMYK, .ink_limit = 200});
  if (press) {
    double rich[4] = {0.8, 0.7, 0.6, 0.3}, blue[4] = {1, 1, 0, 0.5}, fine[4] = {0.5, 0.5, 0.5, 0.1};
    press_limit(press, rich);
    g_assert_cmpfloat(rich[3], >, 0.45);
    g_assert_cmpfloat(fabs((0.8 - rich[0]) - (0.6 - rich[2])), <, 1e-9);
    press_limit(press, blue);
    g_assert_cmpfloat(blue[3], ==, 0.5);
    g_assert_cmpfloat(fabs(blue[0] - blue[1]), <, 1e-9);
    press_limit(press, fine);
    g_assert_cmpfloat(sum(fine), ==, 1.6);
  }
  end(&f);
}

static void test_grays_depend_on_their_use(void) {
  Fixture f;
  Press *press = open_press(&f, &(PrintOptions){.color = PRINT_CMYK});
  if (press) {
    double gray[3] = {0.6, 0.6, 0.6}, dark[3] = {0.15, 0.15, 0.15}, inks[4];
    press_inks(press, gray, PRESS_LINE, inks);
    g_assert_cmpfloat(sum(inks), ==, inks[3]);
    double lab[3], printed[3];
    profile_lab_of_rgb(press_profile(press), gray, lab);
    profile_lab(press_profile(press), inks, printed);
    g_assert_cmpfloat(fabs(lab[0] - printed[0]), <, 0.5); /* as light */
    press_inks(press, gray, PRESS_FILL, inks);
    g_assert_cmpfloat(inks[0], >, 0.1);
    press_inks(press, dark, PRESS_FILL, inks);
    g_assert_cmpfloat(sum(inks), ==, inks[3]);
    press_inks(press, dark, PRESS_PICTURE, inks);
    g_assert_cmpfloat(inks[0], >, 0.3);
  }
  end(&f);
  press = open_press(&f, &(PrintOptions){.color = PRINT_CMYK, .neutral_chroma = -1});
  if (press) {
    double inks[4];
    press_inks(press, (double[]){0.6, 0.6, 0.6}, PRESS_LINE, inks);
    g_assert_cmpfloat(inks[0], >, 0.1);
  }
  end(&f);
}

static void test_gray_needs_no_profile(void) {
  Fixture f;
  Press *press = open_press(&f, &(PrintOptions){.color = PRINT_GRAY});
  g_assert_nonnull(press);
  g_assert_null(press_profile(press));
  double ink;
  press_inks(press, (double[]){0.5, 0.5, 0.5}, PRESS_FILL, &ink);
  g_assert_cmpfloat(fabs(ink - 0.5), <, 1e-3);
  press_inks(press, (double[]){0, 0, 0}, PRESS_LINE, &ink);
  g_assert_cmpfloat(ink, ==, 1);
  press_inks(press, (double[]){1, 1, 1}, PRESS_LINE, &ink);
  g_assert_cmpfloat(ink, ==, 0);
  guint8 inks[2];
  press_pixels(press, (const guint8[]){255, 0, 0, 0, 0, 255}, inks, 2);
  g_assert_cmpint(inks[0], <, inks[1]);
  end(&f);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/press/limit", test_no_colour_has_more_than_the_limit);
  g_test_add_func("/press/less-ink", test_less_ink_is_black_instead_of_gray);
  g_test_add_func("/press/grays", test_grays_depend_on_their_use);
  g_test_add_func("/press/gray", test_gray_needs_no_profile);
  return g_test_run();
}
