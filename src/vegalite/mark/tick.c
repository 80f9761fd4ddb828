/* vegalite/mark/tick.c: short strokes, one for each value, perpendicular to their axis. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"
#include <string.h>

static void tick_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RECT);
  bool horizontal = at.def->orient && strcmp(at.def->orient, "horizontal") == 0;
  mark_base(&at, INCLUDE_COLOR);
  mark_rect_position(&at, horizontal ? CHANNEL_X : CHANNEL_Y);
  Channel across = horizontal ? CHANNEL_Y : CHANNEL_X;
  Target center = {horizontal ? SLOT_YC : SLOT_XC, horizontal ? SCENE_Y : SCENE_X};
  mark_point_position_at(&at, across, DEFAULT_MID, center);
  at.slots[horizontal ? SLOT_HEIGHT : SLOT_WIDTH] =
      channel_from_json(&at, mark_property(at.unit, MARK_PROPERTY_THICKNESS), SCENE_WIDTH);
  mark_finish(&at, into);
}

const MarkType mark_tick = {
    .name = "tick",
    .build = tick_build,
    .form = MARK_BOX,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH),
    .channels_if_binned = CHANNELS_RANGE,
    .dimmed = true,
    .orient = ORIENT_MEASURED,
    .orient_steps = ORIENT_ACROSS,
    .stack = STACK_WHEN_ASKED,
    .thickness = THICKNESS_ALONG,
    .banded = true,
    .band_padding = "tickBandPaddingInner",
    .size_low = "minBandSize",
    .size_high = "maxBandSize",
};
