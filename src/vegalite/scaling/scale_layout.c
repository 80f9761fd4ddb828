/* vegalite/scaling/scale_layout.c: the sizes of views (Vega-Lite's compile/layoutsize): as written, by default, or in
 * steps; and which views share one size because they share a scale.
 */
#include "vegalite/scaling/scale_model.h"
#include <math.h>

static const Channel axes[] = {CHANNEL_X, CHANNEL_Y};

static ViewLayout *layout_of(const ScaleSet *set, const View *view, int axis) {
  return &set->layouts[view->id * 2 + axis];
}

static LayoutSize size_from_json(const Json *json, bool is_explicit) {
  if (json_is_step(json)) return (LayoutSize){SIZE_STEP, 0, is_explicit};
  if (json_is_string(json, "container")) return (LayoutSize){SIZE_CONTAINER, 0, is_explicit};
  return (LayoutSize){SIZE_PX, json_number(json, 200), is_explicit};
}

static LayoutSize unit_size(const ScaleSet *set, const View *unit, Channel channel) {
  const Json *given = scale_given_size(unit, channel);
  const ScaleModel *model = scale_set_find(set, unit, channel);
  if (given) return size_from_json(given, true);
  const Json *discrete = scale_discrete_size(set->spec, channel);
  bool steps = model && scale_type_is_discrete_domain(model->type);
  if (steps && model->detail->range.rule == RANGE_STEP) return (LayoutSize){SIZE_STEP, 0, false};
  if (steps) return size_from_json(discrete, false);
  if (model || unit->projection || (unit->mark.type && unit->mark.type->polar))
    return (LayoutSize){SIZE_PX, scale_continuous_size(set->spec, channel), false};
  return (LayoutSize){
      SIZE_PX, json_is_step(discrete) ? scale_discrete_step(set->spec, channel) : json_number(discrete, 20), false};
}

static bool same_size(LayoutSize a, LayoutSize b) { return a.kind == b.kind && a.px == b.px; }

static LayoutSize merge_sizes(LayoutSize a, LayoutSize b) {
  if (a.kind == SIZE_NONE) return b;
  return b.kind != SIZE_NONE && b.is_explicit && !a.is_explicit ? b : a;
}

static bool is_independent(const ScaleSet *set, const View *view, Channel channel) {
  ResolveMode mode = view_resolve(view, "scale", channel);
  /* types that do not agree make a shared scale independent */
  const ScaleModel *own = set->local[view->id * CHANNEL_COUNT + channel];
  bool any = false;
  for (size_t i = 0; i < view->child_count; i++)
    any = any || set->local[view->children[i]->id * CHANNEL_COUNT + channel];
  if (any) return !own;
  return mode == RESOLVE_INDEPENDENT || (mode == RESOLVE_DEFAULT && view->kind == VIEW_CONCAT);
}

/* Shares the children's sizes if they agree or must agree. */
static bool share_sizes(const ScaleSet *set, const View *view, int axis, LayoutSize *out) {
  bool independent = is_independent(set, view, axes[axis]);
  *out = (LayoutSize){SIZE_NONE, 0, false};
  for (size_t i = 0; i < view->child_count; i++) {
    LayoutSize child = layout_of(set, view->children[i], axis)->own;
    if (independent && child.kind == SIZE_STEP) return false;
    if (i && independent && !same_size(*out, child)) return false;
    *out = i ? merge_sizes(*out, child) : child;
  }
  return view->child_count > 0;
}

/* Is the size the children share that of the view itself? A row of views is wider than each of them. */
static bool shares_whole(const View *view, int axis) {
  return view->kind == VIEW_LAYER || (axis == 0 ? view->columns == 1 : view->columns == 0);
}

static void share_axis(const ScaleSet *set, const View *view, int axis) {
  LayoutSize size;
  if (!share_sizes(set, view, axis, &size)) return;
  for (size_t i = 0; i < view->child_count; i++) layout_of(set, view->children[i], axis)->merged = true;
  layout_of(set, view, axis)->shared = size;
  if (shares_whole(view, axis)) layout_of(set, view, axis)->own = size;
}

