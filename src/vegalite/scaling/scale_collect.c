/* vegalite/scaling/scale_collect.c: which definitions share a scale (Vega-Lite's compile/scale/parse.ts and compile/resolve.ts).
 *
 * From the units upward, each view takes over the scales of its children that its `resolve` shares and whose types agree;
 * the first disagreement leaves them all with the children.
 */
#include "base/temporary.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

static ScaleModel **local_of(const ScaleSet *set, const View *view) { return set->local + view->id * CHANNEL_COUNT; }

static ScaleModel *new_model(const ScaleSet *set, const View *view, Channel channel, const ScaleType *type) {
  Arena *arena = set->spec->arena;
  ScaleModel *model = arena_new(arena, ScaleModel);
  model->owner = view;
  model->channel = channel;
  model->type = type;
  model->name = view->name[0] ? arena_printf(arena, "%s_%s", view->name, channel_name(channel)) : channel_name(channel);
  model->padding_inner = model->padding_outer = NAN;
  model->detail = arena_new(arena, struct ScaleDetail);
  model->detail->set = set;
  return model;
}

/* The domain without "unaggregated" where that has no effect; "unaggregated" where only config asks for it. */
static const Json *usable_domain(const ScaleSet *set, const ChannelDef *def, const ScaleType *type,
                                 const Json *domain) {
  bool asked = json_is_string(domain, "unaggregated");
  bool configured = json_is_true(json_path(set->spec->config, "scale.useUnaggregatedDomain"));
  if (!asked && (domain || !configured)) return domain;
  bool can = def->kind == DEF_FIELD && aggregate_op_has(def->aggregate, AGGREGATE_WITHIN) &&
             !(def->type == TYPE_QUANTITATIVE && type->excludes);
  if (can) return asked ? domain : json_new_string(set->spec->arena, def->place, "unaggregated");
  if (asked)
    messages_note(set->spec->messages, json_place(domain), "N406", "an unaggregated domain has no effect here");
  return NULL;
}

/* A condition's definition belongs to the channel that contains it. */
static const ChannelDef *def_in_channel(const ChannelDef *def, Channel channel, Arena *arena) {
  if (def->channel == channel) return def;
  ChannelDef *here = arena_new(arena, ChannelDef);
  *here = *def;
  here->channel = channel;
  return here;
}

static void collect_unit(ScaleSet *set, const View *unit) {
  Arena *arena = set->spec->arena;
  ScaleModel **local = local_of(set, unit);
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    Channel channel = (Channel)i;
    if (!channel_is_scale(channel)) continue;
    const ChannelDef *def = channel_def_scaled(view_channel(unit, channel));
    if (!def || json_is_null(def->scale) || json_is_false(def->scale)) continue;
    const Json *specified = json_is(def->scale, JSON_OBJECT) ? def->scale : json_new_object(arena, def->place, NULL, 0);
    const ChannelDef *here = def_in_channel(def, channel, arena);
    const ScaleType *type = scale_type_choose(unit, here, specified);
    if (!type) continue;
    ScaleModel *model = new_model(set, unit, channel, type);
    model->def = def;
    model->unit = unit;
    model->detail->type_explicit = json_is_string(json_get(specified, "type"), type->name);
    model->detail->uses = arena_new(arena, ScaleUse);
    model->detail->uses[0] = (ScaleUse){unit, here, specified, NULL};
    model->detail->use_count = 1;
    local[channel] = model;
  }
}

static bool shares(const View *view, Channel channel) {
  ResolveMode mode = view_resolve(view, "scale", channel);
  if (mode != RESOLVE_DEFAULT) return mode == RESOLVE_SHARED;
  if (view->kind == VIEW_FACET) return channel_info(channel)->gives != GIVES_TURN;
  if (view->kind == VIEW_LAYER) return true;
  return !(channel_is_xy(channel) || channel_is_polar(channel));
}

/* The type the children agree on; NULL when they do not, or there is nothing to share. */
static const ScaleType *shared_type(const ScaleSet *set, const View *view, Channel channel, bool *is_explicit) {
  const ScaleType *type = NULL;
  for (size_t i = 0; i < view->child_count; i++) {
    const ScaleModel *child = local_of(set, view->children[i])[channel];
    if (!child) continue;
    bool child_explicit = child->detail->type_explicit;
    if (type && !scale_types_compatible(type, child->type)) return NULL;
    bool higher = scale_rules(child->type)->precedence > scale_rules(type)->precedence;
    bool wins = !type || (child_explicit != *is_explicit ? child_explicit : higher);
    if (wins) type = child->type, *is_explicit = child_explicit;
  }
  return type;
}

static void merge_channel(ScaleSet *set, const View *view, Channel channel) {
  bool is_explicit = false;
  const ScaleType *type = shares(view, channel) ? shared_type(set, view, channel, &is_explicit) : NULL;
  if (!type) return;
  ScaleModel *model = new_model(set, view, channel, type);
  struct ScaleDetail *detail = model->detail;
  detail->type_explicit = is_explicit;
  for (size_t i = 0; i < view->child_count; i++) {
    const ScaleModel *child = local_of(set, view->children[i])[channel];
    detail->use_count += child ? child->detail->use_count : 0;
  }
  detail->uses = arena_array(set->spec->arena, ScaleUse, detail->use_count);
  size_t n = 0;
  for (size_t i = 0; i < view->child_count; i++) {
    ScaleModel *child = local_of(set, view->children[i])[channel];
    if (!child) continue;
    memcpy(detail->uses + n, child->detail->uses, child->detail->use_count * sizeof *detail->uses);
    n += child->detail->use_count;
    child->detail->merged_into = model;
  }
  model->unit = detail->uses[0].unit;
  model->def = channel_def_scaled(view_channel(model->unit, channel));
  local_of(set, view)[channel] = model;
}

