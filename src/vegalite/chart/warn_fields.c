/* vegalite/chart/warn_fields.c: fields that no row has: of definitions, of what they are sorted by, in the tests of
 * conditions, and in the expressions of marks and values.
 *
 * Those of transforms are reported where they run (vegalite/transform/missing.c).
 */
#include "vegalite/chart/warnings.h"
#include "vegalite/dataflow/fields.h"

typedef struct Search {
  const Table *table;
  const Spec *spec;
} Search;

static void report(const Search *search, const char *field, Place at) {
  Arena *arena = search->spec->arena;
  if (messages_has(search->spec->messages, "W389") && table_has_part(search->table, field))
    return; /* that says it all */
  size_t count = table_column_count(search->table);
  const char **names = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = table_column_name(search->table, i);
  messages_warn(search->spec->messages, at, "W308", "no row has the field \"%s\"%s", field,
                suggest(arena, field, names));
}

static void look_for(const Search *search, const char *field, Place at) {
  if (field && !table_has_field(search->table, field)) report(search, field, at);
}

/* {"sort": {"field": …}}, which may be a column that an aggregate of the encoding makes. */
static void look_at_sort(const Search *search, const ChannelDef *def, const Table *drawn) {
  const Json *field = json_get(def->sort, "field");
  if (json_is(field, JSON_STRING) && !(drawn && table_has_field(drawn, field->string)))
    look_for(search, field->string, field->place);
}

/* What legends put in place of a row, where they evaluate conditions too. */
static bool is_of_legend(const char *name) {
  static const char *const names[] = {"label", "value", "index", NULL};
  return g_strv_contains(names, name);
}

/* Expressions and predicates see the rows as they are drawn, aggregates included. */
static void look_at_expression(const Search *drawn, const Json *text) {
  if (!json_is(text, JSON_STRING)) return;
  const Expr *expr = expr_parse(text->string, text->place, NULL, drawn->spec->arena);
  for (const char *const *name = expr ? expr_fields(expr) : NULL; name && *name; name++)
    if (!table_has_column(drawn->table, *name) && !is_of_legend(*name))
      look_for(drawn, *name, expr_field_place(text->string, *name, text->place));
}

static void look_at_test(const Search *drawn, const Json *test) {
  const Json *field = json_get(test, "field");
  if (json_is(field, JSON_STRING)) look_for(drawn, field->string, field->place);
  look_at_expression(drawn, test);
}

static void look_at_definition(const Search *drawn, const ChannelDef *def) {
  look_at_expression(drawn, json_get(def->value, "expr"));
  for (size_t i = 0; i < def->condition_count; i++) {
    look_at_test(drawn, def->conditions[i].test);
    look_at_expression(drawn, json_get(def->conditions[i].def->value, "expr"));
  }
}

static void look_at_expressions(const Chart *chart, const View *unit) {
  const Search drawn = {chart_data_view(chart->data, unit)->table, chart->spec};
  if (!drawn.table || table_is_empty(drawn.table)) return;
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    for (size_t i = 0; i < unit->encoding[channel].count; i++)
      look_at_definition(&drawn, &unit->encoding[channel].items[i]);
  const Json *mark = unit->mark.json;
  for (size_t i = 0; json_is(mark, JSON_OBJECT) && i < json_count(mark); i++)
    look_at_expression(&drawn, json_get(mark->object.members[i].value, "expr"));
}

void warn_of_missing_fields(const Chart *chart, const View *view, const Table *table) {
  const Search search = {table, chart->spec};
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, chart->arena);
  const Table *drawn = chart_data_view(chart->data, view)->table;
  for (size_t i = 0; i < count; i++) {
    const ChannelDef *def = fields[i];
    look_for(&search, def->arg_field, json_place(json_get(def->json, "aggregate")));
    /* Where the data has what is made of the field, the field itself is not needed. */
    if (!table_has_column(table, channel_def_column(def, PART_START))) look_for(&search, def->field, field_place(def));
    look_at_sort(&search, def, drawn);
  }
  if (view->kind == VIEW_UNIT) look_at_expressions(chart, view);
}
