/* vegalite/chart/places.c: marks that do not know where they come from take the place of the guide or view around them, so that
 * messages about any of them, up to the characters no font has, can point into the spec. */
#include "vegalite/chart/warnings.h"

static void hand_down(SceneMark *mark, Place around) {
  if (!mark->place.source) mark->place = around;
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) hand_down(mark->groups[i].marks[k], mark->place);
}

void give_places(Scene *scene, Place around) { hand_down(scene->root, around); }
