/* expr/node.h: an expression as a tree (private to this room).
 *
 * Literals and operations on literals are folded when parsed. `datum.name` is a NODE_FIELD, whose column is looked up once an
 * evaluation; other names get a slot too, so that no row costs a hash lookup.
 */
#pragma once
#include "expr/expr.h"

typedef struct Function Function;

typedef enum NodeKind {
  NODE_LITERAL,
  NODE_DATUM,       /* the whole row */
  NODE_FIELD,       /* datum.name, by `slot` in Expr.fields */
  NODE_NAME,        /* a signal, by `slot` in Expr.names */
  NODE_MEMBER,      /* children: object, key */
  NODE_CALL,        /* `function`; children: arguments */
  NODE_ARRAY,       /* children: items */
  NODE_OBJECT,      /* children: values of `keys` */
  NODE_PART,        /* of an evaluation, by `slot` in Evaluation.parts */
  NODE_UNARY,       /* `operation`; one child */
  NODE_BINARY,      /* `operation`; two children */
  NODE_LOGICAL,     /* && and ||; two children */
  NODE_CONDITIONAL, /* children: test, then, otherwise */
} NodeKind;

typedef enum Operator {
  OPERATOR_NONE,
  OPERATOR_ADD,
  OPERATOR_SUBTRACT,
  OPERATOR_MULTIPLY,
  OPERATOR_DIVIDE,
  OPERATOR_REMAINDER,
  OPERATOR_LESS,
  OPERATOR_LESS_EQUAL,
  OPERATOR_GREATER,
  OPERATOR_GREATER_EQUAL,
  OPERATOR_EQUAL,
  OPERATOR_NOT_EQUAL,
  OPERATOR_IDENTICAL,
  OPERATOR_NOT_IDENTICAL,
  OPERATOR_AND_BITS,
  OPERATOR_OR_BITS,
  OPERATOR_XOR_BITS,
  OPERATOR_SHIFT_LEFT,
  OPERATOR_SHIFT_RIGHT,
  OPERATOR_SHIFT_RIGHT_UNSIGNED,
  OPERATOR_AND,
  OPERATOR_OR,
  OPERATOR_NOT,
  OPERATOR_INVERT,
  OPERATOR_PLUS,
  OPERATOR_MINUS,
} Operator;

typedef struct Node Node;
struct Node {
  NodeKind kind;
  Operator operation;
  Value literal;
  const Function *function;
  const char **keys;
  Node **children;
  unsigned count, slot, depth;
};

/* Deeper trees are an error: evaluation recurses. A long chain of && or + is as deep as it is long. */
enum { NODE_DEEPEST = 4000, NESTING_DEEPEST = 400 };

struct Expr {
  const Node *root;
  Arena *arena;
  Place place;
  const char **fields; /* NULL-terminated */
  const char **names;
  size_t field_count, name_count;
  size_t length;          /* of its text, in bytes */
  const char **functions; /* called, in order of first use; NULL-terminated */
  bool uses_datum;
};

/* The part of a JSON string at `at` whose decoded text holds bytes [start, start + length). */
Place expr_place(Place at, size_t start, size_t length);
