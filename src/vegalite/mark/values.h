/* vegalite/mark/values.h: columns of scene channels: from JSON, expressions, data and scales; sums and choices (private to mark/). */
#pragma once
#include "vegalite/mark/builder.h"

static inline SceneChannel channel_number(double value) {
  return (SceneChannel){.state = CHANNEL_CONSTANT, .number = value};
}
static inline SceneChannel channel_string(const char *value) {
  return (SceneChannel){.state = CHANNEL_CONSTANT, .string = value};
}
static inline SceneChannel channel_numbers(const double *values) {
  return (SceneChannel){.state = CHANNEL_COLUMN, .numbers = values};
}
static inline bool channel_is_set(SceneChannel channel) { return channel.state != CHANNEL_UNSET; }
static inline double channel_number_at(const SceneChannel *channel, size_t i) {
  return channel->state == CHANNEL_UNSET      ? 0
         : channel->state == CHANNEL_CONSTANT ? channel->number
                                              : channel->numbers[i];
}

/* Unset counts as 0 in sums; a sum of two unset ones is unset. */
SceneChannel channel_add(const MarkBuilder *at, SceneChannel a, SceneChannel b);
SceneChannel channel_multiply(const MarkBuilder *at, SceneChannel a, double by);

/* A test that depends on the row, or one for all rows. */
typedef struct RowTest {
  bool constant, value;
  const bool *rows;
} RowTest;
RowTest row_test(const MarkBuilder *at, const Json *predicate);
SceneChannel channel_choose(const MarkBuilder *at, RowTest test, SceneChannel yes, SceneChannel no, SceneChannelId id);

/* A literal, or an expression over the rows. JSON null is a set channel with nothing in it. NULL gives an unset one. */
SceneChannel channel_from_json(const MarkBuilder *at, const Json *json, SceneChannelId id);
/* One value a row where the expression reads the row, else a constant. Unset after a syntax error. */
SceneChannel channel_from_expression(const MarkBuilder *at, const char *text, Place place, SceneChannelId id);
SceneChannel channel_from_column(const MarkBuilder *at, const Column *column, SceneChannelId id);
SceneChannel channel_from_value(const MarkBuilder *at, Value value, SceneChannelId id);
/* Through a scale; NULL scale: as it is. */
SceneChannel channel_scaled(const MarkBuilder *at, const Scale *scale, const Column *column, SceneChannelId id);
SceneChannel channel_scaled_value(const MarkBuilder *at, const Scale *scale, Value value, SceneChannelId id);
/* The items `rows[0..count)` of a channel. */
SceneChannel channel_gather(const SceneChannel *channel, SceneChannelId id, const guint32 *rows, size_t count,
                            Arena *arena);
