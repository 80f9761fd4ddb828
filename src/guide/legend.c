/* guide/legend.c: a legend as a group with its entries and its title (vega-parser's legend.js). */
#include "guide/legend.h"
#include "guide/caption.h"
#include "guide/channels.h"
#include <math.h>
#include <string.h>

static const Scale *listed_scale(const LegendSpec *spec) {
  for (size_t p = 0; p < LEGEND_ORDER_COUNT; p++)
    for (size_t i = 0; i < spec->scale_count; i++)
      if (spec->scales[i].id == legend_order[p]) return spec->scales[i].scale;
  return spec->scales[0].scale;
}

static const char *pick(const char *anchor, const char *start, const char *end, const char *middle) {
  return strcmp(anchor, "start") == 0 ? start : strcmp(anchor, "end") == 0 ? end : middle;
}

/* The title, rotated and aligned for its side and anchor (guides/legend-title.js). */
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
  scene_set_string(mark, SCENE_TEXT_VALUE, plan->spec.title);
  guide_set(mark, SCENE_LIMIT, legend_property(plan, "titleLimit"), plan->arena);
  Value datum = value_undefined();
  legend_style_text(plan, mark, "title", &plan->spec.title_style, &datum);
  return mark;
}

static LegendHint *create_hint(const LegendPlan *plan) {
  LegendHint *hint = arena_new(plan->arena, LegendHint);
  *hint = (LegendHint){.orient = legend_string(plan, "orient", "right"),
                       .offset = legend_number(plan, "offset", NAN),
                       .padding = legend_number(plan, "padding", 0),
                       .title_padding = legend_number(plan, "titlePadding", 0),
                       .legend_x = legend_number(plan, "legendX", NAN),
                       .legend_y = legend_number(plan, "legendY", NAN),
                       .clip_height = NAN,
                       .grid_align = "each"};
  hint->vertical_gradient = plan->spec.type != LEGEND_SYMBOL && legend_is_vertical(plan, false);
  hint->title_orient = legend_string(plan, "titleOrient", "top");
  bool beside = strcmp(hint->title_orient, "left") == 0 || strcmp(hint->title_orient, "right") == 0;
  hint->title_anchor = legend_string(plan, "titleAnchor", beside ? "middle" : "start");
  hint->layout = plan->spec.layout;
  return hint;
}

static void style_box(const LegendPlan *plan, SceneMark *mark) {
  static const GuideChannel box[] = {{"fillColor", SCENE_FILL},
                                     {"strokeColor", SCENE_STROKE},
                                     {"strokeWidth", SCENE_STROKE_WIDTH},
                                     {"strokeDash", SCENE_STROKE_DASH}};
  static const SceneChannelId corners[] = {SCENE_CORNER_TOP_LEFT, SCENE_CORNER_TOP_RIGHT, SCENE_CORNER_BOTTOM_RIGHT,
                                           SCENE_CORNER_BOTTOM_LEFT};
  for (size_t i = 0; i < G_N_ELEMENTS(box); i++)
    guide_set(mark, box[i].id, legend_property(plan, box[i].name), plan->arena);
  for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
    guide_set(mark, corners[i], legend_property(plan, "cornerRadius"), plan->arena);
}

SceneMark *guide_legend(const LegendSpec *spec, const GuideContext *context) {
  LegendPlan plan = {.spec = *spec, .context = *context, .arena = context->arena, .scale = listed_scale(spec)};
  SceneMark *group = scene_group_create(plan.arena, ROLE_LEGEND),
            *entry = scene_group_create(plan.arena, ROLE_LEGEND_ENTRY);
  LegendHint *hint = create_hint(&plan);
  group->hint = hint;
  group->place = spec->place;
  group->zindex = legend_number(&plan, "zindex", 0);
  group->aria.hidden = json_is_false(legend_property(&plan, "aria"));
  group->description = legend_string(&plan, "description", NULL);
  if (!group->description) group->description = caption_of_legend(&plan);
  style_box(&plan, group);
  if (spec->type == LEGEND_SYMBOL)
    legend_build_symbols(&plan, &entry->groups[0], hint);
  else
    legend_build_gradient(&plan, &entry->groups[0]);
  scene_group_add(plan.arena, &group->groups[0], entry);
  if (spec->title && spec->title[0]) {
    hint->title = build_title(&plan, hint);
    scene_group_add(plan.arena, &group->groups[0], hint->title);
  }
  return group;
}
