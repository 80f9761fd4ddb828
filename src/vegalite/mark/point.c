/* vegalite/mark/point.c: symbols: points of any shape, circles and squares. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void symbol_build(const Frame *frame, SceneGroup *into, const char *fixed_shape) {
  MarkBuilder at = mark_begin(frame, SCENE_SYMBOL);
  mark_base(&at, INCLUDE_COLOR | INCLUDE_SIZE);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_nonposition(&at, CHANNEL_SIZE, MARK_PROPERTY_NONE, SCENE_SIZE);
  mark_nonposition(&at, CHANNEL_ANGLE, MARK_PROPERTY_NONE, SCENE_ANGLE);
  if (fixed_shape)
    scene_set_string(at.mark, SCENE_SHAPE_NAME, fixed_shape);
  else
    mark_nonposition(&at, CHANNEL_SHAPE, MARK_PROPERTY_NONE, SCENE_SHAPE_NAME);
  mark_finish(&at, into);
}

static void point_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, NULL); }
static void circle_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, "circle"); }
static void square_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, "square"); }

const MarkType mark_point = {
    .name = "point",
    .build = point_build,
    .form = MARK_PLACED,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH) | CHANNEL_BIT(CHANNEL_SHAPE) |
                CHANNEL_BIT(CHANNEL_ANGLE),
    .channels_if_binned = CHANNELS_RANGE,
    .outlined = true,
    .transparent_fill = true,
    .dimmed = true,
    .orient = ORIENT_NEVER,
    .stack = STACK_WHEN_ASKED,
    .size_low = "minSize",
    .size_high = "maxSize",
    .size_is_area = true,
};
const MarkType mark_circle = {
    .name = "circle",
    .build = circle_build,
    .form = MARK_PLACED,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH),
    .channels_if_binned = CHANNELS_RANGE,
    .transparent_fill = true,
    .dimmed = true,
    .orient = ORIENT_NEVER,
    .stack = STACK_WHEN_ASKED,
    .size_low = "minSize",
    .size_high = "maxSize",
    .size_is_area = true,
};
const MarkType mark_square = {
    .name = "square",
    .build = square_build,
    .form = MARK_PLACED,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH) | CHANNEL_BIT(CHANNEL_ANGLE),
    .channels_if_binned = CHANNELS_RANGE,
    .transparent_fill = true,
    .dimmed = true,
    .orient = ORIENT_NEVER,
    .stack = STACK_WHEN_ASKED,
    .size_low = "minSize",
    .size_high = "maxSize",
    .size_is_area = true,
    .legend_symbol = "square",
};
