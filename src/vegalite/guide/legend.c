/* vegalite/guide/legend.c: which legends a view has (Vega-Lite's compile/legend/assemble). */
#include "vegalite/guide/legend.h"
#include <string.h>

static bool is_below(const View *view, const View *upper) {
  for (; view; view = view->parent)
    if (view == upper) return true;
  return false;
}

/* The view that a unit's legend belongs to: the highest one that shares scale and legend. */
static const View *legend_owner(const Frame *frame, Channel channel) {
  const View *view = frame->unit, *scale_owner = frame->scales[channel].model->owner;
  while (view->parent && is_below(view->parent, scale_owner) &&
         view_resolve(view->parent, "legend", channel) != RESOLVE_INDEPENDENT)
    view = view->parent;
  return view;
}

typedef struct LegendList {
  LegendComponent *items[64];
  size_t count;
} LegendList;

/* The channel whose legend is at that place of the order; CHANNEL_NONE after the last. */
static Channel legend_channel(int order) {
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    if (channel_info((Channel)channel)->legend_order == order) return (Channel)channel;
  return CHANNEL_NONE;
}

/* One component a channel, merged over the units that share it. */
static void collect(const View *view, FrameSet frames, LegendList *list) {
  for (size_t f = 0; f < frames.count; f++) {
    const Frame *frame = frames.frames[f];
    Channel channel;
    for (int order = 1; (channel = legend_channel(order)) != CHANNEL_NONE; order++) {
      if (!frame->scales[channel].model || legend_owner(frame, channel) != view) continue;
      LegendComponent *legend = legend_component(frame, channel);
      bool merged = false;
      for (size_t i = 0; legend && i < list->count && !merged; i++)
        merged = list->items[i]->channel == channel && legend_merge(list->items[i], legend);
      if (legend && !merged && list->count < G_N_ELEMENTS(list->items)) list->items[list->count++] = legend;
    }
  }
}

static bool is_discrete(const LegendComponent *legend) { return scale_type_is_discrete_domain(legend->scale_type); }

/* Legends of one field become one, where both are discrete or both are not. */
static void merge_fields(LegendList *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    LegendComponent *legend = list->items[i];
    bool merged = false;
    for (size_t k = 0; k < kept && !merged; k++) {
      const char *a = list->items[k]->def->field, *b = legend->def->field;
      bool same = a && b ? strcmp(a, b) == 0 : !a && !b && list->items[k]->channel == legend->channel;
      merged = same && is_discrete(list->items[k]) == is_discrete(legend) && legend_merge(list->items[k], legend);
    }
    if (!merged) list->items[kept++] = legend;
  }
  list->count = kept;
}

/* Vega-Lite writes a type only where Vega would choose another; without one Vega goes by the scales. */
static LegendType legend_type(const LegendComponent *legend) {
  bool discretizing = scale_type_is_discretizing(legend->scale_type), gradual = !discretizing && !is_discrete(legend);
  bool color = channel_is_color(legend->channel);
  bool gradient = strcmp(legend->kind, "gradient") == 0, written = gradient != (color && gradual);
  bool one_color =
      legend->scale_count == 1 && (legend->scales[0].id == SCENE_FILL || legend->scales[0].id == SCENE_STROKE);
  if (written ? !gradient : !one_color || (!gradual && !discretizing)) return LEGEND_SYMBOL;
  return discretizing ? LEGEND_DISCRETE : LEGEND_GRADIENT;
}

static LegendSpec legend_spec(const LegendComponent *legend) {
  const Spec *spec = legend->unit->spec;
  const Json *written = legend_properties(legend, true);
  const Json *format = json_get(written, "format"), *format_type = json_get(written, "formatType");
  LegendSpec made = {.type = legend_type(legend),
                     .scale_count = legend->scale_count,
                     .own = written,
                     .label_style = guide_style(spec->config, "guide-label", spec->arena),
                     .title_style = guide_style(spec->config, "guide-title", spec->arena),
                     .symbol = legend->symbol,
                     .symbol_rules = legend->symbol_rules,
                     .gradient_opacity = legend->gradient_opacity,
                     .values = guide_values(legend->def, json_get(written, "values"), legend->frame),
                     .format = guide_format(legend->def, guide_own_format(legend->def, format, format_type),
                                            format_type, legend->scale_type, false, spec),
                     .title = legend->title.text,
                     .place = legend->def->place};
  memcpy(made.scales, legend->scales, sizeof made.scales);
  chain_append(&made.properties, written);
  chain_append(&made.properties, legend_properties(legend, false));
  chain_append(&made.properties, json_get(spec->config, "legend"));
  chain_append(&made.properties, json_path(spec->config, "vega.legend"));
  const Json *aria = json_get(spec->config, "aria");
  if (json_is_false(aria)) chain_append(&made.properties, json_with(spec->arena, NULL, "aria", aria));
  made.layout = json_assign(legend->frame->arena, json_path(spec->config, "vega.legend.layout"),
                            json_path(spec->config, "legend.layout"));
  return made;
}

/* A legend around several views reads the signals of the chart, whose width and height are 0 where it has no size of its own. */
static const ExprScope *scope_of(const View *view, const Frame *frame) {
  static const Value zero = {.kind = VALUE_NUMBER};
  if (view->kind == VIEW_UNIT || view->kind == VIEW_LAYER) return frame->scope;
  ExprScope *scope = arena_new(frame->arena, ExprScope);
  *scope = *frame->scope;
  scope->parent = frame->scope;
  scope->signals = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(frame->arena, scope->signals, (GDestroyNotify)g_hash_table_unref);
  g_hash_table_insert(scope->signals, (gpointer) "width", (gpointer)&zero);
  g_hash_table_insert(scope->signals, (gpointer) "height", (gpointer)&zero);
  return scope;
}

static void add_legend(const LegendComponent *legend, const View *view, SceneGroup *into) {
  LegendSpec spec = legend_spec(legend);
  GuideContext context = guide_context(legend->frame);
  context.scope = scope_of(view, legend->frame);
  scene_group_add(context.arena, into, guide_legend(&spec, &context));
}

void view_legends(const View *view, FrameSet frames, SceneGroup *into) {
  LegendList list = {.count = 0};
  collect(view, frames, &list);
  merge_fields(&list);
  for (size_t i = 0; i < list.count; i++)
    if (!list.items[i]->disabled && list.items[i]->scale_count > 0) add_legend(list.items[i], view, into);
}
