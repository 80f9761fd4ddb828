/* vegalite/chart/make_scene.c: see make_scene.h. */
#include "vegalite/chart/make_scene.h"
#include "base/temporary.h"
#include "color/color.h"
#include "vegalite/chart/assemble.h"
#include "vegalite/chart/warnings.h"
#include <string.h>

static const char *text_of(const Json *title, Arena *arena) {
  const Json *text = json_is(title, JSON_OBJECT) ? json_get(title, "text") : title;
  if (json_is(text, JSON_STRING)) return text->string;
  if (!json_is(text, JSON_ARRAY) || json_count(text) == 0) return NULL;
  const char **lines = arena_array(arena, const char *, json_count(text) + 1);
  for (size_t i = 0; i < json_count(text); i++) lines[i] = json_string(json_at(text, i), "");
  char *joined = g_strjoinv(" ", (char **)lines);
  arena_temporary(arena, joined);
  return arena_strdup(arena, joined);
}

/* Where the chart's language is a guess, a text with kana is Japanese and one with hangul Korean. */
static void guess_languages(SceneMark *mark, const char *lang, Arena *arena) {
  const char **own = NULL;
  for (size_t i = 0; mark->type == SCENE_TEXT && i < mark->count; i++) {
    LangGuess guess = {0};
    lang_guess_add(&guess, scene_string(mark, SCENE_TEXT_VALUE, i, NULL));
    if (!guess.sure || strcmp(guess.sure, lang) == 0 || scene_string(mark, SCENE_LANG, i, NULL)) continue;
    if (!own) own = arena_array(arena, const char *, mark->first + mark->count);
    own[mark->first + i] = guess.sure;
  }
  for (size_t i = 0; own && i < mark->count; i++)
    if (!own[mark->first + i]) own[mark->first + i] = scene_string(mark, SCENE_LANG, i, lang);
  if (own) {
    scene_mark_own_channels(mark);
    scene_set_strings(mark, SCENE_LANG, own);
  }
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) guess_languages(mark->groups[i].marks[k], lang, arena);
}

Scene *make_scene(const Chart *chart, bool marks) {
  const Spec *spec = chart->spec;
  Scene *scene = arena_new(chart->arena, Scene);
  scene->arena = chart->arena;
  scene->root = assemble_scene(chart->frames, spec, chart->cells, chart->selections, chart->input->fonts, marks);
  give_places(scene, spec->root->place);
  scene->background = (Rgba){.a = -1};
  if (chart->input->background)
    color_parse(chart->input->background, &scene->background);
  else if (json_is(spec->background, JSON_STRING) && !color_parse(spec->background->string, &scene->background))
    messages_warn(chart->messages, spec->background->place, "W506",
                  "\"%s\" is not a colour: the background is left transparent", spec->background->string);
  scene->lang = spec->lang[0] ? spec->lang : NULL;
  if (scene->lang && spec->lang_is_guessed) guess_languages(scene->root, scene->lang, chart->arena);
  scene->title = text_of(spec->root->title, chart->arena);
  scene->description = json_string(json_get(spec->root->json, "description"), NULL);
  scene->author = json_string(json_get(spec->usermeta, "author"), NULL);
  return scene;
}
