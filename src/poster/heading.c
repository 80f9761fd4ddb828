/* poster/heading.c: see poster/heading.h. */
#include "poster/heading.h"
#include "poster/drawing.h"

double poster_set_heading(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  const char *heading = block_text_of(frame, "heading"), *note = block_text_of(frame, "note");
  if (!heading) return 0;
  TypeRole large = poster_style_role(poster, "heading"), small = poster_style_role(poster, "heading-note");
  double rule = poster_style_rule(poster, "thick"), y = rule + poster_style_space(poster, "heading.text");
  if (json_is_false(json_get(frame->json, "rule"))) y = rule = 0;
  if (rule > 0)
    poster_draw_rect(poster->arena, frame->group, pen_fill(poster_style_color(poster, "ink")), 0, 0, frame->width,
                     rule);
  double height = poster_set_text(frame, &large, heading, 0, y, frame->width);
  if (!note) return y + height;
  double used = poster_line_width(frame, &large, heading) + poster_style_space(poster, "heading.note");
  if (used + poster_line_width(frame, &small, note) <= frame->width) {
    poster_set_line(frame, &small, note, used, y + poster_role_ascent(&large), ALIGN_LEFT);
    return y + height;
  }
  double gap = poster_style_space(poster, "heading.note-below");
  return y + height + gap + poster_set_text(frame, &small, note, 0, y + height + gap, frame->width);
}
