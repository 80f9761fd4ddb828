/* guide/property.h: properties of guides that are expressions, or depend on one item of a guide.
 *
 * A property is plain JSON, {"expr": …} or {"signal": …}, or {"condition": …, "value": …}, where the condition is {"test": an expression,
 * "value": …} or an array of these; the first whose test holds counts, and "value" if none does.
 */
#pragma once
#include "guide/guide.h"

/* The property for the item that `datum` describes (undefined: for the guide as a whole), as plain JSON; NULL if there is none. */
const Json *guide_property(const Json *property, Value datum, const GuideContext *context);
/* Whether it has to be read for each item. */
bool guide_property_varies(const Json *property);
/* Sets a channel of each item of `mark` to the property for its datum; `datums` has mark->count values. */
void guide_set_by_item(SceneMark *mark, SceneChannelId id, const Json *property, const Value *datums,
                       const GuideContext *context);
/* An item as expressions see it: {"index", "label", "value"}. */
Value guide_datum(double index, const char *label, Value value, Arena *arena);
