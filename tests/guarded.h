/* tests/guarded.h: a copy of some bytes with memory after them that cannot be touched: to read one item too many ends the test. */
#pragma once
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static inline void *guarded_copy(const void *bytes, size_t size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (size + page - 1) / page * page;
  int zeros = open("/dev/zero", O_RDWR);
  char *at = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE, zeros, 0);
  close(zeros);
  g_assert_true(at != MAP_FAILED);
  g_assert_cmpint(mprotect(at + room, page, PROT_NONE), ==, 0);
  return memcpy(at + room - size, bytes, size);
}
