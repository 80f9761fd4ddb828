/* chart/loader.h: where data comes from: files, inline values, named datasets, generators. */
#pragma once
#include "base/file.h"
#include "data/table.h"
#include "spec/view.h"

typedef struct Loader Loader;
/* Lives in the spec's arena. */
Loader *loader_create(const Spec *spec, FileAccess *access);
/* The table a `data` object names, its fields parsed as `parse` says (an object) on top of the data's own format.parse. Each file is
 * read once. NULL after an error message. */
const Table *loader_table(Loader *loader, const Json *data, const Json *parse);
