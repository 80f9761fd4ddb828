/* vegalite/chart/inspect.c: see inspect.h. */
#include "vegalite/chart/inspect.h"
#include "scene/path.h"
#include <math.h>
#include <string.h>

enum { ROWS_SHOWN = 20, ITEMS_SHOWN = 20 };

static const Json *text(Arena *arena, const char *string) { return json_new_string(arena, (Place){0}, string); }
static const Json *number(Arena *arena, double value) {
  return isfinite(value) ? json_new_number(arena, (Place){0}, value) : json_new_null(arena, (Place){0});
}

const Json *inspect_views(const Spec *spec) { return spec->root->json; }

static const Json *table_json(const Table *table, Arena *arena) {
  static const char *const kinds[] = {
      [COLUMN_NUMBER] = "number", [COLUMN_DATE] = "date", [COLUMN_STRING] = "string", [COLUMN_VALUE] = "value"};
  JsonBuilder columns = json_builder(arena), rows = json_builder(arena);
  for (size_t i = 0; i < table_column_count(table); i++)
    json_builder_set(&columns, table_column_name(table, i), text(arena, kinds[table_column_at(table, i)->kind]));
  for (size_t i = 0; i < table_row_count(table) && i < ROWS_SHOWN; i++)
    json_builder_push(&rows, value_to_json(table_row(table, i, arena), (Place){0}, arena));
  const Json *made = json_with(arena, NULL, "rows", number(arena, (double)table_row_count(table)));
  made = json_with(arena, made, "columns", json_builder_object(&columns, (Place){0}));
  return json_with(arena, made, "first", json_builder_array(&rows, (Place){0}));
}

const Json *inspect_data(const Spec *spec, const ChartData *data) {
  size_t count;
  View *const *units = view_units(spec->root, &count, spec->arena);
  JsonBuilder builder = json_builder(spec->arena);
  for (size_t i = 0; i < count; i++)
    json_builder_set(&builder, units[i]->name[0] ? units[i]->name : "view",
                     table_json(chart_data_view(data, units[i])->table, spec->arena));
  return json_builder_object(&builder, (Place){0});
}

static const Json *scale_json(const ScaleModel *model, const Scale *scale, Arena *arena) {
  size_t count;
  const Value *domain = scale_domain(scale, &count);
  JsonBuilder values = json_builder(arena), range = json_builder(arena);
  for (size_t i = 0; i < count; i++) json_builder_push(&values, value_to_json(domain[i], (Place){0}, arena));
  if (scale_range_kind(scale) == RANGE_NUMBERS) {
    const double *numbers = scale_range(scale, &count);
    for (size_t i = 0; i < count; i++) json_builder_push(&range, number(arena, numbers[i]));
  } else if (scale_range_kind(scale) == RANGE_COLORS) {
    const Rgba *colors = scale_range_colors(scale, &count);
    for (size_t i = 0; colors && i < count; i++)
      json_builder_push(&range, text(arena, color_to_text(colors[i], arena)));
  }
  const Json *made = json_with(arena, NULL, "channel", text(arena, channel_name(model->channel)));
  made = json_with(arena, made, "type", text(arena, scale_type(scale)->name));
  made = json_with(arena, made, "domain", json_builder_array(&values, (Place){0}));
  return json_with(arena, made, "range", json_builder_array(&range, (Place){0}));
}

const Json *inspect_scales(const Spec *spec, const ScaleSet *set, Frames *frames, const Cell *root) {
  JsonBuilder builder = json_builder(spec->arena);
  const ScaleModel *model;
  for (size_t i = 0; (model = scale_set_at(set, i)); i++) {
    const Scale *scale = frames_scale(frames, model, root);
    if (scale) json_builder_set(&builder, model->name, scale_json(model, scale, spec->arena));
  }
  return json_builder_object(&builder, (Place){0});
}

