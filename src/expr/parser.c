/* expr/parser.c: text to tree: ECMAScript's conditional expressions, with calls of named functions only.
 *
 * Precedence climbing for the binary operators. Constants are folded on the way up.
 */
#include "base/temporary.h"
#include "expr/function.h"
#include "expr/lexer.h"
#include <math.h>
#include <string.h>

typedef struct Parser {
  const char *text, *at;
  Token token;
  Arena *arena;
  Messages *messages;
  Place place;
  unsigned nesting;
  bool failed;
  GPtrArray *fields, *names, *functions;
  bool uses_datum;
} Parser;

static const struct {
  const char *text;
  Operator operation;
  int precedence;
} binaries[] = {
    {"||", OPERATOR_OR, 1},
    {"&&", OPERATOR_AND, 2},
    {"|", OPERATOR_OR_BITS, 3},
    {"^", OPERATOR_XOR_BITS, 4},
    {"&", OPERATOR_AND_BITS, 5},
    {"==", OPERATOR_EQUAL, 6},
    {"!=", OPERATOR_NOT_EQUAL, 6},
    {"===", OPERATOR_IDENTICAL, 6},
    {"!==", OPERATOR_NOT_IDENTICAL, 6},
    {"<", OPERATOR_LESS, 7},
    {">", OPERATOR_GREATER, 7},
    {"<=", OPERATOR_LESS_EQUAL, 7},
    {">=", OPERATOR_GREATER_EQUAL, 7},
    {"<<", OPERATOR_SHIFT_LEFT, 8},
    {">>", OPERATOR_SHIFT_RIGHT, 8},
    {">>>", OPERATOR_SHIFT_RIGHT_UNSIGNED, 8},
    {"+", OPERATOR_ADD, 9},
    {"-", OPERATOR_SUBTRACT, 9},
    {"*", OPERATOR_MULTIPLY, 11},
    {"/", OPERATOR_DIVIDE, 11},
    {"%", OPERATOR_REMAINDER, 11},
};

static const struct {
  const char *name;
  double value;
} constants[] = {
    {"NaN", NAN},
    {"E", G_E},
    {"LN2", G_LN2},
    {"LN10", G_LN10},
    {"LOG2E", 1.4426950408889634},
    {"LOG10E", 0.4342944819032518},
    {"PI", G_PI},
    {"SQRT1_2", 0.7071067811865476},
    {"SQRT2", G_SQRT2},
    {"MIN_VALUE", 5e-324},
    {"MAX_VALUE", 1.7976931348623157e308},
};

static const char *const reserved[] = {
    "break", "case",       "catch", "class",  "const",   "continue", "debugger", "default",  "delete",
    "do",    "else",       "enum",  "export", "extends", "finally",  "for",      "function", "import",
    "in",    "instanceof", "new",   "return", "static",  "super",    "switch",   "this",     "throw",
    "try",   "typeof",     "var",   "void",   "while",   "with",     "yield",    "let",
};

static bool is_reserved(const char *word) {
  for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
    if (strcmp(reserved[i], word) == 0) return true;
  return false;
}

/* The first error counts; the ones after it are its consequences. */
static Node *fail(Parser *parser, const char *start, size_t length, const char *code, const char *format, ...)
    G_GNUC_PRINTF(5, 6);
static Node *fail(Parser *parser, const char *start, size_t length, const char *code, const char *format, ...) {
  if (parser->failed) return NULL;
  parser->failed = true;
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_vprintf(parser->arena, format, arguments);
  va_end(arguments);
  if (parser->messages)
    messages_error(parser->messages, expr_place(parser->place, (size_t)(start - parser->text), length), code, "%s",
                   text);
  return NULL;
}

static Node *fail_unexpected(Parser *parser) {
  const Token *token = &parser->token;
  if (token->kind == TOKEN_ERROR) return fail(parser, token->start, token->length, token->code, "%s", token->text);
  if (token->kind == TOKEN_END) return fail(parser, token->start, 0, "E348", "unexpected end of expression");
  return fail(parser, token->start, token->length, "E340", "unexpected \"%.*s\" in expression",
              (int)MIN(token->length, 60), token->start);
}

static void advance(Parser *parser) { parser->token = lexer_next(&parser->at, parser->arena); }

static bool is_at(const Parser *parser, const char *punctuator) {
  return parser->token.kind == TOKEN_PUNCTUATOR && strcmp(parser->token.text, punctuator) == 0;
}

static bool accept(Parser *parser, const char *punctuator) {
  bool there = is_at(parser, punctuator);
  if (there) advance(parser);
  return there;
}

static bool expect(Parser *parser, const char *punctuator) {
  if (accept(parser, punctuator)) return true;
  fail_unexpected(parser);
  return false;
}

