/* poster/rule_block.c: a line across. */
#include "poster/drawing.h"
#include "poster/style.h"

static const char *const weights[] = {"thick", "thin", "hair", NULL};
static const Field fields[] = {{"weight", FIELD_STRING, false, NULL, weights},
                               {"color", FIELD_STRING, false, NULL, NULL},
                               {NULL, FIELD_ANY, false, NULL, NULL}};

static double rule_set(const BlockFrame *frame) {
  double height = poster_style_rule(frame->poster, json_string(json_get(frame->json, "weight"), "thick"));
  Rgba color = poster_style_color_of(frame->poster, frame->json, "color", "ink");
  poster_draw_rect(frame->poster->arena, frame->group, pen_fill(color), 0, 0, frame->width, height);
  return height;
}

const BlockType block_rule = {"rule", fields, rule_set, 0};
