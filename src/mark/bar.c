/* mark/bar.c: boxes from a base line to a value, as wide as their band, bin or time unit. */
#include "mark/channel.h"
#include "mark/marks.h"
#include "mark/position.h"

static void bar_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RECT);
  mark_base(&at, INCLUDE_COLOR);
  mark_rect_position(&at, CHANNEL_X);
  mark_rect_position(&at, CHANNEL_Y);
  mark_finish(&at, into);
}

const MarkType mark_bar = {"bar", bar_build};
