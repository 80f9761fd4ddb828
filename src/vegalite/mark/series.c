/* vegalite/mark/series.c: items into order, and into one mark for each series (Vega-Lite's compile/mark/mark.ts, encoding.ts). */
#include "vegalite/mark/series.h"
#include "expr/expr.h"
#include <math.h>
#include <string.h>

static bool is_path(const MarkBuilder *at) {
  SceneType type = at->mark->type;
  return type == SCENE_LINE || type == SCENE_AREA || type == SCENE_TRAIL;
}

/* --- order --- */

typedef struct SortKey {
  const Column *column; /* or: */
  const double *numbers;
  bool descending;
} SortKey;
typedef struct SortKeys {
  SortKey *items;
  size_t count;
} SortKeys;

/* NaN first, as Vega's ascending order has it. */
static int compare_numbers(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b) ? 0 : isnan(a) ? -1 : 1;
  return (a > b) - (a < b);
}

static int compare_rows(const void *left, const void *right, void *data) {
  guint32 a = *(const guint32 *)left, b = *(const guint32 *)right;
  const SortKeys *keys = data;
  for (size_t i = 0; i < keys->count; i++) {
    const SortKey *key = &keys->items[i];
    int order = key->numbers ? compare_numbers(key->numbers[a], key->numbers[b])
                             : value_compare(column_value(key->column, a), column_value(key->column, b));
    if (order != 0) return key->descending ? -order : order;
  }
  return a < b ? -1 : a > b;
}

static const guint32 *sort_rows(const MarkBuilder *at, SortKeys keys) {
  guint32 *rows = arena_array(at->arena, guint32, at->count);
  for (size_t i = 0; i < at->count; i++) rows[i] = (guint32)i;
  bool sorted = true;
  for (size_t i = 1; i < at->count && sorted; i++) sorted = compare_rows(&rows[i - 1], &rows[i], &keys) < 0;
  if (sorted) return NULL;
  g_qsort_with_data(rows, (int)MIN(at->count, (size_t)G_MAXINT), sizeof *rows, compare_rows, &keys);
  return rows;
}

static const double *numbers_of(const MarkBuilder *at, SceneChannel channel) {
  if (channel.state == CHANNEL_COLUMN) return channel.numbers;
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) numbers[i] = channel_number_at(&channel, i);
  return numbers;
}

/* What the order of the column's values goes by: names by the chart's collation. */
static const Column *comparable(const MarkBuilder *at, const Column *column) {
  const Spec *spec = at->unit->spec;
  if (!column || !spec || !spec->collation || (column->kind != COLUMN_STRING && column->kind != COLUMN_VALUE))
    return column_comparable(column, at->arena);
  Value *values = arena_array(at->arena, Value, column->length);
  for (size_t i = 0; i < column->length; i++) values[i] = spec_comparable(spec, column_value(column, i));
  return column_from_values(values, column->length, at->arena);
}

static const guint32 *order_by_fields(const MarkBuilder *at, const ChannelDefs *order) {
  SortKeys keys = {arena_array(at->arena, SortKey, order->count), 0};
  for (size_t i = 0; i < order->count; i++) {
    const ChannelDef *def = &order->items[i];
    const Column *column = comparable(at, def_is_field(def) ? mark_column(at, def, PART_START) : NULL);
    if (column)
      keys.items[keys.count++] = (SortKey){.column = column, .descending = json_is_string(def->sort, "descending")};
  }
  return keys.count > 0 ? sort_rows(at, keys) : NULL;
}

static SceneChannel zindex_value(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id,
                                 SceneChannel fallback) {
  (void)fallback;
  return def->kind == DEF_VALUE ? channel_from_json(at, def->value, id) : (SceneChannel){.state = CHANNEL_UNSET};
}

/* An order value on a mark that is not a path is an item's zindex: higher ones are drawn later. */
static const guint32 *order_by_zindex(const MarkBuilder *at, const ChannelDef *order) {
  SceneChannel zindex = zindex_value(at, order, SCENE_X, (SceneChannel){.state = CHANNEL_UNSET});
  for (size_t i = order->condition_count; i-- > 0;) {
    const Condition *condition = &order->conditions[i];
    SceneChannel branch = zindex_value(at, condition->def, SCENE_X, zindex);
    zindex = channel_choose(at, row_test(at, condition->test), branch, zindex, SCENE_X);
  }
  if (zindex.state != CHANNEL_COLUMN) return NULL;
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) numbers[i] = isnan(zindex.numbers[i]) ? 0 : zindex.numbers[i];
  SortKey key = {.numbers = numbers};
  return sort_rows(at, (SortKeys){&key, 1});
}

static bool is_null_or_false(const Json *json) { return json_is_null(json) || json_is_false(json); }

const guint32 *series_order(const MarkBuilder *at) {
  const ChannelDefs *order = &at->unit->encoding[CHANNEL_ORDER];
  const ChannelDef *first = mark_def(at, CHANNEL_ORDER);
  if (first && first->kind == DEF_VALUE && !is_path(at)) return order_by_zindex(at, first);
  if (first && first->kind == DEF_VALUE && is_null_or_false(first->value)) return NULL;
  if (!first && is_null_or_false(mark_property(at->unit, MARK_PROPERTY_ORDER))) return NULL;
  if ((order->count > 1 || def_is_field(first)) && !at->unit->stack) return order_by_fields(at, order);
  if (!is_path(at)) return NULL;
  bool horizontal = at->def->orient && strcmp(at->def->orient, "horizontal") == 0;
  if (!def_is_field(mark_def(at, horizontal ? CHANNEL_Y : CHANNEL_X))) return NULL;
  SortKey key = {.numbers = numbers_of(at, at->mark->channels[horizontal ? SCENE_Y : SCENE_X])};
  return sort_rows(at, (SortKeys){&key, 1});
}

