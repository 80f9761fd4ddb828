/* vegalite/chart/cut_text.c: texts longer than their limit, which are drawn cut off (see warnings.h). */
#include "scene/label.h"
#include "vegalite/chart/warnings.h"
#include <string.h>

typedef struct CutSearch {
  TextContext *text;
  Messages *messages;
  Arena *arena;
  const char *lang;
} CutSearch;

static void look_at_text(const CutSearch *search, const SceneMark *mark) {
  const char *first = NULL;
  double limit = 0;
  size_t cut = 0;
  for (size_t i = 0; i < mark->count && mark->channels[SCENE_LIMIT].state != CHANNEL_UNSET; i++) {
    if (!(scene_number(mark, SCENE_LIMIT, i, 0) > 0) || scene_number(mark, SCENE_OPACITY, i, 1) == 0) continue;
    Arena *scratch = NULL;
    SceneLabel label;
    scene_label_read(&label, mark, i, search->lang, search->text, &scratch);
    if (scratch) arena_destroy(scratch);
    if (!label.is_cut || cut++ > 0) continue;
    first = scene_string(mark, SCENE_TEXT_VALUE, i, "");
    limit = scene_number(mark, SCENE_LIMIT, i, 0);
  }
  if (cut == 1)
    messages_note(search->messages, mark->place, "N503", "this text is truncated at %g px: \"%.120s\"", limit, first);
  else if (cut > 1)
    messages_note(search->messages, mark->place, "N504", "%zu texts are truncated; the first at %g px: \"%.120s\"", cut,
                  limit, first);
}

static void look_below(const CutSearch *search, const SceneMark *mark) {
  if (mark->hidden) return;
  if (mark->type == SCENE_TEXT) look_at_text(search, mark);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) look_below(search, mark->groups[i].marks[k]);
}

void warn_of_cut_text(const Chart *chart, const Scene *scene) {
  CutSearch search = {chart->input->fonts, chart->messages, chart->arena, scene->lang};
  look_below(&search, scene->root);
}
