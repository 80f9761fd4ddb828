/* color/interpolate.c: ramps of colours in the spaces of d3-interpolate, using the formulas of d3-color.
 *
 * A colour that has no hue (a grey) or no channels at all (fully transparent) carries NaN there, and the interpolation
 * then takes the other colour's channel. Colours are three channels and an alpha in whichever space; channels of red,
 * green and blue run from 0 to 255 here, as in d3.
 */
#include "color/interpolate.h"
#include <math.h>
#include <string.h>

enum { CHANNELS = 4 };

typedef struct Space {
  const char *name;
  void (*from_rgb)(const double rgb[3], double out[3]);
  void (*to_rgb)(const double in[3], double rgb[3]);
  bool short_hue;         /* the first channel is an angle, taken the short way round */
  bool gamma_of_channels; /* gamma bends every channel */
  bool gamma_of_time;     /* gamma bends the time of the third channel (lightness) */
  bool spline, closed;
} Space;

typedef struct Stretch {
  double start[CHANNELS], change[CHANNELS];
  bool moves[CHANNELS]; /* not the same at both ends; gamma bends only what moves */
} Stretch;

struct ColorRamp {
  const Space *space;
  double gamma; /* 1: none */
  size_t count; /* stretches, or colours of a spline */
  const Stretch *stretches;
  const Rgba *colors; /* of a spline */
};

static const double degrees = 180 / G_PI, radians = G_PI / 180;

/* JavaScript's Math.pow(): unlike C's, 1 to the power of NaN or of infinity is NaN. */
static double power(double base, double exponent) {
  return fabs(base) == 1 && !isfinite(exponent) ? (double)NAN : pow(base, exponent);
}

static void rgb_from_rgb(const double rgb[3], double out[3]) { memcpy(out, rgb, 3 * sizeof(double)); }

static void hsl_from_rgb(const double rgb[3], double out[3]) {
  double r = rgb[0] / 255, g = rgb[1] / 255, b = rgb[2] / 255;
  double low = fmin(r, fmin(g, b)), high = fmax(r, fmax(g, b));
  double h = NAN, s = high - low, l = (high + low) / 2;
  if (isnan(r) || isnan(g) || isnan(b)) s = l = NAN;
  if (s > 0) {
    h = r == high ? (g - b) / s + (g < b) * 6 : g == high ? (b - r) / s + 2 : (r - g) / s + 4;
    s /= l < .5 ? high + low : 2 - high - low;
    h *= 60;
  } else {
    s = l > 0 && l < 1 ? 0 : NAN;
  }
  out[0] = h, out[1] = s, out[2] = l;
}

static double hsl_channel(double h, double low, double high) {
  double share = h < 60 ? h / 60 : h < 180 ? 1 : h < 240 ? (240 - h) / 60 : 0;
  return (low + (high - low) * share) * 255;
}

static void hsl_to_rgb(const double in[3], double rgb[3]) {
  double h = fmod(in[0], 360) + (in[0] < 0) * 360, s = isnan(h) || isnan(in[1]) ? 0 : in[1], l = in[2];
  if (isnan(h)) h = 0;
  double high = l + (l < .5 ? l : 1 - l) * s, low = 2 * l - high;
  rgb[0] = hsl_channel(h >= 240 ? h - 240 : h + 120, low, high);
  rgb[1] = hsl_channel(h, low, high);
  rgb[2] = hsl_channel(h < 120 ? h + 240 : h - 120, low, high);
}

/* CIE L*a*b* with the D50 white point. */
static const double white_x = .96422, white_z = .82521;
static const double lab_offset = 4.0 / 29, lab_knee = 6.0 / 29;

static double lab_compress(double t) {
  return t > lab_knee * lab_knee * lab_knee ? pow(t, 1.0 / 3) : t / (3 * lab_knee * lab_knee) + lab_offset;
}

static double lab_expand(double t) { return t > lab_knee ? t * t * t : 3 * lab_knee * lab_knee * (t - lab_offset); }

static double light_from_channel(double x) {
  x /= 255;
  return x <= .04045 ? x / 12.92 : pow((x + .055) / 1.055, 2.4);
}

static double channel_from_light(double x) {
  return 255 * (x <= .0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - .055);
}

static void lab_from_rgb(const double rgb[3], double out[3]) {
  double r = light_from_channel(rgb[0]), g = light_from_channel(rgb[1]), b = light_from_channel(rgb[2]);
  double y = lab_compress(.2225045 * r + .7168786 * g + .0606169 * b), x = y, z = y;
  if (!(r == g && g == b)) {
    x = lab_compress((.4360747 * r + .3850649 * g + .1430804 * b) / white_x);
    z = lab_compress((.0139322 * r + .0971045 * g + .7141733 * b) / white_z);
  }
  out[0] = 116 * y - 16, out[1] = 500 * (x - y), out[2] = 200 * (y - z);
}

