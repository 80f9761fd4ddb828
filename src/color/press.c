/* color/press.c: see press.h. */
#include "color/press.h"
#include "color/color.h"
#include <math.h>
#include <string.h>

enum { STEPS = 256 };
/* A gray fill darker than this (L*) is printed with black alone. */
static const double DARK = 30;
/* What rounding to bytes, once or where one colour shows through another, may add to four inks. */
static const double ROUNDING = 4.0 / 255;

struct Press {
  const Profile *profile;
  int ink_count;
  double limit, chroma;
  double lightness[STEPS]; /* of black ink from 0 to 1, falling */
};

static void measure_black(Press *press) {
  for (int i = 0; i < STEPS; i++) {
    double inks[4] = {0}, lab[3];
    inks[profile_space(press->profile) == PROFILE_CMYK ? 3 : 0] = (double)i / (STEPS - 1);
    profile_lab(press->profile, inks, lab);
    press->lightness[i] = i == 0 ? 100 : fmin(lab[0], press->lightness[i - 1]);
  }
}

Press *press_open(const PrintOptions *print, Messages *messages, Arena *arena) {
  Press *press = arena_new(arena, Press);
  *press = (Press){.ink_count = print->color == PRINT_CMYK ? 4 : 1,
                   .limit = print_ink_limit(print),
                   .chroma = print_neutral_chroma(print)};
  if (press->ink_count == 1 && !print->profile && !print->pdfx) return press;
  press->profile = profile_open(print->profile, print->intent, press->ink_count == 1, messages, arena);
  if (!press->profile) return NULL;
  measure_black(press);
  return press;
}

int press_ink_count(const Press *press) { return press->ink_count; }
const Profile *press_profile(const Press *press) { return press->profile; }
double press_ink_limit(const Press *press) { return press->limit; }

/* The black ink that is as light as L*; full ink for what is darker than that. */
static double black_of_lightness(const Press *press, double lightness) {
  int i = 0;
  while (i + 1 < STEPS && press->lightness[i + 1] > lightness) i++;
  if (i + 1 == STEPS) return 1;
  double light = press->lightness[i], dark = press->lightness[i + 1];
  double part = light > dark ? CLAMP((light - lightness) / (light - dark), 0, 1) : 0;
  return (i + part) / (STEPS - 1);
}

/* Without a profile: as light as a screen shows it. */
static double black_of_luminance(const double rgb[3]) {
  double y = color_luminance((Rgba){rgb[0], rgb[1], rgb[2], 1});
  return 1 - (y <= 0.0031308 ? 12.92 * y : 1.055 * pow(y, 1 / 2.4) - 0.055);
}

void press_limit(const Press *press, double inks[4]) {
  double most = press->limit - ROUNDING, excess = inks[0] + inks[1] + inks[2] + inks[3] - most;
  if (excess <= 0) return;
  double gray = fmin(fmin(fmin(inks[0], inks[1]), inks[2]), fmin(1 - inks[3], excess / 2));
  for (int i = 0; i < 3; i++) inks[i] -= gray;
  inks[3] += gray;
  double colors = inks[0] + inks[1] + inks[2];
  if (colors + inks[3] <= most + 1e-9) return;
  double part = fmax(most - inks[3], 0) / colors;
  for (int i = 0; i < 3; i++) inks[i] *= part;
}

static bool is_white(const double rgb[3]) { return rgb[0] >= 1 && rgb[1] >= 1 && rgb[2] >= 1; }

void press_inks(const Press *press, const double rgb[3], PressUse use, double *inks) {
  double lab[3];
  memset(inks, 0, (size_t)press->ink_count * sizeof *inks);
  if (is_white(rgb)) return;
  if (!press->profile) {
    inks[0] = black_of_luminance(rgb);
    return;
  }
  profile_lab_of_rgb(press->profile, rgb, lab);
  if (press->ink_count == 1) {
    inks[0] = black_of_lightness(press, lab[0]);
    return;
  }
  bool neutral = press->chroma >= 0 && hypot(lab[1], lab[2]) <= press->chroma;
  if (neutral && (use == PRESS_LINE || (use == PRESS_FILL && lab[0] < DARK))) {
    inks[3] = black_of_lightness(press, lab[0]);
    return;
  }
  profile_inks(press->profile, rgb, inks);
  press_limit(press, inks);
}

static void limit_pixel(const Press *press, guint8 *pixel) {
  double inks[4];
  for (int i = 0; i < 4; i++) inks[i] = pixel[i] / 255.0;
  press_limit(press, inks);
  for (int i = 0; i < 4; i++) pixel[i] = (guint8)(inks[i] * 255);
}

static void convert_gray(const Press *press, const guint8 *rgb, guint8 *inks, size_t count) {
  guint32 last = 0x1000000;
  guint8 ink = 0;
  for (size_t i = 0; i < count; i++, rgb += 3) {
    guint32 color = (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
    if (color != last) {
      double black, in[3] = {rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0};
      press_inks(press, in, PRESS_PICTURE, &black);
      ink = (guint8)lround(black * 255);
      last = color;
    }
    inks[i] = ink;
  }
}

void press_pixels(const Press *press, const guint8 *rgb, guint8 *inks, size_t count) {
  if (press->ink_count == 1) {
    convert_gray(press, rgb, inks, count);
    return;
  }
  double most = floor((press->limit - ROUNDING) * 255);
  profile_pixels(press->profile, rgb, inks, count);
  for (size_t i = 0; i < count; i++, rgb += 3, inks += 4) {
    if (rgb[0] == 255 && rgb[1] == 255 && rgb[2] == 255) memset(inks, 0, 4);
    if (inks[0] + inks[1] + inks[2] + inks[3] > most) limit_pixel(press, inks);
  }
}
