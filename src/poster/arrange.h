/* poster/arrange.h: "layout": "auto": the blocks of a poster arranged for its page, whatever its size and shape.
 *
 * Blocks have a least and a natural size: that of their type at some scale. Each of a few arrangements (rows in reading order, the
 * timeline beside a column, columns of equal length …) is tried, with the largest type that fits the page; the one with the largest
 * type that leaves no holes is taken. As they were written is one of them, and the first choice where it fits.
 */
#pragma once
#include "poster/block.h"

/* Sets the scale and the least type sizes of `poster`, and returns rows for rows_draw(). Blocks have no errors yet. */
const Json *arrange_blocks(Poster *poster, const Json *blocks);
