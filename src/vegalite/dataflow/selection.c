/* vegalite/dataflow/selection.c: see selection.h; the rules are those of Vega-Lite's compile/selection and vega-selections. */
#include "vegalite/dataflow/selection.h"
#include "base/temporary.h"
#include "vegalite/grammar/date_time.h"
#include <math.h>
#include <string.h>

struct Selections {
  Spec *spec;
  GPtrArray *list; /* Selection *, owned by the arena */
};

/* A value of the author's: a DateTime object becomes a date. */
static Value initial_value(const Json *json, const Spec *spec) {
  Arena *arena = spec->arena;
  if (date_time_is(json)) {
    double ms = date_time_to_ms(json, spec->messages);
    return isnan(ms) ? value_undefined() : value_date(ms);
  }
  if (!json_is(json, JSON_ARRAY)) return value_from_json(json, arena);
  Value *items = arena_array(arena, Value, json_count(json));
  for (size_t i = 0; i < json_count(json); i++) items[i] = initial_value(json_at(json, i), spec);
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){json_count(json), items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

static void add_field(GArray *fields, const char *field, Channel channel, bool is_binned) {
  for (guint i = 0; i < fields->len; i++)
    if (strcmp(g_array_index(fields, SelectionField, i).field, field) == 0) return;
  SelectionField made = {field, channel, is_binned};
  g_array_append_val(fields, made);
}

static void add_encoding(GArray *fields, const View *unit, const char *name, bool is_interval) {
  Channel channel = channel_from_name(name);
  const ChannelDef *def = channel == CHANNEL_NONE ? NULL : channel_def_scaled(view_channel(unit, channel));
  if (!def || def->kind != DEF_FIELD || !def->field || def->aggregate) return;
  const char *column = def->time_unit ? channel_def_column(def, PART_START) : def->field;
  add_field(fields, column, channel, def->bin && !is_interval);
}

/* What the selection looks at: fields and encodings given, else those of its initial value, else the default (project.ts). */
static void read_fields(Selection *selection, const Json *select, const Json *value, const Spec *spec) {
  GArray *fields = g_array_new(FALSE, TRUE, sizeof(SelectionField));
  arena_temporary(spec->arena, fields);
  const Json *named = json_get(select, "fields"), *encodings = json_get(select, "encodings");
  bool given = named || encodings;
  for (size_t i = 0; json_is(encodings, JSON_ARRAY) && i < json_count(encodings); i++)
    add_encoding(fields, selection->unit, json_string(json_at(encodings, i), ""), selection->is_interval);
  for (size_t i = 0; json_is(named, JSON_ARRAY) && i < json_count(named); i++)
    add_field(fields, json_string(json_at(named, i), ""), CHANNEL_NONE, false);
  size_t tuples = json_is(value, JSON_ARRAY) ? json_count(value) : value ? 1 : 0;
  for (size_t t = 0; !given && t < tuples; t++) {
    const Json *tuple = json_is(value, JSON_ARRAY) ? json_at(value, t) : value;
    for (size_t i = 0; json_is(tuple, JSON_OBJECT) && i < json_count(tuple); i++) {
      const char *key = tuple->object.members[i].key;
      if (channel_from_name(key) != CHANNEL_NONE)
        add_encoding(fields, selection->unit, key, selection->is_interval);
      else
        add_field(fields, key, CHANNEL_NONE, false);
      given = true;
    }
  }
  if (!given && selection->is_interval) {
    add_encoding(fields, selection->unit, "x", true);
    add_encoding(fields, selection->unit, "y", true);
  } else if (!given) {
    add_field(fields, "_vgsid_", CHANNEL_NONE, false);
  }
  SelectionField *kept = arena_array(spec->arena, SelectionField, fields->len);
  if (fields->len > 0) memcpy(kept, fields->data, fields->len * sizeof *kept);
  selection->fields = kept;
  selection->field_count = fields->len;
}

static void read_values(Selection *selection, const Json *value, const Spec *spec) {
  if (!value || json_is_null(value)) return;
  size_t tuples = json_is(value, JSON_ARRAY) ? json_count(value) : 1;
  Value *values = arena_array(spec->arena, Value, tuples * selection->field_count);
  for (size_t t = 0; t < tuples; t++) {
    const Json *tuple = json_is(value, JSON_ARRAY) ? json_at(value, t) : value;
    for (size_t f = 0; f < selection->field_count; f++) {
      const SelectionField *field = &selection->fields[f];
      const Json *given = tuple;
      if (json_is(tuple, JSON_OBJECT)) {
        given = field->channel == CHANNEL_NONE ? NULL : json_get(tuple, channel_name(field->channel));
        if (!given) given = json_get(tuple, field->field);
      }
      values[t * selection->field_count + f] = initial_value(given, spec);
    }
  }
  selection->values = values;
  selection->tuple_count = tuples;
}

/* What expressions read under the selection's name: {field: [values …]}. */
static Value resolved(const Selection *selection, Arena *arena) {
  size_t members = selection->tuple_count > 0 ? selection->field_count : 0;
  ValueMember *list = arena_array(arena, ValueMember, members);
  for (size_t f = 0; f < members; f++) {
    Value value = selection->values[f];
    if (!selection->is_interval) {
      Value *items = arena_array(arena, Value, selection->tuple_count);
      for (size_t t = 0; t < selection->tuple_count; t++) items[t] = selection->values[t * selection->field_count + f];
      ValueArray *array = arena_new(arena, ValueArray);
      *array = (ValueArray){selection->tuple_count, items};
      value = (Value){.kind = VALUE_ARRAY, .array = array};
    }
    list[f] = (ValueMember){selection->fields[f].field, value};
  }
  ValueObject *object = arena_new(arena, ValueObject);
  *object = (ValueObject){members, list};
  return (Value){.kind = VALUE_OBJECT, .object = object};
}

static void read_unit(View *view, void *data) {
  Selections *selections = data;
  Spec *spec = selections->spec;
  const Json *params = view->kind == VIEW_UNIT ? json_get(view->json, "params") : NULL;
  for (size_t i = 0; i < json_count(params); i++) {
    const Json *param = json_at(params, i), *select = json_get(param, "select"), *value = json_get(param, "value");
    const char *name = json_string(json_get(param, "name"), NULL),
               *type = json_string(json_is(select, JSON_OBJECT) ? json_get(select, "type") : select, NULL);
    if (!select || !name) continue;
    if (!type || (strcmp(type, "point") != 0 && strcmp(type, "interval") != 0)) {
      messages_error(spec->messages, json_place(select), "E285",
                     "a selection must be of type \"point\" or \"interval\"");
      continue;
    }
    if (selection_find(selections, name)) continue; /* repeated views share one */
    Selection *selection = arena_new(spec->arena, Selection);
    *selection = (Selection){.name = name, .is_interval = strcmp(type, "interval") == 0, .unit = view, .json = param};
    selection->binds_scales = json_is_string(json_get(param, "bind"), "scales");
    read_fields(selection, json_is(select, JSON_OBJECT) ? select : NULL, value, spec);
    read_values(selection, value, spec);
    g_ptr_array_add(selections->list, selection);
    Value *signal = arena_new(spec->arena, Value);
    *signal = resolved(selection, spec->arena);
    g_hash_table_insert(spec->scope->signals, (gpointer)name, signal);
  }
}

Selections *selections_read(Spec *spec) {
  Selections *selections = arena_new(spec->arena, Selections);
  *selections = (Selections){spec, g_ptr_array_new()};
  arena_adopt(spec->arena, selections->list, (GDestroyNotify)g_ptr_array_unref);
  view_walk(spec->root, read_unit, selections);
  return selections;
}

const Selection *selection_at(const Selections *selections, size_t i) {
  return i < selections->list->len ? g_ptr_array_index(selections->list, i) : NULL;
}

const Selection *selection_find(const Selections *selections, const char *name) {
  for (guint i = 0; i < selections->list->len; i++) {
    const Selection *selection = g_ptr_array_index(selections->list, i);
    if (strcmp(selection->name, name) == 0) return selection;
  }
  return NULL;
}

static double as_number(Value value) { return value_to_number(value); }

static bool test_field(const SelectionField *field, bool is_interval, Value value, Value wanted) {
  if (wanted.kind != VALUE_ARRAY)
    return value_strict_equal(value.kind == VALUE_DATE ? value_number(value.number) : value,
                              wanted.kind == VALUE_DATE ? value_number(wanted.number) : wanted);
  const ValueArray *list = wanted.array;
  bool numeric = list->count == 2 && list->items[0].kind != VALUE_STRING;
  if ((is_interval || field->is_binned) && numeric) {
    double a = as_number(list->items[0]), b = as_number(list->items[1]), x = as_number(value);
    double low = MIN(a, b), high = MAX(a, b);
    return field->is_binned ? x >= low && x < high : x >= low && x <= high;
  }
  for (size_t i = 0; i < list->count; i++)
    if (value_strict_equal(value, list->items[i])) return true;
  return false;
}

/* The row's value under a field's flat name, or along its path. */
static Value datum_field(Value datum, const char *field, Arena *arena) {
  Value exact = value_member(datum, field);
  if (exact.kind != VALUE_UNDEFINED) return exact;
  for (const char *const *step = field_path(field, arena); *step; step++) datum = value_member(datum, *step);
  return datum;
}

bool selection_test(const Selection *selection, Value datum, bool empty, Arena *arena) {
  enum { FEW = 16 };
  static const double steps_of_tuple = 0.5;
  size_t count = selection->field_count;
  Value few[FEW], *values = count > FEW ? arena_array(arena, Value, count) : few;
  if (selection->tuple_count == 0) return empty;
  arena_charge(arena, BUDGET_STEPS, steps_of_tuple * (double)selection->tuple_count);
  for (size_t f = 0; f < count; f++) values[f] = datum_field(datum, selection->fields[f].field, arena);
  for (size_t t = 0; t < selection->tuple_count; t++) {
    bool all = true;
    for (size_t f = 0; f < count && all; f++)
      all = test_field(&selection->fields[f], selection->is_interval, values[f], selection->values[t * count + f]);
    if (all) return true;
  }
  return false;
}

Value selection_extent(const Selection *selection, const char *encoding, const char *field) {
  if (selection->tuple_count == 0 || selection->field_count == 0) return value_undefined();
  size_t found = 0;
  for (size_t f = 0; f < selection->field_count; f++) {
    bool by_channel = encoding && selection->fields[f].channel != CHANNEL_NONE &&
                      strcmp(channel_name(selection->fields[f].channel), encoding) == 0;
    if (by_channel || (field && strcmp(selection->fields[f].field, field) == 0)) found = f;
  }
  return selection->values[found];
}