static void collect_view(ScaleSet *set, const View *view) {
  for (size_t i = 0; i < view->child_count; i++) collect_view(set, view->children[i]);
  if (view->kind == VIEW_UNIT) {
    collect_unit(set, view);
    return;
  }
  for (int i = 0; i < CHANNEL_COUNT; i++)
    if (channel_is_scale((Channel)i)) merge_channel(set, view, (Channel)i);
}

static void list_models(ScaleSet *set, const View *view, GPtrArray *list) {
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    ScaleModel *model = local_of(set, view)[i];
    if (model && !model->detail->merged_into) g_ptr_array_add(list, model);
  }
  for (size_t i = 0; i < view->child_count; i++) list_models(set, view->children[i], list);
}

static void keep_list(ScaleSet *set) {
  GPtrArray *list = g_ptr_array_new();
  arena_temporary(set->spec->arena, list);
  list_models(set, set->spec->root, list);
  set->count = list->len;
  set->all = arena_array(set->spec->arena, const ScaleModel *, set->count + 1);
  for (size_t i = 0; i < set->count; i++) set->all[i] = g_ptr_array_index(list, i);
}

/* What mark and guide need to know of a scale before it is created. */
static void summarize(ScaleModel *model, Arena *arena) {
  struct ScaleDetail *detail = model->detail;
  const Json *merged = NULL;
  for (size_t i = detail->use_count; i-- > 0;) {
    merged = json_assign(arena, merged, detail->uses[i].specified);
    const Json *domain = detail->uses[i].domain;
    model->domain_explicit =
        model->domain_explicit || (domain && !json_is_string(domain, "unaggregated") && !json_has(domain, "param"));
  }
  model->explicit_props = merged;
  model->round = json_is_true(detail->properties[PROPERTY_ROUND].split.value);
  if (!scale_type_is_placed(model->type)) return;
  double padding = scale_model_number(model, PROPERTY_PADDING, 0);
  model->padding_inner = model->type->banded ? scale_model_number(model, PROPERTY_PADDING_INNER, padding) : 1;
  model->padding_outer = scale_model_number(model, PROPERTY_PADDING_OUTER, padding);
}

static DomainZero find_zero(const ScaleModel *model) {
  const struct ScaleDetail *detail = model->detail;
  if (!scale_type_maps_zero(model->type)) return ZERO_NEVER;
  const Json *zero = detail->properties[PROPERTY_ZERO].split.value;
  if (json_is_true(zero)) return ZERO_SURELY;
  if (!zero && model->type->zero) return ZERO_SURELY;
  bool without = false, by_field = false;
  for (size_t i = 0; i < detail->use_count; i++) {
    const ScaleUse *use = &detail->uses[i];
    const Json *list = json_has(use->domain, "unionWith") ? json_get(use->domain, "unionWith") : use->domain;
    const Json *first = json_at(list, 0), *last = json_at(list, json_count(list) - 1);
    if (model->domain_explicit && !json_is(list, JSON_ARRAY)) continue;
    const Stack *stack = use->unit->stack;
    bool normalized =
        !use->domain && stack && stack->field_channel == model->channel && strcmp(stack->offset, "normalize") == 0;
    if (normalized) return ZERO_SURELY;
    bool numbers = json_is(first, JSON_NUMBER) && json_is(last, JSON_NUMBER);
    if (!numbers || use->def->type == TYPE_TEMPORAL || use->def->time_unit)
      by_field = true;
    else if (first->number <= 0 && last->number >= 0)
      return ZERO_SURELY;
    else
      without = true;
  }
  return without && !by_field ? ZERO_NEVER : ZERO_MAYBE;
}

ScaleSet *scale_set_collect(const Spec *spec) {
  Arena *arena = spec->arena;
  ScaleSet *set = arena_new(arena, ScaleSet);
  set->spec = spec;
  set->local = arena_array(arena, ScaleModel *, spec->view_count * CHANNEL_COUNT);
  set->layouts = arena_array(arena, ViewLayout, spec->view_count * 2);
  collect_view(set, spec->root);
  keep_list(set);
  for (size_t i = 0; i < set->count; i++) {
    ScaleModel *model = (ScaleModel *)set->all[i];
    for (size_t k = 0; k < model->detail->use_count; k++) {
      ScaleUse *use = &model->detail->uses[k];
      const Json *domain = json_get(use->specified, "domain");
      use->domain = usable_domain(set, use->def, model->type, json_is_null(domain) ? NULL : domain);
    }
    scale_model_properties(model);
    summarize(model, arena);
    model->domain_zero = find_zero(model);
  }
  for (size_t i = 0; i < set->count; i++) scale_model_range((ScaleModel *)set->all[i]);
  scale_set_layout(set);
  return set;
}
