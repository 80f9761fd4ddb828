/* batch/rows.h: the table whose rows are one chart each (--for-each). */
#pragma once
#include "batch/log.h"
#include <stddef.h>

typedef struct RowTable RowTable;

/* Reads a file as the data of a chart are read: CSV, TSV, JSON, NDJSON, packed or not. `encoding` may be NULL. NULL after a message, also if
 * there are no rows, or more than `most`. Its texts live as long as the log. */
const RowTable *row_table_read(const char *path, const char *encoding, size_t most, BatchLog *log);
size_t row_table_rows(const RowTable *table);
size_t row_table_columns(const RowTable *table);
const char *row_table_name(const RowTable *table, size_t column);
/* What a cell says. */
const char *row_table_text(const RowTable *table, size_t row, size_t column, BatchLog *log);
/* The same as JSON: a number where each cell of the column is a number or empty, null where there is nothing. */
const char *row_table_json(const RowTable *table, size_t row, size_t column, BatchLog *log);
/* The whole row as a JSON array of one object. */
const char *row_table_row(const RowTable *table, size_t row, BatchLog *log);
