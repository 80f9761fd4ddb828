/* guide/property.c: see property.h (vega-parser's encode/entry.js and encode/rule.js). */
#include "guide/property.h"
#include "guide/channels.h"

static Value evaluate(const Json *text, Value datum, const GuideContext *context) {
  const Expr *expr = expr_parse(text->string, text->place, context->messages, context->arena);
  return expr ? expr_eval_datum(expr, context->scope, datum) : value_undefined();
}

/* The text of an expression; NULL if the property is none. */
static const Json *expression_of(const Json *property) {
  const Json *text = json_get(property, "expr");
  if (!text) text = json_get(property, "signal");
  return json_is(text, JSON_STRING) ? text : NULL;
}

static bool is_rule(const Json *property) { return json_has(property, "condition") || json_has(property, "value"); }

bool guide_property_varies(const Json *property) {
  return json_is(property, JSON_OBJECT) && (json_has(property, "condition") || expression_of(property));
}

static bool holds(const Json *condition, Value datum, const GuideContext *context) {
  const Json *test = json_get(condition, "test");
  return json_is(test, JSON_STRING) && value_to_boolean(evaluate(test, datum, context));
}

/* The branch of a rule that counts: a condition, or the rule itself with its "value". */
static const Json *find_branch(const Json *rule, Value datum, const GuideContext *context) {
  const Json *condition = json_get(rule, "condition");
  if (!json_is(condition, JSON_ARRAY)) return condition && holds(condition, datum, context) ? condition : rule;
  for (size_t i = 0; i < json_count(condition); i++)
    if (holds(json_at(condition, i), datum, context)) return json_at(condition, i);
  return rule;
}

const Json *guide_property(const Json *property, Value datum, const GuideContext *context) {
  if (!json_is(property, JSON_OBJECT)) return property;
  const Json *text = expression_of(property);
  if (!text && is_rule(property)) {
    property = find_branch(property, datum, context);
    text = expression_of(property);
    if (!text) return json_get(property, "value");
  }
  return text ? value_to_json(evaluate(text, datum, context), text->place, context->arena) : property;
}

void guide_set_by_item(SceneMark *mark, SceneChannelId id, const Json *property, const Value *datums,
                       const GuideContext *context) {
  if (!guide_property_varies(property) || mark->count == 1) {
    Value datum = mark->count ? datums[0] : value_undefined();
    guide_set(mark, id, guide_property(property, datum, context), context->arena);
    return;
  }
  SceneChannelKind kind = scene_channel_kind(id);
  SceneChannel column = {.state = CHANNEL_COLUMN};
  double *numbers = arena_array(context->arena, double, mark->count);
  const char **strings = arena_array(context->arena, const char *, mark->count);
  Paint *paints = arena_array(context->arena, Paint, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    SceneMark one = {0};
    guide_set(&one, id, guide_property(property, datums[i], context), context->arena);
    if (kind == SCENE_KIND_NUMBER) numbers[i] = scene_number(&one, id, 0, 0);
    if (kind == SCENE_KIND_STRING) strings[i] = scene_string(&one, id, 0, NULL);
    if (kind == SCENE_KIND_PAINT) paints[i] = scene_paint(&one, id, 0);
  }
  switch (kind) {
  case SCENE_KIND_NUMBER: column.numbers = numbers; break;
  case SCENE_KIND_STRING: column.strings = strings; break;
  case SCENE_KIND_PAINT: column.paints = paints; break;
  case SCENE_KIND_ARRAY:
  case SCENE_KIND_PATH: return; /* no guide has them on a mark of several items */
  }
  mark->channels[id] = column;
}

Value guide_datum(double index, const char *label, Value value, Arena *arena) {
  ValueMember *members = arena_array(arena, ValueMember, 3);
  members[0] = (ValueMember){"index", value_number(index)};
  members[1] = (ValueMember){"label", value_string(label)};
  members[2] = (ValueMember){"value", value};
  return value_object(members, 3, arena);
}
