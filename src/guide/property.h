/* guide/property.h: a property of a guide that may differ from item to item, as Vega's encoders take it.
 *
 * It is a value; an expression, {"expr": …} or {"signal": …}, that may read the item (a tick, a legend's entry) as datum; or
 * {"condition": {"test": an expression, …} or an array of these, …}, of which the first that holds counts. Each branch is a
 * {"value": …} or an expression.
 */
#pragma once
#include "guide/guide.h"

typedef struct GuideOperand {
  const Json *value;
  const Expr *expr; /* NULL: the value counts */
} GuideOperand;
typedef struct GuideBranch {
  const Expr *test;
  GuideOperand then;
} GuideBranch;
typedef struct GuideProperty {
  GuideOperand otherwise;
  GuideBranch *branches;
  size_t branch_count;
} GuideProperty;

/* Is it an expression, or the value that one has been replaced by? Vega and Vega-Lite know no value of these when they decide
 * what a guide consists of. */
bool guide_is_expression(const Json *value);

/* `value` may be NULL. Errors in expressions go to context->messages. */
GuideProperty guide_property(const Json *value, const GuideContext *context);
/* NULL for undefined. */
const Json *guide_property_at(const GuideProperty *property, const GuideContext *context, Value datum);
double guide_property_number(const GuideProperty *property, const GuideContext *context, Value datum);
/* The same in one step: `value` for the item that `datum` describes. */
const Json *guide_property_once(const Json *value, Value datum, const GuideContext *context);
/* Whether it has to be read for each item. */
bool guide_property_varies(const Json *value);
/* An item as expressions see it: {"index", "label", "value"}. */
Value guide_datum(double index, const char *label, Value value, Arena *arena);
/* A channel of the mark->count items that have these data. NULL leaves it as it is. */
void guide_set_items(SceneMark *mark, SceneChannelId id, const Json *value, const Value *data,
                     const GuideContext *context);
/* guide_apply_style() for the mark->count items that have these data. */
void guide_apply_style_items(SceneMark *mark, const Chain *style, const Value *data, const GuideContext *context);
/* The chain with the values of expressions in their place, for a guide or a part of it that is one item. */
Chain guide_settle_chain(const Chain *chain, const GuideContext *context, Value datum);
/* The value of an expression without an item, or `value` itself. */
const Json *guide_settle(const Json *value, const GuideContext *context);
