/* vegalite/mark/bar.c: boxes from a base line to a value, as wide as their band, bin or time unit. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void bar_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RECT);
  mark_base(&at, INCLUDE_COLOR);
  mark_rect_position(&at, CHANNEL_X);
  mark_rect_position(&at, CHANNEL_Y);
  mark_finish(&at, into);
}

const MarkType mark_bar = {
    .name = "bar",
    .build = bar_build,
    .form = MARK_BOX,
    .channels = CHANNELS_RANGE | CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH),
    .transparent_fill = true,
    .rounds_end = true,
    .based = true,
    .orient = ORIENT_MEASURED,
    .orient_steps = ORIENT_BY_BINS | ORIENT_BY_RANGES | ORIENT_BOTH_RANGES,
    .stack = STACK_BY_DEFAULT,
    .thickness = THICKNESS_ACROSS,
    .banded = true,
    .band_padding = "barBandPaddingInner",
    .size_low = "minBandSize",
    .size_high = "maxBandSize",
    .legend_symbol = "square",
};
