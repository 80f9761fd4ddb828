/* vegalite/scaling/scale_set.c: finding the scale of a view's channel. */
#include "vegalite/scaling/scale_model.h"

const ScaleModel *scale_set_find(const ScaleSet *set, const View *view, Channel channel) {
  if (channel == CHANNEL_NONE) return NULL;
  for (; view; view = view->parent) {
    const ScaleModel *model = set->local[view->id * CHANNEL_COUNT + (size_t)channel];
    if (model && !model->detail->merged_into) return model;
  }
  return NULL;
}

bool scale_set_is_used(const ScaleSet *set, const View *unit, Channel channel) {
  return set->local[unit->id * CHANNEL_COUNT + (size_t)channel] != NULL;
}

const ScaleModel *scale_set_at(const ScaleSet *set, size_t i) { return i < set->count ? set->all[i] : NULL; }
