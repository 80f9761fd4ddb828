/* data/builder.h: a table filled row by row, straight into typed columns.
 *
 * A column begins as the kind of its first value and widens to COLUMN_VALUE when a value of another kind comes or a row
 * has no value.
 */
#pragma once
#include "data/table.h"

typedef struct TableBuilder TableBuilder;
typedef struct ColumnBuilder ColumnBuilder;

/* To be freed with table_builder_end(). */
TableBuilder *table_builder_create(Arena *arena);
void table_builder_start_row(TableBuilder *builder);
/* Forgets all rows and columns. */
void table_builder_clear(TableBuilder *builder);
/* The column of that name, created if it does not exist yet. `guess`: the position of the member in the row, usually
 * the column's number; a wrong guess costs a look-up. The name need not end in NUL. Valid until the next column is
 * made. */
ColumnBuilder *table_builder_column(TableBuilder *builder, size_t guess, const char *name, size_t length);
/* Sets the value of the current row; the last one counts. */
void column_builder_put(ColumnBuilder *column, Value value);
void column_builder_put_number(ColumnBuilder *column, double number);
void column_builder_put_string(ColumnBuilder *column, const char *text, size_t length); /* copies it */
/* Whether there are so many different fields that empty cells would fill the memory; the caller then gives up. */
bool table_builder_is_too_sparse(const TableBuilder *builder);
/* Ends the builder. */
Table *table_builder_end(TableBuilder *builder);

enum { EMPTY_CELLS_MAX = 1 << 26 };
