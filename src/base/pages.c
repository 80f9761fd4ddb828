/* base/pages.c: see pages.h. */
#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS, madvise() */
#include "base/pages.h"
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

/* Smaller blocks are ordinary memory, which is quicker to have again and again. */
enum { LARGE = 1 << 23 };

void *pages_reserve(size_t bytes) {
  if (bytes < LARGE) return calloc(1, bytes);
  void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  (void)madvise(pages, bytes, MADV_HUGEPAGE); /* advice: fewer faults where it is taken */
#endif
  return pages;
}

void pages_release(void *pages, size_t bytes, size_t from, size_t to) {
  if (bytes < LARGE) return;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)pages;
  uintptr_t first = (start + from + page - 1) / page * page, end = (start + to) / page * page;
  /* Not munmap(): the addresses must stay ours, as pages_free() frees them all. */
  if (end > first)
    (void)mmap((char *)pages + (first - start), end - first, PROT_NONE,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
}

void pages_free(void *pages, size_t bytes) {
  if (bytes < LARGE)
    free(pages);
  else if (pages)
    munmap(pages, bytes);
}
