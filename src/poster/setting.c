/* poster/setting.c: see poster/setting.h.
 *
 * A Han character's box reaches from 0.88 em above the baseline to 0.12 em below (the ideographic em box of OpenType's
 * BASE table, as in Noto CJK). Full-width punctuation fills half of its box: at the start of a line the empty half hangs into the margin,
 * between two marks it is removed (poster/punctuation.h). A line that is split there becomes several items of its text mark.
 */
#include "poster/setting.h"
#include "poster/punctuation.h"
#include <math.h>
#include <string.h>

static const double ascent_of_em = 0.88;

double poster_role_ascent(const TypeRole *role) { return ascent_of_em * role->style.size; }

static double advance(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return text_width(frame->poster->input->fonts, &role->style, text);
}

/* Whether the font sets the punctuation mark in a full-width box. */
static bool is_full_width(const BlockFrame *frame, const TypeRole *role, gunichar mark) {
  char text[8] = {0};
  g_unichar_to_utf8(mark, text);
  return advance(frame, role, text) >= 0.9 * role->style.size;
}

/* The length in bytes of the next piece of a line that is set as one; *closer is how far the next piece moves towards it. */
static size_t next_piece(const BlockFrame *frame, const TypeRole *role, const char *text, double *closer) {
  size_t length = punctuation_next_pair(text);
  *closer = 0;
  if (length == 0) return strlen(text);
  bool full = is_full_width(frame, role, g_utf8_get_char(g_utf8_prev_char(text + length))) &&
              is_full_width(frame, role, g_utf8_get_char(text + length));
  *closer = full ? 0.5 * role->style.size : 0;
  return length;
}

double poster_line_width(const BlockFrame *frame, const TypeRole *role, const char *text) {
  double width = 0, closer;
  while (*text) {
    size_t length = next_piece(frame, role, text, &closer);
    width += advance(frame, role, arena_strndup(frame->poster->arena, text, length)) - closer;
    text += length;
  }
  return width;
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

/* The first of two lines should end at a pause in the sentence if both still fit; of several pauses, the one that makes the lines most
 * equal. */
static void break_at_pause(const BlockFrame *frame, const TypeRole *role, const char *text, double width,
                           char **lines) {
  double best = INFINITY;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    const char *rest = g_utf8_next_char(at);
    gunichar next = g_utf8_get_char(rest);
    if (!punctuation_is_pause(g_utf8_get_char(at)) || !next || punctuation_is_closing(next)) continue;
    char *first = arena_strndup(frame->poster->arena, text, (size_t)(rest - text));
    double above = poster_line_width(frame, role, first), below = poster_line_width(frame, role, rest);
    if (above > width || below > width || fabs(above - below) >= best) continue;
    best = fabs(above - below);
    lines[0] = first;
    lines[1] = arena_strdup(frame->poster->arena, rest);
  }
}

Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width) {
  const Poster *poster = frame->poster;
  Setting setting = {.role = role};
  if (!(width > 0)) {
    block_overflow(frame, role->style.size - width, "its width");
    return setting;
  }
  setting.lines = text_break_lines(poster->input->fonts, &role->style, text, width, poster->arena);
  while (setting.lines[setting.count]) setting.count++;
  if (setting.count == 2 && !strchr(text, '\n')) break_at_pause(frame, role, text, width, setting.lines);
  double widest = 0;
  for (size_t i = 0; i < setting.count; i++) widest = MAX(widest, poster_line_width(frame, role, setting.lines[i]));
  setting.height = setting.count ? role->style.size + (double)(setting.count - 1) * role->leading : 0;
  if (widest > width + 0.5) block_overflow(frame, widest - width, "its width");
  return setting;
}

/* How far the first character of a line hangs into the left margin. */
static double hang(const BlockFrame *frame, const TypeRole *role, const char *line) {
  gunichar first = g_utf8_get_char(line);
  if (!punctuation_is_opening(first) || !is_full_width(frame, role, first)) return 0;
  char mark[8] = {0};
  g_unichar_to_utf8(first, mark);
  return MAX(0, poster_line_ink(frame, role, mark).x1 - 0.06 * role->style.size);
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

/* The pieces of a line, in one text mark: left edges at the baseline `y`. */
static void draw_pieces(const BlockFrame *frame, const TypeRole *role, const char *line, double x, double y) {
  Arena *arena = frame->poster->arena;
  size_t count = 0, length;
  double closer;
  for (const char *at = line; *at; at += length, count++) length = next_piece(frame, role, at, &closer);
  if (count == 0) return;
  double *xs = arena_array(arena, double, count);
  const char **texts = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++, line += length) {
    length = next_piece(frame, role, line, &closer);
    texts[i] = arena_strndup(arena, line, length);
    xs[i] = x;
    x += advance(frame, role, texts[i]) - closer;
  }
  SceneMark *mark = text_mark(frame, role, count);
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_number(mark, SCENE_Y, y);
  scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
}

static void draw_line_of_text(const BlockFrame *frame, const TypeRole *role, const char *line, double x, double y,
                              Align align) {
  static const char *const names[] = {"left", "center", "right"};
  double closer;
  if (align == ALIGN_LEFT) x -= hang(frame, role, line);
  if (line[next_piece(frame, role, line, &closer)]) {
    draw_pieces(frame, role, line, x - 0.5 * (double)align * poster_line_width(frame, role, line), y);
    return;
  }
  SceneMark *mark = text_mark(frame, role, 1);
  scene_set_number(mark, SCENE_X, x);
  scene_set_number(mark, SCENE_Y, y);
  scene_set_string(mark, SCENE_TEXT_VALUE, line);
  scene_set_string(mark, SCENE_ALIGN, names[align]);
}

void setting_draw(const BlockFrame *frame, const Setting *setting, double x, double y, Align align) {
  if (!frame->group) return;
  for (size_t i = 0; i < setting->count; i++)
    draw_line_of_text(frame, setting->role, setting->lines[i], x,
                      y + poster_role_ascent(setting->role) + (double)i * setting->role->leading, align);
}

double poster_set_text(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       double width) {
  Setting setting = setting_break(frame, role, text, width);
  setting_draw(frame, &setting, x, y, ALIGN_LEFT);
  return setting.height;
}

double poster_set_line(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       Align align) {
  if (frame->group) draw_line_of_text(frame, role, text, x, y, align);
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