/* --- series --- */

typedef struct Fields {
  const char **names;
  size_t count;
} Fields;

static void fields_add(Fields *fields, const ChannelDef *def) {
  if (!def_is_field(def) || def->aggregate) return;
  const char *name = channel_def_column(def, PART_START);
  for (size_t i = 0; i < fields->count; i++)
    if (strcmp(fields->names[i], name) == 0) return;
  fields->names[fields->count++] = name;
}

/* An offset by another field than that of its position parts a line by the field of the position. */
static void fields_add_offset(const MarkBuilder *at, Fields *fields, Channel offset, Channel main) {
  const ChannelDef *def = mark_def(at, offset), *base = mark_def(at, main);
  if (!def_is_field(def) || !def_is_field(base) || def->aggregate || base->aggregate) return;
  const char *a = channel_def_column(def, PART_START), *b = channel_def_column(base, PART_START);
  if (strcmp(a, b) != 0) fields_add(fields, base);
}

/* The fields whose values part the series of a line, area or trail (pathGroupingFields); NULL-terminated. */
static const char *const *series_fields(const MarkBuilder *at, size_t *count) {
  size_t most = 2; /* what the offsets add */
  for (int c = 0; c < CHANNEL_COUNT; c++) most += at->unit->encoding[c].count;
  Fields fields = {arena_array(at->arena, const char *, most + 1), 0};
  for (int c = 0; c < CHANNEL_COUNT; c++)
    for (size_t i = 0; mark_type_splits_by(at->def->type, (Channel)c) && i < at->unit->encoding[c].count; i++)
      fields_add(&fields, mark_field_def(&at->unit->encoding[c].items[i]));
  fields_add_offset(at, &fields, CHANNEL_X_OFFSET, CHANNEL_X);
  fields_add_offset(at, &fields, CHANNEL_Y_OFFSET, CHANNEL_Y);
  *count = fields.count;
  return fields.names;
}

SceneMark *series_gather(const MarkBuilder *at, const guint32 *rows, size_t count) {
  SceneMark *mark = arena_new(at->arena, SceneMark);
  *mark = *at->mark;
  mark->count = count;
  mark->channels = arena_array(at->arena, SceneChannel, SCENE_CHANNEL_COUNT);
  for (int id = 0; id < SCENE_CHANNEL_COUNT; id++)
    mark->channels[id] = channel_gather(&at->mark->channels[id], (SceneChannelId)id, rows, count, at->arena);
  mark->descriptions = scene_descriptions_gather(at->mark, rows, count, at->arena);
  return mark;
}

/* The rows of each group in drawing order. */
static guint32 *rows_by_group(const MarkBuilder *at, const Grouping *groups, const guint32 *order) {
  guint32 *rows = arena_array(at->arena, guint32, at->count),
          *next = arena_array(at->arena, guint32, groups->group_count);
  memcpy(next, groups->starts, groups->group_count * sizeof *next);
  for (size_t i = 0; i < at->count; i++) {
    guint32 row = order ? order[i] : (guint32)i;
    rows[next[groups->group_of[row]]++] = row;
  }
  return rows;
}

static SceneMark *group_of_series(const MarkBuilder *at, size_t count, const char *name) {
  SceneMark *group = scene_mark_create(at->arena, SCENE_GROUP, ROLE_SCOPE, count);
  group->name = name;
  group->place = at->def->place;
  scene_set_number(group, SCENE_X, 0);
  scene_set_number(group, SCENE_Y, 0);
  return group;
}

void series_add_paths(const MarkBuilder *at, const guint32 *order, SceneGroup *into) {
  size_t field_count = 0;
  const char *const *fields = series_fields(at, &field_count);
  if (field_count == 0) {
    scene_group_add(at->arena, into, order ? series_gather(at, order, at->count) : at->mark);
    return;
  }
  if (at->count == 0) return;
  const Grouping *groups = table_group(at->table, fields, field_count, at->arena);
  guint32 *rows = rows_by_group(at, groups, order);
  SceneMark *group = group_of_series(at, groups->group_count, mark_name(at->unit, "pathgroup", at->arena));
  scene_set_number(group, SCENE_WIDTH, at->frame->width);
  scene_set_number(group, SCENE_HEIGHT, at->frame->height);
  const SceneMark *sorted = series_gather(at, rows, at->count);
  SceneMark *series = arena_array(at->arena, SceneMark, groups->group_count);
  SceneMark **marks = arena_array(at->arena, SceneMark *, groups->group_count);
  for (size_t i = 0; i < groups->group_count; i++) {
    series[i] = scene_mark_slice(sorted, groups->starts[i], groups->starts[i + 1] - groups->starts[i]);
    marks[i] = &series[i];
    group->groups[i] = (SceneGroup){&marks[i], 1, 1};
  }
  scene_group_add(at->arena, into, group);
}
