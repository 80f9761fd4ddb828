/* data/stream.h: a large delimited file as a table in blocks (data/blocks.h).
 *
 * The file is read twice: once to count its rows and to see that it is as it should be, and once to use them. Threads read blocks ahead of the
 * one that is used; their order is that of the file.
 */
#pragma once
#include "base/file.h"
#include "data/blocks.h"
#include "data/format.h"

typedef struct LargeFile {
  const FileParts *parts;
  const char *name;                  /* as that of a Source */
  Place at;                          /* where it is named */
  const Table *(*whole)(void *host); /* reads it at once; NULL after an error message */
  void *host;
} LargeFile;

/* NULL, without a message, if the file is not plain enough, so that it has to be read at once: not UTF-8, a name that is there twice, a row of
 * another number of cells than there are names, a line end in a cell. */
const Table *stream_open(const LargeFile *file, const char *delimiter, const ReadOptions *options, Messages *messages,
                         Arena *arena);
