/* vegalite/mark/series.h: items into order, and into one mark for each series (private to mark/). */
#pragma once
#include "vegalite/mark/values.h"

/* The rows in the order they are drawn; NULL when that is the table's own (Vega-Lite's getSort, and zindex). */
const guint32 *series_order(const MarkBuilder *at);
/* A mark of the rows given. */
SceneMark *series_gather(const MarkBuilder *at, const guint32 *rows, size_t count);
/* One mark for each series, in a group when there are several. */
void series_add_paths(const MarkBuilder *at, SceneGroup *into);
/* Stacked bars with rounded corners: each stack is rounded and clipped as a whole. False for other marks. */
bool series_add_rounded_stacks(const MarkBuilder *at, SceneGroup *into);
