/* poster/text_block.c: running text under an optional heading, in lines or in vertical columns. */
#include "poster/heading.h"

static const Field fields[] = {
    HEADING_FIELDS,
    {.name = "text", .kind = FIELD_TEXT, .required = true},
    {.name = "vertical",
     .kind = FIELD_BOOLEAN,
     .description = "Columns from right to left, one for each line of the text."},
    {.name = "role",
     .kind = FIELD_ROLE,
     .description = "The role of the style in which it is set; \"text\" by default."},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};

/* Columns from right to left, one for each line of the text; all must fit side by side. */
static double set_columns(const BlockFrame *frame, const TypeRole *role, const char *text, double y) {
  double x = frame->width - role->style.size / 2, highest = 0;
  char **columns = g_strsplit(text, "\n", -1);
  for (char **column = columns; *column; column++, x -= role->leading) {
    const char *words = arena_strdup(frame->poster->arena, *column);
    double height = poster_set_column(frame, role, words, x, y);
    highest = MAX(highest, height);
  }
  g_strfreev(columns);
  double over = -(x + role->leading - role->style.size / 2);
  if (over > 0.5) block_overflow(frame, over, "its width");
  return highest;
}

static double text_set(const BlockFrame *frame) {
  TypeRole role = poster_style_role(frame->poster, json_string(json_get(frame->json, "role"), "text"));
  if (json_has(frame->json, "color")) role.color = poster_style_color_of(frame->poster, frame->json, "color", "ink");
  const char *text = block_text_of(frame, "text");
  double y = poster_set_heading(frame);
  if (!text) return y;
  if (y > 0) y += poster_style_space(frame->poster, "text.heading");
  bool vertical = json_is_true(json_get(frame->json, "vertical"));
  return y + (vertical ? set_columns(frame, &role, text, y) : poster_set_text(frame, &role, text, 0, y, frame->width));
}

const BlockType block_text = {.name = "text", .description = "Running text.", .fields = fields, .set = text_set};
