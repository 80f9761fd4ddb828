/* poster/figure.c: a number set large, with the picture that explains it. */
#include "poster/drawing.h"
#include "poster/picture.h"
#include "poster/setting.h"

static const Field fields[] = {
    {.name = "label", .kind = FIELD_TEXT},
    {.name = "number", .kind = FIELD_TEXT, .required = true},
    {.name = "unit", .kind = FIELD_TEXT},
    {.name = "color", .kind = FIELD_COLOR},
    {.name = "chart", .kind = FIELD_CHART},
    {.name = "height", .kind = FIELD_LENGTH, .description = "Of the picture."},
    {.name = "note", .kind = FIELD_TEXT, .description = "Below the picture."},
    {0},
};

/* The number and its unit on one baseline, with the ink of the number flush left. Returns the height of a numeral's ink. */
static double set_number(const BlockFrame *frame, double y) {
  const Poster *poster = frame->poster;
  TypeRole large = poster_style_role(poster, "number"), small = poster_style_role(poster, "unit");
  const char *number = block_text_of(frame, "number"), *unit = block_text_of(frame, "unit");
  if (!number) return 0;
  large.color = poster_style_color_of(poster, frame->json, "color", "ink");
  small.color = large.color;
  double gap = poster_style_ems(poster, "figure.unit", &large), over = frame->width;
  over = poster_line_width(frame, &large, number) + (unit ? gap + poster_line_width(frame, &small, unit) : 0) - over;
  if (over > 0) {
    /* a long number is set smaller, down to a half */
    double factor = MAX(0.5, 0.995 * frame->width / (frame->width + over));
    large.style.size *= factor;
    small.style.size *= factor;
    gap *= factor;
  }
  /* All numbers of a row have the same height, that of a numeral. */
  Bounds digits = poster_line_ink(frame, &large, "0"), ink = poster_line_ink(frame, &large, number);
  double baseline = y - digits.y1;
  double x = poster_set_line(frame, &large, number, -ink.x1, baseline, ALIGN_LEFT) - ink.x1;
  if (unit) x += gap + poster_set_line(frame, &small, unit, x + gap, baseline, ALIGN_LEFT);
  if (x > frame->width + 0.5) block_overflow(frame, x - frame->width, "its width");
  return -digits.y1;
}

static double figure_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  double rule = poster_style_rule(poster, "thin"), y = rule + poster_style_space(poster, "figure.label");
  poster_draw_rect(poster->arena, frame->group, pen_fill(poster_style_color(poster, "ink")), 0, 0, frame->width, rule);
  TypeRole label = poster_style_role(poster, "label"), note = poster_style_role(poster, "note");
  const char *above = block_text_of(frame, "label"), *below = block_text_of(frame, "note");
  if (above)
    y += poster_set_text(frame, &label, above, 0, y, frame->width) + poster_style_space(poster, "figure.number");
  y += set_number(frame, y);
  if (json_has(frame->json, "chart")) {
    double height = picture_height(frame, poster_style_space(poster, "figure.picture-height"));
    y += poster_style_space(poster, "figure.picture");
    picture_draw(frame, 0, y, frame->width, height);
    y += height;
  }
  double gap = poster_style_space(poster, "figure.note");
  if (below) y += gap + poster_set_text(frame, &note, below, 0, y + gap, frame->width);
  return y;
}

const BlockType block_figure = {.name = "figure",
                                .description = "A number set large, and the picture that explains it.",
                                .fields = fields,
                                .set = figure_set};
