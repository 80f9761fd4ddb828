/* poster/rule_block.c: a line across. */
#include "poster/drawing.h"
#include "poster/style.h"

static const char *const weights[] = {"thick", "thin", "hair", NULL};
static const Field fields[] = {
    {.name = "weight", .kind = FIELD_STRING, .words = weights},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};

static double rule_set(const BlockFrame *frame) {
  double height = poster_style_rule(frame->poster, json_string(json_get(frame->json, "weight"), "thick"));
  Rgba color = poster_style_color_of(frame->poster, frame->json, "color", "ink");
  poster_draw_rect(frame->poster->arena, frame->group, pen_fill(color), 0, 0, frame->width, height);
  return height;
}

const BlockType block_rule = {.name = "rule", .description = "A line across.", .fields = fields, .set = rule_set};
