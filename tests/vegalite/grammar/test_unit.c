/* What follows from the mark and the channels of a unit: orientation, types, columns, titles, stacks. unit_cases.json holds
 * units drawn at random and what Vega-Lite 6.4's UnitModel derives from each. */
#include "base/file.h"
#include "vegalite/grammar/spec.h"
#include "vegalite/mark/mark.h"
#include <string.h>

typedef struct Case {
  const Json *spec, *expected;
} Case;

static const Json *string_or_null(const char *text, Arena *arena) {
  return text ? json_new_string(arena, (Place){0}, text) : json_literal(arena, (Place){0}, "null");
}

static const Json *boolean(bool value, Arena *arena) { return json_new_boolean(arena, (Place){0}, value); }

static const char *type_name(Type type) {
  static const char *const names[] = {[TYPE_QUANTITATIVE] = "quantitative",
                                      [TYPE_TEMPORAL] = "temporal",
                                      [TYPE_ORDINAL] = "ordinal",
                                      [TYPE_NOMINAL] = "nominal"};
  return names[type];
}

static const Json *describe_definition(const ChannelDef *def, const Spec *spec) {
  Arena *arena = spec->arena;
  if (def->kind != DEF_FIELD && def->condition_count == 1) def = def->conditions[0].def;
  const Json *made = json_new_object(arena, (Place){0}, NULL, 0);
  if (def->kind == DEF_FIELD || def->kind == DEF_DATUM) {
    const char *type = def->type == TYPE_NONE ? NULL : type_name(def->type);
    if (type) made = json_with(arena, made, "type", string_or_null(type, arena));
  }
  if (def->kind != DEF_FIELD) return made;
  made = json_with(arena, made, "column", string_or_null(channel_def_column(def, PART_START), arena));
  return json_with(arena, made, "title", string_or_null(channel_def_title(def, spec), arena));
}

static const Json *describe_channels(const View *unit) {
  Arena *arena = unit->spec->arena;
  const Json *made = json_new_object(arena, (Place){0}, NULL, 0);
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    ChannelDefs defs = unit->encoding[i];
    const Json **items = arena_array(arena, const Json *, defs.count);
    for (size_t k = 0; k < defs.count; k++) items[k] = describe_definition(&defs.items[k], unit->spec);
    if (defs.count > 0)
      made = json_with(arena, made, channel_name((Channel)i), json_new_array(arena, (Place){0}, items, defs.count));
  }
  return made;
}

static const Json *describe_stack(const Stack *stack, Arena *arena) {
  const Json **groups = arena_array(arena, const Json *, stack->group_by_count);
  const Json **by = arena_array(arena, const Json *, stack->stack_by_count);
  for (size_t i = 0; i < stack->group_by_count; i++) groups[i] = string_or_null(stack->group_by[i], arena);
  for (size_t i = 0; i < stack->stack_by_count; i++)
    by[i] = string_or_null(channel_def_column(stack->stack_by[i], PART_START), arena);
  const JsonMember members[] = {
      {.key = "channel", .value = string_or_null(channel_name(stack->field_channel), arena)},
      {.key = "groupby", .value = json_new_array(arena, (Place){0}, groups, stack->group_by_count)},
      {.key = "by", .value = json_new_array(arena, (Place){0}, by, stack->stack_by_count)},
      {.key = "offset", .value = string_or_null(stack->offset, arena)},
      {.key = "impute", .value = boolean(stack->impute, arena)},
  };
  return json_new_object(arena, (Place){0}, members, G_N_ELEMENTS(members));
}

static const Json *describe_unit(const View *unit, const Json *properties) {
  Arena *arena = unit->spec->arena;
  const Json *made = json_new_object(arena, (Place){0}, NULL, 0);
  made = json_with(arena, made, "orient", string_or_null(unit->mark.orient, arena));
  made = json_with(arena, made, "filled", boolean(unit->mark.filled, arena));
  made = json_with(arena, made, "channels", describe_channels(unit));
  static const struct {
    const char *name;
    MarkProperty property;
  } settled[] = {{"opacity", MARK_PROPERTY_OPACITY},
                 {"cursor", MARK_PROPERTY_CURSOR},
                 {"cornerRadius", MARK_PROPERTY_CORNER_RADIUS},
                 {"cornerRadiusTopLeft", MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT},
                 {"cornerRadiusTopRight", MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT},
                 {"cornerRadiusBottomLeft", MARK_PROPERTY_CORNER_RADIUS_BOTTOM_LEFT},
                 {"cornerRadiusBottomRight", MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT}};
  const Json *mark = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(settled); i++) {
    const Json *found = mark_property_own(unit, settled[i].property);
    if (found) mark = json_with(arena, mark, settled[i].name, found);
  }
  if (mark || properties) made = json_with(arena, made, "mark", mark);
  return unit->stack ? json_with(arena, made, "stack", describe_stack(unit->stack, arena)) : made;
}

static void test_units_are_read_as_vega_lite_reads_them(gconstpointer data) {
  const Case *at = data;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  SpecOptions options = {.marks = mark_types};
  Spec *spec = spec_read(at->spec, &options, messages, arena);
  g_assert_nonnull(spec);
  g_assert_cmpint(spec->root->kind, ==, VIEW_UNIT);
  const Json *made = describe_unit(spec->root, json_get(at->expected, "mark"));
  for (size_t i = 0; i < json_count(at->expected); i++) {
    const JsonMember *member = &at->expected->object.members[i];
    const Json *have = json_get(made, member->key);
    if (have && json_equal(have, member->value)) continue;
    g_test_message("%s: expected %s", member->key, json_to_text(arena, member->value));
    g_test_message("%s:     have %s", member->key, have ? json_to_text(arena, have) : "nothing");
    g_test_message("in %s", json_to_text(arena, at->spec));
    g_test_fail();
  }
  g_assert_cmpuint(json_count(made), ==, json_count(at->expected));
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions();
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const Source *source = file_read_any(TUBAN_SOURCE_DIR "/tests/vegalite/grammar/unit_cases.json", messages, arena);
  g_assert_nonnull(source);
  const Json *cases = json_parse(source, messages, arena);
  g_assert_cmpuint(json_count(cases), >, 200);
  for (size_t i = 0; i < json_count(cases); i++) {
    Case *at = arena_new(arena, Case);
    *at = (Case){json_get(json_at(cases, i), "spec"), json_get(json_at(cases, i), "unit")};
    g_test_add_data_func(arena_printf(arena, "/spec/unit/%03zu", i), at, test_units_are_read_as_vega_lite_reads_them);
  }
  int status = g_test_run();
  arena_destroy(arena);
  return status;
}
