/* poster/poster.c: see poster.h. */
#include "poster/poster.h"

bool poster_is(const Json *json) { return json_has(json, "page") && json_has(json, "blocks"); }

Scene *poster_scene(const ChartInput *input, Messages *messages, Arena *arena) {
  (void)arena;
  messages_error(messages, json_place(input->json), "posters cannot be drawn yet");
  return NULL;
}
