/* vegalite/chart/chart.c: see chart.h. Each step takes what the one before it finished. */
#include "color/color.h"
#include "layout/layout.h"
#include "vegalite/chart/assemble.h"
#include "vegalite/chart/host.h"
#include "vegalite/chart/inspect.h"
#include "vegalite/chart/model.h"
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
                         .text = input->text,
                         .seed = input->seed,
                         .given = input->given,
                         .call = chart_host_call,
                         .host = chart_host_create(chart)};
  chart->spec = spec_read(input->json, &options, messages, arena);
  if (!chart->spec) return NULL;
  chart->loader = loader_create(chart->spec, input->access, input->given, input->encoding);
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

static const char *text_of(const Json *title, Arena *arena) {
  const Json *text = json_is(title, JSON_OBJECT) ? json_get(title, "text") : title;
  if (json_is(text, JSON_STRING)) return text->string;
  if (!json_is(text, JSON_ARRAY) || json_count(text) == 0) return NULL;
  const char **lines = arena_array(arena, const char *, json_count(text) + 1);
  for (size_t i = 0; i < json_count(text); i++) lines[i] = json_string(json_at(text, i), "");
  char *joined = g_strjoinv(" ", (char **)lines);
  const char *all = arena_strdup(arena, joined);
  g_free(joined);
  return all;
}

static Scene *create_scene(const Chart *chart) {
  const Spec *spec = chart->spec;
  Scene *scene = arena_new(chart->arena, Scene);
  scene->arena = chart->arena;
  scene->root = assemble_scene(chart->frames, spec, chart->cells, chart->selections, chart->input->fonts);
  give_places(scene, spec->root->place);
  scene->background = (Rgba){.a = -1};
  if (json_is(spec->background, JSON_STRING) && !color_parse(spec->background->string, &scene->background))
    messages_warn(chart->messages, spec->background->place, "W506",
                  "\"%s\" is not a colour: the background is left transparent", spec->background->string);
  scene->lang = spec->lang[0] ? spec->lang : NULL;
  scene->title = text_of(spec->root->title, chart->arena);
  scene->description = json_string(json_get(spec->root->json, "description"), NULL);
  scene->author = json_string(json_get(spec->usermeta, "author"), NULL);
  return scene;
}

/* The way a root view can be fitted: a plot along the sides that are not counted in steps, a column of views of one width
 * "fit-x", a row of one height "fit-y". */
static const char *possible_fit(const Chart *chart, const char *autosize) {
  static const char *const left_by_steps[] = {NULL, "fit-y", "fit-x", "pad"}; /* steps along x: 1, along y: 2 */
  const View *root = chart->spec->root;
  if (root->kind == VIEW_CONCAT) {
    bool one_way = root->columns == 1 || root->columns == 0;
    return one_way && strcmp(autosize, root->columns == 1 ? "fit-x" : "fit-y") == 0 ? autosize : "pad";
  }
  if (root->kind != VIEW_UNIT && root->kind != VIEW_LAYER) return "pad";
  if (strcmp(autosize, "none") == 0) return autosize;
  size_t steps = (frames_has_steps(chart->frames, root, CHANNEL_X) ? 1U : 0U) |
                 (frames_has_steps(chart->frames, root, CHANNEL_Y) ? 2U : 0U);
  return steps ? left_by_steps[steps] : autosize;
}

/* A column of views is fitted by the width they share, a row by its height. */
static void size_root(const Chart *chart, Scene *scene, double width, double height) {
  const View *root = chart->spec->root;
  if (root->kind == VIEW_CONCAT)
    scene_set_number(scene->root, root->columns == 1 ? SCENE_WIDTH : SCENE_HEIGHT, root->columns == 1 ? width : height);
}

/* "fit": the whole picture, guides and padding too, has the size asked for. */
static void fit(Chart *chart, Scene **scene, LayoutCanvas *canvas) {
  if (strcmp(canvas->autosize, "pad") == 0) return;
  canvas->autosize = possible_fit(chart, canvas->autosize);
  if (strcmp(canvas->autosize, "pad") == 0) return;
  double width, height;
  frames_size(chart->frames, chart->spec->root, chart_cells_root(chart->cells), &width, &height);
  size_root(chart, *scene, width, height);
  LayoutFit *fit = arena_new(chart->arena, LayoutFit);
  *fit = layout_fit(*scene, canvas, width, height, chart->input->fonts);
  canvas->fit = fit;
  if (fit->width == width && fit->height == height) return;
  bool across = strcmp(canvas->autosize, "fit-y") != 0, down = strcmp(canvas->autosize, "fit-x") != 0;
  chart->frames = frames_resized(chart, across ? fit->width : NAN, down ? fit->height : NAN);
  *scene = create_scene(chart);
  size_root(chart, *scene, fit->width, fit->height);
}

static Scene *finish_scene(Chart *chart) {
  LayoutCanvas canvas = read_canvas(chart->spec);
  Scene *scene = create_scene(chart);
  if (!goes_on(chart)) return NULL;
  fit(chart, &scene, &canvas);
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
  if (strcmp(stage, "scales") == 0)
    return json_to_text(arena,
                        inspect_scales(chart->spec, chart->scales, chart->frames, chart_cells_root(chart->cells)));
  Scene *scene = finish_scene(chart);
  return scene ? json_to_text(arena, inspect_scene(scene)) : NULL;
}
