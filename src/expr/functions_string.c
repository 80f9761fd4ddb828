/* expr/functions_string.c: JavaScript's String; lengths and positions are in UTF-16 units. */
#include "base/decimal.h"
#include "base/temporary.h"
#include "expr/function.h"
#include "format/utf16.h"
#include <string.h>

enum { LONGEST_PAD = 1 << 20 };

static Value text_value(const Call *call, const char *start, size_t bytes) {
  return value_string(arena_strndup(call->at->arena, start, bytes));
}

/* Units [from, to) of a text. */
static Value cut(const Call *call, const char *text, double from, double to) {
  if (!(from < to)) return value_string("");
  size_t start = utf16_to_byte(text, (size_t)from), end = utf16_to_byte(text, (size_t)to);
  return text_value(call, text + start, end - start);
}

/* ToIntegerOrInfinity, with a value for undefined. */
static double argument_integer(const Call *call, size_t i, double otherwise) {
  Value value = argument(call, i);
  if (value.kind == VALUE_UNDEFINED) return otherwise;
  double number = value_to_number(value);
  return isnan(number) ? 0 : trunc(number);
}

static double clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

static Value call_substring(const Call *call) {
  const char *text = argument_string(call, 0);
  double length = (double)utf16_length(text);
  double a = clamp(argument_integer(call, 1, 0), 0, length), b = clamp(argument_integer(call, 2, length), 0, length);
  return cut(call, text, fmin(a, b), fmax(a, b));
}

static double from_end(double index, double length) {
  return index < 0 ? fmax(0, length + index) : fmin(index, length);
}

static Value call_slice(const Call *call) {
  Value sequence = argument(call, 0);
  bool is_array = sequence.kind == VALUE_ARRAY;
  if (!is_array && sequence.kind != VALUE_STRING) return value_undefined();
  double length = (double)(is_array ? sequence.array->count : utf16_length(sequence.string));
  double from = from_end(argument_integer(call, 1, 0), length),
         to = from_end(argument_integer(call, 2, length), length);
  if (!is_array) return cut(call, sequence.string, from, to);
  return value_array(sequence.array->items + (size_t)from, to > from ? (size_t)(to - from) : 0, call->at->arena);
}

static Value call_upper(const Call *call) {
  char *text = g_utf8_strup(argument_string(call, 0), -1);
  arena_temporary(call->at->arena, text);
  return text_value(call, text, strlen(text));
}

static Value call_lower(const Call *call) {
  char *text = g_utf8_strdown(argument_string(call, 0), -1);
  arena_temporary(call->at->arena, text);
  return text_value(call, text, strlen(text));
}

static Value call_trim(const Call *call) {
  const char *start = text_skip_space(argument_string(call, 0)), *end = start + strlen(start);
  for (const char *before; end > start && (before = g_utf8_prev_char(end)) && text_is_space(g_utf8_get_char(before));)
    end = before;
  return text_value(call, start, (size_t)(end - start));
}

static void append_repeated(GString *out, const char *text, double count) {
  for (double i = 0; i < count; i++) g_string_append(out, text);
}

static Value call_pad(const Call *call) {
  const char *text = argument_string(call, 0),
             *fill = argument(call, 2).kind == VALUE_UNDEFINED ? " " : argument_string(call, 2);
  const char *align = argument_string(call, 3);
  double missing = argument_number(call, 1) - (double)utf16_length(text);
  if (!(missing > 0)) return value_string(text);
  if (missing * (double)strlen(fill) > LONGEST_PAD) {
    evaluation_error(call->at, "E366", "padding to %g characters is too long", argument_number(call, 1));
    return value_string(text);
  }
  if (!*fill) fill = " ";
  GString *out = g_string_new(NULL);
  arena_temporary(call->at->arena, out);
  bool left = strcmp(align, "left") == 0, center = strcmp(align, "center") == 0;
  append_repeated(out, fill, left ? floor(missing) : center ? trunc(missing / 2) : 0);
  g_string_append(out, text);
  append_repeated(out, fill, left ? 0 : center ? ceil(missing / 2) : floor(missing));
  return text_value(call, out->str, out->len);
}

