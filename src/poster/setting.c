/* poster/setting.c: see poster/setting.h.
 *
 * A Han character's box reaches from 0.88 em above the baseline to 0.12 em below (the ideographic em box of OpenType's
 * BASE table, as in Noto CJK).
 */
#include "poster/setting.h"
#include "poster/drawing.h"
#include "poster/emphasis.h"
#include <math.h>
#include <string.h>

static const double ascent_of_em = 0.88;

double poster_role_ascent(const TypeRole *role) { return ascent_of_em * role->style.size; }

static double advance(const BlockFrame *frame, const TypeRole *role, const char *text) {
  role = poster_style_role_of(frame->poster, role, text);
  return text_width(frame->poster->input->fonts, &role->style, emphasis_strip(text, frame->poster->arena));
}

double poster_line_width(const BlockFrame *frame, const TypeRole *role, const char *text) {
  return advance(frame, role, text);
}

double poster_column_height(const BlockFrame *frame, const TypeRole *role, const char *text) {
  role = poster_style_role_of(frame->poster, role, text);
  return text_vertical_height(frame->poster->input->fonts, &role->style, emphasis_strip(text, frame->poster->arena));
}

Bounds poster_line_ink(const BlockFrame *frame, const TypeRole *role, const char *text) {
  role = poster_style_role_of(frame->poster, role, text);
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cairo = cairo_create(surface);
  Bounds ink;
  text_outline(frame->poster->input->fonts, cairo, &role->style, text, 0, 0);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return ink;
}

/* The advance of a part of a line as it is inside one, where marks do not lose their empty halves. */
static double inner_width(const BlockFrame *frame, const TypeRole *role, const char *part) {
  static const char han[] = "国";
  TextContext *fonts = frame->poster->input->fonts;
  const char *last = *part ? g_utf8_prev_char(part + strlen(part)) : NULL;
  if (!last || g_utf8_get_char(last) < 0x2010) return text_width(fonts, &role->style, part);
  return text_width(fonts, &role->style, arena_printf(frame->poster->arena, "%s%s", part, han)) -
         text_width(fonts, &role->style, han);
}

/* The x of each character of a line, and that of its end. */
static double *character_places(const BlockFrame *frame, const TypeRole *role, const TextLine *line, size_t *count) {
  TextStyle style = role->style;
  Arena *arena = frame->poster->arena;
  style.measure = line->measure;
  size_t placed = 0;
  const double *places = text_positions(frame->poster->input->fonts, &style, line->text, &placed, NULL, arena);
  *count = (size_t)g_utf8_strlen(line->text, -1);
  double *xs = arena_array(arena, double, *count + 1);
  const char *at = line->text;
  for (size_t i = 0; i < *count; i++, at = g_utf8_next_char(at)) {
    const char *before = i > 0 ? g_utf8_prev_char(at) : at;
    if (places && i < placed && !isnan(places[i]))
      xs[i] = places[i];
    else if (places && i > 0) /* it follows the one before */
      xs[i] = xs[i - 1] + inner_width(frame, role, arena_strndup(arena, before, (size_t)(at - before)));
    else
      xs[i] = inner_width(frame, role, arena_strndup(arena, line->text, (size_t)(at - line->text)));
  }
  xs[*count] = line->width;
  return xs;
}

static bool has_dot(gunichar c) { return !g_unichar_isspace(c) && !g_unichar_ispunct(c); }

static void mark_line(const BlockFrame *frame, Setting *setting, size_t i, const Emphasis *mark, size_t from,
                      size_t to) {
  const TextLine *line = &setting->lines[i];
  size_t count, first = (size_t)g_utf8_strlen(line->text, (gssize)from),
                last = (size_t)g_utf8_strlen(line->text, (gssize)to);
  const double *xs = character_places(frame, setting->role, line, &count);
  if (mark->name) {
    setting->marks[setting->mark_count++] = (LineMark){i, xs[first], xs[last] - xs[first], true};
    return;
  }
  const char *at = line->text + from;
  for (size_t c = first; c < last; c++, at = g_utf8_next_char(at))
    if (has_dot(g_utf8_get_char(at)))
      setting->marks[setting->mark_count++] = (LineMark){i, xs[c], xs[c + 1] - xs[c], false};
}

/* Lines are parts of the text, in order. */
static void place_marks(const BlockFrame *frame, Setting *setting, const char *text, const Emphasis *marks,
                        size_t count) {
  if (count == 0) return;
  setting->marks = arena_array(frame->poster->arena, LineMark, strlen(text) + count * (setting->count + 1));
  const char *at = text;
  for (size_t i = 0; i < setting->count; i++) {
    const char *words = setting->lines[i].text, *found = strstr(at, words);
    if (!found) continue;
    size_t from = (size_t)(found - text), to = from + strlen(words);
    for (size_t m = 0; m < count; m++) {
      size_t first = MAX(from, marks[m].from), last = MIN(to, marks[m].to);
      if (first < last) mark_line(frame, setting, i, &marks[m], first - from, last - from);
    }
    at = found + strlen(words);
  }
}

