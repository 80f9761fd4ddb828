/* vegalite/mark/series.h: items into order, and into one mark for each series (private to mark/). */
#pragma once
#include "vegalite/mark/values.h"

/* The rows in the order they are drawn; NULL when that is the table's own (Vega-Lite's getSort, and zindex). A row whose position
 * is NaN comes first in a line. */
const guint32 *series_order(const MarkBuilder *at);
/* A mark of the rows given. */
SceneMark *series_gather(const MarkBuilder *at, const guint32 *rows, size_t count);
/* One mark for each series, in a group when there are several; `order` is that of series_order(). */
void series_add_paths(const MarkBuilder *at, const guint32 *order, SceneGroup *into);
/* Stacked bars with rounded corners: each stack is rounded and clipped as a whole. False for other marks. */
bool series_add_rounded_stacks(const MarkBuilder *at, SceneGroup *into);
