/* color/color.c: reading and writing CSS colours (CSS Color Module Level 4: hex, names, rgb(), hsl()), and WCAG 2
 * contrast.
 *
 * Both argument forms are accepted: commas, as in d3-color, and spaces with a slash before the alpha.
 */
#include "color/color.h"
#include "color/names.h"
#include <math.h>
#include <string.h>

typedef struct Argument {
  double value;
  bool percent;
} Argument;

static bool color_none(Rgba *out) {
  *out = (Rgba){0, 0, 0, -1};
  return false;
}

static double clamp_unit(double x) { return x >= 1 ? 1 : x > 0 ? x : 0; }

static bool parse_hex(const char *digits, Rgba *out) {
  size_t length = strlen(digits);
  unsigned nibbles[8] = {0};
  if (length != 3 && length != 4 && length != 6 && length != 8) return color_none(out);
  for (size_t i = 0; i < length; i++) {
    int digit = g_ascii_xdigit_value(digits[i]);
    if (digit < 0) return color_none(out);
    nibbles[i] = (unsigned)digit;
  }
  bool is_short = length <= 4;
  size_t channels = is_short ? length : length / 2;
  double parts[4] = {0, 0, 0, 1};
  for (size_t i = 0; i < channels; i++)
    parts[i] = (is_short ? nibbles[i] * 17 : nibbles[2 * i] * 16 + nibbles[2 * i + 1]) / 255.0;
  *out = (Rgba){parts[0], parts[1], parts[2], parts[3]};
  return true;
}

static bool parse_name(const char *name, Rgba *out) {
  size_t low = 0, high = color_name_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(name, color_names[middle].name);
    if (order == 0) {
      guint32 rgb = color_names[middle].rgb;
      *out = (Rgba){(rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, 1};
      return true;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return color_none(out);
}

/* The three or four arguments between the parentheses; 0 when they are malformed. */
static size_t parse_arguments(const char *text, Argument arguments[4]) {
  size_t count = 0;
  while (g_ascii_isspace(*text)) text++;
  while (*text && *text != ')') {
    if (count == 4 || !(g_ascii_isdigit(*text) || strchr("+-.", *text))) return 0;
    char *end;
    arguments[count].value = g_ascii_strtod(text, &end);
    if (end == text || !isfinite(arguments[count].value)) return 0;
    arguments[count].percent = *end == '%';
    text = end + (*end == '%' ? 1 : g_str_has_prefix(end, "deg") ? 3 : 0);
    count++;
    while (g_ascii_isspace(*text)) text++;
    if (*text == ',' || *text == '/') {
      text++;
      while (g_ascii_isspace(*text)) text++;
      if (*text == ')') return 0;
    }
  }
  if (*text != ')' || text[1] != '\0') return 0;
  return count >= 3 ? count : 0;
}

static double hsl_channel(double hue, double low, double high) {
  hue = fmod(hue, 360);
  if (hue < 0) hue += 360;
  if (hue < 60) return low + (high - low) * hue / 60;
  if (hue < 180) return high;
  return hue < 240 ? low + (high - low) * (240 - hue) / 60 : low;
}

static bool parse_function(const char *text, Rgba *out) {
  bool hsl = g_str_has_prefix(text, "hsl");
  if (!hsl && !g_str_has_prefix(text, "rgb")) return color_none(out);
  text += text[3] == 'a' ? 4 : 3;
  Argument arguments[4] = {0};
  size_t count = *text == '(' ? parse_arguments(text + 1, arguments) : 0;
  if (!count) return color_none(out);
  double alpha = count < 4 ? 1 : arguments[3].percent ? arguments[3].value / 100 : arguments[3].value;
  alpha = clamp_unit(alpha);
  if (hsl) {
    double s = clamp_unit(arguments[1].value / 100), l = clamp_unit(arguments[2].value / 100), h = arguments[0].value;
    double high = l + (l < .5 ? l : 1 - l) * s, low = 2 * l - high;
    *out = (Rgba){hsl_channel(h + 120, low, high), hsl_channel(h, low, high), hsl_channel(h - 120, low, high), alpha};
    return true;
  }
  double parts[3];
  for (size_t i = 0; i < 3; i++) parts[i] = clamp_unit(arguments[i].value / (arguments[i].percent ? 100 : 255));
  *out = (Rgba){parts[0], parts[1], parts[2], alpha};
  return true;
}

bool color_parse(const char *text, Rgba *out) {
  enum { LONGEST = 128 };
  char buffer[LONGEST] = "";
  color_none(out);
  if (!text) return false;
  while (g_ascii_isspace(*text)) text++;
  size_t length = strlen(text);
  while (length && g_ascii_isspace(text[length - 1])) length--;
  if (length == 0 || length >= LONGEST) return false;
  for (size_t i = 0; i < length; i++) buffer[i] = g_ascii_tolower(text[i]);
  buffer[length] = '\0';
  if (*buffer == '#') return parse_hex(buffer + 1, out);
  if (strcmp(buffer, "none") == 0) return true;
  if (strcmp(buffer, "transparent") == 0) {
    *out = (Rgba){0, 0, 0, 0};
    return true;
  }
  return strchr(buffer, '(') ? parse_function(buffer, out) : parse_name(buffer, out);
}

const char *const *color_keywords(Arena *arena) {
  const char **names = arena_array(arena, const char *, color_name_count + 2);
  for (size_t i = 0; i < color_name_count; i++) names[i] = color_names[i].name;
  names[color_name_count] = "transparent";
  names[color_name_count + 1] = NULL;
  return names;
}

static unsigned channel_byte(double channel) { return (unsigned)floor(clamp_unit(channel) * 255 + .5); }

/* The shortest decimal that reads back as the same number. */
static const char *shortest(double number, char *buffer, int size) {
  for (int digits = 1; digits <= 17; digits++) {
    char format[16];
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(buffer, size, format, number);
    if (g_ascii_strtod(buffer, NULL) == number) break;
  }
  return buffer;
}

char *color_to_text(Rgba color, Arena *arena) {
  unsigned r = channel_byte(color.r), g = channel_byte(color.g), b = channel_byte(color.b);
  if (color.a < 0) return arena_strdup(arena, "none");
  if (color.a >= 1 || isnan(color.a)) return arena_printf(arena, "rgb(%u, %u, %u)", r, g, b);
  char alpha[G_ASCII_DTOSTR_BUF_SIZE];
  return arena_printf(arena, "rgba(%u, %u, %u, %s)", r, g, b, shortest(color.a, alpha, sizeof alpha));
}

const char *color_to_hex(Rgba color, char *buffer) {
  g_snprintf(buffer, 8, "#%02x%02x%02x", channel_byte(color.r), channel_byte(color.g), channel_byte(color.b));
  return buffer;
}

static double linear_light(double channel) {
  channel = clamp_unit(channel);
  return channel <= .03928 ? channel / 12.92 : pow((channel + .055) / 1.055, 2.4);
}

double color_luminance(Rgba color) {
  return .2126 * linear_light(color.r) + .7152 * linear_light(color.g) + .0722 * linear_light(color.b);
}

double color_contrast(Rgba a, Rgba b) {
  double x = color_luminance(a), y = color_luminance(b);
  return (fmax(x, y) + .05) / (fmin(x, y) + .05);
}
