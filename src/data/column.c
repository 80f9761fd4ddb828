/* data/column.c: conversion between columns and values. */
#include "data/sheet.h"
#include <string.h>

/* The memo of a column whose texts are made when they are asked for, once it says what else there is; NULL for other columns. */
static ColumnMemo *memo_of_lazy(const Column *column) {
  ColumnMemo *memo = column->kind == COLUMN_STRING && !column->strings ? column->memo : NULL;
  if (memo && memo->sheet) sheet_look(memo->sheet, memo->column);
  return memo;
}

static const char *text_at(const Column *column, size_t row) {
  if (column->strings) return column->strings[row];
  const ColumnCodes *codes = column_codes(column);
  return codes ? codes->texts[codes->of_row[row]] : column_texts(column)[row];
}

static const char *const *gathered_texts(const Column *column, const guint32 *rows, size_t count, Arena *arena) {
  const char **texts = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) texts[i] = text_at(column, rows[i]);
  return texts;
}

const char *const *column_texts(const Column *column) {
  if (column->strings) return column->strings;
  ColumnMemo *memo = column->memo;
  if (!memo->texts && memo->from)
    memo->texts = gathered_texts(memo->from, memo->rows, column->length, memo->arena);
  else if (!memo->texts)
    sheet_make_texts(memo->sheet, memo->column);
  return memo->texts;
}

const ColumnCodes *column_codes(const Column *column) {
  const ColumnMemo *memo = memo_of_lazy(column);
  return memo ? memo->codes : NULL;
}

bool column_is_plain(const Column *column) {
  const ColumnMemo *memo = memo_of_lazy(column);
  return memo && memo->is_plain;
}

Value column_quantity(const Column *column, size_t row) {
  const ColumnMemo *memo = column && row < column->length ? memo_of_lazy(column) : NULL;
  bool known = memo && memo->is_plain && memo->numbers;
  return known ? value_number(memo->numbers[row]) : column_value(column, row);
}

Value column_value(const Column *column, size_t row) {
  if (!column || row >= column->length) return value_undefined();
  switch (column->kind) {
  case COLUMN_NUMBER: return value_number(column->numbers[row]);
  case COLUMN_DATE: return value_date(column->numbers[row]);
  case COLUMN_STRING: return value_string(text_at(column, row));
  case COLUMN_VALUE: return column->values[row];
  }
  return value_undefined();
}

static void numbers_of_codes(const ColumnCodes *codes, size_t count, double *numbers) {
  double of_code[G_MAXUINT8 + 1] = {0};
  for (size_t i = 0; i < codes->count; i++) of_code[i] = number_from_text(codes->texts[i]);
  for (size_t i = 0; i < count; i++) numbers[i] = of_code[codes->of_row[i]];
}

static void numbers_of_strings(const char *const *strings, size_t count, double *numbers) {
  for (size_t i = 0; i < count; i++) numbers[i] = number_from_text(strings[i]);
}

/* A column of another arena may be shared by charts of several threads: nothing is noted there. */
static const double *numbers_of_texts(const Column *column, Arena *arena) {
  const ColumnMemo *own = memo_of_lazy(column);
  if (own && own->numbers) return own->numbers;
  ColumnMemo *memo = column->memo && column->memo->arena == arena ? column->memo : NULL;
  if (memo && memo->numbers) return memo->numbers;
  const ColumnCodes *codes = column_codes(column);
  double *numbers = arena_array(arena, double, column->length);
  if (codes)
    numbers_of_codes(codes, column->length, numbers);
  else
    numbers_of_strings(column_texts(column), column->length, numbers);
  if (memo) memo->numbers = numbers;
  return numbers;
}

const double *column_numbers(const Column *column, Arena *arena) {
  if (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) return column->numbers;
  if (column->kind == COLUMN_STRING) return numbers_of_texts(column, arena);
  double *numbers = arena_array(arena, double, column->length);
  for (size_t i = 0; i < column->length; i++) numbers[i] = value_to_number(column->values[i]);
  return numbers;
}

bool column_is_full_text(const Column *column) {
  if (column->kind != COLUMN_STRING) return false;
  if (column_is_plain(column)) return true;
  const ColumnCodes *codes = column_codes(column);
  size_t empty = 0;
  while (codes && empty < codes->count && *codes->texts[empty]) empty++;
  if (codes) return empty == codes->count || !memchr(codes->of_row, (int)empty, column->length);
  const char *const *texts = column_texts(column);
  for (size_t i = 0; i < column->length; i++)
    if (!*texts[i]) return false;
  return true;
}

static Column *column_new(ColumnKind kind, size_t length, Arena *arena) {
  Column *column = arena_new(arena, Column);
  column->kind = kind;
  column->length = length;
  return column;
}

const Column *column_from_numbers(const double *numbers, size_t length, Arena *arena) {
  Column *column = column_new(COLUMN_NUMBER, length, arena);
  column->numbers = numbers;
  return column;
}

