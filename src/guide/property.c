/* guide/property.c: see property.h. */
#include "guide/property.h"
#include "guide/channels.h"

bool guide_is_expression(const Json *value) { return value && (value->is_computed || expr_json_text(value)); }

static GuideOperand operand(const Json *json, bool wrapped, const GuideContext *context) {
  const Json *text = expr_json_text(json);
  if (!text) return (GuideOperand){wrapped ? json_get(json, "value") : json, NULL};
  return (GuideOperand){json_new_null(context->arena, json->place),
                        expr_parse(text->string, text->place, context->messages, context->arena)};
}

static const Json *operand_value(const GuideOperand *in, const GuideContext *context, Value datum) {
  if (!in->expr) return in->value;
  return value_to_json(expr_eval_datum(in->expr, context->scope, datum), in->value->place, context->arena);
}

static void add_branch(GuideProperty *property, const Json *condition, const GuideContext *context) {
  const Json *test = json_get(condition, "test");
  if (!json_is(test, JSON_STRING)) return;
  const Expr *expr = expr_parse(test->string, test->place, context->messages, context->arena);
  if (expr) property->branches[property->branch_count++] = (GuideBranch){expr, operand(condition, true, context)};
}

GuideProperty guide_property(const Json *value, const GuideContext *context) {
  const Json *condition = json_get(value, "condition");
  bool wrapped = json_is(value, JSON_OBJECT) && (condition || json_has(value, "value"));
  GuideProperty property = {.otherwise = operand(value, wrapped, context)};
  size_t count = json_is(condition, JSON_ARRAY) ? json_count(condition) : condition ? 1 : 0;
  property.branches = arena_array(context->arena, GuideBranch, count);
  for (size_t i = 0; i < count; i++)
    add_branch(&property, json_is(condition, JSON_ARRAY) ? json_at(condition, i) : condition, context);
  return property;
}

const Json *guide_property_at(const GuideProperty *property, const GuideContext *context, Value datum) {
  for (size_t i = 0; i < property->branch_count; i++) {
    Value holds = expr_eval_datum(property->branches[i].test, context->scope, datum);
    if (value_to_boolean(holds)) return operand_value(&property->branches[i].then, context, datum);
  }
  return operand_value(&property->otherwise, context, datum);
}

double guide_property_number(const GuideProperty *property, const GuideContext *context, Value datum) {
  return json_number(guide_property_at(property, context, datum), 0);
}

const Json *guide_property_once(const Json *value, Value datum, const GuideContext *context) {
  if (!json_is(value, JSON_OBJECT)) return value;
  GuideProperty property = guide_property(value, context);
  return guide_property_at(&property, context, datum);
}

bool guide_property_varies(const Json *value) {
  return json_is(value, JSON_OBJECT) && (json_has(value, "condition") || expr_json_text(value));
}

Value guide_datum(double index, const char *label, Value value, Arena *arena) {
  ValueMember *members = arena_array(arena, ValueMember, 3);
  members[0] = (ValueMember){"index", value_number(index)};
  members[1] = (ValueMember){"label", value_string(label)};
  members[2] = (ValueMember){"value", value};
  return value_object(members, 3, arena);
}

static bool is_constant(const GuideProperty *property) {
  return property->branch_count == 0 && !property->otherwise.expr;
}

void guide_set_items(SceneMark *mark, SceneChannelId id, const Json *value, const Value *data,
                     const GuideContext *context) {
  GuideProperty property = guide_property(value, context);
  Arena *arena = context->arena;
  if (is_constant(&property) || mark->count == 1) {
    Value datum = is_constant(&property) ? value_undefined() : data[0];
    guide_set(mark, id, guide_property_at(&property, context, datum), arena);
    return;
  }
  SceneChannel channels[SCENE_CHANNEL_COUNT] = {0};
  SceneMark one = {.channels = channels, .arena = arena};
  SceneChannel *column = &mark->channels[id];
  double *numbers = arena_array(arena, double, mark->count);
  const char **strings = arena_array(arena, const char *, mark->count);
  Paint *paints = arena_array(arena, Paint, mark->count);
  const double **arrays = arena_array(arena, const double *, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    one.channels[id] = (SceneChannel){.state = CHANNEL_UNSET};
    guide_set(&one, id, guide_property_at(&property, context, data[i]), arena);
    numbers[i] = scene_channel_kind(id) == SCENE_KIND_NUMBER ? scene_number(&one, id, 0, 0) : 0;
    strings[i] = scene_channel_kind(id) == SCENE_KIND_STRING ? scene_string(&one, id, 0, NULL) : NULL;
    paints[i] = scene_channel_kind(id) == SCENE_KIND_PAINT ? scene_paint(&one, id, 0) : (Paint){0};
    arrays[i] = scene_channel_kind(id) == SCENE_KIND_ARRAY ? scene_array(&one, id, 0) : NULL;
  }
  column->state = CHANNEL_COLUMN;
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: column->numbers = numbers; break;
  case SCENE_KIND_PAINT: column->paints = paints; break;
  case SCENE_KIND_STRING: column->strings = strings; break;
  case SCENE_KIND_ARRAY: column->arrays = arrays; break;
  case SCENE_KIND_PATH: column->state = CHANNEL_UNSET; break;
  }
}

const Json *guide_settle(const Json *value, const GuideContext *context) {
  if (!expr_json_text(value)) return value;
  GuideOperand in = operand(value, false, context);
  return operand_value(&in, context, value_undefined());
}

void guide_apply_style_items(SceneMark *mark, const Chain *style, const Value *data, const GuideContext *context) {
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++) {
    const Json *value = chain_get(style, channel->name);
    if (mark->channels[channel->id].state == CHANNEL_UNSET && expr_json_text(value))
      guide_set_items(mark, channel->id, value, data, context);
  }
  guide_apply_style(mark, style, context->text_factor, context->arena);
}

static const Json *settle_members(const Json *object, const GuideContext *context, Value datum) {
  const Json *settled = object;
  for (size_t i = 0; i < json_count(object); i++) {
    const JsonMember *member = &object->object.members[i];
    if (!expr_json_text(member->value)) continue;
    GuideOperand in = operand(member->value, false, context);
    const Json *value = json_as_computed(context->arena, operand_value(&in, context, datum));
    settled = json_with(context->arena, settled, member->key, value);
  }
  return settled;
}

Chain guide_settle_chain(const Chain *chain, const GuideContext *context, Value datum) {
  Chain settled = *chain;
  for (size_t i = 0; i < chain->count; i++) settled.links[i] = settle_members(chain->links[i], context, datum);
  return settled;
}
