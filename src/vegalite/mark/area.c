/* vegalite/mark/area.c: a surface between a line and a base line, or between two lines. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"
#include <string.h>

static void area_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_AREA);
  const char *orient = at.def->orient ? at.def->orient : "";
  mark_base(&at, INCLUDE_COLOR | INCLUDE_ORIENT);
  if (strcmp(orient, "horizontal") == 0)
    mark_range_position(&at, CHANNEL_X, DEFAULT_ZERO_OR_MIN, DEFAULT_ZERO_OR_MIN);
  else
    mark_point_position(&at, CHANNEL_X, DEFAULT_ZERO_OR_MIN);
  if (strcmp(orient, "vertical") == 0)
    mark_range_position(&at, CHANNEL_Y, DEFAULT_ZERO_OR_MIN, DEFAULT_ZERO_OR_MIN);
  else
    mark_point_position(&at, CHANNEL_Y, DEFAULT_ZERO_OR_MIN);
  if (orient[0]) scene_set_string(at.mark, SCENE_ORIENT, orient);
  mark_defined(&at);
  mark_finish(&at, into);
}

const MarkType mark_area = {
    .name = "area",
    .build = area_build,
    .form = MARK_PATH,
    .channels = CHANNELS_RANGE,
    .based = true,
    .ordered_paths = true,
    .point_overlay = true,
    .line_overlay = true,
    .orient = ORIENT_MEASURED,
    .orient_steps = ORIENT_BY_RANGES,
    .stack = STACK_BY_DEFAULT,
};
