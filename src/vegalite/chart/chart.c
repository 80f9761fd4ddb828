/* vegalite/chart/chart.c: see chart.h. Each step takes what the one before it finished. */
#include "vegalite/chart/chart.h"
#include "color/color.h"
#include "layout/layout.h"
#include "vegalite/chart/assemble.h"
#include "vegalite/chart/host.h"
#include "vegalite/chart/inspect.h"
#include "vegalite/chart/warnings.h"
#include "vegalite/mark/mark.h"
#include "vegalite/scaling/scales.h"
#include <math.h>
#include <string.h>

const char *const chart_stages[] = {"view", "data", "scales", "scene", NULL};

/* All that is known of a chart on its way. */
typedef struct Road {
  const ChartInput *input;
  Messages *messages;
  Arena *arena;
  Spec *spec;
  Loader *loader;
  Selections *selections;
  ScaleSet *scales;
  const ChartData *data;
  ChartCells *cells;
  Frames *frames;
} Road;

static bool is_continuous(void *host, const View *unit, Channel channel) {
  const ScaleModel *model = scale_set_find(host, unit, channel);
  return model && !scale_type_is_discrete_domain(model->type);
}

static bool read_views(Road *road) {
  SpecOptions options = {
      .marks = mark_types, .style = road->input->style, .lang = road->input->lang, .text = road->input->text};
  road->spec = spec_read(road->input->json, &options, road->messages, road->arena);
  if (!road->spec) return false;
  road->loader = loader_create(road->spec, road->input->access);
  road->selections = selections_read(road->spec);
  ChartHost *host = arena_new(road->arena, ChartHost);
  *host = (ChartHost){.spec = road->spec, .loader = road->loader, .selections = road->selections};
  road->spec->scope->call = chart_host_call;
  road->spec->scope->host = host;
  return messages_error_count(road->messages) == 0;
}

static bool load_data(Road *road) {
  road->scales = scale_set_collect(road->spec);
  if (!road->scales || messages_error_count(road->messages) > 0) return false;
  road->data = chart_data_create(&(DataInput){road->spec, road->loader, road->selections, is_continuous, road->scales});
  if (!road->data) return false;
  warn_of_values(road->spec, road->data, road->scales);
  road->cells = chart_cells_create(road->data, road->spec);
  road->frames = frames_create(
      &(FramesInput){road->spec, road->scales, road->data, road->cells, road->selections, road->input->fonts});
  return true;
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
  const char *all = NULL;
  for (size_t i = 0; json_is(text, JSON_ARRAY) && i < json_count(text); i++)
    all =
        all ? arena_printf(arena, "%s %s", all, json_string(json_at(text, i), "")) : json_string(json_at(text, i), "");
  return all;
}

static Scene *create_scene(const Road *road) {
  const Spec *spec = road->spec;
  Scene *scene = arena_new(road->arena, Scene);
  scene->arena = road->arena;
  scene->root = assemble_scene(road->frames, spec, road->cells, road->selections, road->input->fonts);
  give_places(scene, spec->root->place);
  scene->background = (Rgba){.a = -1};
  if (json_is(spec->background, JSON_STRING) && !color_parse(spec->background->string, &scene->background))
    messages_warn(road->messages, spec->background->place, "\"%s\" is no colour: the background stays empty",
                  spec->background->string);
  scene->lang = spec->lang[0] ? spec->lang : NULL;
  scene->title = text_of(spec->root->title, road->arena);
  scene->description = json_string(json_get(spec->root->json, "description"), NULL);
  scene->author = json_string(json_get(spec->usermeta, "author"), NULL);
  return scene;
}

/* The way a root view can be fitted: a plot along the sides that are not counted in steps, a column of views of one width
 * "fit-x", a row of one height "fit-y". */
static const char *possible_fit(const Road *road, const char *autosize) {
  static const char *const left_by_steps[] = {NULL, "fit-y", "fit-x", "pad"}; /* steps along x: 1, along y: 2 */
  const View *root = road->spec->root;
  if (root->kind == VIEW_CONCAT) {
    bool one_way = root->columns == 1 || root->columns == 0;
    return one_way && strcmp(autosize, root->columns == 1 ? "fit-x" : "fit-y") == 0 ? autosize : "pad";
  }
  if (root->kind != VIEW_UNIT && root->kind != VIEW_LAYER) return "pad";
  if (strcmp(autosize, "none") == 0) return autosize;
  size_t steps = (frames_has_steps(road->frames, root, CHANNEL_X) ? 1U : 0U) |
                 (frames_has_steps(road->frames, root, CHANNEL_Y) ? 2U : 0U);
  return steps ? left_by_steps[steps] : autosize;
}

/* A column of views is fitted by the width they share, a row by its height. */
static void size_root(const Road *road, Scene *scene, double width, double height) {
  const View *root = road->spec->root;
  if (root->kind == VIEW_CONCAT)
    scene_set_number(scene->root, root->columns == 1 ? SCENE_WIDTH : SCENE_HEIGHT, root->columns == 1 ? width : height);
}

/* "fit": the whole picture, guides and padding too, has the size asked for. */
static void fit(Road *road, Scene **scene, LayoutCanvas *canvas) {
  if (strcmp(canvas->autosize, "pad") == 0) return;
  canvas->autosize = possible_fit(road, canvas->autosize);
  if (strcmp(canvas->autosize, "pad") == 0) return;
  double width, height;
  frames_size(road->frames, road->spec->root, chart_cells_root(road->cells), &width, &height);
  size_root(road, *scene, width, height);
  LayoutFit *fit = arena_new(road->arena, LayoutFit);
  *fit = layout_fit(*scene, canvas, width, height, road->input->fonts);
  canvas->fit = fit;
  if (fit->width == width && fit->height == height) return;
  FramesInput input = {road->spec, road->scales, road->data, road->cells, road->selections, road->input->fonts};
  bool across = strcmp(canvas->autosize, "fit-y") != 0, down = strcmp(canvas->autosize, "fit-x") != 0;
  road->frames = frames_resized(&input, across ? fit->width : NAN, down ? fit->height : NAN);
  *scene = create_scene(road);
  size_root(road, *scene, fit->width, fit->height);
}

static Scene *finish_scene(Road *road) {
  LayoutCanvas canvas = read_canvas(road->spec);
  Scene *scene = create_scene(road);
  if (messages_error_count(road->messages) > 0) return NULL;
  fit(road, &scene, &canvas);
  layout_place(scene, &canvas, road->input->fonts);
  warn_of_cut_text(scene, road->input->fonts, road->messages, road->arena);
  return messages_error_count(road->messages) > 0 ? NULL : scene;
}

Scene *chart_scene(const ChartInput *input, Messages *messages, Arena *arena) {
  Road road = {.input = input, .messages = messages, .arena = arena};
  return read_views(&road) && load_data(&road) ? finish_scene(&road) : NULL;
}

char *chart_inspect(const ChartInput *input, const char *stage, Messages *messages, Arena *arena) {
  Road road = {.input = input, .messages = messages, .arena = arena};
  if (!read_views(&road)) return NULL;
  if (strcmp(stage, "view") == 0) return json_to_text(arena, inspect_views(road.spec));
  if (!load_data(&road)) return NULL;
  if (strcmp(stage, "data") == 0) return json_to_text(arena, inspect_data(road.spec, road.data));
  if (strcmp(stage, "scales") == 0)
    return json_to_text(arena, inspect_scales(road.spec, road.scales, road.frames, chart_cells_root(road.cells)));
  Scene *scene = finish_scene(&road);
  return scene ? json_to_text(arena, inspect_scene(scene)) : NULL;
}