static Node *new_node(Parser *parser, NodeKind kind, Node *const *children, size_t count) {
  Node *node = arena_new(parser->arena, Node);
  node->kind = kind;
  node->count = (unsigned)count;
  if (count) node->children = arena_array(parser->arena, Node *, count);
  for (size_t i = 0; i < count; i++) {
    node->children[i] = children[i];
    node->depth = MAX(node->depth, children[i]->depth + 1);
  }
  if (node->depth > NODE_DEEPEST)
    fail(parser, parser->text, strlen(parser->text), "E349", "the expression is nested too deeply");
  return node;
}

static Node *new_literal(Parser *parser, Value value) {
  Node *node = new_node(parser, NODE_LITERAL, NULL, 0);
  node->literal = value;
  return node;
}

static unsigned intern(Parser *parser, GPtrArray *list, const char *name) {
  for (unsigned i = 0; i < list->len; i++)
    if (strcmp(list->pdata[i], name) == 0) return i;
  g_ptr_array_add(list, arena_strdup(parser->arena, name));
  return list->len - 1;
}

/* A literal in place of an operation on literals. */
static Node *fold(Parser *parser, Node *node) {
  if (parser->failed) return node;
  for (unsigned i = 0; i < node->count; i++)
    if (node->children[i]->kind != NODE_LITERAL) return node;
  if (node->kind == NODE_CALL && !(node->function->flags & FUNCTION_PURE)) return node;
  const ExprScope scope = {.arena = parser->arena};
  Evaluation at = {.scope = &scope, .arena = parser->arena, .messages = parser->messages, .place = parser->place};
  size_t errors = parser->messages ? messages_error_count(parser->messages) : 0;
  Node *literal = new_literal(parser, node_evaluate(node, &at));
  if (parser->messages && messages_error_count(parser->messages) > errors) parser->failed = true;
  return literal;
}

static Node *parse_conditional(Parser *parser);

/* Items up to `close`, which is consumed. */
static GPtrArray *parse_list(Parser *parser, const char *close) {
  GPtrArray *items = g_ptr_array_new();
  arena_temporary(parser->arena, items);
  while (!parser->failed && !accept(parser, close)) {
    Node *item = parse_conditional(parser);
    if (!item) break;
    g_ptr_array_add(items, item);
    if (is_at(parser, close)) continue;
    if (!expect(parser, ",")) break;
    if (*close == ')' && is_at(parser, close)) fail_unexpected(parser);
  }
  return g_steal_pointer(&items);
}

static Node *parse_array(Parser *parser) {
  advance(parser);
  GPtrArray *items = parse_list(parser, "]");
  arena_temporary(parser->arena, items);
  if (parser->failed) return NULL;
  return fold(parser, new_node(parser, NODE_ARRAY, (Node *const *)items->pdata, items->len));
}

static const char *parse_key(Parser *parser) {
  Token token = parser->token;
  if (token.kind == TOKEN_WORD || token.kind == TOKEN_STRING) {
    advance(parser);
    return token.text;
  }
  if (token.kind == TOKEN_NUMBER) {
    char buffer[32];
    advance(parser);
    return arena_strdup(parser->arena, number_to_text(token.number, buffer));
  }
  fail_unexpected(parser);
  return NULL;
}

static Node *parse_object(Parser *parser) {
  advance(parser);
  GPtrArray *keys = g_ptr_array_new(), *values = g_ptr_array_new();
  arena_temporary(parser->arena, keys);
  arena_temporary(parser->arena, values);
  while (!parser->failed && !accept(parser, "}")) {
    Token start = parser->token;
    const char *key = parse_key(parser);
    if (!key) break;
    for (unsigned i = 0; i < keys->len; i++)
      if (strcmp(keys->pdata[i], key) == 0)
        fail(parser, start.start, start.length, "E350", "duplicate key \"%s\" in an object", key);
    Node *value = expect(parser, ":") ? parse_conditional(parser) : NULL;
    if (!value) break;
    g_ptr_array_add(keys, (void *)key);
    g_ptr_array_add(values, value);
    if (!is_at(parser, "}") && !expect(parser, ",")) break;
  }
  if (parser->failed) return NULL;
  Node *node = new_node(parser, NODE_OBJECT, (Node *const *)values->pdata, values->len);
  node->keys = arena_array(parser->arena, const char *, keys->len + 1);
  if (keys->len) memcpy(node->keys, keys->pdata, keys->len * sizeof *node->keys);
  return fold(parser, node);
}

static Node *parse_regexp(Parser *parser) {
  char flags[8];
  parser->at = parser->token.start;
  Token token = lexer_regexp(&parser->at, flags, parser->arena);
  if (token.kind == TOKEN_ERROR) return fail(parser, token.start, token.length, token.code, "%s", token.text);
  const ValueRegexp *regexp = regexp_create(token.text, flags, parser->arena);
  if (!regexp) return fail(parser, token.start, token.length, "E351", "invalid regular expression");
  advance(parser);
  return new_literal(parser, (Value){.kind = VALUE_REGEXP, .regexp = regexp});
}

