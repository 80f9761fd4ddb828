/* expr/expr.h: the Vega expression language.
 *
 * An expression is parsed once and then evaluated over rows or whole columns. `datum` is the row; other bare names are
 * signals (params), constants or functions. Functions that need more than their arguments (scales, other data, the
 * selection store) are asked of the scope's host.
 */
#pragma once
#include "base/messages.h"
#include "data/table.h"

struct Locale; /* format/format.h */

typedef struct Expr Expr;

/* What an expression can see besides the row. Owned by the caller; lives as long as the evaluations. */
typedef struct ExprScope ExprScope;
struct ExprScope {
  Arena *arena;            /* results live here */
  Messages *messages;      /* may be NULL */
  GHashTable *signals;     /* const char * → const Value *; may be NULL */
  const ExprScope *parent; /* names not found here are looked up there; may be NULL */
  /* Functions the language itself does not have: "scale", "invert", "bandwidth", "data", "indata", "geoArea",
   * "vlSelectionTest" … Returns false when it does not know `name`. May be NULL. Arguments that are string literals arrive
   * as strings; `datum` arrives as an object. */
  bool (*call)(void *host, const char *name, const Value *arguments, size_t count, Value *result);
  void *host;
  guint64
      *random_state; /* the chart's random numbers (Vega's LCG, see expr_random); never NULL when random() is used */
  const struct Locale *locale; /* of format(), timeFormat() …; NULL: the parent's, finally d3's en-US */
};

/* Parses `text`; `at` is the place of the text, so that a message can point inside it (JSON string at `at`, its first
 * character one byte after the quote). NULL on a syntax error or an unknown function, which `messages` then holds. */
const Expr *expr_parse(const char *text, Place at, Messages *messages, Arena *arena);

/* The text of {"expr": …} or {"signal": …} in JSON; NULL for anything else. */
const Json *expr_json_text(const Json *json);

/* Row `row` of `table` as datum; `table` may be NULL (datum is then an empty object). */
Value expr_eval(const Expr *expr, const ExprScope *scope, const Table *table, size_t row);
/* With any value as datum. */
Value expr_eval_datum(const Expr *expr, const ExprScope *scope, Value datum);
/* One value a row. Lives in scope->arena. */
const Column *expr_eval_column(const Expr *expr, const ExprScope *scope, const Table *table);
/* The rows for which the expression is truthy: `rows` gets up to row_count indices; returns how many. */
size_t expr_filter(const Expr *expr, const ExprScope *scope, const Table *table, guint32 *rows);

/* Does it read the row (datum), so that it has one value a row? */
bool expr_uses_datum(const Expr *expr);
/* Does it read the name (a signal such as "width"), or call the function of that name? */
bool expr_uses_name(const Expr *expr, const char *name);
/* Does it draw random numbers, so that its values depend on what was evaluated before? */
bool expr_is_random(const Expr *expr);
/* Does it call a function that the scope's host has to know? */
bool expr_calls_host(const Expr *expr);
/* The names (signals) it reads, each once; NULL-terminated, in the expression's arena. */
const char *const *expr_names(const Expr *expr);
/* The top-level fields of datum it reads (datum.a, datum['a']); NULL-terminated, in the expression's arena. */
const char *const *expr_fields(const Expr *expr);

/* Where the text of an expression, a JSON string at `at`, first reads datum's `field`; `at` where that cannot be
 * told. */
Place expr_field_place(const char *text, const char *field, Place at);

/* The next number of vega-statistics' randomLCG in [0, 1); charts start from seed 123456789. sampleNormal() generates
 * its numbers in pairs and keeps in the upper bits of the state what it needs to regenerate the second one. */
double expr_random(guint64 *state);

/* The field "a.b" as an expression reads it: datum["a"]["b"]. */
char *field_to_expression(const char *field, const char *datum, Arena *arena);
/* The field "a.b" as a table has it: a column that is called so (as aggregates leave it), else the path. */
char *field_to_lookup(const char *field, const char *datum, Arena *arena);
/* Text as a quoted string literal of the language. */
char *string_literal(const char *text, Arena *arena);
