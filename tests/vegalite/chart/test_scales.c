/* The scales of whole charts against Vega-Lite's and Vega's own (scales.json), and against definitions of the wrong kind. */
#include "base/file.h"
#include "vegalite/chart/frames.h"
#include "vegalite/chart/model.h"
#include "vegalite/mark/mark.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

typedef struct Fixture {
  Arena *arena;
  Messages *messages;
  Chart *chart;
  ChartInput input;
} Fixture;

/* False where the spec is refused. */
static bool read_chart(Fixture *at, const Json *json) {
  at->messages = messages_create(at->arena, false);
  at->input = (ChartInput){.json = json, .access = file_access_create(".", NULL, at->arena)};
  at->chart = chart_open(&at->input, at->messages, at->arena);
  return at->chart && chart_compute(at->chart) && messages_error_count(at->messages) == 0;
}

static const ScaleModel *model_named(const Chart *chart, const char *name) {
  for (size_t i = 0;; i++) {
    const ScaleModel *model = scale_set_at(chart->scales, i);
    if (!model || strcmp(model->name, name) == 0) return model;
  }
}

static bool same_color(const char *a, const char *b) {
  Rgba x, y;
  return color_parse(a, &x) && color_parse(b, &y) && fabs(x.r - y.r) + fabs(x.g - y.g) + fabs(x.b - y.b) < .01;
}

static bool agrees(const Json *expected, Value value) {
  if (value.kind == VALUE_DATE) value = value_number(value.number);
  if (json_is(expected, JSON_NUMBER)) {
    double near = 1e-9 * fmax(1, fabs(expected->number));
    return value.kind == VALUE_NUMBER && fabs(value.number - expected->number) <= near;
  }
  if (json_is(expected, JSON_STRING))
    return value.kind == VALUE_STRING &&
           (strcmp(value.string, expected->string) == 0 || same_color(value.string, expected->string));
  if (json_is(expected, JSON_BOOLEAN)) return value.kind == VALUE_BOOLEAN && value.boolean == expected->boolean;
  if (json_is(expected, JSON_ARRAY)) {
    bool same = value.kind == VALUE_ARRAY && value.array->count == json_count(expected);
    for (size_t i = 0; same && i < json_count(expected); i++)
      same = agrees(json_at(expected, i), value.array->items[i]);
    return same;
  }
  return value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED ||
         (value.kind == VALUE_NUMBER && isnan(value.number));
}

static void check_list(const char *name, const char *what, const Json *expected, const Value *values, size_t count,
                       Arena *arena) {
  bool same = json_count(expected) == count;
  for (size_t i = 0; same && i < count; i++) same = agrees(json_at(expected, i), values[i]);
  if (same) return;
  g_test_message("%s: %s: expected %s", name, what, json_to_text(arena, expected));
  for (size_t i = 0; i < count; i++) g_test_message("  have %s", value_to_string(values[i], arena));
  g_test_fail();
}

static void check_scale(const char *name, const Json *expected, const Scale *scale, Arena *arena) {
  size_t count, n = 5;
  const Value *domain = scale_domain(scale, &count);
  check_list(name, "domain", json_get(expected, "domain"), domain, count, arena);
  bool smooth = scale_is_interpolating(scale);
  if (!smooth) n = count;
  Value *out = arena_array(arena, Value, n);
  double low = scale_domain_min(scale), high = scale_domain_max(scale);
  for (size_t i = 0; i < n; i++)
    out[i] = scale_map_value(scale, smooth ? value_number(low + (high - low) * (double)i / 4) : domain[i], arena);
  check_list(name, "values", json_get(expected, "out"), out, n, arena);
  if (json_has(expected, "bins")) {
    const Value *bins = scale_bins(scale, &count);
    check_list(name, "bins", json_get(expected, "bins"), bins, count, arena);
  }
  g_assert_cmpfloat_with_epsilon(scale_bandwidth(scale), json_number(json_get(expected, "bandwidth"), 0), 1e-9);
}

typedef struct Case {
  const Json *spec, *scales;
} Case;

static void test_scales_agree_with_vega(gconstpointer data) {
  const Case *at = data;
  Fixture read = {.arena = arena_create()};
  bool good = read_chart(&read, at->spec);
  g_assert_true(good);
  for (size_t i = 0; good && i < json_count(at->scales); i++) {
    const JsonMember *member = &at->scales->object.members[i];
    const ScaleModel *model = model_named(read.chart, member->key);
    g_assert_nonnull(model);
    if (!model) continue;
    g_assert_cmpstr(model->type->name, ==, json_string(json_get(member->value, "type"), ""));
    const Scale *scale = frames_scale(read.chart->frames, model, chart_cells_root(read.chart->cells));
    g_assert_nonnull(scale);
    if (scale) check_scale(member->key, member->value, scale, read.arena);
  }
  arena_destroy(read.arena);
}

/* By way of a param; of two; of the view's width. */
static const char *const circular_scales[] = {
    "{'params': [{'name': 'd', 'expr': 'domain(\\'x\\')'}],"
    " 'encoding': {'x': {'field': 'a', 'scale': {'domain': {'expr': 'd'}}}}}",
    "{'params': [{'name': 'd', 'expr': 'e'}, {'name': 'e', 'expr': 'd + bandwidth(\\'x\\')'}],"
    " 'encoding': {'x': {'field': 'a', 'scale': {'domain': {'expr': '[d]'}}}}}",
    "{'encoding': {'x': {'field': 'a', 'scale': {'domain': {'expr': '[width]'}}}}}",
};

