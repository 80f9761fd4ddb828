/* vegalite/grammar/known.c: see known.h. The grammar is data: known.json lists the properties of each kind of object.
 *
 * "axis:axis" means that the property holds an object (or a list of objects) of the kind "axis"; the value of a plain
 * name is not checked. "@marks:markConfig" is a property for each mark. A kind with "*" takes any property. Transforms
 * are left to vegalite/transform/, which knows them; data are free.
 */
#include "vegalite/grammar/known.h"
#include "base/temporary.h"
#include "vegalite/grammar/known_value.h"
#include <string.h>

extern const char vegalite_grammar_known_json[], vegalite_grammar_former_json[];
extern const unsigned long vegalite_grammar_known_json_length, vegalite_grammar_former_json_length;

typedef struct Kind {
  const char *const *names; /* NULL-terminated */
  const char *const *kinds; /* of what they hold; "" when that is free */
} Kind;

typedef struct Known {
  const Json *table;
  JsonTables *tables;
  const MarkType *const *marks;
  GHashTable *kinds; /* name → Kind *, as they are needed */
  Messages *messages;
  Arena *arena;
} Known;

static void add_name(GPtrArray *names, GPtrArray *kinds, const char *name, const char *kind) {
  g_ptr_array_add(names, (gpointer)name);
  g_ptr_array_add(kinds, (gpointer)kind);
}

static void add_word(GPtrArray *names, GPtrArray *kinds, const char *word, size_t length, const Known *known) {
  const char *text = arena_strndup(known->arena, word, length), *colon = strchr(text, ':');
  const char *name = colon ? arena_strndup(known->arena, text, (size_t)(colon - text)) : text;
  const char *kind = colon ? colon + 1 : "";
  if (strcmp(name, "@marks") != 0)
    add_name(names, kinds, name, kind);
  else
    for (const MarkType *const *mark = known->marks; *mark; mark++) add_name(names, kinds, (*mark)->name, kind);
}

static const char *const *keep_list(GPtrArray *list, Arena *arena) {
  const char **kept = arena_array(arena, const char *, list->len + 1);
  if (list->len > 0) memcpy(kept, list->pdata, list->len * sizeof *kept);
  return kept;
}

static const Kind *find_kind(Known *known, const char *name) {
  Kind *kind = g_hash_table_lookup(known->kinds, name);
  if (kind) return kind;
  const Json *lines = json_get(known->table, name);
  GPtrArray *names = g_ptr_array_new(), *kinds = g_ptr_array_new();
  arena_temporary(known->arena, names);
  arena_temporary(known->arena, kinds);
  for (size_t i = 0; i < json_count(lines); i++) {
    const char *at = json_string(json_at(lines, i), "");
    for (size_t length; (length = strcspn(at, " ")) > 0; at += length + (at[length] == ' '))
      add_word(names, kinds, at, length, known);
  }
  kind = arena_new(known->arena, Kind);
  *kind = (Kind){keep_list(names, known->arena), keep_list(kinds, known->arena)};
  g_hash_table_insert(known->kinds, (gpointer)name, kind);
  return kind;
}

/* The kind of what `key` holds; NULL when `kind` has no such property. */
static const char *kind_of(const Kind *kind, const char *key) {
  const char *any = NULL;
  for (size_t i = 0; kind->names[i]; i++) {
    if (strcmp(kind->names[i], key) == 0) return kind->kinds[i];
    if (strcmp(kind->names[i], "*") == 0) any = kind->kinds[i];
  }
  return any;
}

/* {"expr": …} may replace any value. */
static bool is_expression(const Json *json) {
  return json_count(json) == 1 && (json_has(json, "expr") || json_has(json, "signal"));
}

const char *known_former(const char *kind, const char *name, JsonTables *tables, Arena *arena) {
  const Json *table =
      json_table(tables, "former.json", vegalite_grammar_former_json, vegalite_grammar_former_json_length, arena);
  const char *anywhere = json_string(json_get(json_get(table, "*"), name), NULL);
  return json_string(json_get(json_get(table, kind), name), anywhere);
}

static void report_unknown(const Known *known, const JsonMember *member, const char *name, const Kind *kind) {
  const char *today = known_former(name, member->key, known->tables, known->arena);
  if (today)
    messages_warn(known->messages, json_key_place(member), "W237",
                  "\"%s\" is of an earlier Vega-Lite and has no effect; write %s", member->key, today);
  else
    messages_warn(known->messages, json_key_place(member), "W204", "unknown property \"%s\"%s", member->key,
                  suggest(known->arena, member->key, kind->names));
}

/* "value", and what a scale yields, have the rule of the property that they are the value of: {"color": {"value": "red"}}. */
static bool stands_for_owner(const char *kind, const char *property) {
  return strcmp(property, "value") == 0 || (strcmp(kind, "scale") == 0 && strcmp(property, "range") == 0);
}

/* Looks at `json`, the value of `property` (which has `rule`), as a kind of object. */
static void check(Known *known, const Json *json, const char *name, const char *property, const ValueRule *rule) {
  if (json_is(json, JSON_ARRAY))
    for (size_t i = 0; i < json_count(json); i++) check(known, json_at(json, i), name, property, rule);
  if (!json_is(json, JSON_OBJECT) || is_expression(json)) return;
  const Kind *kind = find_kind(known, name);
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    const char *inner = kind_of(kind, member->key);
    if (!inner) {
      report_unknown(known, member, name, kind);
      continue;
    }
    bool passed_on = stands_for_owner(name, member->key) || strcmp(inner, "condition") == 0 ||
                     strcmp(inner, "channelCondition") == 0 || strcmp(inner, "scale") == 0;
    const char *of = passed_on ? property : member->key;
    const ValueRule *own = passed_on ? rule : value_rule(name, member->key);
    if (strcmp(name, "scale") == 0 && json_is(member->value, JSON_STRING)) /* a range may be one by its name */
      own = strcmp(member->key, "range") == 0 ? NULL : value_rule(name, member->key);
    if (strcmp(name, "encoding") != 0) value_check(own, name, of, member->value, known->messages, known->arena);
    if (inner[0]) check(known, member->value, inner, of, own);
  }
}

static Known known_create(const MarkType *const *marks, JsonTables *tables, Messages *messages, Arena *arena) {
  const Json *table =
      json_table(tables, "known.json", vegalite_grammar_known_json, vegalite_grammar_known_json_length, arena);
  return (Known){table, tables, marks, g_hash_table_new(g_str_hash, g_str_equal), messages, arena};
}

void known_check(const Json *json, const char *kind, const MarkType *const *marks, JsonTables *tables,
                 Messages *messages, Arena *arena) {
  Known known = known_create(marks, tables, messages, arena);
  arena_temporary(arena, known.kinds);
  check(&known, json, kind, "", NULL);
}

bool known_any(const Json *json, const char *kind, const MarkType *const *marks, JsonTables *tables, Arena *arena) {
  Known known = known_create(marks, tables, messages_create(arena, false), arena);
  arena_temporary(arena, known.kinds);
  bool any = false;
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < json_count(json); i++)
    any = any || kind_of(find_kind(&known, kind), json->object.members[i].key);
  return any;
}
