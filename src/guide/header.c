/* guide/header.c: the groups next to the rows or columns of a grid. */
#include "guide/guide.h"

SceneMark *guide_header(const HeaderSpec *spec, Arena *arena) {
  SceneMark *mark = scene_mark_create(arena, SCENE_GROUP, spec->role, spec->count);
  bool rows = spec->role == ROLE_ROW_HEADER || spec->role == ROLE_ROW_FOOTER;
  if (spec->sizes) scene_set_numbers(mark, rows ? SCENE_HEIGHT : SCENE_WIDTH, spec->sizes);
  for (size_t i = 0; spec->titles && i < spec->count; i++)
    scene_group_add(arena, &mark->groups[i], guide_title(&spec->titles[i], arena));
  return mark;
}
