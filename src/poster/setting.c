/* poster/setting.c: see poster/setting.h.
 *
 * A Han character's box reaches from 0.88 em above the baseline to 0.12 em below (the ideographic em box of OpenType's
 * BASE table, as in Noto CJK).
 */
#include "poster/setting.h"
#include <math.h>
#include <string.h>

static const double ascent_of_em = 0.88;

double poster_role_ascent(const TypeRole *role) { return ascent_of_em * role->style.size; }

static double advance(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return text_width(frame->poster->input->fonts, &role->style, text);
}

double poster_line_width(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return advance(frame, role, text);
}

double poster_column_height(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return text_vertical_height(frame->poster->input->fonts, &role->style, text);
}

Bounds poster_line_ink(const BlockFrame *frame, const TypeRole *role, const char *text) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cairo = cairo_create(surface);
  Bounds ink;
  text_outline(frame->poster->input->fonts, cairo, &role->style, text, 0, 0);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return ink;
}

Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width, TextFill fill) {
  const Poster *poster = frame->poster;
  Setting setting = {.role = role};
  if (!(width > 0)) {
    block_overflow(frame, role->style.size - width, "its width");
    return setting;
  }
  setting.lines =
      text_set_lines(poster->input->fonts, &role->style, text, width, 0, fill, &setting.count, poster->arena);
  double widest = 0;
  for (size_t i = 0; i < setting.count; i++) widest = MAX(widest, setting.lines[i].width);
  setting.height = setting.count ? role->style.size + (double)(setting.count - 1) * role->leading : 0;
  if (widest > width + 0.5) block_overflow(frame, widest - width, "its width");
  return setting;
}

static SceneMark *text_mark(const BlockFrame *frame, const TypeRole *role, size_t count) {
  SceneMark *mark = scene_mark_create(frame->poster->arena, SCENE_TEXT, ROLE_MARK, count);
  mark->aria.plain = true;
  scene_set_string(mark, SCENE_FONT, role->style.family);
  scene_set_number(mark, SCENE_FONT_SIZE, role->style.size);
  scene_set_number(mark, SCENE_FONT_WEIGHT, role->style.weight);
  scene_set_color(mark, SCENE_FILL, role->color);
  if (role->style.lang) scene_set_string(mark, SCENE_LANG, role->style.lang);
  mark->place = json_place(frame->json);
  scene_group_add(frame->poster->arena, frame->group, mark);
  return mark;
}

static const char *const align_names[] = {"left", "center", "right"};

void setting_draw(const BlockFrame *frame, const Setting *setting, double x, double y, Align align) {
  if (!frame->group || setting->count == 0) return;
  Arena *arena = frame->poster->arena;
  size_t count = setting->count;
  double *xs = arena_array(arena, double, count), *ys = arena_array(arena, double, count),
         *measures = arena_array(arena, double, count);
  const char **texts = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    const TextLine *line = &setting->lines[i];
    xs[i] = x + (align == ALIGN_LEFT ? line->indent : 0);
    ys[i] = y + poster_role_ascent(setting->role) + (double)i * setting->role->leading;
    measures[i] = line->measure;
    texts[i] = line->text;
  }
  SceneMark *mark = text_mark(frame, setting->role, count);
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_numbers(mark, SCENE_Y, ys);
  scene_set_numbers(mark, SCENE_MEASURE, measures);
  scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
  scene_set_string(mark, SCENE_ALIGN, align_names[align]);
}

double poster_set_text(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       double width) {
  Setting setting = setting_break(frame, role, text, width, FILL_JUSTIFIED);
  setting_draw(frame, &setting, x, y, ALIGN_LEFT);
  return setting.height;
}

double poster_set_line(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       Align align) {
  if (frame->group) {
    SceneMark *mark = text_mark(frame, role, 1);
    scene_set_number(mark, SCENE_X, x);
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, text);
    scene_set_string(mark, SCENE_ALIGN, align_names[align]);
  }
  return poster_line_width(frame, role, text);
}

double poster_set_column(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y) {
  if (frame->group) {
    SceneMark *mark = text_mark(frame, role, 1);
    scene_set_number(mark, SCENE_X, x);
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, text);
    scene_set_string(mark, SCENE_ALIGN, "center");
    scene_set_string(mark, SCENE_BASELINE, "top");
    scene_set_string(mark, SCENE_WRITING_MODE, "vertical-rl");
  }
  return poster_column_height(frame, role, text);
}
