/* Every type of scale against Vega's answers (reference_cases.h). */
#include "reference_cases.h"
#include "scale/family.h"
#include "time/calendar.h"
#include <math.h>
#include <string.h>

typedef struct Case {
  Arena *arena;
  const Json *definition, *asked, *expected;
  const Scale *scale;
} Case;

static Value read_value(const Json *json, Arena *arena) {
  const Json *date = json_get(json, "date");
  return date ? value_date(date_parse(json_string(date, ""))) : value_from_json(json, arena);
}

static void read_domain(const Json *definition, ScaleSpec *spec, Arena *arena) {
  const Json *domain = json_get(definition, "domain");
  Value *values = arena_array(arena, Value, json_count(domain));
  for (size_t i = 0; i < json_count(domain); i++) values[i] = read_value(json_at(domain, i), arena);
  spec->domain = values;
  spec->domain_count = json_count(domain);
}

static const Rgba *read_colors(const Json *list, Arena *arena) {
  Rgba *colors = arena_array(arena, Rgba, json_count(list));
  for (size_t i = 0; i < json_count(list); i++)
    if (!color_parse(json_string(json_at(list, i), ""), &colors[i])) return NULL;
  return colors;
}

static void read_range(const Json *definition, ScaleSpec *spec, Arena *arena) {
  const Json *range = json_get(definition, "range"), *scheme = json_get(definition, "scheme");
  size_t n = spec->range_count = json_count(range);
  if (json_is(scheme, JSON_ARRAY)) {
    spec->scheme_colors = read_colors(scheme, arena);
    spec->scheme_color_count = json_count(scheme);
  }
  spec->scheme = json_string(scheme, NULL);
  double *numbers = arena_array(arena, double, n);
  const char **strings = arena_array(arena, const char *, n);
  for (size_t i = 0; i < n; i++) {
    numbers[i] = json_number(json_at(range, i), NAN);
    strings[i] = json_string(json_at(range, i), "");
  }
  spec->range_numbers = numbers;
  spec->range_strings = strings;
  spec->range_colors = read_colors(range, arena);
  spec->range_kind = json_is(json_at(range, 0), JSON_NUMBER) ? RANGE_NUMBERS
                     : spec->range_colors                    ? RANGE_COLORS
                                                             : RANGE_STRINGS;
}

static double read_number(const Json *definition, const char *key, double otherwise) {
  return json_number(json_get(definition, key), otherwise);
}

static const Scale *read_scale(const Json *definition, Arena *arena) {
  ScaleSpec spec = scale_spec(scale_type_find(json_string(json_get(definition, "type"), NULL)));
  read_domain(definition, &spec, arena);
  read_range(definition, &spec, arena);
  const Json *interpolate = json_get(definition, "interpolate");
  spec.interpolate = json_string(json_is(interpolate, JSON_OBJECT) ? json_get(interpolate, "type") : interpolate, NULL);
  spec.interpolate_gamma = json_number(json_get(interpolate, "gamma"), NAN);
  spec.scheme_extent = json_get(definition, "schemeExtent");
  spec.scheme_count = read_number(definition, "schemeCount", 0);
  spec.nice = json_get(definition, "nice");
  spec.zero = json_boolean(json_get(definition, "zero"), spec.zero);
  /* a colour scale is of Vega's type sequential-linear, which has no zero by itself */
  if (!json_has(definition, "zero") && (spec.scheme || spec.range_kind == RANGE_COLORS)) spec.zero = false;
  spec.clamp = json_is_true(json_get(definition, "clamp"));
  spec.reverse = json_is_true(json_get(definition, "reverse"));
  spec.round = json_is_true(json_get(definition, "round"));
  spec.exponent = read_number(definition, "exponent", 0);
  spec.base = read_number(definition, "base", 0);
  spec.constant = read_number(definition, "constant", 0);
  spec.has_domain_min = json_has(definition, "domainMin");
  spec.has_domain_max = json_has(definition, "domainMax");
  spec.has_domain_mid = json_has(definition, "domainMid");
  spec.domain_min = read_number(definition, "domainMin", NAN);
  spec.domain_max = read_number(definition, "domainMax", NAN);
  spec.domain_mid = read_number(definition, "domainMid", NAN);
  double padding = read_number(definition, "padding", NAN);
  bool banded = scale_type_is_placed(spec.type);
  spec.padding = padding;
  spec.padding_inner = read_number(definition, "paddingInner", banded && !isnan(padding) ? padding : 0);
  spec.padding_outer = read_number(definition, "paddingOuter", banded && !isnan(padding) ? padding : 0);
  spec.align = read_number(definition, "align", .5);
  spec.bins = json_get(definition, "bins");
  return scale_create(&spec, arena);
}

static bool near(double a, double b) { return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b))); }

static bool agrees(const Json *expected, Value value) {
  if (json_is_string(expected, "-inf")) return value.number == -(double)INFINITY;
  if (json_is(expected, JSON_NUMBER))
    return (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) && near(value.number, expected->number);
  if (json_is(expected, JSON_STRING)) return value.kind == VALUE_STRING && strcmp(value.string, expected->string) == 0;
  if (json_is(expected, JSON_BOOLEAN)) return value.kind == VALUE_BOOLEAN && value.boolean == expected->boolean;
  if (json_is(expected, JSON_ARRAY)) {
    for (size_t i = 0; i < json_count(expected); i++)
      if (value.kind != VALUE_ARRAY || !agrees(json_at(expected, i), value.array->items[i])) return false;
    return true;
  }
  return value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL ||
         (value.kind == VALUE_NUMBER && isnan(value.number));
}

