/* mark/tick.c: short strokes, one for each value, across the axis they stand on. */
#include "mark/channel.h"
#include "mark/marks.h"
#include "mark/position.h"
#include <string.h>

static void tick_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RECT);
  bool horizontal = at.def->orient && strcmp(at.def->orient, "horizontal") == 0;
  mark_base(&at, INCLUDE_COLOR);
  mark_rect_position(&at, horizontal ? CHANNEL_X : CHANNEL_Y);
  Channel across = horizontal ? CHANNEL_Y : CHANNEL_X;
  Target center = {horizontal ? SLOT_YC : SLOT_XC, horizontal ? SCENE_Y : SCENE_X};
  mark_point_position_at(&at, across, DEFAULT_MID, center);
  at.slots[horizontal ? SLOT_HEIGHT : SLOT_WIDTH] = channel_from_json(&at, mark_setting(&at, "thickness"), SCENE_WIDTH);
  mark_finish(&at, into);
}

const MarkType mark_tick = {"tick", tick_build};