static void layout_view(ScaleSet *set, const View *view) {
  for (size_t i = 0; i < view->child_count; i++) layout_view(set, view->children[i]);
  for (int axis = 0; axis < 2; axis++) {
    if (view->kind == VIEW_UNIT)
      layout_of(set, view, axis)->own = unit_size(set, view, axes[axis]);
    else if (view->kind != VIEW_FACET)
      share_axis(set, view, axis);
  }
}

void scale_set_layout(ScaleSet *set) { layout_view(set, set->spec->root); }

ViewSize scale_view_size(const ScaleSet *set, const View *view, Channel channel) {
  int axis = channel_is_vertical(channel) ? 1 : 0;
  const View *owner = view, *asker = view;
  LayoutSize size = layout_of(set, view, axis)->own;
  while (layout_of(set, owner, axis)->merged) {
    owner = owner->parent;
    size = layout_of(set, owner, axis)->shared;
    if (!shares_whole(owner, axis)) break; /* the children's size, not the view's own */
  }
  /* a layer whose children disagree: the first unit's size */
  while (size.kind == SIZE_NONE && asker->child_count) {
    asker = asker->children[0];
    size = layout_of(set, asker, axis)->own;
  }
  ViewSize out = {.px = size.px, .owner = owner};
  out.is_chart = !owner->parent && layout_of(set, owner, axis)->own.kind != SIZE_NONE;
  if (size.kind == SIZE_STEP) out.steps = scale_set_find(set, asker, channel);
  if (size.kind == SIZE_CONTAINER || size.kind == SIZE_NONE) out.px = scale_continuous_size(set->spec, channel);
  return out;
}

bool scale_size_is_of_chart(const ScaleSet *set, const View *view, Channel channel) {
  const View *root = set->spec->root;
  int axis = channel_is_vertical(channel) ? 1 : 0;
  if (scale_view_size(set, view, channel).owner != root) return false;
  return root->kind == VIEW_UNIT || (root->kind != VIEW_FACET && shares_whole(root, axis));
}

/* Bands and gaps of an offset scale, in its own steps. */
static double nested_steps(const ScaleModel *offset, const ScaleDomain *domain) {
  if (!offset->type->banded) return (double)domain->count;
  double padding = scale_model_number(offset, PROPERTY_PADDING, 0);
  return scale_band_space(domain->count, scale_model_number(offset, PROPERTY_PADDING_INNER, padding),
                          scale_model_number(offset, PROPERTY_PADDING_OUTER, padding));
}

double scale_step_width(const ScaleModel *model, const DataAccess *access) {
  const ScaleRange *range = &model->detail->range;
  if (range->rule != RANGE_STEP) return NAN;
  const ScaleModel *offset =
      range->step_nests ? scale_set_find(model->detail->set, range->use->unit, channel_offset(model->channel)) : NULL;
  const ScaleDomain *domain = offset ? access->domain(access->host, offset) : NULL;
  if (!domain) return range->step;
  double padding = scale_model_number(model, PROPERTY_PADDING, 0);
  double inner = scale_model_number(model, PROPERTY_PADDING_INNER, padding);
  return range->step * nested_steps(offset, domain) / (1 - inner);
}

double scale_step_size(const ScaleModel *model, const ScaleDomain *domain, const DataAccess *access) {
  double padding = scale_model_number(model, PROPERTY_PADDING, 0);
  double outer = scale_model_number(model, PROPERTY_PADDING_OUTER, padding);
  double inner = model->type->banded ? scale_model_number(model, PROPERTY_PADDING_INNER, padding) : 1;
  double step = scale_step_width(model, access);
  return scale_band_space(domain->count, inner, outer) *
         (isnan(step) ? scale_discrete_step(model->detail->set->spec, model->channel) : step);
}
