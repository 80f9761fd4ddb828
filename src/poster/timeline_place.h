/* poster/timeline_place.h: cards beside a time line, in the order of their dates, none over another, as near to their dates as
 * that allows.
 */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* A card is joined to the line at its anchor, which it reaches `before` above and `after` below. Px, downwards. */
typedef struct Card {
  double wanted; /* where its date is; ascending over the cards */
  double before, after;
} Card;

/* The height that all cards need with `gap` between them. */
double cards_height(const Card *cards, size_t count, double gap);
/* Where each anchor goes, between `top` and `bottom`, into `anchors`: the sum of |anchor − wanted| is the least there is. False
 * when they do not fit, or `wanted` does not ascend. */
bool cards_place(const Card *cards, size_t count, double top, double bottom, double gap, double *anchors);
