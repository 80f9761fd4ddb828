/* data/table.h: immutable tables of typed columns.
 *
 * A table is immutable: a transform makes a new one that shares the columns it did not change, and refers to rows by an
 * index if it only filters or reorders. All memory belongs to the arena it was made in.
 */
#pragma once
#include "data/value.h"
#include <stdint.h>

typedef enum ColumnKind {
  COLUMN_NUMBER, /* double: plain numbers, NaN allowed */
  COLUMN_DATE,   /* double: ms since the epoch */
  COLUMN_STRING, /* const char *, never NULL; equal strings of one column need not share a pointer */
  COLUMN_VALUE   /* Value: anything else, as booleans, nulls, mixed kinds, objects */
} ColumnKind;

/* Texts of which there are few different ones. */
typedef struct ColumnCodes {
  const guint8 *of_row;
  const char *const *texts; /* by code, all different; of a column that was gathered, some may not appear */
  size_t count;
} ColumnCodes;

/* What has been computed from a column of texts once. */
typedef struct ColumnMemo {
  Arena *arena;              /* of the column */
  const double *numbers;     /* NULL: not yet */
  const char *const *texts;  /* of a file's cells; NULL: not yet */
  const ColumnCodes *codes;  /* NULL: they are not known, or too many */
  bool is_plain;             /* each text is known to be a finite decimal without spaces */
  struct Sheet *sheet;       /* the file whose column this is (data/sheet.h); NULL: none */
  guint32 column;            /* there */
  const struct Column *from; /* for a column that was gathered: the whole, and its rows; NULL: none */
  const guint32 *rows;
} ColumnMemo;

typedef struct Column {
  ColumnKind kind;
  size_t length;
  union {
    const double *numbers;      /* COLUMN_NUMBER, COLUMN_DATE */
    const char *const *strings; /* NULL: they are made when column_texts() asks for them */
    const Value *values;
  };
  ColumnMemo *memo; /* of texts; may be NULL */
  const struct Column
      *determined_by; /* where that one has equal numbers in two rows, so has this one; NULL: none is known */
} Column;

Value column_value(const Column *column, size_t row); /* NULL column: undefined */
/* For those who ask for no more than whether there is a value, and for its number: the same, but a text that is known to be a plain decimal
 * is that number, so that texts need not be made. */
Value column_quantity(const Column *column, size_t row);
/* Number(x) of each value. COLUMN_NUMBER and COLUMN_DATE share their storage; those of texts are read once in the arena of the column, and kept
 * there. */
const double *column_numbers(const Column *column, Arena *arena);
/* The texts of a COLUMN_STRING. */
const char *const *column_texts(const Column *column);
/* The same as codes, where they are known; NULL for other columns. */
const ColumnCodes *column_codes(const Column *column);
/* A column of texts that are all known to be finite decimals without spaces: column_numbers() says all of them. */
bool column_is_plain(const Column *column);
/* A column of texts of which none is empty. */
bool column_is_full_text(const Column *column);
/* With value_comparable() of each value; the column itself where that changes nothing. NULL: NULL. */
const Column *column_comparable(const Column *column, Arena *arena);
/* A column of the narrowest kind that holds `values` (which it keeps). */
const Column *column_from_values(const Value *values, size_t length, Arena *arena);
const Column *column_from_numbers(const double *numbers, size_t length, Arena *arena);
/* Numbers that follow, row by row, from those of `of`. */
const Column *column_determined(const double *numbers, const Column *of, Arena *arena);
const Column *column_from_dates(const double *ms, size_t length, Arena *arena);
const Column *column_from_strings(const char *const *strings, size_t length, Arena *arena);
const Column *column_constant(Value value, size_t length, Arena *arena);
/* The rows `rows[0..count)` of `column`, dense. Keeps both. */
const Column *column_gather(const Column *column, const guint32 *rows, size_t count, Arena *arena);

typedef struct Table Table;

/* A table of `rows` rows and no columns. */
Table *table_create(Arena *arena, size_t rows);
/* Columns of `rows` length each, under different names. Keeps the names. */
Table *table_from_columns(const char *const *names, const Column *const *columns, size_t count, size_t rows,
                          Arena *arena);
/* Rows whose items are objects: columns in order of first appearance; an array has the columns "0", "1" …; other items become
 * {"data": item}, as in Vega. */
Table *table_from_values(const Value *rows, size_t count, Arena *arena);

/* A table whose rows are made when they are needed. Every function accepts it like any other table and makes all of its rows, except those that
 * say otherwise. */