static Node *parse_name(Parser *parser, const Token *word) {
  const char *name = word->text;
  if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0)
    return new_literal(parser, value_boolean(name[0] == 't'));
  if (strcmp(name, "null") == 0) return new_literal(parser, value_null());
  if (strcmp(name, "undefined") == 0) return new_literal(parser, value_undefined());
  if (strcmp(name, "Infinity") == 0) return new_literal(parser, value_number(INFINITY));
  if (is_reserved(name))
    return fail(parser, word->start, word->length, "E353", "\"%s\" is not allowed in expressions", name);
  for (size_t i = 0; i < G_N_ELEMENTS(constants); i++)
    if (strcmp(constants[i].name, name) == 0) return new_literal(parser, value_number(constants[i].value));
  if (strcmp(name, "datum") == 0) {
    parser->uses_datum = true;
    return new_node(parser, NODE_DATUM, NULL, 0);
  }
  Node *node = new_node(parser, NODE_NAME, NULL, 0);
  node->slot = intern(parser, parser->names, name);
  return node;
}

/* Literal patterns are compiled once, not once per row. */
static void prepare_pattern(Parser *parser, const Token *word, Node *node) {
  if (strcmp(node->function->name, "test") != 0 || node->count == 0) return;
  Node *pattern = node->children[0];
  if (pattern->kind != NODE_LITERAL || pattern->literal.kind != VALUE_STRING) return;
  const ValueRegexp *regexp = regexp_create(pattern->literal.string, "", parser->arena);
  if (regexp)
    pattern->literal = (Value){.kind = VALUE_REGEXP, .regexp = regexp};
  else
    fail(parser, word->start, word->length, "E352", "invalid regular expression \"%s\"", pattern->literal.string);
}

static Node *parse_call(Parser *parser, const Token *word) {
  const char *name = word->text;
  bool is_if = strcmp(name, "if") == 0, is_clamp = strcmp(name, "clamp") == 0;
  const Function *function = function_find(name);
  if (!function && !is_if)
    return fail(parser, word->start, word->length, "E354", "unknown function \"%s\"%s", name,
                suggest(parser->arena, name, function_names(parser->arena)));
  intern(parser, parser->functions, name);
  advance(parser);
  GPtrArray *arguments = parse_list(parser, ")");
  arena_temporary(parser->arena, arguments);
  if (parser->failed) return NULL;
  if ((is_if || is_clamp) && arguments->len != 3)
    return fail(parser, word->start, word->length, "E355", "%s() takes three arguments", name);
  Node *node = new_node(parser, is_if ? NODE_CONDITIONAL : NODE_CALL, (Node *const *)arguments->pdata, arguments->len);
  if (is_if) return node;
  node->function = function;
  prepare_pattern(parser, word, node);
  return fold(parser, node);
}

static Node *parse_primary(Parser *parser) {
  Token token = parser->token;
  if (token.kind == TOKEN_NUMBER || token.kind == TOKEN_STRING) {
    advance(parser);
    return new_literal(parser, token.kind == TOKEN_NUMBER ? value_number(token.number) : value_string(token.text));
  }
  if (token.kind == TOKEN_WORD) {
    advance(parser);
    return is_at(parser, "(") ? parse_call(parser, &token) : parse_name(parser, &token);
  }
  if (is_at(parser, "[")) return parse_array(parser);
  if (is_at(parser, "{")) return parse_object(parser);
  if (is_at(parser, "/") || is_at(parser, "/=")) return parse_regexp(parser);
  if (!accept(parser, "(")) return fail_unexpected(parser);
  Node *node = parse_conditional(parser);
  return node && expect(parser, ")") ? node : NULL;
}

static Node *new_member(Parser *parser, Node *object, Node *key) {
  if (object->kind == NODE_DATUM && key->kind == NODE_LITERAL) {
    Node *node = new_node(parser, NODE_FIELD, NULL, 0);
    node->slot = intern(parser, parser->fields, value_to_string(key->literal, parser->arena));
    return node;
  }
  return fold(parser, new_node(parser, NODE_MEMBER, (Node *const[]){object, key}, 2));
}

static Node *parse_postfix(Parser *parser) {
  Node *node = parse_primary(parser);
  while (node && !parser->failed) {
    Token token = parser->token;
    if (accept(parser, ".")) {
      if (parser->token.kind != TOKEN_WORD) return fail_unexpected(parser);
      Node *key = new_literal(parser, value_string(parser->token.text));
      advance(parser);
      node = new_member(parser, node, key);
    } else if (accept(parser, "[")) {
      Node *key = parse_conditional(parser);
      if (!key || !expect(parser, "]")) return NULL;
      node = new_member(parser, node, key);
    } else if (is_at(parser, "(")) {
      return fail(parser, token.start, token.length, "E356", "only named functions can be called in expressions");
    } else {
      break;
    }
  }
  return node;
}

