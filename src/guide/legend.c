/* guide/legend.c: which legends a view has, and each as a group (Vega-Lite's compile/legend/assemble, vega-parser's legend.js). */
#include "guide/legend.h"
#include "guide/channels.h"
#include <math.h>
#include <string.h>

static const Channel legend_channels[] = {CHANNEL_COLOR,  CHANNEL_SIZE,        CHANNEL_SHAPE,        CHANNEL_FILL,
                                          CHANNEL_STROKE, CHANNEL_STROKE_DASH, CHANNEL_STROKE_WIDTH, CHANNEL_OPACITY};
/* The scale whose values are listed is the first of these. */
static const SceneChannelId scale_priority[] = {SCENE_SIZE,         SCENE_SHAPE_NAME,  SCENE_FILL,   SCENE_STROKE,
                                                SCENE_STROKE_WIDTH, SCENE_STROKE_DASH, SCENE_OPACITY};

static bool is_below(const View *view, const View *upper) {
  for (; view; view = view->parent)
    if (view == upper) return true;
  return false;
}

/* The view that a unit's legend belongs to: as far up as scale and legend are shared. */
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

/* One component a channel, merged over the units that share it. */
static void collect(const View *view, FrameSet frames, LegendList *list) {
  for (size_t f = 0; f < frames.count; f++)
    for (size_t c = 0; c < G_N_ELEMENTS(legend_channels); c++) {
      const Frame *frame = frames.frames[f];
      Channel channel = legend_channels[c];
      if (!frame->scales[channel].scale || legend_owner(frame, channel) != view) continue;
      LegendComponent *legend = legend_component(frame, channel);
      bool merged = false;
      for (size_t i = 0; legend && i < list->count && !merged; i++)
        merged = list->items[i]->channel == channel && legend_merge(list->items[i], legend);
      if (legend && !merged && list->count < G_N_ELEMENTS(list->items)) list->items[list->count++] = legend;
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
static LegendType legend_type(const LegendPlan *plan) {
  const LegendComponent *legend = plan->component;
  bool discretizing = scale_type_is_discretizing(legend->scale_type), gradual = !discretizing && !is_discrete(legend);
  bool color = legend->channel == CHANNEL_COLOR || legend->channel == CHANNEL_FILL || legend->channel == CHANNEL_STROKE;
  bool gradient = strcmp(legend->kind, "gradient") == 0, written = gradient != (color && gradual);
  bool one_color =
      legend->scale_count == 1 && (legend->scales[0].id == SCENE_FILL || legend->scales[0].id == SCENE_STROKE);
  if (written ? !gradient : !one_color || (!gradual && !discretizing)) return LEGEND_SYMBOL;
  return discretizing ? LEGEND_DISCRETE : LEGEND_GRADIENT;
}

static const Scale *listed_scale(const LegendComponent *legend) {
  for (size_t p = 0; p < G_N_ELEMENTS(scale_priority); p++)
    for (size_t i = 0; i < legend->scale_count; i++)
      if (legend->scales[i].id == scale_priority[p]) return legend->scales[i].scale;
  return legend->scales[0].scale;
}

static LegendPlan create_plan(const LegendComponent *legend) {
  const Spec *spec = legend->unit->spec;
  LegendPlan plan = {
      .component = legend, .frame = legend->frame, .arena = legend->frame->arena, .scale = listed_scale(legend)};
  chain_append(&plan.chain, legend->given);
  chain_append(&plan.chain, legend->implicit);
  chain_append(&plan.chain, json_get(spec->config, "legend"));
  chain_append(&plan.chain, json_path(spec->config, "vega.legend"));
  plan.label_style = guide_style(spec->config, "guide-label");
  plan.title_style = guide_style(spec->config, "guide-title");
  const Json *format = json_get(legend->given, "format"), *type = json_get(legend->given, "formatType");
  plan.format = guide_format(legend->def, format, type, legend->scale_type, false, spec);
  return plan;
}

typedef struct TextProperty {
  const char *ending;
  SceneChannelId id;
} TextProperty;
static const TextProperty text_properties[] = {{"Color", SCENE_FILL},
                                               {"Opacity", SCENE_FILL_OPACITY},
                                               {"Font", SCENE_FONT},
                                               {"FontSize", SCENE_FONT_SIZE},
                                               {"FontStyle", SCENE_FONT_STYLE},
                                               {"FontWeight", SCENE_FONT_WEIGHT},
                                               {"LineHeight", SCENE_LINE_HEIGHT}};

void legend_style_text(const LegendPlan *plan, SceneMark *mark, const char *prefix, const Chain *style) {
  for (size_t i = 0; i < G_N_ELEMENTS(text_properties); i++)
    guide_set(mark, text_properties[i].id,
              chain_get(&plan->chain, arena_printf(plan->arena, "%s%s", prefix, text_properties[i].ending)),
              plan->arena);
  guide_apply_style(mark, style, plan->arena);
}

static const char *pick(const char *anchor, const char *start, const char *end, const char *middle) {
  return strcmp(anchor, "start") == 0 ? start : strcmp(anchor, "end") == 0 ? end : middle;
}

/* The title, turned and aligned as its side and anchor want (guides/legend-title.js). */
static SceneMark *build_title(const LegendPlan *plan, const LegendHint *hint) {
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_TEXT, ROLE_LEGEND_TITLE, 1);
  const char *orient = hint->title_orient, *anchor = hint->title_anchor;
  bool left = strcmp(orient, "left") == 0, right = strcmp(orient, "right") == 0, beside = left || right,
       upright = hint->vertical_gradient;
  scene_set_number(mark, SCENE_X, hint->padding);
  scene_set_number(mark, SCENE_Y, hint->padding);
  if (upright && beside) scene_set_number(mark, SCENE_ANGLE, left ? -90 : 90);
  const char *align = pick(anchor, "left", "right", "center");
  if (upright && right)
    align = pick(anchor, "right", "left", "center");
  else if (beside && !(upright && left))
    align = "left";
  const char *baseline = !beside   ? "top"
                         : upright ? (right ? "bottom" : "top")
                                   : pick(anchor, "top", "bottom", "middle");
  scene_set_string(mark, SCENE_ALIGN, legend_string(plan, "titleAlign", align));
  scene_set_string(mark, SCENE_BASELINE, legend_string(plan, "titleBaseline", baseline));
  scene_set_string(mark, SCENE_TEXT_VALUE, plan->component->title.text);
  guide_set(mark, SCENE_LIMIT, chain_get(&plan->chain, "titleLimit"), plan->arena);
  legend_style_text(plan, mark, "title", &plan->title_style);
  return mark;
}

static LegendHint *create_hint(const LegendPlan *plan, LegendType type) {
  const Spec *spec = plan->component->unit->spec;
  LegendHint *hint = arena_new(plan->arena, LegendHint);
  *hint = (LegendHint){.orient = legend_string(plan, "orient", "right"),
                       .offset = legend_number(plan, "offset", NAN),
                       .padding = legend_number(plan, "padding", 0),
                       .title_padding = legend_number(plan, "titlePadding", 0),
                       .legend_x = legend_number(plan, "legendX", NAN),
                       .legend_y = legend_number(plan, "legendY", NAN),
                       .clip_height = NAN,
                       .grid_align = "each"};
  hint->vertical_gradient = type != LEGEND_SYMBOL && legend_is_vertical(plan, false);
  hint->title_orient = legend_string(plan, "titleOrient", "top");
  bool beside = strcmp(hint->title_orient, "left") == 0 || strcmp(hint->title_orient, "right") == 0;
  hint->title_anchor = legend_string(plan, "titleAnchor", beside ? "middle" : "start");
  hint->layout =
      json_assign(plan->arena, json_path(spec->config, "vega.legend.layout"), json_path(spec->config, "legend.layout"));
  return hint;
}

static void style_box(const LegendPlan *plan, SceneMark *mark) {
  static const TextProperty box[] = {{"fillColor", SCENE_FILL},
                                     {"strokeColor", SCENE_STROKE},
                                     {"strokeWidth", SCENE_STROKE_WIDTH},
                                     {"strokeDash", SCENE_STROKE_DASH}};
  static const SceneChannelId corners[] = {SCENE_CORNER_TOP_LEFT, SCENE_CORNER_TOP_RIGHT, SCENE_CORNER_BOTTOM_RIGHT,
                                           SCENE_CORNER_BOTTOM_LEFT};
  for (size_t i = 0; i < G_N_ELEMENTS(box); i++)
    guide_set(mark, box[i].id, chain_get(&plan->chain, box[i].ending), plan->arena);
  for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
    guide_set(mark, corners[i], chain_get(&plan->chain, "cornerRadius"), plan->arena);
}

static void build_legend(const LegendComponent *legend, SceneGroup *into) {
  LegendPlan plan = create_plan(legend);
  LegendType type = legend_type(&plan);
  SceneMark *group = scene_group_create(plan.arena, ROLE_LEGEND),
            *entry = scene_group_create(plan.arena, ROLE_LEGEND_ENTRY);
  LegendHint *hint = create_hint(&plan, type);
  group->hint = hint;
  group->zindex = legend_number(&plan, "zindex", 0);
  group->description = legend_string(&plan, "description", NULL);
  style_box(&plan, group);
  if (type == LEGEND_SYMBOL)
    legend_build_symbols(&plan, &entry->groups[0], hint);
  else
    legend_build_gradient(&plan, type, &entry->groups[0]);
  scene_group_add(plan.arena, &group->groups[0], entry);
  if (legend->title.text && legend->title.text[0]) {
    hint->title = build_title(&plan, hint);
    scene_group_add(plan.arena, &group->groups[0], hint->title);
  }
  scene_group_add(plan.arena, into, group);
}

void guide_legends(const View *view, FrameSet frames, SceneGroup *into) {
  LegendList list = {.count = 0};
  collect(view, frames, &list);
  merge_fields(&list);
  for (size_t i = 0; i < list.count; i++)
    if (!list.items[i]->disabled) build_legend(list.items[i], into);
}
