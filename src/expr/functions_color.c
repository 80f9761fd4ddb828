/* expr/functions_color.c: colours, after d3-color. A colour is represented by its CSS text: "rgb(…)".
 *
 * Lab and HCL use D50 and Bradford-adapted sRGB primaries, as in d3-color.
 */
#include "color/color.h"
#include "expr/function.h"

static Value color_value(const Call *call, Rgba color) { return value_string(color_to_text(color, call->at->arena)); }

static Rgba parsed(const Call *call, size_t i) {
  Rgba color;
  if (!color_parse(argument_string(call, i), &color)) color = (Rgba){0, 0, 0, 1};
  return color;
}

/* Three numbers and perhaps an opacity; false if a single string is given instead. */
static bool channels(const Call *call, double *a, double *b, double *c, double *opacity) {
  if (call->count < 3) return false;
  *a = argument_number(call, 0), *b = argument_number(call, 1), *c = argument_number(call, 2);
  *opacity = is_absent(argument(call, 3)) ? 1 : argument_number(call, 3);
  return true;
}

static double unit(double x) { return isnan(x) || x < 0 ? 0 : x > 1 ? 1 : x; }

static Value call_rgb(const Call *call) {
  double r, g, b, opacity;
  if (!channels(call, &r, &g, &b, &opacity)) return color_value(call, parsed(call, 0));
  return color_value(call, (Rgba){unit(r / 255), unit(g / 255), unit(b / 255), unit(opacity)});
}

static double hsl_channel(double hue, double low, double high) {
  hue = fmod(fmod(hue, 360) + 360, 360);
  return hue < 60    ? low + (high - low) * hue / 60
         : hue < 180 ? high
         : hue < 240 ? low + (high - low) * (240 - hue) / 60
                     : low;
}

static Value call_hsl(const Call *call) {
  double h, s, l, opacity;
  if (!channels(call, &h, &s, &l, &opacity)) return color_value(call, parsed(call, 0));
  if (isnan(h) || isnan(s)) h = s = 0;
  double high = l + (l < 0.5 ? l : 1 - l) * s, low = 2 * l - high;
  return color_value(call, (Rgba){unit(hsl_channel(h + 120, low, high)), unit(hsl_channel(h, low, high)),
                                  unit(hsl_channel(h - 120, low, high)), unit(opacity)});
}

static double from_lab(double t) { return t > 6.0 / 29 ? t * t * t : 3 * (6.0 / 29) * (6.0 / 29) * (t - 4.0 / 29); }
static double to_srgb(double x) { return unit(x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055); }

static Rgba lab_color(double l, double a, double b, double opacity) {
  double fy = (l + 16) / 116;
  double x = 0.96422 * from_lab(isnan(a) ? fy : fy + a / 500), y = from_lab(fy);
  double z = 0.82521 * from_lab(isnan(b) ? fy : fy - b / 200);
  return (Rgba){to_srgb(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
                to_srgb(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
                to_srgb(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), unit(opacity)};
}

static Value call_lab(const Call *call) {
  double l, a, b, opacity;
  if (!channels(call, &l, &a, &b, &opacity)) return color_value(call, parsed(call, 0));
  return color_value(call, lab_color(l, a, b, opacity));
}

static Value call_hcl(const Call *call) {
  double h, c, l, opacity;
  if (!channels(call, &h, &c, &l, &opacity)) return color_value(call, parsed(call, 0));
  double angle = h * G_PI / 180;
  return color_value(call,
                     isnan(h) ? lab_color(l, 0, 0, opacity) : lab_color(l, cos(angle) * c, sin(angle) * c, opacity));
}

/* False for text that is not a colour, and for colours without any: d3 gives those channels that are NaN. */
static bool visible(const Call *call, size_t i, Rgba *color) {
  return color_parse(argument_string(call, i), color) && color->a > 0;
}

static Value call_luminance(const Call *call) {
  Rgba color;
  return value_number(visible(call, 0, &color) ? color_luminance(color) : NAN);
}

static Value call_contrast(const Call *call) {
  Rgba a, b;
  return value_number(visible(call, 0, &a) && visible(call, 1, &b) ? color_contrast(a, b) : NAN);
}

const Function functions_color[] = {
    {"contrast", call_contrast, FUNCTION_PURE, NULL, 0},
    {"hcl", call_hcl, FUNCTION_PURE, NULL, 0},
    {"hsl", call_hsl, FUNCTION_PURE, NULL, 0},
    {"lab", call_lab, FUNCTION_PURE, NULL, 0},
    {"luminance", call_luminance, FUNCTION_PURE, NULL, 0},
    {"rgb", call_rgb, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
