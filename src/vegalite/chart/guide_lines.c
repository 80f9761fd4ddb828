/* vegalite/chart/guide_lines.c: breaks the text of guides into lines at config.lineBreak, which vega-parser applies to
 * every text. */
#include "vegalite/chart/assemble.h"
#include "vegalite/mark/mark.h"
#include <string.h>

/* What an author gave as a list of lines stays as it is. */
static const char *break_line(const char *text, const char *separator, Arena *arena) {
  return text && strchr(text, '\n') ? text : mark_split_lines(text, separator, arena);
}

static void break_text(SceneMark *mark, const char *separator, Arena *arena) {
  SceneChannel *text = &mark->channels[SCENE_TEXT_VALUE];
  if (text->state == CHANNEL_CONSTANT) text->string = break_line(text->string, separator, arena);
  if (text->state != CHANNEL_COLUMN) return;
  const char **lines = arena_array(arena, const char *, mark->count);
  for (size_t i = 0; i < mark->count; i++) lines[i] = break_line(text->strings[i], separator, arena);
  text->strings = lines;
}

void assemble_guide_lines(SceneMark *mark, const char *separator, Arena *arena) {
  if (mark->type == SCENE_TEXT && mark->role != ROLE_MARK) break_text(mark, separator, arena);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++)
      assemble_guide_lines(mark->groups[i].marks[k], separator, arena);
}
