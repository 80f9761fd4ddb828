/* poster/blocks.c: every kind of block there is. A new one is a file and a line here. */
#include "poster/block.h"
#include "poster/length.h"
#include "poster/reference.h"
#include "poster/style.h"
#include <string.h>

static const BlockType *const types[] = {
    &block_masthead,  &block_text, &block_figure,  &block_chart, &block_timeline,
    &block_quotation, &block_list, &block_sources, &block_rule,  &block_image,
};

static const Field common_fields[] = {
    {"kind", FIELD_STRING, true, NULL, NULL},  {"name", FIELD_STRING, false, NULL, NULL},
    {"span", FIELD_NUMBER, false, NULL, NULL}, {"above", FIELD_LENGTH, false, NULL, NULL},
    {"grow", FIELD_NUMBER, false, NULL, NULL},
};

const BlockType *block_type_find(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (strcmp(types[i]->name, name) == 0) return types[i];
  return NULL;
}

const char *const *block_type_names(Arena *arena) {
  const char **names = arena_array(arena, const char *, G_N_ELEMENTS(types) + 1);
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) names[i] = types[i]->name;
  return names;
}

const Field *block_type_fields(const BlockType *type, Arena *arena) {
  size_t own = 0, common = G_N_ELEMENTS(common_fields);
  while (type->fields[own].name) own++;
  Field *all = arena_array(arena, Field, own + common + 1);
  memcpy(all, common_fields, sizeof common_fields);
  memcpy(all + common, type->fields, own * sizeof *all);
  return all;
}

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
  messages_error(frame->poster->messages, json_place(frame->json), "block \"%s\" needs %.1f mm more than %s has",
                 frame->name, length_to_mm(px), where);
}
