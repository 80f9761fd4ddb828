/* poster/timeline_place.h: places cards next to a timeline in the order of their dates, without overlap, as near to their
 * dates as possible.
 */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* A card is joined to the line at its anchor; it extends `before` above it and `after` below it. Px, downwards. */
typedef struct Card {
  double wanted; /* the position of its date; ascending from card to card */
  double before, after;
} Card;

/* The height that all cards need with `gap` between them. */
double cards_height(const Card *cards, size_t count, double gap);
/* Places the anchors between `top` and `bottom` so that the sum of |anchor − wanted| is minimal. False if they do not fit, or if
 * `wanted` does not ascend. */
bool cards_place(const Card *cards, size_t count, double top, double bottom, double gap, double *anchors);