static const Json *gradient_json(const Gradient *gradient, Arena *arena) {
  const double ends[] = {gradient->x1, gradient->y1, gradient->r1, gradient->x2, gradient->y2, gradient->r2};
  static const char *const names[] = {"x1", "y1", "r1", "x2", "y2", "r2"};
  JsonBuilder builder = json_builder(arena), stops = json_builder(arena);
  json_builder_set(&builder, "gradient", text(arena, gradient->radial ? "radial" : "linear"));
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) json_builder_set(&builder, names[i], number(arena, ends[i]));
  for (size_t i = 0; i < gradient->stop_count; i++) {
    const Json *stop = json_with(arena, NULL, "offset", number(arena, gradient->stops[i].offset));
    const char *color = color_to_text(gradient->stops[i].color, arena);
    json_builder_push(&stops, json_with(arena, stop, "color", text(arena, color)));
  }
  json_builder_set(&builder, "stops", json_builder_array(&stops, (Place){0}));
  return json_builder_object(&builder, (Place){0});
}

static const Json *paint_json(Paint paint, Arena *arena) {
  if (paint.kind == PAINT_NONE) return json_new_null(arena, (Place){0});
  if (paint.kind == PAINT_GRADIENT) return gradient_json(paint.gradient, arena);
  return text(arena, color_to_text(paint.color, arena));
}

static const Json *dash_json(const double *dash, Arena *arena) {
  JsonBuilder lengths = json_builder(arena);
  for (size_t i = 0; dash && !isnan(dash[i]); i++) json_builder_push(&lengths, number(arena, dash[i]));
  return json_builder_array(&lengths, (Place){0});
}

static const Json *channel_item(const SceneMark *mark, SceneChannelId id, size_t item, Arena *arena) {
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: return number(arena, scene_number(mark, id, item, NAN));
  case SCENE_KIND_PAINT: return paint_json(scene_paint(mark, id, item), arena);
  case SCENE_KIND_STRING: {
    const char *string = scene_string(mark, id, item, NULL);
    return string ? text(arena, string) : json_new_null(arena, (Place){0});
  }
  case SCENE_KIND_ARRAY: return dash_json(scene_array(mark, id, item), arena);
  case SCENE_KIND_PATH: break;
  }
  const ScenePath *path = scene_item_path(mark, item, arena);
  return number(arena, path ? (double)path->verb_count : 0);
}

static const Json *mark_json(const SceneMark *mark, Arena *arena, int depth);

static const Json *group_json(const SceneGroup *group, Arena *arena, int depth) {
  JsonBuilder marks = json_builder(arena);
  for (size_t i = 0; i < group->mark_count; i++)
    json_builder_push(&marks, mark_json(group->marks[i], arena, depth + 1));
  return json_builder_array(&marks, (Place){0});
}

static const Json *mark_json(const SceneMark *mark, Arena *arena, int depth) {
  JsonBuilder builder = json_builder(arena), groups = json_builder(arena);
  json_builder_set(&builder, "type", text(arena, scene_type_name(mark->type)));
  if (mark->name) json_builder_set(&builder, "name", text(arena, mark->name));
  json_builder_set(&builder, "items", number(arena, (double)mark->count));
  for (size_t id = 0; id < SCENE_CHANNEL_COUNT; id++) {
    const char *name = scene_channel_name((SceneChannelId)id);
    if (mark->channels[id].state == CHANNEL_CONSTANT && mark->count > 0)
      json_builder_set(&builder, name, channel_item(mark, (SceneChannelId)id, 0, arena));
    if (mark->channels[id].state != CHANNEL_COLUMN) continue;
    JsonBuilder items = json_builder(arena);
    for (size_t i = 0; i < mark->count && i < ITEMS_SHOWN; i++)
      json_builder_push(&items, channel_item(mark, (SceneChannelId)id, i, arena));
    json_builder_set(&builder, name, json_builder_array(&items, (Place){0}));
  }
  for (size_t i = 0; mark->groups && i < mark->count && depth < 100; i++)
    json_builder_push(&groups, group_json(&mark->groups[i], arena, depth));
  const Json *inner = json_builder_array(&groups, (Place){0});
  if (json_count(inner) > 0) json_builder_set(&builder, "groups", inner);
  return json_builder_object(&builder, (Place){0});
}

const Json *inspect_scene(const Scene *scene) {
  scene_describe(scene->root);
  const Json *made = json_with(scene->arena, NULL, "width", number(scene->arena, scene->width));
  made = json_with(scene->arena, made, "height", number(scene->arena, scene->height));
  return json_with(scene->arena, made, "root", mark_json(scene->root, scene->arena, 0));
}
