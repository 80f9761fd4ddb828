/* data/shelf.h: tables of small data files, kept for the next charts that read the same bytes.
 *
 * The charts of a folder often show the same few files. A chart reads its files itself, under its own rules; what is spared is to make tables
 * of them again. A table that is taken off the shelf costs a chart's budget the same as one that is read, so the verdict on a chart does not
 * depend on those before it.
 */
#pragma once
#include "data/format.h"

typedef struct TableShelf TableShelf;

TableShelf *table_shelf_create(void);
/* Charts may still use tables of it. NULL is allowed. */
void table_shelf_destroy(TableShelf *shelf);

/* data_read(), except that the table may be one that was read before from a source of the same name and bytes in the same format. Its columns
 * live at least as long as `arena`. A table that has messages is not kept. `shelf` may be NULL; one thread at a time uses it. */
const Table *table_shelf_read(TableShelf *shelf, const Source *source, const Json *format, const ReadOptions *options,
                              Messages *messages, Arena *arena);
