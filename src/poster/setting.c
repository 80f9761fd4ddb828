/* poster/setting.c: see poster/setting.h.
 *
 * A Han character's box reaches from 0.88 em above the baseline to 0.12 em below (the ideographic em box of OpenType's
 * BASE table, as in Noto CJK). An opening mark is set in the right half of its box; at a line's start the empty half is
 * let out of the measure (https://www.w3.org/TR/clreq/#h-hanging_punctuation_marks_at_line_end speaks of the other end).
 */
#include "poster/setting.h"
#include <string.h>

static const double ascent_of_em = 0.88;
static const char opening_marks[] = "“‘《〈「『（【〔〖";

double role_ascent(const TypeRole *role) { return ascent_of_em * role->style.size; }

double line_width(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return text_width(frame->poster->input->fonts, &role->style, text);
}

double column_height(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return text_vertical_height(frame->poster->input->fonts, &role->style, text);
}

Bounds line_ink(const BlockFrame *frame, const TypeRole *role, const char *text) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cairo = cairo_create(surface);
  Bounds ink;
  text_outline(frame->poster->input->fonts, cairo, &role->style, text, 0, 0);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return ink;
}

Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width) {
  const Poster *poster = frame->poster;
  Setting setting = {.role = role};
  if (!(width > 0)) {
    block_overflow(frame, role->style.size - width, "its width");
    return setting;
  }
  setting.lines = text_break_lines(poster->input->fonts, &role->style, text, width, poster->arena);
  double widest = 0;
  for (; setting.lines[setting.count]; setting.count++)
    widest = MAX(widest, line_width(frame, role, setting.lines[setting.count]));
  setting.height = setting.count ? role->style.size + (double)(setting.count - 1) * role->leading : 0;
  if (widest > width + 0.5) block_overflow(frame, widest - width, "its width");
  return setting;
}

/* How far the first character of a line hangs out to the left. */
static double hang(const BlockFrame *frame, const TypeRole *role, const char *line) {
  gunichar first = g_utf8_get_char(line);
  if (!first || !g_utf8_strchr(opening_marks, -1, first)) return 0;
  char mark[8] = {0};
  g_unichar_to_utf8(first, mark);
  double advance = line_width(frame, role, mark);
  if (advance < 0.9 * role->style.size) return 0;
  return MAX(0, line_ink(frame, role, mark).x1 - 0.06 * role->style.size);
}

static SceneMark *text_mark(const BlockFrame *frame, const TypeRole *role, size_t count) {
  SceneMark *mark = scene_mark_create(frame->poster->arena, SCENE_TEXT, ROLE_MARK, count);
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
  const TypeRole *role = setting->role;
  SceneMark *mark = text_mark(frame, role, setting->count);
  double *xs = arena_array(frame->poster->arena, double, setting->count);
  double *ys = arena_array(frame->poster->arena, double, setting->count);
  for (size_t i = 0; i < setting->count; i++) {
    xs[i] = x - (align == ALIGN_LEFT ? hang(frame, role, setting->lines[i]) : 0);
    ys[i] = y + role_ascent(role) + (double)i * role->leading;
  }
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_numbers(mark, SCENE_Y, ys);
  scene_set_strings(mark, SCENE_TEXT_VALUE, (const char *const *)setting->lines);
  scene_set_string(mark, SCENE_ALIGN, align_names[align]);
}

double set_text(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y, double width) {
  Setting setting = setting_break(frame, role, text, width);
  setting_draw(frame, &setting, x, y, ALIGN_LEFT);
  return setting.height;
}

double set_line(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y, Align align) {
  if (frame->group) {
    SceneMark *mark = text_mark(frame, role, 1);
    scene_set_number(mark, SCENE_X, x - (align == ALIGN_LEFT ? hang(frame, role, text) : 0));
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, text);
    scene_set_string(mark, SCENE_ALIGN, align_names[align]);
  }
  return line_width(frame, role, text);
}

double set_column(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y) {
  if (frame->group) {
    SceneMark *mark = text_mark(frame, role, 1);
    scene_set_number(mark, SCENE_X, x);
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, text);
    scene_set_string(mark, SCENE_ALIGN, "center");
    scene_set_string(mark, SCENE_BASELINE, "top");
    scene_set_string(mark, SCENE_WRITING_MODE, "vertical-rl");
  }
  return column_height(frame, role, text);
}
