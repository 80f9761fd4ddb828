/* poster/quotation.c: a quotation and its speaker. */
#include "poster/setting.h"

static const Field fields[] = {
    {.name = "text", .kind = FIELD_TEXT, .required = true},
    {.name = "speaker", .kind = FIELD_TEXT},
    {.name = "role", .kind = FIELD_TEXT},
    {.name = "vertical", .kind = FIELD_BOOLEAN, .description = "One column at the right edge."},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};

/* Name and office on one line, or below each other if they do not fit side by side. */
static double set_speaker(const BlockFrame *frame, Rgba color, double x, double y) {
  TypeRole name = poster_style_role(frame->poster, "speaker"), role = poster_style_role(frame->poster, "speaker-role");
  const char *speaker = block_text_of(frame, "speaker"), *office = block_text_of(frame, "role");
  double gap = poster_style_ems(frame->poster, "quotation.speaker-gap", &name), top = y,
         first = speaker ? poster_line_width(frame, &name, speaker) : 0,
         second = office ? poster_line_width(frame, &role, office) : 0, room = frame->width - x;
  name.color = color;
  if (speaker && office && first + gap + second <= room + 0.5) {
    poster_set_line(frame, &name, speaker, x, y + poster_role_ascent(&name), ALIGN_LEFT);
    poster_set_line(frame, &role, office, x + first + gap, y + poster_role_ascent(&name), ALIGN_LEFT);
    return name.style.size;
  }
  if (speaker) y += poster_set_text(frame, &name, speaker, x, y, room);
  if (speaker && office) y += role.leading - role.style.size;
  if (office) y += poster_set_text(frame, &role, office, x, y, room);
  return y - top;
}

/* From the right edge of the mark's ink to that of its box. */
static double right_bearing(const BlockFrame *frame, const TypeRole *role, Bounds ink) {
  return poster_line_width(frame, role, "“") - ink.x2;
}

/* One column at the right edge, with the speaker in a smaller one next to its end. */
static double set_vertical(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  TypeRole text = poster_style_role(poster, "quotation-vertical"), name = poster_style_role(poster, "speaker"),
           role = poster_style_role(poster, "speaker-role");
  const char *words = block_text_of(frame, "text"), *speaker = block_text_of(frame, "speaker"),
             *office = block_text_of(frame, "role");
  text.color = name.color = poster_style_color_of(poster, frame->json, "color", "ink");
  double x = frame->width - text.style.size / 2, height = words ? poster_set_column(frame, &text, words, x, 0) : 0;
  double first = speaker ? poster_column_height(frame, &name, speaker) : 0,
         second = office ? poster_column_height(frame, &role, office) : 0;
  double gap = first > 0 && second > 0 ? name.style.size : 0, credit = first + gap + second;
  x -= (text.style.size + name.style.size) / 2 + poster_style_space(poster, "quotation.vertical-speaker");
  if (x < name.style.size / 2) block_overflow(frame, name.style.size / 2 - x, "its width");
  double y = MAX(0, height - credit);
  if (speaker) poster_set_column(frame, &name, speaker, x, y);
  if (office) poster_set_column(frame, &role, office, x, y + first + gap);
  return MAX(height, credit);
}

/* The opening mark hangs at the left with the top of its ink level with the first line; the text keeps clear of it. */
static double quotation_set(const BlockFrame *frame) {
  if (json_is_true(json_get(frame->json, "vertical"))) return set_vertical(frame);
  TypeRole text = poster_style_role(frame->poster, "quotation"),
           mark = poster_style_role(frame->poster, "quotation-mark");
  mark.color = poster_style_color_of(frame->poster, frame->json, "color", "ink");
  const char *words = block_text_of(frame, "text");
  Bounds ink = poster_line_ink(frame, &mark, "“");
  double indent = ink.x2 - ink.x1 + poster_style_space(frame->poster, "quotation.text");
  poster_set_line(frame, &mark, "“", ink.x2 - ink.x1 + right_bearing(frame, &mark, ink),
                  poster_style_ems(frame->poster, "quotation.mark-drop", &text) - ink.y1, ALIGN_RIGHT);
  double y = words ? poster_set_text(frame, &text, words, indent, 0, frame->width - indent) : 0;
  y += poster_style_space(frame->poster, "quotation.speaker");
  return y + set_speaker(frame, mark.color, indent, y);
}

const BlockType block_quotation = {
    .name = "quotation", .description = "What someone said.", .fields = fields, .set = quotation_set};
