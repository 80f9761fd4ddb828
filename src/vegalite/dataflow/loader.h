/* vegalite/dataflow/loader.h: where data comes from: files, inline values, named datasets, generators. */
#pragma once
#include "base/file.h"
#include "data/given.h"
#include "data/shelf.h"
#include "vegalite/grammar/view.h"

typedef struct Loader Loader;
/* Lives in the spec's arena. `given` (NULL is allowed) takes precedence over files and datasets of the same name.
 * `shelf` is where tables of files are kept; NULL: nowhere.
 * `encoding` is that of files whose format names none; NULL: UTF-8. `threads` read large files; 0: one for each processor. */
Loader *loader_create(const Spec *spec, FileAccess *access, const GivenData *given, TableShelf *shelf,
                      const char *encoding, int threads);
/* The table that a `data` object describes; with `in_blocks`, that of a large file may be one in blocks (data/blocks.h). Its fields are parsed according to `parse` (an object); the data's own format.parse takes
 * precedence. Each file is read once. NULL after an error message. */
const Table *loader_table(Loader *loader, const Json *data, const Json *parse, bool in_blocks);
/* The rows of a named dataset as expressions see them (data("name")): an array of objects, made once; empty after a warning when
 * no dataset has that name. */
Value loader_rows(Loader *loader, const char *name);
