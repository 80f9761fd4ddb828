/* vegalite/mark/rule.c: straight lines: across the view at a value, or from one value to another. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"
#include <string.h>

static void rule_axis(MarkBuilder *at, Channel channel, bool along, bool across) {
  DefaultPosition otherwise = along ? DEFAULT_ZERO_OR_MAX : DEFAULT_MID;
  if (across)
    mark_point_position(at, channel, otherwise);
  else
    mark_range_position(at, channel, otherwise, DEFAULT_ZERO_OR_MIN);
}

static void rule_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_RULE);
  static const Channel needed[] = {CHANNEL_X, CHANNEL_Y, CHANNEL_LATITUDE, CHANNEL_LONGITUDE};
  bool placed = false;
  for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) placed = placed || mark_def(&at, needed[i]);
  if (!placed) return;
  const char *orient = at.def->orient ? at.def->orient : "";
  bool horizontal = strcmp(orient, "horizontal") == 0, vertical = strcmp(orient, "vertical") == 0;
  mark_base(&at, INCLUDE_COLOR);
  rule_axis(&at, CHANNEL_X, horizontal, vertical);
  rule_axis(&at, CHANNEL_Y, vertical, horizontal);
  mark_nonposition(&at, CHANNEL_SIZE, MARK_PROPERTY_STROKE_WIDTH, SCENE_STROKE_WIDTH);
  mark_finish(&at, into);
}

const MarkType mark_rule = {
    .name = "rule",
    .build = rule_build,
    .form = MARK_PLACED,
    .channels = CHANNELS_RANGE | CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH),
    .outlined = true,
    .point_overlay = true,
    .orient = ORIENT_MEASURED,
    .orient_steps = ORIENT_BY_RANGES | ORIENT_BOTH_RANGES | ORIENT_BY_LONE_CHANNEL,
    .stack = STACK_WHEN_ASKED,
    .banded = true,
    .size_low = "minStrokeWidth",
    .size_high = "maxStrokeWidth",
    .legend_symbol = "stroke",
};
