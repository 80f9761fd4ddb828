/* guide/columns.c: see guide/columns.h. */
#include "guide/columns.h"
#include "base/temporary.h"
#include "scene/label.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

/* Between level labels, in em. */
static const double room = 0.5;

void guide_stand(SceneMark *mark, const char *align, const char *baseline) {
  scene_set_string(mark, SCENE_WRITING_MODE, "vertical-rl");
  scene_set_number(mark, SCENE_ANGLE, 0);
  if (align) scene_set_string(mark, SCENE_ALIGN, align);
  if (baseline) scene_set_string(mark, SCENE_BASELINE, baseline);
}

/* At least half of the labels. */
static bool are_chinese(const SceneMark *mark, const TextContext *text) {
  size_t chinese = 0, all = 0;
  for (size_t i = 0; i < mark->count; i++) {
    const char *label = scene_string(mark, SCENE_TEXT_VALUE, i, "");
    all += *label != '\0';
    chinese += text_stands(text, COLUMNS_WHERE_CROWDED | COLUMNS_LABEL_X, label);
  }
  return chinese > 0 && chinese * 2 >= all;
}

/* The least distance between two labels that follow each other. */
static double least_step(const SceneMark *mark, const double *along) {
  double step = INFINITY;
  for (size_t i = 1; i < mark->count; i++) step = MIN(step, fabs(along[i] - along[i - 1]));
  return step;
}

static bool fit_level(const SceneMark *mark, double step, TextContext *text) {
  for (size_t i = 0; i < mark->count; i++) {
    SceneLabel label;
    Arena *scratch = NULL;
    scene_label_read(&label, mark, i, NULL, text, &scratch);
    double width = 0;
    for (size_t k = 0; k < label.line_count; k++) width = MAX(width, text_width(text, &label.style, label.lines[k]));
    if (scratch) arena_destroy(scratch);
    if (width + room * label.style.size > step || label.is_cut) return false;
  }
  return true;
}

/* The label in columns of at most `limit` px, as many as there is room for in `step`; else as it is. */
static const char *broken(const SceneMark *mark, size_t i, double step, TextContext *text, Arena *arena) {
  const char *label = scene_string(mark, SCENE_TEXT_VALUE, i, "");
  double limit = scene_number_or(mark, SCENE_LIMIT, i, 0);
  TextStyle style = scene_text_style(mark, i, NULL);
  double line_height = scene_number_or(mark, SCENE_LINE_HEIGHT, i, style.size + 2);
  if (!(limit > 0) || !(style.size > 0) || strchr(label, '\n') || text_vertical_height(text, &style, label) <= limit)
    return label;
  size_t count;
  TextLine *columns = text_set_columns(text, &style, label, limit, 0, FILL_BALANCED, &count, arena);
  if (count < 2 || (double)(count - 1) * line_height + style.size * (1 + room) > step) return label;
  GString *joined = g_string_new(columns[0].text);
  arena_temporary(arena, joined);
  for (size_t k = 1; k < count; k++) g_string_append_printf(joined, "\n%s", columns[k].text);
  return arena_strdup(arena, joined->str);
}

bool guide_columns_fit(const SceneMark *mark, const double *along, TextContext *text) {
  double step = least_step(mark, along);
  for (size_t i = 0; i < mark->count; i++) {
    TextStyle style = scene_text_style(mark, i, NULL);
    if (text_vertical_height(text, &style, scene_string(mark, SCENE_TEXT_VALUE, i, "")) > step) return false;
  }
  return true;
}

void guide_settle_labels(SceneMark *mark, const double *along, bool below, TextContext *text, Arena *arena) {
  if (mark->count == 0 || !are_chinese(mark, text)) return;
  double step = least_step(mark, along);
  const TextRules *rules = text_context_rules(text);
  scene_set_number(mark, SCENE_ANGLE, 0);
  scene_set_string(mark, SCENE_ALIGN, "center");
  scene_set_string(mark, SCENE_BASELINE, below ? "top" : "bottom");
  if (!(rules->columns & COLUMNS_LABEL_X) && fit_level(mark, step, text)) return;
  guide_stand(mark, NULL, NULL);
  const char **labels = arena_array(arena, const char *, mark->count);
  for (size_t i = 0; i < mark->count; i++) labels[i] = broken(mark, i, step, text, arena);
  scene_set_strings(mark, SCENE_TEXT_VALUE, labels);
}
