/* vegalite/chart/chart.c: see chart.h. Each step takes what the one before it finished. */
#include "layout/layout.h"
#include "vegalite/chart/fit.h"
#include "vegalite/chart/host.h"
#include "vegalite/chart/inspect.h"
#include "vegalite/chart/make_scene.h"
#include "vegalite/chart/model.h"
#include "vegalite/chart/text_size.h"
#include "vegalite/chart/total.h"
#include "vegalite/chart/warnings.h"
#include "vegalite/mark/mark.h"
#include "vegalite/scaling/scales.h"
#include <math.h>
#include <string.h>

const char *const chart_stages[] = {"view", "data", "scales", "scene", NULL};

static bool is_continuous(void *host, const View *unit, Channel channel) {
  const ScaleModel *model = scale_set_find(host, unit, channel);
  return model && !scale_type_is_discrete_domain(model->type);
}

Chart *chart_open(const ChartInput *input, Messages *messages, Arena *arena) {
  Chart *chart = arena_new(arena, Chart);
  *chart = (Chart){.input = input, .messages = messages, .arena = arena};
  SpecOptions options = {.marks = mark_types,
                         .tables = input->tables,
                         .style = input->style,
                         .theme = input->theme,
                         .lang = input->lang,
                         .lang_is_guess = input->lang_is_guess,
                         .text = input->text,
                         .seed = input->seed,
                         .given = input->given,
                         .call = chart_host_call,
                         .host = chart_host_create(chart)};
  chart->spec = spec_read(input->json, &options, messages, arena);
  if (!chart->spec) return NULL;
  chart->loader =
      loader_create(chart->spec, input->access, input->given, input->shelf, input->encoding, input->threads);
  chart->selections = selections_read(chart->spec);
  return messages_error_count(messages) == 0 ? chart : NULL;
}

/* Between the steps; false once the chart was cancelled or has an error. */
static bool goes_on(const Chart *chart) {
  return !arena_is_cancelled(chart->arena) && messages_error_count(chart->messages) == 0;
}

bool chart_compute(Chart *chart) {
  chart->scales = scale_set_collect(chart->spec);
  if (!chart->scales || !goes_on(chart)) return false;
  DataInput input = {chart->spec, chart->loader, chart->selections, is_continuous, chart->scales};
  chart->data = chart_data_create(&input);
  if (!chart->data || arena_is_cancelled(chart->arena)) return false;
  warn_of_values(chart);
  if (arena_is_cancelled(chart->arena)) return false;
  chart->cells = chart_cells_create(chart->data, chart->spec);
  chart->frames = frames_create(chart);
  return goes_on(chart);
}

static LayoutCanvas read_canvas(const Spec *spec) {
  const Json *padding = spec->padding;
  double all = json_number(padding, 0);
  return (LayoutCanvas){.padding_left = json_number(json_get(padding, "left"), all),
                        .padding_right = json_number(json_get(padding, "right"), all),
                        .padding_top = json_number(json_get(padding, "top"), all),
                        .padding_bottom = json_number(json_get(padding, "bottom"), all),
                        .autosize = json_string(json_get(spec->autosize, "type"), "pad"),
                        .contains_padding = json_is_string(json_get(spec->autosize, "contains"), "padding")};
}

static bool is_sized(const Chart *chart) { return chart->input->width > 0 || chart->input->height > 0; }

/* "container" is the size that is asked for. */
static bool asks_for_container(const View *root) {
  return json_is_string(root->width, "container") || json_is_string(root->height, "container");
}

static Scene *finish_scene(Chart *chart) {
  LayoutCanvas canvas = read_canvas(chart->spec);
  bool sized = is_sized(chart);
  text_size_fit(chart);
  Scene *scene = make_scene(chart, !sized);
  if (!goes_on(chart)) return NULL;
  if (!sized || !asks_for_container(chart->spec->root)) fit_scene(chart, &scene, &canvas, !sized);
  if (sized && !total_fit(chart, &scene, &canvas)) return NULL;
  scene->is_sized = sized;
  if (arena_is_cancelled(chart->arena)) return NULL;
  warn_of_scales(chart);
  layout_place(scene, &canvas, chart->input->fonts);
  warn_of_scene(chart, scene);
  return goes_on(chart) ? scene : NULL;
}

Scene *chart_scene(const ChartInput *input, Messages *messages, Arena *arena) {
  Chart *chart = chart_open(input, messages, arena);
  return chart && chart_compute(chart) ? finish_scene(chart) : NULL;
}

char *chart_inspect(const ChartInput *input, const char *stage, Messages *messages, Arena *arena) {
  Chart *chart = chart_open(input, messages, arena);
  if (!chart) return NULL;
  if (strcmp(stage, "view") == 0) return json_to_text(arena, inspect_views(chart->spec));
  if (!chart_compute(chart)) return NULL;
  if (strcmp(stage, "data") == 0) return json_to_text(arena, inspect_data(chart->spec, chart->data));
  if (strcmp(stage, "scales") == 0 && is_sized(chart) && !finish_scene(chart)) return NULL;
  if (strcmp(stage, "scales") == 0)
    return json_to_text(arena,
                        inspect_scales(chart->spec, chart->scales, chart->frames, chart_cells_root(chart->cells)));
  Scene *scene = finish_scene(chart);
  return scene ? json_to_text(arena, inspect_scene(scene)) : NULL;
}
