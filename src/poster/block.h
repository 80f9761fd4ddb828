/* poster/block.h: what stands on a page: one kind a file, all listed in poster/blocks.c.
 *
 * A block is set twice by the same function: once without a group, to learn how high it must be for its width, and
 * once into a group, with the height its row was given. Coordinates inside a block start at its top left corner.
 */
#pragma once
#include "poster/page.h"
#include "poster/poster.h"
#include "poster/shape.h"

/* What all blocks of a poster share. */
typedef struct Poster {
  const ChartInput *input;
  Messages *messages;
  Arena *arena;
  const char *lang;
  const Json *style;       /* the default one with the poster's own over it */
  const Json *chart_style; /* the config of charts on the page */
  Page page;
} Poster;

typedef struct BlockFrame {
  const Poster *poster;
  const Json *json;     /* the block, its references resolved */
  const char *name;     /* for messages */
  double width;         /* px */
  double height;        /* px; 0 while measuring */
  SceneGroup *group;    /* NULL while measuring */
  double column_stride; /* from one column of the page to the next */
} BlockFrame;

typedef struct BlockType {
  const char *name, *description;
  const Field *fields;                    /* in addition to those of every block */
  double (*set)(const BlockFrame *frame); /* returns the height needed, px */
  double grow;                            /* its share of the space left over, unless the block sets "grow" */
} BlockType;

extern const Field block_common_fields[];

/* NULL when there is none. */
const BlockType *block_type_find(const char *name);
/* Every kind's name, NULL-terminated. */
const char *const *block_type_names(Arena *arena);
/* The fields of a kind and those that every block has. */
const Field *block_type_fields(const BlockType *type, Arena *arena);

/* A text property in words; NULL when it is absent or empty. */
const char *block_text_of(const BlockFrame *frame, const char *key);
/* A length property, scaled to the page. */
double block_length(const BlockFrame *frame, const char *key, double otherwise);
/* Says that the block needs `px` more in `direction` than it has ("its column", "the page"). */
void block_overflow(const BlockFrame *frame, double px, const char *where);
