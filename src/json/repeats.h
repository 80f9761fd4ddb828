/* json/repeats.h: the last of repeated keys counts, as in JavaScript. */
#pragma once
#include "base/budget.h"
#include <stddef.h>

/* `members` are `count` structs of `size` bytes that begin with their key (const char *). The first of the same key keeps its
 * place and takes the last one's contents. Returns how many are left. `report`, unless NULL, gets each repeat and `data`; it may
 * charge `budget` and so end the run. */
typedef void (*JsonRepeat)(const void *member, void *data);
size_t json_merge_repeats(void *members, size_t count, size_t size, JsonRepeat report, void *data, Budget *budget);
