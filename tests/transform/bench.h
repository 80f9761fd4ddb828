/* What tests of transforms need: an arena, messages, a context; tables written as JSON; what columns and messages should be. */
#pragma once
#include "transform/functions.h"
#include <math.h>

typedef struct Bench {
  Arena *arena;
  Messages *messages;
  ExprScope scope;
  TransformContext context;
  guint64 random_state;
} Bench;

static inline void bench_begin(Bench *bench, gconstpointer unused) {
  (void)unused;
  bench->arena = arena_create();
  bench->messages = messages_create(bench->arena, false);
  bench->random_state = 123456789;
  bench->scope = (ExprScope){.arena = bench->arena, .messages = bench->messages, .random_state = &bench->random_state};
  bench->context = (TransformContext){.arena = bench->arena, .messages = bench->messages, .scope = &bench->scope};
}

static inline void bench_end(Bench *bench, gconstpointer unused) {
  (void)unused;
  arena_destroy(bench->arena);
}

static inline const Json *parse(Bench *bench, const char *text) { return json_literal(bench->arena, (Place){0}, text); }

static inline const Table *rows(Bench *bench, const char *text) {
  Value all = value_from_json(parse(bench, text), bench->arena);
  return table_from_values(all.array->items, all.array->count, bench->arena);
}

static inline const Table *dates(Bench *bench, const double *moments, size_t count) {
  double *kept = arena_array(bench->arena, double, count);
  for (size_t i = 0; i < count; i++) kept[i] = moments[i];
  return table_with_column(table_create(bench->arena, count), "t", column_from_dates(kept, count, bench->arena));
}

static inline void assert_numbers(const Table *table, const char *name, const double *expected) {
  g_assert_nonnull(table);
  const Column *column = table ? table_column(table, name) : NULL;
  g_assert_nonnull(column);
  for (size_t i = 0; column && i < column->length; i++) {
    Value value = column_value(column, i);
    if (isnan(expected[i]))
      g_assert_true(value_is_invalid(value));
    else if (isinf(expected[i]))
      g_assert_true(value_to_number(value) == expected[i]);
    else
      g_assert_cmpfloat_with_epsilon(value_to_number(value), expected[i], 1e-9);
  }
}

/* "not one error whose text is …" */
static inline void assert_error(const Bench *bench, const char *text) {
  MessageLevel level;
  g_assert_cmpuint(messages_count(bench->messages), >, 0);
  g_assert_cmpstr(messages_text(bench->messages, 0, &level), ==, text);
  g_assert_cmpint(level, ==, MESSAGE_ERROR);
}

typedef void (*BenchTest)(Bench *bench, gconstpointer data);

static inline void add(const char *path, BenchTest test, gconstpointer data) {
  g_test_add(path, Bench, data, bench_begin, test, bench_end);
}
