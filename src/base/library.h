/* base/library.h: shared libraries that few charts need, loaded on first use rather than at every start.
 *
 * The caller declares a struct of function pointers and a table that maps each of them to a symbol:
 *
 *     typedef struct Zlib { unsigned long (*crc32) (unsigned long, const unsigned char *, unsigned); } Zlib;
 *     static const LibrarySymbol symbols[] = {{"crc32", offsetof (Zlib, crc32)}};
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct LibrarySymbol {
  const char *name;
  size_t offset; /* of the function pointer in the caller's struct */
} LibrarySymbol;

/* Fills `functions` from the library of that file name ("libz.so.1"), which stays loaded until the program ends. False if the
 * library or one of the symbols is unavailable. Any thread may call it. */
bool library_load(const char *file, const LibrarySymbol *symbols, size_t count, void *functions);
