/* vegalite/guide/axis.c: the axes of a view, from its encodings to scene groups. */
#include "vegalite/guide/axis.h"
#include "vegalite/grammar/predicate.h"

static bool is_disabled(const AxisComponent *axis) {
  return axis->disabled || json_is_true(axis->values[AXIS_PROPERTY_DISABLE].value);
}

static bool draws_grid_only(const SceneMark *mark) {
  const SceneGroup *inside = &mark->groups[0];
  return inside->mark_count == 1 && inside->marks[0]->role == ROLE_AXIS_GRID;
}

/* Grid lines of both directions are drawn below the axes of both. */
static void add_grid(Arena *arena, SceneGroup *group, SceneMark *grid) {
  scene_group_add(arena, group, grid);
  size_t at = group->mark_count - 1;
  while (at > 0 && group->marks[at - 1]->role == ROLE_AXIS && !draws_grid_only(group->marks[at - 1])) {
    group->marks[at] = group->marks[at - 1];
    at--;
  }
  group->marks[at] = grid;
}

/* A branch of a conditional property with its predicate as an expression. NULL after an error. */
static const Json *settle_branch(const Json *branch, const Frame *frame) {
  const Json *test = json_get(branch, "test");
  const char *text = predicate_to_expression(test ? test : branch, frame->messages, frame->arena);
  return text ? json_with(frame->arena, branch, "test", json_new_string(frame->arena, json_place(test), text)) : NULL;
}

/* The same for all branches of a property; other properties as they are. */
static const Json *settle_conditions(const Json *property, const Frame *frame) {
  const Json *condition = json_get(property, "condition");
  if (!condition) return property;
  if (!json_is(condition, JSON_ARRAY))
    return json_with(frame->arena, property, "condition", settle_branch(condition, frame));
  JsonBuilder branches = json_builder(frame->arena);
  for (size_t i = 0; i < json_count(condition); i++)
    json_builder_push(&branches, settle_branch(json_at(condition, i), frame));
  return json_with(frame->arena, property, "condition", json_builder_array(&branches, condition->place));
}

/* The component's properties, as one object. */
static const Json *own_properties(const AxisComponent *component, Arena *arena) {
  JsonBuilder builder = json_builder(arena);
  for (int i = 0; i < AXIS_PROPERTY_COUNT; i++)
    json_builder_set(&builder, axis_property_names[i], settle_conditions(component->values[i].value, component->frame));
  const Json *aria = json_get(component->frame->unit->spec->config, "aria");
  if (json_is_false(aria)) json_builder_set(&builder, "aria", aria);
  return json_builder_object(&builder, component->def->place);
}

/* Neither the author nor config says how labels are turned or held. */
static bool labels_are_free(const AxisComponent *component) {
  static const AxisProperty held[] = {AXIS_PROPERTY_LABEL_ANGLE, AXIS_PROPERTY_LABEL_ALIGN,
                                      AXIS_PROPERTY_LABEL_BASELINE};
  const AxisConfig config =
      axis_config(component->frame->unit->spec->config, component->channel, scale_type(component->scale),
                  axis_orient(component), json_get(json_get(component->def->json, "axis"), "style"));
  for (size_t i = 0; i < G_N_ELEMENTS(held); i++)
    if (component->values[held[i]].is_explicit || config.values[held[i]].value) return false;
  return true;
}

AxisSpec axis_spec(const AxisComponent *component) {
  const Spec *spec = component->frame->unit->spec;
  const char *orient = axis_orient(component);
  const ScaleType *type = scale_type(component->scale);
  return (AxisSpec){.orient = orient,
                    .scale = component->scale,
                    .grid_scale = component->grid_scale,
                    .own = own_properties(component, component->frame->arena),
                    .config = axis_vega_chain(spec->config, type, orient),
                    .label_style = guide_style(spec->config, "guide-label", spec->arena),
                    .title_style = guide_style(spec->config, "guide-title", spec->arena),
                    .values =
                        guide_values(component->def, component->values[AXIS_PROPERTY_VALUES].value, component->frame),
                    .format = guide_format(component->format_def, component->values[AXIS_PROPERTY_FORMAT].value,
                                           component->values[AXIS_PROPERTY_FORMAT_TYPE].value, type, true, spec),
                    .title = axis_title_text(component),
                    .labels_free = labels_are_free(component),
                    .place = component->def->place};
}

void view_axes(const View *view, FrameSet frames, Channel channel, AxisPart parts, SceneGroup *behind,
               SceneGroup *front) {
  AxisList list = axis_parse(view, frames, channel);
  for (size_t i = 0; i < list.count; i++) {
    if (is_disabled(list.items[i])) continue;
    AxisSpec spec = axis_spec(list.items[i]);
    GuideContext context = guide_context(list.items[i]->frame);
    const Axis *axis = guide_axis(&spec, &context);
    SceneMark *grid = parts & AXIS_GRID ? guide_axis_grid(axis) : NULL;
    SceneMark *main = parts & AXIS_MAIN ? guide_axis_main(axis) : NULL;
    if (grid) add_grid(context.arena, grid->zindex > 0 ? front : behind, grid);
    if (main) scene_group_add(context.arena, main->zindex > 0 ? front : behind, main);
  }
}
