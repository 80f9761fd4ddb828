/* poster/blocks.c: every kind of block there is. A new one is a file and a line here. */
#include "poster/block.h"
#include <string.h>

#define EVERY_BLOCK(X)                                                                                                 \
  X(masthead)                                                                                                          \
  X(text)                                                                                                              \
  X(figure)                                                                                                            \
  X(chart)                                                                                                             \
  X(timeline)                                                                                                          \
  X(quotation)                                                                                                         \
  X(list)                                                                                                              \
  X(sources)                                                                                                           \
  X(rule)                                                                                                              \
  X(image)

#define DECLARE(name) extern const BlockType block_##name;
#define ADDRESS(name) &block_##name,
EVERY_BLOCK(DECLARE)
static const BlockType *const types[] = {EVERY_BLOCK(ADDRESS)};

const Field block_common_fields[] = {
    {.name = "kind", .kind = FIELD_STRING, .required = true},
    {.name = "name", .kind = FIELD_STRING, .description = "The name of the block in messages; its kind by default."},
    {.name = "lang",
     .kind = FIELD_STRING,
     .description = "The language of its texts, as a BCP 47 tag; by default that of the poster."},
    {.name = "span", .kind = FIELD_COUNT, .description = "The number of columns it takes in its row."},
    {.name = "above", .kind = FIELD_LENGTH, .description = "The space above it."},
    {.name = "ground", .kind = FIELD_COLOR, .description = "The colour of a panel on which the block stands."},
    {.name = "grow", .kind = FIELD_SHARE, .description = "Its share of the height left over on the page."},
    {0},
};

static size_t field_count(const Field *fields) {
  size_t count = 0;
  while (fields[count].name) count++;
  return count;
}

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
  size_t own = field_count(type->fields), common = field_count(block_common_fields);
  Field *all = arena_array(arena, Field, own + common + 1);
  memcpy(all, block_common_fields, common * sizeof *all);
  memcpy(all + common, type->fields, own * sizeof *all);
  return all;
}
