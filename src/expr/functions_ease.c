/* expr/functions_ease.c: d3-ease's easing functions with their default parameters. */
#include "expr/function.h"

static Value call_ease(const Call *call) { return value_number(call->function->number(argument_number(call, 0))); }

/* An "out" is an "in" seen from its end; an "in-out" is both halves. */
#define OUT(name, in)                                                                                                  \
  static double name(double t) { return 1 - in(1 - t); }
#define IN_OUT(name, in)                                                                                               \
  static double name(double t) { return t * 2 <= 1 ? in(t * 2) / 2 : 1 - in(2 - t * 2) / 2; }

static double linear(double t) { return t; }
static double quad_in(double t) { return t * t; }
static double quad_out(double t) { return t * (2 - t); }
IN_OUT(quad_in_out, quad_in)
static double cubic_in(double t) { return t * t * t; }
OUT(cubic_out, cubic_in)
IN_OUT(cubic_in_out, cubic_in)
static double sin_in(double t) { return t == 1 ? 1 : 1 - cos(t * G_PI_2); }
static double sin_out(double t) { return sin(t * G_PI_2); }
static double sin_in_out(double t) { return (1 - cos(G_PI * t)) / 2; }
/* 2 to the power of −10 t, scaled to reach 0 at 1. */
static double power_tail(double t) { return (pow(2, -10 * t) - 0.0009765625) * 1.0009775171065494; }
static double exp_in(double t) { return power_tail(1 - t); }
static double exp_out(double t) { return 1 - power_tail(t); }
IN_OUT(exp_in_out, exp_in)
static double circle_in(double t) { return 1 - sqrt(1 - t * t); }
OUT(circle_out, circle_in)
IN_OUT(circle_in_out, circle_in)

static double bounce_out(double t) {
  const double scale = 11.0 / 4 * 11 / 4;
  if (t < 4.0 / 11) return scale * t * t;
  if (t < 8.0 / 11) return scale * (t - 6.0 / 11) * (t - 6.0 / 11) + 3.0 / 4;
  if (t < 10.0 / 11) return scale * (t - 9.0 / 11) * (t - 9.0 / 11) + 15.0 / 16;
  return scale * (t - 21.0 / 22) * (t - 21.0 / 22) + 63.0 / 64;
}
OUT(bounce_in, bounce_out)
static double bounce_in_out(double t) {
  return t * 2 <= 1 ? (1 - bounce_out(1 - t * 2)) / 2 : (bounce_out(t * 2 - 1) + 1) / 2;
}

static const double overshoot = 1.70158;
static double back_in(double t) { return t * t * (overshoot * (t - 1) + t); }
OUT(back_out, back_in)
static double back_in_out(double t) {
  t *= 2;
  return (t < 1 ? t * t * ((overshoot + 1) * t - overshoot)
                : (t - 2) * (t - 2) * ((overshoot + 1) * (t - 2) + overshoot) + 2) /
         2;
}

static const double period = 0.3 / (2 * G_PI);
static double elastic_in(double t) { return power_tail(1 - t) * sin((G_PI_2 * period - (t - 1)) / period); }
static double elastic_out(double t) { return 1 - power_tail(t) * sin((t + G_PI_2 * period) / period); }
static double elastic_in_out(double t) {
  t = t * 2 - 1;
  double shift = G_PI_2 * period;
  return (t < 0 ? power_tail(-t) * sin((shift - t) / period) : 2 - power_tail(t) * sin((shift + t) / period)) / 2;
}

#define EASE(name, function)                                                                                           \
  { name, call_ease, FUNCTION_PURE, function, 0 }

const Function functions_ease[] = {
    EASE("easeLinear", linear),
    EASE("easeQuad", quad_in_out),
    EASE("easeQuadIn", quad_in),
    EASE("easeQuadOut", quad_out),
    EASE("easeQuadInOut", quad_in_out),
    EASE("easeCubic", cubic_in_out),
    EASE("easeCubicIn", cubic_in),
    EASE("easeCubicOut", cubic_out),
    EASE("easeCubicInOut", cubic_in_out),
    EASE("easePoly", cubic_in_out),
    EASE("easePolyIn", cubic_in),
    EASE("easePolyOut", cubic_out),
    EASE("easePolyInOut", cubic_in_out),
    EASE("easeSin", sin_in_out),
    EASE("easeSinIn", sin_in),
    EASE("easeSinOut", sin_out),
    EASE("easeSinInOut", sin_in_out),
    EASE("easeExp", exp_in_out),
    EASE("easeExpIn", exp_in),
    EASE("easeExpOut", exp_out),
    EASE("easeExpInOut", exp_in_out),
    EASE("easeCircle", circle_in_out),
    EASE("easeCircleIn", circle_in),
    EASE("easeCircleOut", circle_out),
    EASE("easeCircleInOut", circle_in_out),
    EASE("easeBounce", bounce_out),
    EASE("easeBounceIn", bounce_in),
    EASE("easeBounceOut", bounce_out),
    EASE("easeBounceInOut", bounce_in_out),
    EASE("easeBack", back_in_out),
    EASE("easeBackIn", back_in),
    EASE("easeBackOut", back_out),
    EASE("easeBackInOut", back_in_out),
    EASE("easeElastic", elastic_out),
    EASE("easeElasticIn", elastic_in),
    EASE("easeElasticOut", elastic_out),
    EASE("easeElasticInOut", elastic_in_out),
    {NULL, NULL, 0, NULL, 0},
};