static bool enter(Parser *parser) {
  if (++parser->nesting <= NESTING_DEEPEST) return true;
  fail(parser, parser->token.start, parser->token.length, "E349", "the expression is nested too deeply");
  return false;
}

static Node *parse_unary(Parser *parser) {
  static const struct {
    const char *text;
    Operator operation;
  } unaries[] = {{"+", OPERATOR_PLUS}, {"-", OPERATOR_MINUS}, {"~", OPERATOR_INVERT}, {"!", OPERATOR_NOT}};
  for (size_t i = 0; i < G_N_ELEMENTS(unaries); i++) {
    if (!accept(parser, unaries[i].text)) continue;
    Node *child = enter(parser) ? parse_unary(parser) : NULL;
    parser->nesting--;
    if (!child) return NULL;
    Node *node = new_node(parser, NODE_UNARY, &child, 1);
    node->operation = unaries[i].operation;
    return fold(parser, node);
  }
  return parse_postfix(parser);
}

static int binary_at(const Parser *parser) {
  if (parser->token.kind != TOKEN_PUNCTUATOR) return -1;
  for (size_t i = 0; i < G_N_ELEMENTS(binaries); i++)
    if (strcmp(binaries[i].text, parser->token.text) == 0) return (int)i;
  return -1;
}

static Node *parse_binary(Parser *parser, int lowest) {
  Node *left = parse_unary(parser);
  int i;
  while (left && !parser->failed && (i = binary_at(parser)) >= 0 && binaries[i].precedence >= lowest) {
    advance(parser);
    Node *right = parse_binary(parser, binaries[i].precedence + 1);
    if (!right) return NULL;
    bool logical = binaries[i].precedence <= 2;
    left = new_node(parser, logical ? NODE_LOGICAL : NODE_BINARY, (Node *const[]){left, right}, 2);
    left->operation = binaries[i].operation;
    left = fold(parser, left);
  }
  return left;
}

static Node *parse_conditional(Parser *parser) {
  Node *node = enter(parser) ? parse_binary(parser, 1) : NULL;
  if (node && accept(parser, "?")) {
    Node *yes = parse_conditional(parser);
    Node *no = yes && expect(parser, ":") ? parse_conditional(parser) : NULL;
    node = no ? new_node(parser, NODE_CONDITIONAL, (Node *const[]){node, yes, no}, 3) : NULL;
    if (node) node = fold(parser, node);
  }
  parser->nesting--;
  return parser->failed ? NULL : node;
}

static const char **keep_list(GPtrArray *list, Arena *arena) {
  const char **kept = arena_array(arena, const char *, list->len + 1);
  if (list->len) memcpy(kept, list->pdata, list->len * sizeof *kept);
  return kept;
}

/* The clock stands still (time/clock.h), which a picture with today's date must know. */
static void note_clock(const Expr *expr, Messages *messages) {
  if (!messages || !g_strv_contains((const char *const *)expr->functions, "now") || clock_has_now()) return;
  messages_note(
      messages, expr->place, "N368",
      "now() is 1970-01-01, so that the same chart gives the same picture; --now 2026-11-26 sets another moment");
}

const Expr *expr_parse(const char *text, Place at, Messages *messages, Arena *arena) {
  Parser parser = {.text = text, .at = text, .arena = arena, .messages = messages, .place = at};
  if (!g_utf8_validate(text, -1, NULL)) {
    if (messages) messages_error(messages, at, "E357", "the expression is not valid UTF-8");
    return NULL;
  }
  parser.fields = g_ptr_array_new(), parser.names = g_ptr_array_new(), parser.functions = g_ptr_array_new();
  arena_temporary(arena, parser.fields);
  arena_temporary(arena, parser.names);
  arena_temporary(arena, parser.functions);
  advance(&parser);
  Node *root = parse_conditional(&parser);
  if (root && parser.token.kind != TOKEN_END) root = fail_unexpected(&parser);
  Expr *expr = NULL;
  if (root && !parser.failed) {
    expr = arena_new(arena, Expr);
    *expr = (Expr){.root = root, .arena = arena, .length = strlen(text), .place = at, .uses_datum = parser.uses_datum};
    expr->fields = keep_list(parser.fields, arena), expr->field_count = parser.fields->len;
    expr->names = keep_list(parser.names, arena), expr->name_count = parser.names->len;
    expr->functions = keep_list(parser.functions, arena);
    note_clock(expr, messages);
  }
  return expr;
}