static void check(const Case *at, const char *what, const Json *expected, Value value) {
  if (agrees(expected, value)) return;
  g_test_message("%s %s: expected %s, have %s", json_to_text(at->arena, at->definition), what,
                 json_to_text(at->arena, expected), value_to_string(value, at->arena));
  g_test_fail();
}

static void check_list(const Case *at, const char *what, const Json *expected, const Value *values, size_t count) {
  if (!expected) return;
  if (json_count(expected) != count) {
    g_test_message("%s %s: expected %zu, have %zu", json_to_text(at->arena, at->definition), what, json_count(expected),
                   count);
    g_test_fail();
    return;
  }
  for (size_t i = 0; i < count; i++) check(at, what, json_at(expected, i), values[i]);
}

/* Some ranges of colours are names in Vega and colours here. */
static const Json *as_color_text(const Json *text, Arena *arena) {
  Rgba color;
  if (!json_is(text, JSON_STRING) || !color_parse(text->string, &color)) return text;
  return json_new_string(arena, text->place, color_to_text(color, arena));
}

static void check_mapping(const Case *at) {
  const Json *in = json_get(at->asked, "in"), *out = json_get(at->expected, "out");
  Value *values = arena_array(at->arena, Value, json_count(in));
  for (size_t i = 0; i < json_count(in); i++) {
    values[i] = value_from_json(json_at(in, i), at->arena);
    check(at, "value", as_color_text(json_at(out, i), at->arena), scale_map_value(at->scale, values[i], at->arena));
  }
  /* whole columns give what single values give */
  const Column *column = column_from_values(values, json_count(in), at->arena);
  const double *numbers = scale_map_numbers(at->scale, column, at->arena);
  const Rgba *colors = scale_map_colors(at->scale, column, at->arena);
  for (size_t i = 0; i < column->length; i++) {
    double number = scale_map_number(at->scale, values[i]);
    Rgba color = scale_map_color(at->scale, values[i]);
    g_assert_true((isnan(number) && isnan(numbers[i])) || number == numbers[i]);
    g_assert_cmpmem(&color, sizeof color, &colors[i], sizeof color);
  }
}

static void check_guides(const Case *at) {
  const Json *interval = json_get(at->asked, "interval"), *ticks = json_get(at->expected, "ticks");
  double count = read_number(at->asked, "count", interval ? NAN : 10), step = read_number(at->asked, "minstep", 0);
  size_t n;
  const Value *values = scale_ticks(at->scale, count, interval, step, &n, at->arena);
  if (ticks) check_list(at, "ticks", ticks, values, n);
  values = scale_legend_values(at->scale, count, interval, step, &n, at->arena);
  check_list(at, "labels", json_get(at->expected, "labels"), values, n);
}

static void check_gradient(const Case *at) {
  const Json *expected = json_get(at->expected, "grad");
  size_t n;
  const ScaleStop *stops = scale_gradient(at->scale, 0, &n, at->arena);
  if (!expected) return;
  g_assert_cmpuint(n, ==, json_count(expected));
  for (size_t i = 0; i < n; i++) {
    check(at, "stop", json_at(json_at(expected, i), 0), value_number(stops[i].fraction));
    check(at, "stop", json_at(json_at(expected, i), 1), value_string(color_to_text(stops[i].color, at->arena)));
  }
}

static void test_scale_agrees_with_vega(gconstpointer data) {
  const char *const *texts = data;
  Arena *arena = arena_create();
  Case at = {arena, json_literal(arena, (Place){0}, texts[0]), json_literal(arena, (Place){0}, texts[1]),
             json_literal(arena, (Place){0}, texts[2]), NULL};
  at.scale = read_scale(at.definition, arena);
  size_t n;
  const Value *domain = scale_domain(at.scale, &n);
  check_list(&at, "domain", json_get(at.expected, "domain"), domain, n);
  check_mapping(&at);
  const Json *inverted = json_get(at.expected, "inv");
  for (size_t i = 0; i < json_count(inverted); i++)
    check(&at, "invert", json_at(inverted, i), scale_invert(at.scale, json_at(json_get(at.asked, "inv"), i)->number));
  if (json_has(at.expected, "step")) {
    check(&at, "bandwidth", json_get(at.expected, "bandwidth"), value_number(scale_bandwidth(at.scale)));
    check(&at, "step", json_get(at.expected, "step"), value_number(at.scale->step));
  }
  if (json_has(at.expected, "labels")) check_guides(&at);
  check_gradient(&at);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions();
  for (size_t i = 0; i < G_N_ELEMENTS(reference_cases); i++) {
    char *path = g_strdup_printf("/scale/vega/%02zu", i);
    g_test_add_data_func(path, reference_cases[i], test_scale_agrees_with_vega);
    g_free(path);
  }
  return g_test_run();
}
