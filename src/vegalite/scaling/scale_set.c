/* vegalite/scaling/scale_set.c: finding the scale of a view's channel. */
#include "vegalite/scaling/scale_model.h"
#include <string.h>

const ScaleModel *scale_set_find(const ScaleSet *set, const View *view, Channel channel) {
  if (channel == CHANNEL_NONE) return NULL;
  for (; view; view = view->parent) {
    const ScaleModel *model = set->local[view->id * CHANNEL_COUNT + (size_t)channel];
    if (model && !model->detail->merged_into) return model;
  }
  return NULL;
}

static const View *facet_above(const View *view) {
  do view = view->parent;
  while (view && view->kind != VIEW_FACET);
  return view;
}

static bool is_within(const View *view, const View *upper) {
  while (view && view != upper) view = view->parent;
  return view != NULL;
}

const ScaleModel *scale_set_named(const ScaleSet *set, const View *view, const char *name) {
  for (size_t i = 0; i < set->count; i++) {
    const ScaleModel *model = set->all[i];
    if (strcmp(model->name, name) != 0) continue;
    const View *facet = facet_above(model->owner);
    if (!facet || is_within(view, facet)) return model;
  }
  return NULL;
}

bool scale_set_is_used(const ScaleSet *set, const View *unit, Channel channel) {
  return set->local[unit->id * CHANNEL_COUNT + (size_t)channel] != NULL;
}

const ScaleModel *scale_set_at(const ScaleSet *set, size_t i) { return i < set->count ? set->all[i] : NULL; }
