/* Expected texts: vega-scale's interpolateColors(colors, space, gamma) over d3-interpolate 3.0. */
#include "color/interpolate.h"
#include <math.h>

static const double times[] = {-.1, 0, .3, .5, .77, 1, 1.1};
static const double wider_times[] = {-.35, 0, .12, .4, .5, .83, 1, 1.4};
enum { TIMES = G_N_ELEMENTS(times), WIDER_TIMES = G_N_ELEMENTS(wider_times) };

typedef struct Case {
  const char *colors[4];
  size_t count;
  const char *space;
  double gamma;
  const char *expected[TIMES];
} Case;

static const Case cases[] = {
    {{"steelblue", "brown"},
     2,
     "rgb",
     NAN,
     {"rgb(61, 139, 194)", "rgb(70, 130, 180)", "rgb(99, 104, 139)", "rgb(118, 86, 111)", "rgb(143, 62, 74)",
      "rgb(165, 42, 42)", "rgb(175, 33, 28)"}},
    {{"steelblue", "brown"},
     2,
     "rgb",
     2.2,
     {"rgb(48, 135, 188)", "rgb(70, 130, 180)", "rgb(110, 112, 154)", "rgb(128, 98, 134)", "rgb(149, 75, 98)",
      "rgb(165, 42, 42)", "rgb(171, 0, 0)"}},
    {{"steelblue", "brown"},
     2,
     "hsl",
     NAN,
     {"rgb(73, 160, 181)", "rgb(70, 130, 180)", "rgb(86, 61, 176)", "rgb(141, 55, 173)", "rgb(169, 48, 119)",
      "rgb(165, 42, 42)", "rgb(163, 71, 40)"}},
    {{"steelblue", "brown"},
     2,
     "hsl-long",
     NAN,
     {"rgb(73, 95, 181)", "rgb(70, 130, 180)", "rgb(61, 176, 109)", "rgb(87, 173, 55)", "rgb(169, 144, 48)",
      "rgb(165, 42, 42)", "rgb(163, 40, 82)"}},
    {{"steelblue", "brown"},
     2,
     "lab",
     NAN,
     {"rgb(24, 137, 195)", "rgb(70, 130, 180)", "rgb(121, 109, 136)", "rgb(139, 93, 108)", "rgb(156, 69, 72)",
      "rgb(165, 42, 42)", "rgb(168, 23, 29)"}},
    {{"steelblue", "brown"},
     2,
     "hcl",
     NAN,
     {"rgb(62, 136, 175)", "rgb(70, 130, 180)", "rgb(118, 104, 177)", "rgb(150, 81, 154)", "rgb(172, 48, 99)",
      "rgb(165, 42, 42)", "rgb(154, 49, 12)"}},
    {{"steelblue", "brown"},
     2,
     "hcl-long",
     NAN,
     {"rgb(110, 127, 181)", "rgb(70, 130, 180)", "rgb(0, 131, 123)", "rgb(35, 122, 57)", "rgb(121, 93, 0)",
      "rgb(165, 42, 42)", "rgb(170, 2, 73)"}},
    {{"steelblue", "brown"},
     2,
     "cubehelix",
     NAN,
     {"rgb(64, 142, 167)", "rgb(70, 130, 180)", "rgb(110, 88, 193)", "rgb(143, 62, 172)", "rgb(172, 41, 109)",
      "rgb(165, 42, 42)", "rgb(152, 47, 15)"}},
    {{"steelblue", "brown"},
     2,
     "cubehelix",
     3,
     {"rgb(61, 138, 163)", "rgb(70, 130, 180)", "rgb(120, 98, 205)", "rgb(160, 75, 189)", "rgb(189, 51, 122)",
      "rgb(165, 42, 42)", "rgb(137, 40, 11)"}},
    {{"steelblue", "brown"},
     2,
     "cubehelix-long",
     NAN,
     {"rgb(64, 142, 167)", "rgb(70, 130, 180)", "rgb(110, 88, 193)", "rgb(143, 62, 172)", "rgb(172, 41, 109)",
      "rgb(165, 42, 42)", "rgb(152, 47, 15)"}},
    {{"#fff", "#00f", "black"},
     3,
     "rgb",
     NAN,
     {"rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(102, 102, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 117)",
      "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "rgb",
     2.2,
     {"rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(168, 168, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 179)",
      "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "hsl",
     NAN,
     {"rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(102, 102, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 117)",
      "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "hsl-long",
     NAN,
     {"rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(102, 102, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 117)",
      "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "lab",
     NAN,
     {"rgb(255, 255, 251)", "rgb(255, 255, 255)", "rgb(155, 114, 255)", "rgb(0, 0, 255)", "rgb(34, 16, 110)",
      "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "hcl",
     NAN,
     {"rgb(255, 250, 255)", "rgb(255, 209, 255)", "rgb(145, 91, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 208)",
      "rgb(0, 0, 169)", "rgb(0, 0, 153)"}},
    {{"#fff", "#00f", "black"},
     3,
     "hcl-long",
     NAN,
     {"rgb(255, 250, 255)", "rgb(255, 209, 255)", "rgb(145, 91, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 208)",
      "rgb(0, 0, 169)", "rgb(0, 0, 153)"}},
    {{"#fff", "#00f", "black"},
     3,
     "cubehelix",
     NAN,
     {"rgb(255, 255, 0)", "rgb(255, 255, 255)", "rgb(48, 48, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 124)", "rgb(0, 0, 0)",
      "rgb(1, 1, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "cubehelix",
     3,
     {"rgb(255, 255, 240)", "rgb(255, 255, 255)", "rgb(161, 161, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 219)",
      "rgb(0, 0, 0)", "rgb(4, 4, 0)"}},
    {{"#fff", "#00f", "black"},
     3,
     "cubehelix-long",
     NAN,
     {"rgb(255, 255, 0)", "rgb(255, 255, 255)", "rgb(48, 48, 255)", "rgb(0, 0, 255)", "rgb(0, 0, 124)", "rgb(0, 0, 0)",
      "rgb(1, 1, 0)"}},
    {{"gray", "orange"},
     2,
     "rgb",
     NAN,
     {"rgb(115, 124, 141)", "rgb(128, 128, 128)", "rgb(166, 139, 90)", "rgb(192, 147, 64)", "rgb(226, 156, 29)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "rgb",
     2.2,
     {"rgb(105, 124, 134)", "rgb(128, 128, 128)", "rgb(178, 140, 109)", "rgb(204, 148, 93)", "rgb(233, 157, 66)",
      "rgb(255, 165, 0)", "rgb(255, 168, 0)"}},
    {{"gray", "orange"},
     2,
     "hsl",
     NAN,
     {"rgb(115, 124, 141)", "rgb(128, 128, 128)", "rgb(166, 139, 90)", "rgb(191, 146, 64)", "rgb(226, 156, 30)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "hsl-long",
     NAN,
     {"rgb(115, 124, 141)", "rgb(128, 128, 128)", "rgb(166, 139, 90)", "rgb(191, 146, 64)", "rgb(226, 156, 30)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "lab",
     NAN,
     {"rgb(112, 124, 136)", "rgb(128, 128, 128)", "rgb(170, 139, 103)", "rgb(195, 147, 85)", "rgb(228, 157, 55)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "hcl",
     NAN,
     {"rgb(112, 124, 136)", "rgb(128, 128, 128)", "rgb(170, 139, 103)", "rgb(195, 147, 85)", "rgb(228, 157, 55)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "hcl-long",
     NAN,
     {"rgb(112, 124, 136)", "rgb(128, 128, 128)", "rgb(170, 139, 103)", "rgb(195, 147, 85)", "rgb(228, 157, 55)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "cubehelix",
     NAN,
     {"rgb(114, 124, 143)", "rgb(128, 128, 128)", "rgb(169, 139, 82)", "rgb(196, 146, 54)", "rgb(230, 156, 21)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"gray", "orange"},
     2,
     "cubehelix",
     3,
     {"rgb(119, 129, 148)", "rgb(128, 128, 128)", "rgb(157, 126, 69)", "rgb(180, 129, 34)", "rgb(219, 141, 0)",
      "rgb(255, 165, 0)", "rgb(255, 180, 20)"}},
    {{"gray", "orange"},
     2,
     "cubehelix-long",
     NAN,
     {"rgb(114, 124, 143)", "rgb(128, 128, 128)", "rgb(169, 139, 82)", "rgb(196, 146, 54)", "rgb(230, 156, 21)",
      "rgb(255, 165, 0)", "rgb(255, 169, 0)"}},
    {{"transparent", "red"},
     2,
     "rgb",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "rgb",
     2.2,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "hsl",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "hsl-long",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "lab",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "hcl",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "hcl-long",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "cubehelix",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "cubehelix",
     3,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"transparent", "red"},
     2,
     "cubehelix-long",
     NAN,
     {"rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0)", "rgba(255, 0, 0, 0.3)", "rgba(255, 0, 0, 0.5)",
      "rgba(255, 0, 0, 0.77)", "rgb(255, 0, 0)", "rgb(255, 0, 0)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "rgb",
     NAN,
     {"rgb(180, 6, 38)", "rgb(184, 20, 48)", "rgb(194, 64, 75)", "rgb(200, 93, 94)", "rgb(209, 132, 119)",
      "rgb(217, 166, 140)", "rgb(220, 180, 150)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "rgb",
     2.2,
     {"rgb(180, 0, 8)", "rgb(184, 20, 48)", "rgb(194, 97, 89)", "rgb(201, 122, 107)", "rgb(210, 147, 126)",
      "rgb(217, 166, 140)", "rgb(220, 173, 146)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "hsl",
     NAN,
     {"rgb(173, 16, 50)", "rgb(184, 20, 48)", "rgb(214, 36, 39)", "rgb(215, 78, 66)", "rgb(214, 131, 107)",
      "rgb(217, 166, 140)", "rgb(219, 179, 154)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "hsl-long",
     NAN,
     {"rgb(173, 76, 16)", "rgb(184, 20, 48)", "rgb(69, 36, 214)", "rgb(66, 202, 215)", "rgb(150, 214, 107)",
      "rgb(217, 166, 140)", "rgb(219, 154, 168)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "lab",
     NAN,
     {"rgb(179, 0, 40)", "rgb(184, 20, 48)", "rgb(197, 78, 73)", "rgb(204, 105, 91)", "rgb(212, 138, 117)",
      "rgb(217, 166, 140)", "rgb(218, 178, 150)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "hcl",
     NAN,
     {"rgb(179, 0, 43)", "rgb(184, 20, 48)", "rgb(195, 80, 67)", "rgb(202, 107, 84)", "rgb(210, 139, 112)",
      "rgb(217, 166, 140)", "rgb(219, 177, 154)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "hcl-long",
     NAN,
     {"rgb(179, 0, 43)", "rgb(184, 20, 48)", "rgb(195, 80, 67)", "rgb(202, 107, 84)", "rgb(210, 139, 112)",
      "rgb(217, 166, 140)", "rgb(219, 177, 154)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "cubehelix",
     NAN,
     {"rgb(169, 11, 45)", "rgb(184, 20, 48)", "rgb(210, 59, 60)", "rgb(216, 89, 75)", "rgb(217, 131, 105)",
      "rgb(217, 166, 140)", "rgb(218, 180, 157)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "cubehelix",
     3,
     {"rgb(190, 16, 53)", "rgb(184, 20, 48)", "rgb(166, 36, 37)", "rgb(166, 53, 41)", "rgb(186, 97, 70)",
      "rgb(217, 166, 140)", "rgb(234, 207, 191)"}},
    {{"hsl(350,80%,40%)", "hsl(20,50%,70%)"},
     2,
     "cubehelix-long",
     NAN,
     {"rgb(144, 35, 0)", "rgb(184, 20, 48)", "rgb(101, 83, 226)", "rgb(35, 162, 176)", "rgb(123, 183, 83)",
      "rgb(217, 166, 140)", "rgb(228, 171, 180)"}},
    {{"yellow", "red"},
     2,
     "rgb",
     0,
     {"rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)",
      "rgb(255, 0, 0)"}},
    {{"#336699", "white", "#200"},
     3,
     "rgb",
     0,
     {"rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)"}},
    {{"yellow", "red"},
     2,
     "rgb",
     -0.5,
     {"rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)",
      "rgb(255, 0, 0)"}},
    {{"#336699", "white", "#200"},
     3,
     "rgb",
     -0.5,
     {"rgb(41, 89, 140)", "rgb(51, 102, 153)", "rgb(114, 168, 205)", "rgb(255, 0, 0)", "rgb(68, 0, 0)", "rgb(34, 0, 0)",
      "rgb(27, 0, 0)"}},
    {{"yellow", "red"},
     2,
     "cubehelix",
     0,
     {"rgb(87, 167, 0)", "rgb(137, 137, 0)", "rgb(244, 60, 0)", "rgb(255, 25, 0)", "rgb(255, 1, 0)", "rgb(255, 0, 0)",
      "rgb(235, 5, 30)"}},
    {{"#336699", "white", "#200"},
     3,
     "cubehelix",
     0,
     {"rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(34, 0, 0)", "rgb(34, 0, 0)",
      "rgb(34, 0, 0)", "rgb(34, 0, 0)"}},
    {{"yellow", "red"},
     2,
     "cubehelix",
     -0.1,
     {"rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(197, 44, 0)", "rgb(251, 19, 0)", "rgb(255, 0, 0)", "rgb(255, 0, 0)",
      "rgb(238, 5, 31)"}},
    {{"#336699", "white", "#200"},
     3,
     "cubehelix",
     -0.1,
     {"rgb(0, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 255, 254)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(34, 0, 0)",
      "rgb(48, 0, 0)"}},
    {{"yellow", "red"},
     2,
     "cubehelix-long",
     -0.1,
     {"rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 214, 30)", "rgb(0, 112, 255)", "rgb(223, 0, 255)", "rgb(255, 0, 0)",
      "rgb(190, 47, 0)"}},
    {{"#336699", "white", "#200"},
     3,
     "cubehelix-long",
     -0.1,
     {"rgb(0, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 255, 254)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(34, 0, 0)",
      "rgb(48, 0, 0)"}},
    {{"yellow", "red"},
     2,
     "cubehelix-long",
     -2,
     {"rgb(0, 255, 255)", "rgb(0, 0, 0)", "rgb(255, 0, 255)", "rgb(255, 0, 0)", "rgb(0, 37, 0)", "rgb(255, 0, 0)",
      "rgb(230, 68, 0)"}},
    {{"#336699", "white", "#200"},
     3,
     "cubehelix-long",
     -2,
     {"rgb(255, 0, 0)", "rgb(255, 0, 0)", "rgb(255, 255, 0)", "rgb(0, 0, 0)", "rgb(0, 255, 255)", "rgb(34, 0, 0)",
      "rgb(223, 26, 26)"}},
};

static const ColorRamp *ramp_of(const char *const *names, size_t count, const char *space, double gamma, Arena *arena) {
  Rgba colors[8];
  for (size_t i = 0; i < count; i++) g_assert_true(color_parse(names[i], &colors[i]));
  return color_ramp_create(colors, count, space, gamma, arena);
}

static void test_ramps_agree_with_d3(void) {
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const ColorRamp *ramp = ramp_of(cases[i].colors, cases[i].count, cases[i].space, cases[i].gamma, arena);
    for (size_t k = 0; k < TIMES; k++) {
      const char *text = color_to_text(color_ramp_at(ramp, times[k]), arena);
      if (g_strcmp0(text, cases[i].expected[k]) != 0)
        g_test_message("%s … in %s, gamma %g, at %g", cases[i].colors[0], cases[i].space, cases[i].gamma, times[k]);
      g_assert_cmpstr(text, ==, cases[i].expected[k]);
    }
  }
  arena_destroy(arena);
}

/* Dark colours, hues on every side and half way round, alphas, three colours. */
static void test_more_ramps_agree_with_d3(void) {
  static const struct {
    const char *colors[5];
    size_t count;
    const char *space;
    double gamma;
    const char *expected[WIDER_TIMES];
  } wider[] = {
#include "color/ramps.inc"
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(wider); i++) {
    const ColorRamp *ramp = ramp_of(wider[i].colors, wider[i].count, wider[i].space, wider[i].gamma, arena);
    for (size_t k = 0; k < WIDER_TIMES; k++) {
      const char *text = color_to_text(color_ramp_at(ramp, wider_times[k]), arena);
      if (g_strcmp0(text, wider[i].expected[k]) == 0) continue;
      g_test_message("%s … in %s, gamma %g, at %g: %s, not %s", wider[i].colors[0], wider[i].space, wider[i].gamma,
                     wider_times[k], text, wider[i].expected[k]);
      g_test_fail();
    }
  }
  arena_destroy(arena);
}

static void test_one_color_is_a_ramp_of_one_color(void) {
  Arena *arena = arena_create();
  static const char *const names[] = {"teal"};
  for (size_t i = 0; color_space_names[i]; i++) {
    const ColorRamp *ramp = ramp_of(names, 1, color_space_names[i], 0, arena);
    for (size_t k = 0; k < TIMES; k++)
      g_assert_cmpstr(color_to_text(color_ramp_at(ramp, times[k]), arena), ==, "rgb(0, 128, 128)");
  }
  g_assert_cmpfloat(color_ramp_at(ramp_of(names, 1, "rgb", NAN, arena), NAN).a, <, 0);
  arena_destroy(arena);
}

static void test_spaces_are_known_in_any_case_and_rgb_is_the_default(void) {
  static const char *const names[] = {"red", "cyan"};
  Arena *arena = arena_create();
  g_assert_true(color_space_is_known("HCL-Long") && color_space_is_known(NULL));
  g_assert_false(color_space_is_known("oklch") || color_space_is_known(""));
  size_t count = 0;
  for (; color_space_names[count]; count++) g_assert_true(color_space_is_known(color_space_names[count]));
  g_assert_cmpuint(count, ==, 10);
  const double no_gamma[] = {1, NAN};
  for (size_t i = 0; i < G_N_ELEMENTS(no_gamma); i++)
    g_assert_cmpstr(color_to_text(color_ramp_at(ramp_of(names, 2, NULL, no_gamma[i], arena), .2), arena), ==,
                    "rgb(204, 51, 51)");
  arena_destroy(arena);
}

/* d3.interpolateRgbBasis and interpolateRgbBasisClosed of red, lime, blue, white */
static void test_splines_pass_by_all_colors(void) {
  static const char *const names[] = {"red", "lime", "blue", "white"};
  static const double at[] = {0, .2, .5, .9, 1};
  static const char *const open[] = {"rgb(255, 0, 0)", "rgb(111, 135, 9)", "rgb(11, 128, 128)", "rgb(180, 181, 254)",
                                     "rgb(255, 255, 255)"};
  static const char *const closed[] = {"rgb(213, 85, 43)", "rgb(72, 161, 22)", "rgb(43, 85, 213)", "rgb(243, 115, 108)",
                                       "rgb(213, 85, 43)"};
  Arena *arena = arena_create();
  const ColorRamp *a = ramp_of(names, 4, "rgb-basis", NAN, arena), *b = ramp_of(names, 4, "rgb-basis-closed", 0, arena);
  for (size_t i = 0; i < G_N_ELEMENTS(at); i++) {
    g_assert_cmpstr(color_to_text(color_ramp_at(a, at[i]), arena), ==, open[i]);
    g_assert_cmpstr(color_to_text(color_ramp_at(b, at[i]), arena), ==, closed[i]);
  }
  arena_destroy(arena);
}

static void test_nothing_to_run_through_gives_no_color(void) {
  Arena *arena = arena_create();
  g_assert_cmpfloat(color_ramp_at(color_ramp_create(NULL, 0, "rgb", NAN, arena), .5).a, <, 0);
  g_assert_cmpfloat(color_ramp_at(color_ramp_create(NULL, 0, "rgb-basis", NAN, arena), .5).a, <, 0);
  g_assert_null(color_ramp_create(NULL, 0, "oklch", NAN, arena));
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/color/ramps", test_ramps_agree_with_d3);
  g_test_add_func("/color/more-ramps", test_more_ramps_agree_with_d3);
  g_test_add_func("/color/one-color", test_one_color_is_a_ramp_of_one_color);
  g_test_add_func("/color/spaces", test_spaces_are_known_in_any_case_and_rgb_is_the_default);
  g_test_add_func("/color/splines", test_splines_pass_by_all_colors);
  g_test_add_func("/color/nothing", test_nothing_to_run_through_gives_no_color);
  return g_test_run();
}
