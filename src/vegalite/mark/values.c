/* vegalite/mark/values.c: columns of scene channels. */
#include "vegalite/mark/values.h"
#include "base/temporary.h"
#include "expr/expr.h"
#include "scene/paint.h"
#include "vegalite/grammar/predicate.h"
#include <math.h>
#include <string.h>

SceneChannel channel_add(const MarkBuilder *at, SceneChannel a, SceneChannel b) {
  if (!channel_is_set(a)) return b;
  if (!channel_is_set(b)) return a;
  if (a.state == CHANNEL_CONSTANT && b.state == CHANNEL_CONSTANT) return channel_number(a.number + b.number);
  if (b.state == CHANNEL_CONSTANT && b.number == 0) return a;
  double *sum = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) sum[i] = channel_number_at(&a, i) + channel_number_at(&b, i);
  return channel_numbers(sum);
}

SceneChannel channel_multiply(const MarkBuilder *at, SceneChannel a, double by) {
  if (!channel_is_set(a)) return a;
  if (a.state == CHANNEL_CONSTANT) return channel_number(a.number * by);
  double *product = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) product[i] = a.numbers[i] * by;
  return channel_numbers(product);
}

RowTest row_test(const MarkBuilder *at, const Json *predicate) {
  char *text = predicate_to_expression(predicate, at->frame->messages, at->arena);
  const Expr *expr = text ? expr_parse(text, json_place(predicate), at->frame->messages, at->arena) : NULL;
  if (!expr) return (RowTest){.constant = true};
  if (!expr_uses_datum(expr))
    return (RowTest){.constant = true, .value = value_to_boolean(expr_eval(expr, at->frame->scope, NULL, 0))};
  bool *rows = arena_array(at->arena, bool, at->count);
  guint32 *found = arena_array(at->arena, guint32, at->count);
  size_t count = at->table ? expr_filter(expr, at->frame->scope, at->table, found) : 0;
  for (size_t i = 0; i < count; i++) rows[found[i]] = true;
  return (RowTest){.rows = rows};
}

/* A full column from a channel that may be constant or unset. */
static SceneChannel choose_numbers(const MarkBuilder *at, RowTest test, const SceneChannel *yes,
                                   const SceneChannel *no) {
  double *out = arena_array(at->arena, double, at->count);
  SceneChannel nothing = channel_number(NAN);
  if (!channel_is_set(*yes)) yes = &nothing;
  if (!channel_is_set(*no)) no = &nothing;
  for (size_t i = 0; i < at->count; i++) out[i] = channel_number_at(test.rows[i] ? yes : no, i);
  return channel_numbers(out);
}

static SceneChannel choose_paints(const MarkBuilder *at, RowTest test, const SceneChannel *yes,
                                  const SceneChannel *no) {
  Paint *out = arena_array(at->arena, Paint, at->count);
  for (size_t i = 0; i < at->count; i++) {
    const SceneChannel *from = test.rows[i] ? yes : no;
    if (channel_is_set(*from)) out[i] = scene_channel_paint_at(from, i);
  }
  return (SceneChannel){.state = CHANNEL_COLUMN, .paints = out};
}

static SceneChannel choose_strings(const MarkBuilder *at, RowTest test, const SceneChannel *yes,
                                   const SceneChannel *no) {
  const char **out = arena_array(at->arena, const char *, at->count);
  for (size_t i = 0; i < at->count; i++) {
    const SceneChannel *from = test.rows[i] ? yes : no;
    if (channel_is_set(*from)) out[i] = from->state == CHANNEL_CONSTANT ? from->string : from->strings[i];
  }
  return (SceneChannel){.state = CHANNEL_COLUMN, .strings = out};
}

static SceneChannel choose_arrays(const MarkBuilder *at, RowTest test, const SceneChannel *yes,
                                  const SceneChannel *no) {
  const double **out = arena_array(at->arena, const double *, at->count);
  for (size_t i = 0; i < at->count; i++) {
    const SceneChannel *from = test.rows[i] ? yes : no;
    if (channel_is_set(*from)) out[i] = from->state == CHANNEL_CONSTANT ? from->array : from->arrays[i];
  }
  return (SceneChannel){.state = CHANNEL_COLUMN, .arrays = out};
}