static Value call_truncate(const Call *call) {
  const char *text = argument_string(call, 0), *align = argument_string(call, 2);
  const char *ellipsis = is_absent(argument(call, 3)) ? "\u2026" : argument_string(call, 3);
  double limit = argument_number(call, 1), length = (double)utf16_length(text);
  if (length <= limit) return value_string(text);
  double kept = fmax(0, limit - (double)utf16_length(ellipsis)), first = kept, last = 0;
  if (isnan(limit)) return value_string(ellipsis);
  if (strcmp(align, "left") == 0)
    first = 0, last = kept;
  else if (strcmp(align, "center") == 0)
    first = ceil(kept / 2), last = floor(kept / 2);
  const char *start = cut(call, text, 0, first).string;
  const char *end = cut(call, text, length - last, length).string;
  return value_string(arena_printf(call->at->arena, "%s%s%s", start, ellipsis, end));
}

static Value call_btoa(const Call *call) {
  const char *text = argument_string(call, 0);
  GByteArray *bytes = g_byte_array_new();
  arena_temporary(call->at->arena, bytes);
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    if (c > 0xFF) {
      evaluation_error(call->at, "E367", "btoa() cannot encode characters beyond Latin-1");
      return value_undefined();
    }
    g_byte_array_append(bytes, &(guint8){(guint8)c}, 1);
  }
  char *encoded = g_base64_encode(bytes->data ? bytes->data : (const guchar *)"", bytes->len);
  arena_temporary(call->at->arena, encoded);
  return text_value(call, encoded, strlen(encoded));
}

static Value call_atob(const Call *call) {
  gsize length;
  guchar *bytes = g_base64_decode(argument_string(call, 0), &length);
  arena_temporary(call->at->arena, bytes);
  GString *out = g_string_new(NULL);
  arena_temporary(call->at->arena, out);
  for (gsize i = 0; i < length; i++) g_string_append_unichar(out, bytes[i] ? bytes[i] : 0xFFFD);
  return text_value(call, out->str, out->len);
}

static Value call_encode_uri_component(const Call *call) {
  char *encoded = g_uri_escape_string(argument_string(call, 0), "!'()*", FALSE);
  arena_temporary(call->at->arena, encoded);
  return text_value(call, encoded, strlen(encoded));
}

static Value call_parse_float(const Call *call) {
  const char *text = text_skip_space(argument_string(call, 0));
  bool sign = *text == '+' || *text == '-';
  if (g_str_has_prefix(text + sign, "Infinity")) return value_number(*text == '-' ? -INFINITY : INFINITY);
  size_t length = decimal_span(text, strlen(text));
  return value_number(length ? decimal_read(text, length) : NAN);
}

static Value call_parse_int(const Call *call) {
  const char *text = text_skip_space(argument_string(call, 0));
  double sign = *text == '-' ? -1 : 1;
  gint32 radix = number_to_int32(argument_number(call, 1));
  if (*text == '+' || *text == '-') text++;
  if ((radix == 0 || radix == 16) && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) text += 2, radix = 16;
  if (radix == 0) radix = 10;
  if (radix < 2 || radix > 36) return value_number(NAN);
  double number = 0;
  const char *start = text;
  for (; g_ascii_isalnum(*text); text++) {
    int digit = g_ascii_isdigit(*text) ? *text - '0' : g_ascii_tolower(*text) - 'a' + 10;
    if (digit >= radix) break;
    number = number * radix + digit;
  }
  if (text == start) return value_number(NAN);
  return value_number(sign * (radix == 10 ? decimal_read(start, (size_t)(text - start)) : number));
}

const Function functions_string[] = {
    {"atob", call_atob, FUNCTION_PURE, NULL, 0},
    {"btoa", call_btoa, FUNCTION_PURE, NULL, 0},
    {"encodeURIComponent", call_encode_uri_component, FUNCTION_PURE, NULL, 0},
    {"lower", call_lower, FUNCTION_PURE, NULL, 0},
    {"pad", call_pad, FUNCTION_PURE, NULL, 0},
    {"parseFloat", call_parse_float, FUNCTION_PURE, NULL, 0},
    {"parseInt", call_parse_int, FUNCTION_PURE, NULL, 0},
    {"slice", call_slice, FUNCTION_PURE, NULL, 0},
    {"substring", call_substring, FUNCTION_PURE, NULL, 0},
    {"trim", call_trim, FUNCTION_PURE, NULL, 0},
    {"truncate", call_truncate, FUNCTION_PURE, NULL, 0},
    {"upper", call_upper, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
