/* expr/evaluate.c: the value of an expression at a row. */
#include "expr/function.h"
#include "format/utf16.h"
#include <math.h>
#include <string.h>

void evaluation_error(const Evaluation *at, const char *code, const char *format, ...) {
  Messages *messages = at->messages;
  if (!messages) return;
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_vprintf(at->arena, format, arguments);
  va_end(arguments);
  for (size_t i = messages_count(messages); i-- > 0;) {
    MessageLevel level;
    if (strcmp(messages_text(messages, i, &level), text) == 0) return;
  }
  messages_error(messages, at->place, code, "%s", text);
}

const Locale *evaluation_locale(const Evaluation *at) {
  for (const ExprScope *scope = at->scope; scope; scope = scope->parent)
    if (scope->locale) return scope->locale;
  return locale_default();
}

const char *argument_string(const Call *call, size_t i) { return value_to_string(argument(call, i), call->at->arena); }

/* A character of a string by its UTF-16 index. */
static Value string_member(const char *text, Value key, Arena *arena) {
  const char *name = key.kind == VALUE_NUMBER ? NULL : value_to_string(key, arena);
  if (name && strcmp(name, "length") == 0) return value_number((double)utf16_length(text));
  double index = name ? number_from_text(name) : key.number;
  if (!(index >= 0) || index != floor(index) || index >= (double)utf16_length(text)) return value_undefined();
  size_t start = utf16_to_byte(text, (size_t)index);
  return value_string(arena_strndup(arena, text + start, (size_t)(g_utf8_next_char(text + start) - (text + start))));
}

static Value member_of(Value object, Value key, Arena *arena) {
  if (object.kind == VALUE_STRING) return string_member(object.string, key, arena);
  if (object.kind == VALUE_ARRAY && key.kind == VALUE_NUMBER) {
    double index = key.number;
    bool inside = index >= 0 && index < (double)object.array->count && index == floor(index);
    return inside ? object.array->items[(size_t)index] : value_undefined();
  }
  return value_member(object, value_to_string(key, arena));
}

static Value evaluate_member(const Node *node, Evaluation *at) {
  const Node *object = node->children[0];
  Value key = node_evaluate(node->children[1], at);
  if (object->kind == NODE_DATUM && at->table)
    return column_value(table_column(at->table, value_to_string(key, at->arena)), at->row);
  return member_of(node_evaluate(object, at), key, at->arena);
}

static Value evaluate_field(const Node *node, const Evaluation *at) {
  if (at->table) return column_value(at->columns[node->slot], at->row);
  return member_of(at->datum, value_string(at->expr->fields[node->slot]), at->arena);
}

static Value evaluate_part(const Node *node, const Evaluation *at) {
  const PartValues *part = &at->parts[node->slot];
  double value = part->values[at->row - part->start];
  return part->kind == VALUE_BOOLEAN ? value_boolean(value != 0)
         : part->kind == VALUE_DATE  ? value_date(value)
                                     : value_number(value);
}

/* What a function takes for each item of an array and each letter of a string, in steps (base/budget.h). Small ones are in the
 * price of the expression. */
static double steps_of(Value value) {
  enum { SMALL = 256 };
  static const double item_steps = 0.4, letter_steps = 0.02;
  if (value.kind == VALUE_ARRAY) return value.array->count > SMALL ? item_steps * (double)value.array->count : 0;
  if (value.kind != VALUE_STRING) return 0;
  size_t letters = strlen(value.string);
  return letters > SMALL ? letter_steps * (double)letters : 0;
}

static void charge_for(Evaluation *at, Value value) {
  double steps = steps_of(value);
  if (steps > 0) arena_charge(at->arena, BUDGET_STEPS, steps);
}

static Value call_function(const Call *call) {
  for (size_t i = 0; i < call->count; i++) charge_for(call->at, call->arguments[i]);
  Value result = call->function->call(call);
  charge_for(call->at, result);
  return result;
}

static Value evaluate_call(const Node *node, Evaluation *at) {
  Value few[4], *arguments = node->count <= G_N_ELEMENTS(few) ? few : arena_array(at->arena, Value, node->count);
  for (unsigned i = 0; i < node->count; i++) arguments[i] = node_evaluate(node->children[i], at);
  const Function *function = node->function;
  const Call call = {at, function, arguments, node->count};
  if (function->call) return call_function(&call);
  for (const ExprScope *scope = at->scope; scope; scope = scope->parent) {
    Value result = value_undefined();
    if (scope->call && scope->call(scope->host, function->name, arguments, node->count, &result)) return result;
  }
  evaluation_error(at, "E359", "%s() cannot be used here", function->name);
  return value_undefined();
}

static Value evaluate_array(const Node *node, Evaluation *at) {
  Value *items = arena_array(at->arena, Value, node->count);
  for (unsigned i = 0; i < node->count; i++) items[i] = node_evaluate(node->children[i], at);
  return value_array(items, node->count, at->arena);
}

static Value evaluate_object(const Node *node, Evaluation *at) {
  ValueMember *members = arena_array(at->arena, ValueMember, node->count);
  for (unsigned i = 0; i < node->count; i++)
    members[i] = (ValueMember){node->keys[i], node_evaluate(node->children[i], at)};
  return value_object(members, node->count, at->arena);
}

static Value evaluate_operation(const Node *node, Evaluation *at) {
  Value left = node_evaluate(node->children[0], at);
  if (node->kind == NODE_UNARY) return operate_unary(node->operation, left);
  if (node->kind == NODE_LOGICAL) {
    bool decided = value_to_boolean(left) == (node->operation == OPERATOR_OR);
    return decided ? left : node_evaluate(node->children[1], at);
  }
  return operate_binary(node->operation, left, node_evaluate(node->children[1], at), at->arena);
}

Value node_evaluate(const Node *node, Evaluation *at) {
  while (node->kind == NODE_CONDITIONAL)
    node = node->children[value_to_boolean(node_evaluate(node->children[0], at)) ? 1 : 2];
  switch (node->kind) {
  case NODE_LITERAL: return node->literal;
  case NODE_DATUM: return at->table ? table_row(at->table, at->row, at->arena) : at->datum;
  case NODE_FIELD: return evaluate_field(node, at);
  case NODE_NAME: return at->names[node->slot];
  case NODE_MEMBER: return evaluate_member(node, at);
  case NODE_CALL: return evaluate_call(node, at);
  case NODE_ARRAY: return evaluate_array(node, at);
  case NODE_OBJECT: return evaluate_object(node, at);
  case NODE_PART: return evaluate_part(node, at);
  default: return evaluate_operation(node, at);
  }
}
