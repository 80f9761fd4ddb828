/* batch/lines.h: files with a spec on each line (NDJSON, https://github.com/ndjson/ndjson-spec). */
#pragma once
#include "batch/log.h"

typedef struct SpecLine {
  const char *text;
  size_t length;    /* bytes, without the line's end */
  unsigned number;  /* in the file, from 1 */
  const char *name; /* that the spec gives itself: usermeta.tuban.name, or "name"; NULL if it has none */
} SpecLine;

typedef struct SpecLines {
  const char *name; /* of the file, as messages show it */
  SpecLine *lines;  /* those that are not blank */
  size_t count;
} SpecLines;

/* Whether the file's name says that it is one: *.ndjson, *.jsonl. */
bool lines_are_in(const char *path);
/* Reads the file, or standard input for "-", into the log's memory. What is not JSON is left for the one who draws it. Standard input is one
 * spec, and a single line here, unless its first line is an object of its own and others follow. NULL after a message: the file cannot be read, has
 * no spec or more than `most`, or a spec has a name that cannot be a file's. *is_read is set to whether it could be read. */
const SpecLines *lines_read(const char *path, size_t most, bool *is_read, BatchLog *log);
