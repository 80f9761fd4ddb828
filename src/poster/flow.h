/* poster/flow.h: the blocks of a poster in reading order, and the ways to arrange them on a page. */
#pragma once
#include "poster/block.h"

typedef struct Flow Flow;

/* A way to arrange blocks. */
typedef struct Arrangement {
  bool as_written;
  enum { FLOW_ROWS, FLOW_BESIDE, FLOW_BELOW_FIGURES, FLOW_BETWEEN, FLOW_HEAD_BESIDE, FLOW_COLUMNS } form;
  enum { LINE_ONE, LINE_BOTH, LINE_ACROSS } line; /* the sides and direction of the timeline */
  int share;    /* columns of twelve that the timeline has, or the number of columns */
  double merit; /* near 1 */
} Arrangement;

/* `blocks` are resolved. */
Flow *flow_create(const Json *blocks, Arena *arena);
/* Those worth trying on a page. */
const Arrangement *flow_arrangements(const Page *page, size_t *count);
/* Rows for rows_draw(), as they are at the scale of `poster`; NULL where the arrangement makes no sense. */
const Json *flow_arrange(const Flow *flow, const Arrangement *arrangement, const Poster *poster);
