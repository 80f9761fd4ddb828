/* json/repeats.h: of repeated keys the last one counts, as in JavaScript. */
#pragma once
#include <stddef.h>

/* `members` are `count` structs of `size` bytes that begin with their key (const char *). The first of the same key keeps its
 * place and takes the last one's contents. Returns how many are left. */
size_t json_merge_repeats(void *members, size_t count, size_t size);