static void lab_to_rgb(const double in[3], double rgb[3]) {
  double y = (in[0] + 16) / 116, x = isnan(in[1]) ? y : y + in[1] / 500, z = isnan(in[2]) ? y : y - in[2] / 200;
  x = white_x * lab_expand(x), y = lab_expand(y), z = white_z * lab_expand(z);
  rgb[0] = channel_from_light(3.1338561 * x - 1.6168667 * y - .4906146 * z);
  rgb[1] = channel_from_light(-.9787684 * x + 1.9161415 * y + .0334540 * z);
  rgb[2] = channel_from_light(.0719453 * x - .2289914 * y + 1.4052427 * z);
}

/* Hue, chroma, lightness: L*a*b* in polar form. */
static void hcl_from_rgb(const double rgb[3], double out[3]) {
  double lab[3];
  lab_from_rgb(rgb, lab);
  out[2] = lab[0];
  if (lab[1] == 0 && lab[2] == 0) {
    out[0] = NAN, out[1] = lab[0] > 0 && lab[0] < 100 ? 0 : NAN;
    return;
  }
  double h = atan2(lab[2], lab[1]) * degrees;
  out[0] = h < 0 ? h + 360 : h, out[1] = sqrt(lab[1] * lab[1] + lab[2] * lab[2]);
}

static void hcl_to_rgb(const double in[3], double rgb[3]) {
  double h = in[0] * radians;
  double lab[3] = {in[2], isnan(h) ? 0 : cos(h) * in[1], isnan(h) ? 0 : sin(h) * in[1]};
  lab_to_rgb(lab, rgb);
}

/* Green's cubehelix. */
static const double helix_a = -.14861, helix_b = 1.78277, helix_c = -.29227, helix_d = -.90649, helix_e = 1.97294;

static void cubehelix_from_rgb(const double rgb[3], double out[3]) {
  const double ed = helix_e * helix_d, eb = helix_e * helix_b, mixed = helix_b * helix_c - helix_d * helix_a;
  double r = rgb[0] / 255, g = rgb[1] / 255, b = rgb[2] / 255;
  double l = (mixed * b + ed * r - eb * g) / (mixed + ed - eb), bl = b - l;
  double k = (helix_e * (g - l) - helix_c * bl) / helix_d;
  double s = sqrt(k * k + bl * bl) / (helix_e * l * (1 - l));
  double h = s != 0 && !isnan(s) ? atan2(k, bl) * degrees - 120 : NAN;
  out[0] = h < 0 ? h + 360 : h, out[1] = s, out[2] = l;
}

static void cubehelix_to_rgb(const double in[3], double rgb[3]) {
  double h = isnan(in[0]) ? 0 : (in[0] + 120) * radians, l = in[2], a = isnan(in[1]) ? 0 : in[1] * l * (1 - l);
  rgb[0] = 255 * (l + a * (helix_a * cos(h) + helix_b * sin(h)));
  rgb[1] = 255 * (l + a * (helix_c * cos(h) + helix_d * sin(h)));
  rgb[2] = 255 * (l + a * (helix_e * cos(h)));
}

static const Space spaces[] = {
    {"rgb", rgb_from_rgb, rgb_from_rgb, .gamma_of_channels = true},
    {"hsl", hsl_from_rgb, hsl_to_rgb, .short_hue = true},
    {"hsl-long", hsl_from_rgb, hsl_to_rgb, .short_hue = false},
    {"lab", lab_from_rgb, lab_to_rgb, .short_hue = false},
    {"hcl", hcl_from_rgb, hcl_to_rgb, .short_hue = true},
    {"hcl-long", hcl_from_rgb, hcl_to_rgb, .short_hue = false},
    {"cubehelix", cubehelix_from_rgb, cubehelix_to_rgb, .short_hue = true, .gamma_of_time = true},
    {"cubehelix-long", cubehelix_from_rgb, cubehelix_to_rgb, .gamma_of_time = true},
    {"rgb-basis", rgb_from_rgb, rgb_from_rgb, .spline = true},
    {"rgb-basis-closed", rgb_from_rgb, rgb_from_rgb, .spline = true, .closed = true},
};

const char *const color_space_names[] = {"rgb",      "hsl",       "hsl-long",       "lab",       "hcl",
                                         "hcl-long", "cubehelix", "cubehelix-long", "rgb-basis", "rgb-basis-closed",
                                         NULL};

static const Space *space_find(const char *name) {
  if (!name) return &spaces[0];
  for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
    if (g_ascii_strcasecmp(spaces[i].name, name) == 0) return &spaces[i];
  return NULL;
}

bool color_space_is_known(const char *space) { return space_find(space) != NULL; }

/* In 255ths, rounded to remove the error of the earlier division. */
static double channel_255(double channel) {
  double scaled = channel * 255, whole = round(scaled);
  return fabs(scaled - whole) < 1e-9 ? whole : scaled;
}

static void to_space(const Space *space, Rgba color, double out[CHANNELS]) {
  double rgb[3] = {channel_255(color.r), channel_255(color.g), channel_255(color.b)};
  if (!(color.a > 0)) rgb[0] = rgb[1] = rgb[2] = NAN;
  space->from_rgb(rgb, out);
  out[3] = color.a < 0 ? NAN : color.a;
}

