/* poster/block.h: the blocks of a page: one file for each kind, all listed in poster/blocks.c.
 *
 * The same function sets a block twice: once without a group, to measure the height it needs at its width, and once into a group,
 * with the height of its row. Coordinates inside a block start at its top left corner.
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
  const Json *dataset;     /* that references read; NULL: none */
  bool lang_is_guessed;    /* a text with kana is then Japanese, and one with hangul Korean */
  const Json *style;       /* the default style with the poster's own merged into it */
  const Json *chart_style; /* the config of charts on the page */
  Page page;
  struct DateForms **date_forms; /* of the languages of its timelines (poster/timeline_date.h) */
  double room;                   /* px: blocks that are certainly higher need not be measured; 0: they do */
  double least_text, least_note; /* px: no type is smaller; 0 unless the layout is automatic */
  double readable;               /* px: the least text before it was reduced to fit; columns are as wide as it needs */
} Poster;

typedef struct BlockFrame {
  const Poster *poster;
  const Json *json;     /* the block, with its references resolved */
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

/* NULL for an unknown name. */
const BlockType *block_type_find(const char *name);
/* The names of all kinds, NULL-terminated. */
const char *const *block_type_names(Arena *arena);
/* The fields of a kind and those that every block has. */
const Field *block_type_fields(const BlockType *type, Arena *arena);

/* A property as text; NULL if it is absent or empty. */
const char *block_text_of(const BlockFrame *frame, const char *key);
/* A length property, scaled to the page. */
double block_length(const BlockFrame *frame, const char *key, double otherwise);
/* Reports that the block needs `px` more than `where` has ("its width", "the page"). */
void block_overflow(const BlockFrame *frame, double px, const char *where);
