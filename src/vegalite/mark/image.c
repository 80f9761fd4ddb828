/* vegalite/mark/image.c: pictures from files, placed like boxes. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"

static void image_build(const Frame *frame, SceneGroup *into) {
  MarkBuilder at = mark_begin(frame, SCENE_IMAGE);
  mark_base(&at, INCLUDE_NONE);
  mark_rect_position(&at, CHANNEL_X);
  mark_rect_position(&at, CHANNEL_Y);
  mark_text(&at, CHANNEL_URL);
  mark_finish(&at, into);
}

const MarkType mark_image = {
    .name = "image",
    .build = image_build,
    .form = MARK_BOX,
    .channels = CHANNELS_RANGE | CHANNEL_BIT(CHANNEL_URL),
    .orient = ORIENT_NEVER,
    .banded = true,
    .legend_symbol = "square",
};
