/* vegalite/mark/rect.c: boxes without a base line: cells of a heat map, ranges in both directions. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void rect_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RECT);
  mark_base(&at, INCLUDE_COLOR);
  mark_rect_position(&at, CHANNEL_X);
  mark_rect_position(&at, CHANNEL_Y);
  mark_finish(&at, into);
}

const MarkType mark_rect = {
    .name = "rect",
    .build = rect_build,
    .form = MARK_BOX,
    .channels = CHANNELS_RANGE,
    .fills_plane = true,
    .orient = ORIENT_NEVER,
    .banded = true,
    .legend_symbol = "square",
};
