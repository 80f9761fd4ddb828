/* poster/picture.c: see poster/picture.h.
 *
 * The chart gets the width and height of the space it has (Vega-Lite's autosize "fit", including padding) and no background; everything
 * else is its own. On a reduced page it is reduced as a whole. A chart in a file reads its data relative to that file.
 */
#include "poster/picture.h"
#include "base/temporary.h"
#include "poster/reference.h"
#include "poster/scaling.h"
#include "vegalite/grammar/typesetting.h"
#include <string.h>

/* `url`, which is relative to `folder`, relative to the folder of the poster. */
static const Json *move_url(Arena *arena, const Json *url, const char *folder) {
  if (!json_is(url, JSON_STRING) || g_path_is_absolute(url->string) || strchr(url->string, ':')) return url;
  return json_new_string(arena, url->place, arena_printf(arena, "%s/%s", folder, url->string));
}

/* A copy of a chart with the "url" of every "data" moved. */
static const Json *move_data(Arena *arena, const Json *json, const char *folder) {
  if (json_is(json, JSON_ARRAY)) {
    JsonBuilder items = json_builder(arena);
    for (size_t i = 0; i < json_count(json); i++) json_builder_push(&items, move_data(arena, json_at(json, i), folder));
    return json_builder_array(&items, json->place);
  }
  if (!json_is(json, JSON_OBJECT)) return json;
  JsonBuilder members = json_builder(arena);
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    const Json *value = member->value;
    if (strcmp(member->key, "data") == 0 && json_has(value, "url"))
      value = json_with(arena, value, "url", move_url(arena, json_get(value, "url"), folder));
    else if (strcmp(member->key, "values") != 0 && strcmp(member->key, "datasets") != 0)
      value = move_data(arena, value, folder);
    json_builder_set_member(&members, member, value);
  }
  return json_builder_object(&members, json->place);
}

/* A copy of a chart in which "{lang}" in a text is the language of the dataset's texts, so that a field may be "label.{lang}". */
static const Json *in_language(Arena *arena, const Json *json, const char *lang) {
  if (json_is(json, JSON_STRING) && strstr(json->string, "{lang}")) {
    char **parts = g_strsplit(json->string, "{lang}", -1), *whole = g_strjoinv(lang, parts);
    arena_temporary(arena, parts);
    arena_temporary(arena, whole);
    return json_new_string(arena, json->place, arena_strdup(arena, whole));
  }
  if (json_is(json, JSON_ARRAY)) {
    JsonBuilder items = json_builder(arena);
    for (size_t i = 0; i < json_count(json); i++) json_builder_push(&items, in_language(arena, json_at(json, i), lang));
    return json_builder_array(&items, json->place);
  }
  if (!json_is(json, JSON_OBJECT)) return json;
  JsonBuilder members = json_builder(arena);
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    bool data = strcmp(member->key, "values") == 0 || strcmp(member->key, "datasets") == 0;
    json_builder_set_member(&members, member, data ? member->value : in_language(arena, member->value, lang));
  }
  return json_builder_object(&members, json->place);
}

/* The chart itself; NULL after an error message. */
static const Json *read_chart(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  const Json *chart = json_get(frame->json, "chart");
  if (!json_is(chart, JSON_STRING)) return chart;
  const Source *source = file_read(poster->input->access, chart->string, chart->place, poster->messages, poster->arena);
  const Json *json = source ? json_parse(source, poster->messages, poster->arena) : NULL;
  if (!json) return NULL;
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(poster->messages, json->place, "E201", "a chart must be a JSON object");
    return NULL;
  }
  char *folder = g_path_get_dirname(chart->string);
  const Json *moved = strcmp(folder, ".") == 0 ? json : move_data(poster->arena, json, folder);
  g_free(folder);
  return moved;
}

static bool is_grid(const Json *chart) {
  static const char *const keys[] = {"concat", "hconcat", "vconcat", "repeat", "facet", "spec"};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    if (json_has(chart, keys[i])) return true;
  return json_has(json_get(chart, "encoding"), "row") || json_has(json_get(chart, "encoding"), "column") ||
         json_has(json_get(chart, "encoding"), "facet");
}

static const Json *fitted(Arena *arena, const Json *chart, double width, double height) {
  Place at = chart->place;
  chart = json_with(arena, chart, "background", json_new_null(arena, at));
  chart = json_with(arena, chart, "padding", json_new_number(arena, at, 0));
  if (is_grid(chart)) return chart;
  chart = json_with(arena, chart, "width", json_new_number(arena, at, width));
  chart = json_with(arena, chart, "height", json_new_number(arena, at, height));
  return json_with(arena, chart, "autosize", json_literal(arena, at, "{'type':'fit','contains':'padding'}"));
}

/* The size of labels in charts, px, as in style.json: no chart is reduced so far that they are smaller than notes. */
static const double chart_note = 14;

static double picture_scale(const Poster *poster) { return MAX(poster->page.scale, poster->least_note / chart_note); }

double picture_height(const BlockFrame *frame, double otherwise) {
  const Poster *poster = frame->poster;
  double height = block_length(frame, "height", 0) * picture_scale(poster) / poster->page.scale;
  return height > 0 ? height : otherwise;
}

/* Texts that have no language of their own. */
static void set_language(SceneMark *mark, const char *lang) {
  if (mark->type == SCENE_TEXT && !scene_string(mark, SCENE_LANG, 0, NULL)) {
    scene_mark_own_channels(mark);
    scene_set_string(mark, SCENE_LANG, lang);
  }
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) set_language(mark->groups[i].marks[k], lang);
}

bool picture_draw(const BlockFrame *frame, double x, double y, double width, double height) {
  const Poster *poster = frame->poster;
  if (!frame->group) return true;
  const Json *chart = read_chart(frame);
  if (!chart) return false;
  chart = in_language(poster->arena, chart, reference_text_lang(poster->dataset, poster->lang, poster->arena));
  /* The px of a chart refer to the size that the poster was designed for. */
  double scale = picture_scale(poster);
  ChartInput input = *poster->input;
  input.json = fitted(poster->arena, chart, width / scale, height / scale);
  input.style = poster->chart_style;
  bool own = !poster->input->lang && spec_stated_lang(NULL, chart, NULL);
  input.lang = own ? NULL : poster->lang;
  input.lang_is_guess = !own && poster->lang_is_guessed;
  input.width = input.height = input.font_size = 0; /* those of the poster are its own */
  input.background = NULL;
  Scene *scene = chart_scene(&input, poster->messages, poster->arena);
  if (!scene) return false;
  if (own && scene->lang) set_language(scene->root, scene->lang);
  if (scale != 1) scaling_apply(scene->root, scale, poster->arena);
  scene->width *= scale;
  scene->height *= scale;
  if (scene->width > width + 1) block_overflow(frame, scene->width - width, "its width");
  if (scene->height > height + 1) block_overflow(frame, scene->height - height, "its height");
  SceneMark *place = scene_group_create(poster->arena, ROLE_SCOPE);
  scene_set_number(place, SCENE_X, x);
  scene_set_number(place, SCENE_Y, y);
  place->description = scene->description;
  scene_group_add(poster->arena, &place->groups[0], scene->root);
  scene_group_add(poster->arena, frame->group, place);
  return true;
}