typedef struct TableMaker TableMaker;
struct TableMaker {
  const Table *sample;                            /* some of the rows, with all columns */
  size_t rows;                                    /* TABLE_ROWS_UNKNOWN: they must be made to be counted */
  const Table *(*whole)(const TableMaker *maker); /* all rows, asked for once; never NULL */
};
#define TABLE_ROWS_UNKNOWN SIZE_MAX

/* Keeps the maker. */
Table *table_made_by(const TableMaker *maker, Arena *arena);
/* NULL for a table whose rows are there. */
const TableMaker *table_maker(const Table *table);
/* The table with all its rows. */
const Table *table_whole(const Table *table);

size_t table_row_count(const Table *table);
/* These, and those that count and name columns, do not make the rows. */
bool table_is_empty(const Table *table);
bool table_has_column(const Table *table, const char *name);
/* Whether table_field() is not NULL; makes the rows only if it is about what the values of a calculated column hold. */
bool table_has_field(const Table *table, const char *field);
size_t table_column_count(const Table *table);
const char *table_column_name(const Table *table, size_t i);
/* Column `i` with this table's row index applied: dense, row_count long. */
const Column *table_column_at(const Table *table, size_t i);
/* A field as charts write it: a column by exact name first, then a path ("a.b", "a[0]", "a['b c']", "a\\.b" for a dot in
 * a name). NULL when no row has it. Dense, row_count long, computed once per table and field. */
const Column *table_field(const Table *table, const char *field);
/* The same as a path alone, which follows what is nested now, whatever column has the whole as its name. */
const Column *table_nested_field(const Table *table, const char *field);
/* A column by its exact name, not a path. NULL when absent. */
const Column *table_column(const Table *table, const char *name);
/* Whether the field is part of a column's name, as where a file was cut at the wrong delimiter: "a;b" has the part "b". */
bool table_has_part(const Table *table, const char *field);
/* A new table with `column` (row_count long) set under `name`: replaced in place, or added last. */
Table *table_with_column(const Table *table, const char *name, const Column *column);
/* The same for `count` columns, in time linear in them. */
Table *table_with_columns(const Table *table, const char *const *names, const Column *const *columns, size_t count);
/* Only the columns named, in that order. */
Table *table_select(const Table *table, const char *const *names, size_t count);
/* The rows given, in that order; may repeat. `rows` is kept. Shares the columns. */
Table *table_pick(const Table *table, const guint32 *rows, size_t count);
/* Row `row` as an object value. */
Value table_row(const Table *table, size_t row, Arena *arena);
Arena *table_arena(const Table *table);
/* The path steps of a field name ("a.b[0]" → "a","b","0"; escapes resolved). NULL-terminated, in `arena`. */
const char *const *field_path(const char *field, Arena *arena);
/* The field's name without its path, for titles and generated names ("a.b" → "a.b", "a['b c']" → "a.b c",
 * "a\\.b" → "a.b"). */
const char *field_flat_name(const char *field, Arena *arena);

/* Which values are one group. Vega's transforms make their keys in three ways; the fourth suits sorting. */
typedef enum GroupKey {
  GROUP_BY_TEXT,   /* String(x): 1 and "1", null and "null", ["a", "b"] and "a,b" are one */
  GROUP_BY_JOINED, /* String([x]): the same, but null, undefined and "" are one */
  GROUP_BY_VALUE,  /* x itself, arrays and objects by their text: null and "null", null and undefined are two */
  GROUP_BY_JSON    /* JSON.stringify(x): 1 and "1" are two; what JSON writes as null is one; a date is its ISO text */
} GroupKey;

/* Groups: row → group number, in order of first appearance. With no fields: one group. */
typedef struct Grouping {
  size_t group_count;
  const guint32 *group_of; /* row_count items */
  const guint32 *first;    /* group_count items: a group's first row */
  const guint32 *starts;   /* group_count + 1 items: where the group's rows start in `rows` */
  const guint32 *rows;     /* rows ordered by group, stable */
} Grouping;
const Grouping *table_group(const Table *table, const char *const *fields, size_t field_count, Arena *arena);
/* table_group() is GROUP_BY_TEXT. */
/* The groups of several tables with the same fields: those of the rows of all of them, in order of first appearance. */
typedef struct GroupIndex GroupIndex;
/* Keeps the names. */
GroupIndex *group_index_create(const char *const *fields, size_t count, GroupKey key, Arena *arena);
/* Adds the groups of a table, of which nothing is kept; `group_of` receives the number of each among those of all tables. */
void group_index_add(GroupIndex *index, const Table *table, const Grouping *grouping, guint32 *group_of);
size_t group_index_count(const GroupIndex *index);

const Grouping *table_group_by(const Table *table, const char *const *fields, size_t field_count, GroupKey key,
                               Arena *arena);
