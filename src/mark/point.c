/* mark/point.c: symbols: points of any shape, circles and squares. */
#include "mark/channel.h"
#include "mark/marks.h"
#include "mark/position.h"

static void symbol_build(const Frame *frame, SceneGroup *into, const char *fixed_shape) {
  MarkBuilder at = mark_begin(frame, SCENE_SYMBOL);
  mark_base(&at, INCLUDE_COLOR | INCLUDE_SIZE);
  mark_point_position(&at, CHANNEL_X, DEFAULT_MID);
  mark_point_position(&at, CHANNEL_Y, DEFAULT_MID);
  mark_nonposition(&at, CHANNEL_SIZE, NULL, SCENE_SIZE);
  mark_nonposition(&at, CHANNEL_ANGLE, NULL, SCENE_ANGLE);
  if (fixed_shape)
    scene_set_string(at.mark, SCENE_SHAPE_NAME, fixed_shape);
  else
    mark_nonposition(&at, CHANNEL_SHAPE, NULL, SCENE_SHAPE_NAME);
  mark_finish(&at, into);
}

static void point_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, NULL); }
static void circle_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, "circle"); }
static void square_build(const Frame *frame, SceneGroup *into) { symbol_build(frame, into, "square"); }

const MarkType mark_point = {"point", point_build};
const MarkType mark_circle = {"circle", circle_build};
const MarkType mark_square = {"square", square_build};
