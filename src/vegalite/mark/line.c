/* vegalite/mark/line.c: points joined in order: lines of one width, and trails whose width is a channel. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void line_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_LINE);
  mark_base(&at, INCLUDE_COLOR);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_nonposition(&at, CHANNEL_SIZE, MARK_PROPERTY_STROKE_WIDTH, SCENE_STROKE_WIDTH);
  mark_defined(&at);
  mark_finish(&at, into);
}

static void trail_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_TRAIL);
  mark_base(&at, INCLUDE_COLOR | INCLUDE_SIZE);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_nonposition(&at, CHANNEL_SIZE, MARK_PROPERTY_NONE, SCENE_SIZE);
  mark_defined(&at);
  mark_finish(&at, into);
}

const MarkType mark_line = {
    .name = "line",
    .build = line_build,
    .form = MARK_PATH,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH),
    .channels_if_binned = CHANNELS_RANGE,
    .outlined = true,
    .point_overlay = true,
    .ranged_as_rule = true,
    .orient = ORIENT_MEASURED,
    .stack = STACK_WHEN_ASKED,
    .size_low = "minStrokeWidth",
    .size_high = "maxStrokeWidth",
    .legend_symbol = "stroke",
};
const MarkType mark_trail = {
    .name = "trail",
    .build = trail_build,
    .form = MARK_PATH,
    .channels = CHANNEL_BIT(CHANNEL_SIZE),
    .channels_if_binned = CHANNELS_RANGE,
    .variable_width = true,
    .point_overlay = true,
    .size_low = "minStrokeWidth",
    .size_high = "maxStrokeWidth",
    .legend_symbol = "stroke",
};
