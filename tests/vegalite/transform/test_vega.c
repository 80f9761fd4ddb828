/* Every transform gives the table Vega's dataflow gives. The cases and their results are in expected.json, which
 * expected.mjs (next to it) had Vega 6.4 and Vega-Lite 6.4 compute, with Vega's random numbers seeded as here.
 */
#include "base/file.h"
#include "vegalite/transform/json.h"
#include <math.h>
#include <string.h>

#define TOLERANCE 1e-9

/* {"$": "NaN"}, {"$": "undefined"}, {"$date": ms} are what JSON has no words for. */
static Value decode(const Json *json, Arena *arena) {
  const char *name = json_string(json_get(json, "$"), NULL);
  if (name) return g_str_equal(name, "undefined") ? value_undefined() : value_number(g_ascii_strtod(name, NULL));
  if (json_has(json, "$date")) return value_date(json_number(json_get(json, "$date"), NAN));
  if (json_is(json, JSON_ARRAY)) {
    Value *items = arena_array(arena, Value, json_count(json));
    for (size_t i = 0; i < json_count(json); i++) items[i] = decode(json_at(json, i), arena);
    ValueArray *array = arena_new(arena, ValueArray);
    *array = (ValueArray){json_count(json), items};
    return (Value){.kind = VALUE_ARRAY, .array = array};
  }
  if (!json_is(json, JSON_OBJECT)) return value_from_json(json, arena);
  ValueMember *members = arena_array(arena, ValueMember, json_count(json));
  for (size_t i = 0; i < json_count(json); i++)
    members[i] = (ValueMember){json->object.members[i].key, decode(json->object.members[i].value, arena)};
  ValueObject *object = arena_new(arena, ValueObject);
  *object = (ValueObject){json_count(json), members};
  return (Value){.kind = VALUE_OBJECT, .object = object};
}

static const Table *read_table(const Json *rows, Arena *arena) {
  Value all = decode(rows, arena);
  return table_from_values(all.array->items, all.array->count, arena);
}

static bool same_number(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
  if (isinf(a) || isinf(b)) return a == b;
  return fabs(a - b) <= TOLERANCE * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool same(Value a, Value b) {
  if (a.kind != b.kind) return false;
  if (a.kind == VALUE_NUMBER || a.kind == VALUE_DATE) return same_number(a.number, b.number);
  if (a.kind == VALUE_ARRAY) {
    bool equal = a.array->count == b.array->count;
    for (size_t i = 0; equal && i < a.array->count; i++) equal = same(a.array->items[i], b.array->items[i]);
    return equal;
  }
  if (a.kind == VALUE_OBJECT) {
    bool equal = true;
    for (size_t i = 0; equal && i < a.object->count; i++)
      equal = same(a.object->members[i].value, value_member(b, a.object->members[i].key));
    for (size_t i = 0; equal && i < b.object->count; i++)
      equal = same(b.object->members[i].value, value_member(a, b.object->members[i].key));
    return equal;
  }
  return value_strict_equal(a, b);
}

static const char *show(Value value, Arena *arena) {
  if (value.kind == VALUE_DATE)
    return arena_printf(arena, "date %s", value_to_string(value_number(value.number), arena));
  if (value.kind == VALUE_STRING) return arena_printf(arena, "\"%s\"", value.string);
  if (value.kind != VALUE_ARRAY && value.kind != VALUE_OBJECT) return value_to_string(value, arena);
  return json_to_text(arena, value_to_json(value, (Place){0}, arena));
}

static void compare_row(const Table *table, size_t row, const Json *expected, Arena *arena) {
  for (size_t i = 0; i < json_count(expected); i++) {
    const char *name = expected->object.members[i].key;
    Value wanted = decode(expected->object.members[i].value, arena), got = column_value(table_column(table, name), row);
    if (same(wanted, got)) continue;
    g_test_message("row %zu, column %s: %s instead of %s", row, name, show(got, arena), show(wanted, arena));
    g_test_fail();
  }
  for (size_t i = 0; i < table_column_count(table); i++) {
    const char *name = table_column_name(table, i);
    Value got = column_value(table_column_at(table, i), row);
    if (json_has(expected, name) || got.kind == VALUE_UNDEFINED) continue;
    g_test_message("row %zu: the column %s should not be there", row, name);
    g_test_fail();
  }
}

static const Table *other_table(void *data, const Json *from) {
  (void)from;
  return data;
}

static void run_case(gconstpointer data) {
  const Json *one = data;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  guint64 random_state = 123456789;
  GHashTable *signals = g_hash_table_new(g_str_hash, g_str_equal);
  ExprScope scope = {.arena = arena, .messages = messages, .signals = signals, .random_state = &random_state};
  const char *facet = json_string(json_get(one, "facet"), NULL);
  TransformHost host = {.params = signals, .lookup = other_table};
  TransformContext context = {.arena = arena,
                              .messages = messages,
                              .scope = &scope,
                              .facet_fields = &facet,
                              .facet_field_count = facet ? 1 : 0,
                              .host = &host};
  if (json_has(one, "other")) host.data = (void *)read_table(json_get(one, "other"), arena);
  const Table *table =
      transform_run_all(json_get(one, "transform"), read_table(json_get(one, "data"), arena), &context);
  char *said = messages_to_string(messages);
  if (!table) g_test_message("%s", said);
  g_free(said);
  g_assert_nonnull(table);
  if (!table) return;
  const Json *expected = json_get(one, "expected");
  g_assert_cmpuint(table_row_count(table), ==, json_count(expected));
  for (size_t row = 0; row < table_row_count(table) && row < json_count(expected); row++)
    compare_row(table, row, json_at(expected, row), arena);
  g_hash_table_destroy(signals);
  arena_destroy(arena);
}

int main(int count, char **arguments) {
  g_test_init(&count, &arguments, NULL);
  g_test_set_nonfatal_assertions();
  g_setenv("TZ", "UTC", TRUE);
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const Source *source = file_read_any(TUBAN_SOURCE_DIR "/tests/vegalite/transform/expected.json", messages, arena);
  const Json *cases = source ? json_parse(source, messages, arena) : NULL;
  if (!cases) messages_print(messages, stderr);
  g_assert_nonnull(cases);
  for (size_t i = 0; i < json_count(cases); i++) {
    const Json *one = json_at(cases, i);
    char *path = g_strdelimit(g_strdup(json_string(json_get(one, "name"), "?")), "/", '|');
    char *full = g_strconcat("/vegalite/transform/vega/", path, NULL);
    g_test_add_data_func(full, one, run_case);
    g_free(full);
    g_free(path);
  }
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
