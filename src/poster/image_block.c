/* poster/image_block.c: a picture from a file, fitted to the width of the block and to "height". */
#include "poster/style.h"

static const Field fields[] = {
    {.name = "url", .kind = FIELD_STRING, .required = true},
    {.name = "height", .kind = FIELD_LENGTH, .required = true},
    {.name = "description", .kind = FIELD_TEXT},
    {0},
};

static double image_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  double height = block_length(frame, "height", 0);
  if (!frame->group) return height;
  SceneMark *mark = scene_mark_create(poster->arena, SCENE_IMAGE, ROLE_MARK, 1);
  mark->place = json_place(json_get(frame->json, "url"));
  mark->description = block_text_of(frame, "description");
  mark->aria.hidden = !mark->description;
  scene_set_string(mark, SCENE_URL, json_string(json_get(frame->json, "url"), ""));
  scene_set_number(mark, SCENE_X, 0);
  scene_set_number(mark, SCENE_Y, 0);
  scene_set_number(mark, SCENE_WIDTH, frame->width);
  scene_set_number(mark, SCENE_HEIGHT, height);
  scene_set_number(mark, SCENE_ASPECT, 1);
  scene_group_add(poster->arena, frame->group, mark);
  return height;
}

const BlockType block_image = {
    .name = "image", .description = "A picture from a file.", .fields = fields, .set = image_set};