const Column *column_determined(const double *numbers, const Column *of, Arena *arena) {
  Column *column = column_new(COLUMN_NUMBER, of->length, arena);
  column->numbers = numbers;
  column->determined_by = of;
  return column;
}

const Column *column_from_dates(const double *ms, size_t length, Arena *arena) {
  Column *column = column_new(COLUMN_DATE, length, arena);
  column->numbers = ms;
  return column;
}

const Column *column_from_strings(const char *const *strings, size_t length, Arena *arena) {
  Column *column = column_new(COLUMN_STRING, length, arena);
  column->strings = strings;
  column->memo = arena_new(arena, ColumnMemo);
  column->memo->arena = arena;
  return column;
}

const Column *column_comparable(const Column *column, Arena *arena) {
  size_t first = 0;
  if (!column || column->kind != COLUMN_VALUE) return column;
  while (first < column->length && column->values[first].kind <= VALUE_STRING) first++;
  if (first == column->length) return column;
  Value *values = arena_array(arena, Value, column->length);
  for (size_t i = 0; i < column->length; i++) values[i] = value_comparable(column->values[i], arena);
  return column_from_values(values, column->length, arena);
}

const Column *column_from_values(const Value *values, size_t length, Arena *arena) {
  ValueKind kind = length ? values[0].kind : VALUE_UNDEFINED;
  bool narrow = kind == VALUE_NUMBER || kind == VALUE_DATE || kind == VALUE_STRING;
  for (size_t i = 1; i < length && narrow; i++) narrow = values[i].kind == kind;
  if (!narrow) {
    Column *column = column_new(COLUMN_VALUE, length, arena);
    column->values = values;
    return column;
  }
  if (kind == VALUE_STRING) {
    const char **strings = arena_array(arena, const char *, length);
    for (size_t i = 0; i < length; i++) strings[i] = values[i].string;
    return column_from_strings(strings, length, arena);
  }
  double *numbers = arena_array(arena, double, length);
  for (size_t i = 0; i < length; i++) numbers[i] = values[i].number;
  return kind == VALUE_DATE ? column_from_dates(numbers, length, arena) : column_from_numbers(numbers, length, arena);
}

const Column *column_constant(Value value, size_t length, Arena *arena) {
  if (value.kind == VALUE_STRING) {
    const char **strings = arena_array(arena, const char *, length);
    for (size_t i = 0; i < length; i++) strings[i] = value.string;
    return column_from_strings(strings, length, arena);
  }
  if (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) {
    double *numbers = arena_array(arena, double, length);
    for (size_t i = 0; i < length; i++) numbers[i] = value.number;
    return value.kind == VALUE_DATE ? column_from_dates(numbers, length, arena)
                                    : column_from_numbers(numbers, length, arena);
  }
  Value *values = arena_array(arena, Value, length);
  for (size_t i = 0; i < length; i++) values[i] = value;
  Column *column = column_new(COLUMN_VALUE, length, arena);
  column->values = values;
  return column;
}

/* Numbers and codes are gathered, and texts when they are asked for. */
static const Column *gather_texts(const Column *column, const guint32 *rows, size_t count, Arena *arena) {
  const ColumnMemo *whole = memo_of_lazy(column);
  if (!whole || !(whole->codes || whole->numbers) || !count)
    return column_from_strings(gathered_texts(column, rows, count, arena), count, arena);
  Column *gathered = column_new(COLUMN_STRING, count, arena);
  ColumnMemo *memo = gathered->memo = arena_new(arena, ColumnMemo);
  *memo = (ColumnMemo){.arena = arena, .is_plain = whole->is_plain, .from = column, .rows = rows};
  if (whole->codes) {
    guint8 *of_row = arena_array(arena, guint8, count);
    for (size_t i = 0; i < count; i++) of_row[i] = whole->codes->of_row[rows[i]];
    ColumnCodes *codes = arena_new(arena, ColumnCodes);
    *codes = (ColumnCodes){of_row, whole->codes->texts, whole->codes->count};
    memo->codes = codes;
  } else {
    double *numbers = arena_array(arena, double, count);
    for (size_t i = 0; i < count; i++) numbers[i] = whole->numbers[rows[i]];
    memo->numbers = numbers;
  }
  return gathered;
}

const Column *column_gather(const Column *column, const guint32 *rows, size_t count, Arena *arena) {
  Column *dense = column_new(column->kind, count, arena);
  switch (column->kind) {
  case COLUMN_NUMBER:
  case COLUMN_DATE: {
    double *numbers = arena_array(arena, double, count);
    for (size_t i = 0; i < count; i++) numbers[i] = column->numbers[rows[i]];
    dense->numbers = numbers;
    break;
  }
  case COLUMN_STRING: return gather_texts(column, rows, count, arena);
  case COLUMN_VALUE: {
    Value *values = arena_array(arena, Value, count);
    for (size_t i = 0; i < count; i++) values[i] = column->values[rows[i]];
    return column_from_values(values, count, arena);
  }
  }
  return dense;
}
