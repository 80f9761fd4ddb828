/* poster/block.c: what all blocks ask of their own JSON. */
#include "poster/block.h"
#include "base/length.h"
#include "poster/reference.h"

const char *block_text_of(const BlockFrame *frame, const char *key) {
  const char *text = reference_text(json_get(frame->json, key), frame->poster->arena);
  return *text ? text : NULL;
}

double block_length(const BlockFrame *frame, const char *key, double otherwise) {
  double px;
  const char *text = json_string(json_get(frame->json, key), NULL);
  return text && length_parse(text, &px) ? px * frame->poster->page.scale : otherwise;
}

void block_overflow(const BlockFrame *frame, double px, const char *where) {
  messages_error(frame->poster->messages, json_place(frame->json), "E701",
                 "block \"%s\" needs %.1f mm more than %s has", frame->name, length_to_mm(px), where);
}
