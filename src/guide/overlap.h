/* guide/overlap.h: labels that would overlap (vega-view-transforms' Overlap; private to guide/). */
#pragma once
#include "scene/scene.h"
#include "text/text.h"

/* The range that labels must stay within. */
typedef struct LabelBound {
  bool given, vertical;
  double from, to, tolerance; /* px */
} LabelBound;

/* Which labels of a text mark stay: `keep[i]` for each item. `method`: "parity", "greedy", or NULL: all stay. */
void guide_keep_labels(const SceneMark *labels, const char *method, double separation, const LabelBound *bound,
                       TextContext *text, bool *keep);
