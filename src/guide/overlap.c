/* guide/overlap.c: labels that run into each other are left out (vega-view-transforms' Overlap). */
#include "guide/overlap.h"
#include "base/temporary.h"
#include "scene/bounds.h"
#include <math.h>
#include <string.h>

typedef struct Label {
  Bounds bounds;
  size_t item;
} Label;

static bool overlaps(const Label *a, const Label *b, double separation) {
  double apart = fmax(fmax(b->bounds.x1 - a->bounds.x2, a->bounds.x1 - b->bounds.x2),
                      fmax(b->bounds.y1 - a->bounds.y2, a->bounds.y1 - b->bounds.y2));
  return separation > apart;
}

static bool any_overlap(const Label *labels, size_t count, double separation) {
  for (size_t i = 1; i < count; i++)
    if (overlaps(&labels[i - 1], &labels[i], separation)) return true;
  return false;
}

/* Every other label goes. */
static size_t thin_by_parity(Label *labels, size_t count, double separation, bool *keep) {
  (void)separation;
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (i % 2) {
      keep[labels[i].item] = false;
    } else {
      labels[kept++] = labels[i];
    }
  }
  return kept;
}

/* Removes every label that overlaps the last one kept. */
static size_t thin_greedily(Label *labels, size_t count, double separation, bool *keep) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept > 0 && overlaps(&labels[kept - 1], &labels[i], separation)) {
      keep[labels[i].item] = false;
    } else {
      labels[kept++] = labels[i];
    }
  }
  return kept;
}

static void keep_inside(const Label *labels, size_t count, const LabelBound *bound, bool *keep) {
  double low = fmin(bound->from, bound->to) - bound->tolerance, high = fmax(bound->from, bound->to) + bound->tolerance;
  for (size_t i = 0; i < count; i++) {
    const Bounds *b = &labels[i].bounds;
    bool inside = bound->vertical ? low <= b->y1 && b->y2 <= high : low <= b->x1 && b->x2 <= high;
    if (!inside) keep[labels[i].item] = false;
  }
}

void guide_keep_labels(const SceneMark *mark, const char *method, double separation, const LabelBound *bound,
                       TextContext *text, bool *keep) {
  for (size_t i = 0; i < mark->count; i++) keep[i] = true;
  if (!method || mark->count == 0) return;
  Label *labels = g_new(Label, mark->count), *left = g_new(Label, mark->count);
  budget_temporary(text_context_budget(text), labels);
  budget_temporary(text_context_budget(text), left);
  size_t count = 0;
  for (size_t i = 0; i < mark->count; i++) {
    Bounds bounds = scene_item_bounds(mark, i, text);
    bool seen = bounds.x2 - bounds.x1 > 1 && bounds.y2 - bounds.y1 > 1;
    if (seen)
      labels[count++] = (Label){bounds, i};
    else
      keep[i] = false; /* takes up no space either */
  }
  for (size_t i = 0; count == 0 && i < mark->count; i++) keep[i] = true; /* nothing to thin out: measured like text */
  for (size_t i = 0; i < count; i++) left[i] = labels[i];
  size_t (*thin)(Label *, size_t, double, bool *) = strcmp(method, "greedy") == 0 ? thin_greedily : thin_by_parity;
  size_t remaining = count;
  if (count >= 3 && any_overlap(left, count, separation)) {
    do {
      remaining = thin(left, remaining, separation, keep);
    } while (remaining >= 3 && any_overlap(left, remaining, separation));
    /* With two left, they are the first and the last. */
    if (remaining < 3 && !keep[labels[count - 1].item]) {
      if (remaining > 1) keep[left[remaining - 1].item] = false;
      keep[labels[count - 1].item] = true;
    }
  }
  if (bound && bound->given) keep_inside(labels, count, bound, keep);
}
