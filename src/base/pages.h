/* base/pages.h: a large block of zeroed memory that may be given back in part while the rest is in use.
 *
 * Addresses are reserved for the whole block, but memory is taken only by what is written, in pages of the machine.
 */
#pragma once
#include <stddef.h>

/* `bytes` zeroed bytes (above 0), to be freed by pages_free() with the same number; NULL if the machine has no such addresses. */
void *pages_reserve(size_t bytes);
/* `bytes`: of the whole block. Gives the memory of the bytes `from` … `to` back, but for what shares a page with others. They must not be used again. */
void pages_release(void *pages, size_t bytes, size_t from, size_t to);
/* `pages` may be NULL, and may have been released in part. */
void pages_free(void *pages, size_t bytes);