SceneChannel channel_choose(const MarkBuilder *at, RowTest test, SceneChannel yes, SceneChannel no, SceneChannelId id) {
  if (test.constant) return test.value ? yes : no;
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: return choose_numbers(at, test, &yes, &no);
  case SCENE_KIND_PAINT: return choose_paints(at, test, &yes, &no);
  case SCENE_KIND_STRING: return choose_strings(at, test, &yes, &no);
  case SCENE_KIND_ARRAY: return choose_arrays(at, test, &yes, &no);
  default: return no;
  }
}

/* A text with lines: arrays become lines, null and undefined nothing. */
static const char *value_to_lines(Value value, Arena *arena) {
  switch (value.kind) {
  case VALUE_UNDEFINED:
  case VALUE_NULL: return NULL;
  case VALUE_STRING: return value.string;
  case VALUE_ARRAY: break;
  default: return value_to_string(value, arena);
  }
  GString *lines = g_string_new(NULL);
  arena_temporary(arena, lines);
  for (size_t i = 0; i < value.array->count; i++) {
    const char *line = value_to_lines(value.array->items[i], arena);
    if (i > 0) g_string_append_c(lines, '\n');
    if (line) g_string_append(lines, line);
  }
  return arena_strdup(arena, lines->str);
}

static double font_weight(Value value) {
  if (value.kind != VALUE_STRING) return value_to_number(value);
  if (strcmp(value.string, "bold") == 0 || strcmp(value.string, "bolder") == 0) return 700;
  if (strcmp(value.string, "normal") == 0) return 400;
  if (strcmp(value.string, "lighter") == 0) return 300;
  return number_from_text(value.string);
}

static const double *dash_array(Value value, Arena *arena) {
  if (value.kind != VALUE_ARRAY) return NULL;
  size_t count = value.array->count;
  double *dashes = arena_array(arena, double, count + 1);
  for (size_t i = 0; i < count; i++) {
    dashes[i] = value_to_number(value.array->items[i]);
    if (!isfinite(dashes[i]) || dashes[i] < 0) return NULL;
  }
  dashes[count] = NAN;
  return dashes;
}

static Paint paint_from_value(Value value, Arena *arena) {
  if (value.kind == VALUE_STRING) {
    Paint paint = {.kind = PAINT_COLOR};
    if (!color_parse(value.string, &paint.color) || paint.color.a < 0) paint = (Paint){.kind = PAINT_NONE};
    return paint;
  }
  if (value.kind == VALUE_OBJECT) return paint_from_json(value_to_json(value, (Place){0}, arena), arena);
  return (Paint){.kind = PAINT_NONE};
}

SceneChannel channel_from_value(const MarkBuilder *at, Value value, SceneChannelId id) {
  SceneChannel out = {.state = CHANNEL_CONSTANT};
  bool missing = value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL;
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER:
    out.number = missing ? NAN : id == SCENE_FONT_WEIGHT ? font_weight(value) : value_to_number(value);
    break;
  case SCENE_KIND_PAINT: return scene_channel_paint(paint_from_value(value, at->arena), at->arena);
  case SCENE_KIND_STRING: out.string = value_to_lines(value, at->arena); break;
  case SCENE_KIND_ARRAY: out.array = dash_array(value, at->arena); break;
  default: out.state = CHANNEL_UNSET;
  }
  return out;
}

static SceneChannel numbers_from_column(const MarkBuilder *at, const Column *column, SceneChannelId id) {
  if (id != SCENE_FONT_WEIGHT) return channel_numbers(column_numbers(column, at->arena));
  double *weights = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) weights[i] = font_weight(column_value(column, i));
  return channel_numbers(weights);
}