static void draw_marks(const BlockFrame *frame, const Setting *setting, double x, double y, Align align) {
  static const double shift[] = {[ALIGN_LEFT] = 0, [ALIGN_CENTER] = 0.5, [ALIGN_RIGHT] = 1};
  const Poster *poster = frame->poster;
  const TypeRole *role = setting->role;
  double em = role->style.size, below = poster_style_ems(poster, "emphasis.below", role),
         r = poster_style_ems(poster, "emphasis.dot", role), stroke = poster_style_ems(poster, "emphasis.line", role),
         inset = poster_style_ems(poster, "emphasis.inset", role);
  for (size_t i = 0; i < setting->mark_count; i++) {
    const LineMark *mark = &setting->marks[i];
    const TextLine *line = &setting->lines[mark->line];
    double left = x - shift[align] * line->width + (align == ALIGN_LEFT ? line->indent : 0) + mark->x,
           level = y + ascent_of_em * em + (double)mark->line * role->leading + below;
    if (mark->name)
      poster_draw_rect(poster->arena, frame->group, pen_fill(role->color), left + inset, level - stroke / 2,
                       MAX(0, mark->width - 2 * inset), stroke);
    else
      poster_draw_dot(poster->arena, frame->group, pen_fill(role->color), left + MIN(mark->width, em) / 2, level, r);
  }
}

Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width, TextFill fill) {
  return setting_break_indented(frame, role, text, width, 0, fill);
}

Setting setting_break_indented(const BlockFrame *frame, const TypeRole *role, const char *text, double width,
                               double indent, TextFill fill) {
  const Poster *poster = frame->poster;
  role = poster_style_role_of(poster, role, text);
  Setting setting = {.role = role};
  if (!(width > 0)) {
    block_overflow(frame, role->style.size - width, "its width");
    return setting;
  }
  Emphasis *marks;
  size_t mark_count;
  text = emphasis_read(text, &marks, &mark_count, poster->arena);
  if (poster->room > 0) {
    double least = (double)text_least_lines(poster->input->fonts, &role->style, text, width) * role->leading;
    if (least > poster->room + role->leading) {
      setting.height = least;
      return setting;
    }
  }
  setting.lines =
      text_set_lines(poster->input->fonts, &role->style, text, width, indent, fill, &setting.count, poster->arena);
  double widest = 0;
  for (size_t i = 0; i < setting.count; i++) widest = MAX(widest, setting.lines[i].width);
  setting.height = setting.count ? role->style.size + (double)(setting.count - 1) * role->leading : 0;
  if (widest > width + 0.5) block_overflow(frame, widest - width, "its width");
  if (frame->group) place_marks(frame, &setting, text, marks, mark_count);
  return setting;
}

static SceneMark *text_mark(const BlockFrame *frame, const TypeRole *role, size_t count, const char *text) {
  role = poster_style_role_of(frame->poster, role, text);
  SceneMark *mark = scene_mark_create(frame->poster->arena, SCENE_TEXT, ROLE_MARK, count);
  mark->aria.plain = true;
  scene_set_string(mark, SCENE_FONT, role->style.family);
  scene_set_number(mark, SCENE_FONT_SIZE, role->style.size);
  scene_set_number(mark, SCENE_FONT_WEIGHT, role->style.weight);
  scene_set_color(mark, SCENE_FILL, role->color);
  if (role->style.lang) scene_set_string(mark, SCENE_LANG, role->style.lang);
  mark->place = json_place(frame->json);
  mark->rules = role->style.rules;
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
  SceneMark *mark = text_mark(frame, setting->role, count, "");
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_numbers(mark, SCENE_Y, ys);
  scene_set_numbers(mark, SCENE_MEASURE, measures);
  scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
  scene_set_string(mark, SCENE_ALIGN, align_names[align]);
  draw_marks(frame, setting, x, y, align);
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
    SceneMark *mark = text_mark(frame, role, 1, text);
    scene_set_number(mark, SCENE_X, x);
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, emphasis_strip(text, frame->poster->arena));
    scene_set_string(mark, SCENE_ALIGN, align_names[align]);
  }
  return poster_line_width(frame, role, text);
}

double poster_set_column(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y) {
  if (frame->group) {
    SceneMark *mark = text_mark(frame, role, 1, text);
    scene_set_number(mark, SCENE_X, x);
    scene_set_number(mark, SCENE_Y, y);
    scene_set_string(mark, SCENE_TEXT_VALUE, emphasis_strip(text, frame->poster->arena));
    scene_set_string(mark, SCENE_ALIGN, "center");
    scene_set_string(mark, SCENE_BASELINE, "top");
    scene_set_string(mark, SCENE_WRITING_MODE, "vertical-rl");
  }
  return poster_column_height(frame, role, text);
}

double poster_set_columns(const BlockFrame *frame, const TypeRole *role, const TextLine *columns, size_t count,
                          double x, double y, double *height) {
  Arena *arena = frame->poster->arena;
  double *xs = arena_array(arena, double, count), *ys = arena_array(arena, double, count),
         *measures = arena_array(arena, double, count);
  const char **texts = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    xs[i] = x - role->style.size / 2 - (double)i * role->leading;
    ys[i] = y + columns[i].indent;
    measures[i] = columns[i].measure;
    texts[i] = columns[i].text;
    *height = MAX(*height, columns[i].indent + columns[i].width);
  }
  if (frame->group && count > 0) {
    SceneMark *mark = text_mark(frame, role, count, "");
    scene_set_numbers(mark, SCENE_X, xs);
    scene_set_numbers(mark, SCENE_Y, ys);
    scene_set_numbers(mark, SCENE_MEASURE, measures);
    scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
    scene_set_string(mark, SCENE_ALIGN, "center");
    scene_set_string(mark, SCENE_BASELINE, "top");
    scene_set_string(mark, SCENE_WRITING_MODE, "vertical-rl");
  }
  return count > 0 ? role->style.size + (double)(count - 1) * role->leading : 0;
}