static void stretch_between(const ColorRamp *ramp, Rgba from, Rgba to, Stretch *out) {
  double a[CHANNELS], b[CHANNELS];
  to_space(ramp->space, from, a);
  to_space(ramp->space, to, b);
  for (size_t i = 0; i < CHANNELS; i++) {
    double change = b[i] - a[i];
    if (i == 0 && ramp->space->short_hue && fabs(change) > 180) change -= 360 * floor(change / 360 + .5);
    out->moves[i] = change != 0 && !isnan(change);
    out->start[i] = isnan(a[i]) ? b[i] : a[i];
    out->change[i] = change;
    if (!out->moves[i] || i == 3 || !ramp->space->gamma_of_channels || ramp->gamma == 1) continue;
    out->start[i] = power(a[i], ramp->gamma);
    out->change[i] = power(b[i], ramp->gamma) - out->start[i];
  }
}

const ColorRamp *color_ramp_create(const Rgba *colors, size_t count, const char *space_name, double gamma,
                                   Arena *arena) {
  const Space *space = space_find(space_name);
  if (!space) return NULL;
  ColorRamp *ramp = arena_new(arena, ColorRamp);
  ramp->space = space;
  ramp->gamma = isnan(gamma) ? 1 : gamma;
  if (space->spline) {
    Rgba *copy = arena_array(arena, Rgba, count);
    if (count) memcpy(copy, colors, count * sizeof *copy);
    ramp->count = count;
    ramp->colors = copy;
    return ramp;
  }
  ramp->count = count > 1 ? count - 1 : count;
  Stretch *stretches = arena_array(arena, Stretch, ramp->count);
  for (size_t i = 0; i < ramp->count; i++)
    stretch_between(ramp, colors[i], colors[i + 1 < count ? i + 1 : i], &stretches[i]);
  ramp->stretches = stretches;
  return ramp;
}

static double byte_fraction(double channel) {
  double rounded = floor(channel + .5);
  return rounded >= 255 ? 1 : rounded > 0 ? rounded / 255 : 0;
}

static Rgba from_255(const double rgb[3], double alpha) {
  double a = isnan(alpha) || alpha > 1 ? 1 : alpha < 0 ? 0 : alpha;
  return (Rgba){byte_fraction(rgb[0]), byte_fraction(rgb[1]), byte_fraction(rgb[2]), a};
}

static double basis(double t, double v0, double v1, double v2, double v3) {
  double t2 = t * t, t3 = t2 * t;
  return ((1 - 3 * t + 3 * t2 - t3) * v0 + (4 - 6 * t2 + 3 * t3) * v1 + (1 + 3 * t + 3 * t2 - 3 * t3) * v2 + t3 * v3) /
         6;
}

static double spline_channel(const ColorRamp *ramp, size_t k, double t) {
  const double *first = &ramp->colors[0].r + k;
  size_t n = ramp->count, step = sizeof(Rgba) / sizeof(double);
#define AT(i) (first[(i)*step] * 255)
  if (n < 2) return AT(0);
  if (ramp->space->closed) {
    t -= floor(t);
    size_t i = (size_t)floor(t * (double)n);
    return basis(t * (double)n - (double)i, AT((i + n - 1) % n), AT(i % n), AT((i + 1) % n), AT((i + 2) % n));
  }
  t = t <= 0 ? 0 : t >= 1 ? 1 : t;
  size_t last = n - 1, i = t >= 1 ? last - 1 : (size_t)floor(t * (double)last);
  double v1 = AT(i), v2 = AT(i + 1), v0 = i > 0 ? AT(i - 1) : 2 * v1 - v2, v3 = i + 1 < last ? AT(i + 2) : 2 * v2 - v1;
#undef AT
  return basis(t * (double)last - (double)i, v0, v1, v2, v3);
}

static Rgba spline_at(const ColorRamp *ramp, double t) {
  double rgb[3];
  for (size_t k = 0; k < 3; k++) rgb[k] = spline_channel(ramp, k, t);
  return from_255(rgb, 1);
}

Rgba color_ramp_at(const ColorRamp *ramp, double t) {
  if (isnan(t) || ramp->count == 0) return (Rgba){0, 0, 0, -1};
  if (ramp->space->spline) return spline_at(ramp, t);
  double n = (double)ramp->count, scaled = t * n, index = floor(scaled);
  index = index < 0 ? 0 : index > n - 1 ? n - 1 : index;
  const Stretch *stretch = &ramp->stretches[(size_t)index];
  double time = scaled - index, channels[CHANNELS], rgb[3];
  for (size_t i = 0; i < CHANNELS; i++) {
    double bent = i == 2 && ramp->space->gamma_of_time && ramp->gamma != 1 ? power(time, ramp->gamma) : time;
    channels[i] = stretch->moves[i] ? stretch->start[i] + bent * stretch->change[i] : stretch->start[i];
    bool powered = i < 3 && stretch->moves[i] && ramp->space->gamma_of_channels && ramp->gamma != 1;
    if (powered) channels[i] = power(channels[i], 1 / ramp->gamma);
  }
  ramp->space->to_rgb(channels, rgb);
  return from_255(rgb, channels[3]);
}