/* Colours are few and rows are many: each text is read once. */
static SceneChannel paints_from_column(const MarkBuilder *at, const Column *column) {
  Paint *paints = arena_array(at->arena, Paint, at->count);
  GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(at->arena, known);
  for (size_t i = 0; i < at->count; i++) {
    Value value = column_value(column, i);
    if (value.kind != VALUE_STRING) {
      paints[i] = paint_from_value(value, at->arena);
      continue;
    }
    Paint *before = g_hash_table_lookup(known, value.string);
    if (before)
      paints[i] = *before;
    else {
      paints[i] = paint_from_value(value, at->arena);
      g_hash_table_insert(known, (gpointer)value.string, &paints[i]);
    }
  }
  return (SceneChannel){.state = CHANNEL_COLUMN, .paints = paints};
}

SceneChannel channel_from_column(const MarkBuilder *at, const Column *column, SceneChannelId id) {
  if (!column) return channel_from_value(at, value_undefined(), id);
  SceneChannelKind kind = scene_channel_kind(id);
  if (kind == SCENE_KIND_NUMBER) return numbers_from_column(at, column, id);
  if (kind == SCENE_KIND_PAINT) return paints_from_column(at, column);
  if (kind == SCENE_KIND_STRING) {
    if (column->kind == COLUMN_STRING) return (SceneChannel){.state = CHANNEL_COLUMN, .strings = column_texts(column)};
    const char **strings = arena_array(at->arena, const char *, at->count);
    for (size_t i = 0; i < at->count; i++) strings[i] = value_to_lines(column_value(column, i), at->arena);
    return (SceneChannel){.state = CHANNEL_COLUMN, .strings = strings};
  }
  if (kind != SCENE_KIND_ARRAY) return (SceneChannel){.state = CHANNEL_UNSET};
  const double **arrays = arena_array(at->arena, const double *, at->count);
  for (size_t i = 0; i < at->count; i++) arrays[i] = dash_array(column_value(column, i), at->arena);
  return (SceneChannel){.state = CHANNEL_COLUMN, .arrays = arrays};
}

SceneChannel channel_from_expression(const MarkBuilder *at, const char *text, Place place, SceneChannelId id) {
  const Expr *expr = expr_parse(text, place, at->frame->messages, at->arena);
  if (!expr || arena_is_cancelled(at->arena)) return (SceneChannel){.state = CHANNEL_UNSET};
  if (!expr_uses_datum(expr)) return channel_from_value(at, expr_eval(expr, at->frame->scope, NULL, 0), id);
  return channel_from_column(at, expr_eval_column(expr, at->frame->scope, at->table), id);
}

SceneChannel channel_from_json(const MarkBuilder *at, const Json *json, SceneChannelId id) {
  if (!json) return (SceneChannel){.state = CHANNEL_UNSET};
  const char *expression = mark_expression(json);
  if (expression) {
    const Json *text = json_get(json, "expr");
    return channel_from_expression(at, expression, json_place(text ? text : json_get(json, "signal")), id);
  }
  if (scene_channel_kind(id) == SCENE_KIND_PAINT)
    return scene_channel_paint(paint_from_json(json, at->arena), at->arena);
  return channel_from_value(at, value_from_json(json, at->arena), id);
}

SceneChannel channel_gather(const SceneChannel *channel, SceneChannelId id, const guint32 *rows, size_t count,
                            Arena *arena) {
  if (channel->state != CHANNEL_COLUMN) return *channel;
  SceneChannel out = {.state = CHANNEL_COLUMN};
#define GATHER(Type, member)                                                                                           \
  {                                                                                                                    \
    Type *items = arena_array(arena, Type, count);                                                                     \
    for (size_t i = 0; i < count; i++) items[i] = channel->member[rows[i]];                                            \
    out.member = items;                                                                                                \
  }
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: GATHER(double, numbers) break;
  case SCENE_KIND_PAINT:
    if (!channel->slots)
      GATHER(Paint, paints)
    else {
      GATHER(guint32, slots)
      out.paints = channel->paints;
    }
    break;
  case SCENE_KIND_STRING: GATHER(const char *, strings) break;
  case SCENE_KIND_ARRAY: GATHER(const double *, arrays) break;
  case SCENE_KIND_PATH: GATHER(const struct ScenePath *, paths) break;
  }
#undef GATHER
  return out;
}
