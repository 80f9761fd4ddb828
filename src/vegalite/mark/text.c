/* vegalite/mark/text.c: text at a point, in polar coordinates too. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

/* The mark's text is in columns where the rules ask for it and the mark has no mode of its own. */
static void stand(MarkBuilder *at) {
  if (scene_string(at->mark, SCENE_WRITING_MODE, 0, NULL)) return;
  for (size_t i = 0; i < at->mark->count; i++)
    if (text_stands(at->frame->text, COLUMNS_TEXT, scene_string(at->mark, SCENE_TEXT_VALUE, i, ""))) {
      scene_set_string(at->mark, SCENE_WRITING_MODE, "vertical-rl");
      return;
    }
}

static void text_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_TEXT);
  mark_base(&at, INCLUDE_COLOR | INCLUDE_ALIGN | INCLUDE_BASELINE | INCLUDE_THETA);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_text(&at, CHANNEL_TEXT);
  mark_nonposition(&at, CHANNEL_SIZE, MARK_PROPERTY_FONT_SIZE, SCENE_FONT_SIZE);
  mark_nonposition(&at, CHANNEL_ANGLE, MARK_PROPERTY_NONE, SCENE_ANGLE);
  if (!mark_property(at.unit, MARK_PROPERTY_ALIGN)) scene_set_string(at.mark, SCENE_ALIGN, "center");
  if (!mark_property(at.unit, MARK_PROPERTY_BASELINE)) scene_set_string(at.mark, SCENE_BASELINE, "middle");
  mark_point_position(&at, CHANNEL_RADIUS, DEFAULT_NONE);
  mark_point_position(&at, CHANNEL_THETA, DEFAULT_NONE);
  stand(&at);
  mark_break_lines(&at);
  mark_finish(&at, into);
}

const MarkType mark_text_type = {
    .name = "text",
    .build = text_build,
    .form = MARK_PLACED,
    .channels = CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_TEXT) | CHANNEL_BIT(CHANNEL_ANGLE) |
                CHANNEL_BIT(CHANNEL_THETA) | CHANNEL_BIT(CHANNEL_RADIUS),
    .text_at_middle = true,
    .orient = ORIENT_MEASURED,
    .orient_steps = ORIENT_BY_BINS | ORIENT_BY_RANGES | ORIENT_BOTH_RANGES,
    .stack = STACK_WHEN_ASKED,
    .size_low = "minFontSize",
    .size_high = "maxFontSize",
};
