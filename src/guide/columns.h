/* guide/columns.h: texts of guides that stand in columns (private to guide/ and the guides of languages). */
#pragma once
#include "scene/scene.h"
#include "text/text.h"

/* Stands the texts of a mark upright: held by `align` and `baseline`, each NULL for what they are. */
void guide_stand(SceneMark *mark, const char *align, const char *baseline);
/* Whether labels beside an axis, `along` their places on it, would stand clear of each other. */
bool guide_columns_fit(const SceneMark *mark, const double *along, TextContext *text);
/* Settles labels below or above an axis that nobody has turned, `along` their places on it: where most of them are Chinese they are
 * level if there is room, and else stand in columns; those that are longer than their limit in several, where there is room. */
void guide_settle_labels(SceneMark *mark, const double *along, bool below, TextContext *text, Arena *arena);
