/* data/column.c: conversion between columns and values. */
#include "data/table.h"
#include <string.h>

Value column_value(const Column *column, size_t row) {
  if (!column || row >= column->length) return value_undefined();
  switch (column->kind) {
  case COLUMN_NUMBER: return value_number(column->numbers[row]);
  case COLUMN_DATE: return value_date(column->numbers[row]);
  case COLUMN_STRING: return value_string(column->strings[row]);
  case COLUMN_VALUE: return column->values[row];
  }
  return value_undefined();
}

/* A column of another arena may be shared by charts of several threads: nothing is noted there. */
static const double *numbers_of_texts(const Column *column, Arena *arena) {
  ColumnMemo *memo = column->memo && column->memo->arena == arena ? column->memo : NULL;
  if (memo && memo->numbers) return memo->numbers;
  double *numbers = arena_array(arena, double, column->length);
  for (size_t i = 0; i < column->length; i++) numbers[i] = number_from_text(column->strings[i]);
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
  for (size_t i = 0; i < column->length; i++)
    if (!*column->strings[i]) return false;
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
  case COLUMN_STRING: {
    const char **strings = arena_array(arena, const char *, count);
    for (size_t i = 0; i < count; i++) strings[i] = column->strings[rows[i]];
    return column_from_strings(strings, count, arena);
  }
  case COLUMN_VALUE: {
    Value *values = arena_array(arena, Value, count);
    for (size_t i = 0; i < count; i++) values[i] = column->values[rows[i]];
    return column_from_values(values, count, arena);
  }
  }
  return dense;
}
