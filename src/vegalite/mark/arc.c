/* vegalite/mark/arc.c: sectors: boxes in polar coordinates, theta around and radius outwards. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void arc_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_ARC);
  mark_base(&at, INCLUDE_COLOR);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_rect_position(&at, CHANNEL_RADIUS);
  mark_rect_position(&at, CHANNEL_THETA);
  mark_finish(&at, into);
}

const MarkType mark_arc = {
    .name = "arc",
    .build = arc_build,
    .form = MARK_BOX,
    .channels = CHANNEL_BIT(CHANNEL_THETA) | CHANNEL_BIT(CHANNEL_RADIUS) | CHANNEL_BIT(CHANNEL_THETA2) |
                CHANNEL_BIT(CHANNEL_RADIUS2),
    .polar = true,
    .stack = STACK_BY_DEFAULT,
};