static void test_a_scale_that_needs_itself_is_an_error_with_a_place(gconstpointer data) {
  Fixture at = {.arena = arena_create()};
  const Place place = {.source = arena_new(at.arena, Source), .offset = 7, .length = 3};
  const Json *spec = json_literal(at.arena, place, data);
  spec = json_with(at.arena, spec, "data", json_literal(at.arena, place, "{'values': [{'a': 'u'}]}"));
  g_assert_true(read_chart(&at, json_with(at.arena, spec, "mark", json_literal(at.arena, place, "'bar'"))));
  const ScaleModel *model = model_named(at.chart, "x");
  for (int i = 0; i < 2; i++) { /* said once */
    g_assert_null(frames_scale(at.chart->frames, model, chart_cells_root(at.chart->cells)));
    MessageInfo info;
    g_assert_cmpuint(messages_count(at.messages), ==, 1);
    g_assert_true(messages_at(at.messages, 0, &info));
    g_assert_cmpstr(info.text, ==, "the scale \"x\" depends on itself");
    g_assert_cmpint(info.level, ==, MESSAGE_ERROR);
    g_assert_cmpuint(info.place.offset, ==, 7);
  }
  arena_destroy(at.arena);
}

static const char *const wrong_scales[] = {
    "{'type': 5}",
    "{'type': 'polar'}",
    "{'type': 'band'}",
    "{'type': 'quantile'}",
    "{'domain': 3}",
    "{'domain': []}",
    "{'domain': [null]}",
    "{'domain': {}}",
    "{'domain': {'param': 'nobody'}}",
    "{'domain': {'unionWith': 4}}",
    "{'domain': [[1], {}]}",
    "{'domain': 'unaggregated'}",
    "{'range': 7}",
    "{'range': []}",
    "{'range': 'nowhere'}",
    "{'range': [1, 'red', []]}",
    "{'range': {'field': 9}}",
    "{'range': {'field': 'missing'}}",
    "{'scheme': 'blüs'}",
    "{'scheme': []}",
    "{'scheme': {'name': 3}}",
    "{'scheme': {'name': 'blues', 'extent': [], 'count': 1e300}}",
    "{'nice': 'fortnight'}",
    "{'nice': {'interval': 'day', 'step': -1e300}}",
    "{'nice': 1e300}",
    "{'zero': []}",
    "{'padding': 'a'}",
    "{'padding': 1e300}",
    "{'bins': 1}",
    "{'bins': {'step': 0}}",
    "{'bins': {'step': 1e-300}}",
    "{'bins': ['a', {}]}",
    "{'domainMin': []}",
    "{'domainMax': {'year': 'x'}}",
    "{'domainMid': 'x'}",
    "{'domainRaw': [1]}",
    "{'interpolate': 3}",
    "{'interpolate': 'oklab'}",
    "{'type': 'log', 'base': -1}",
    "{'type': 'log', 'domain': [0, 0]}",
    "{'type': 'pow', 'exponent': 0}",
    "{'type': 'symlog', 'constant': 0}",
    "{'type': 'threshold'}",
    "{'rangeMin': 'a', 'rangeMax': []}",
    "{'align': 'x'}",
    "{'paddingInner': -4, 'paddingOuter': 1e9}",
    "[]",
    "7",
};

/* Every wrong scale on every channel: an error, a warning or a scale, but an end. */
static void test_wrong_scales_are_survived(void) {
  static const char *const channels[] = {"x",     "y",          "xOffset", "color", "size",
                                         "shape", "strokeDash", "opacity", "theta", "angle"};
  static const char *const types[] = {"quantitative", "nominal", "temporal"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong_scales); i++) {
    for (size_t k = 0; k < G_N_ELEMENTS(channels); k++) {
      for (size_t t = 0; t < G_N_ELEMENTS(types); t++) {
        Fixture at = {.arena = arena_create()};
        const char *text =
            arena_printf(at.arena,
                         "{'data': {'values': [{'a': 1, 'b': 'u'}, {'a': null, 'b': 'v'}]}, 'mark': 'bar', 'encoding': "
                         "{'%s': {'field': 'a', 'type': '%s', 'scale': %s}, 'detail': {'field': 'b'}}}",
                         channels[k], types[t], wrong_scales[i]);
        if (read_chart(&at, json_literal(at.arena, (Place){0}, text))) {
          const ScaleModel *model = scale_set_at(at.chart->scales, 0);
          const Scale *scale = model ? frames_scale(at.chart->frames, model, chart_cells_root(at.chart->cells)) : NULL;
          if (scale) scale_map_value(scale, value_number(1), at.arena);
          g_assert_true(!model || scale || messages_error_count(at.messages) > 0);
        }
        arena_destroy(at.arena);
      }
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions();
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const Source *source = file_read_any(TUBAN_SOURCE_DIR "/tests/vegalite/chart/scales.json", messages, arena);
  g_assert_nonnull(source);
  const Json *json = json_parse(source, messages, arena), *cases = json_get(json, "cases");
  for (size_t i = 0; i < json_count(cases); i++) {
    Case *at = arena_new(arena, Case);
    at->spec = json_with(arena, json_get(json_at(cases, i), "spec"), "data", json_get(json, "data"));
    at->scales = json_get(json_at(cases, i), "scales");
    g_test_add_data_func(arena_printf(arena, "/scales/vega/%03zu", i), at, test_scales_agree_with_vega);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(circular_scales); i++)
    g_test_add_data_func(arena_printf(arena, "/scales/a_scale_that_needs_itself_is_an_error/%zu", i),
                         circular_scales[i], test_a_scale_that_needs_itself_is_an_error_with_a_place);
  g_test_add_func("/scales/wrong", test_wrong_scales_are_survived);
  int failed = g_test_run();
  arena_destroy(arena);
  return failed;
}
