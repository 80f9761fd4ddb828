/* vegalite/chart/assemble.c: see assemble.h; the order of things is that of Vega-Lite's assemble and Vega's parser. */
#include "vegalite/chart/assemble.h"
#include "base/temporary.h"
#include "scene/paint.h"
#include "vegalite/chart/brush.h"
#include "vegalite/chart/nearest.h"
#include "vegalite/guide/header.h"
#include "vegalite/mark/mark.h"
#include <math.h>
#include <string.h>

typedef struct Assembly {
  Frames *frames;
  const Spec *spec;
  ChartCells *cells;
  const Selections *selections;
  TextContext *text;
  Arena *arena;
  bool marks; /* are built too */
} Assembly;

static void fill_group(Assembly *assembly, const View *view, const Cell *cell, SceneMark *mark, size_t item);

/* The frames of all units below `view` as they are in `cell`; below a facet, those of its model. */
static void collect_frames(Assembly *assembly, const View *view, const Cell *cell, GPtrArray *found) {
  if (view->kind == VIEW_UNIT) {
    const Frame *frame = frames_get(assembly->frames, view, cell);
    if (frame) g_ptr_array_add(found, (gpointer)frame);
    return;
  }
  if (view->kind == VIEW_FACET) cell = chart_cells_grid(assembly->cells, view, cell)->model;
  for (size_t i = 0; i < view->child_count; i++) collect_frames(assembly, view->children[i], cell, found);
}

static FrameSet frames_below(Assembly *assembly, const View *view, const Cell *cell) {
  GPtrArray *found = g_ptr_array_new();
  arena_temporary(assembly->arena, found);
  collect_frames(assembly, view, cell, found);
  const Frame **frames = arena_array(assembly->arena, const Frame *, found->len);
  for (guint i = 0; i < found->len; i++) frames[i] = g_ptr_array_index(found, i);
  FrameSet set = {frames, found->len};
  return set;
}

static double *own_column(Assembly *assembly, SceneMark *mark, SceneChannelId id) {
  SceneChannel *channel = &mark->channels[id];
  if (channel->state != CHANNEL_COLUMN) scene_set_numbers(mark, id, arena_array(assembly->arena, double, mark->count));
  return (double *)channel->numbers;
}

typedef struct ViewChannel {
  const char *key;
  SceneChannelId id;
} ViewChannel;
static const ViewChannel view_numbers[] = {{"opacity", SCENE_OPACITY},
                                           {"fillOpacity", SCENE_FILL_OPACITY},
                                           {"strokeOpacity", SCENE_STROKE_OPACITY},
                                           {"strokeWidth", SCENE_STROKE_WIDTH},
                                           {"strokeDashOffset", SCENE_STROKE_DASH_OFFSET},
                                           {"strokeMiterLimit", SCENE_STROKE_MITER_LIMIT},
                                           {"strokeOffset", SCENE_STROKE_OFFSET}};
static const ViewChannel view_strings[] = {{"strokeCap", SCENE_STROKE_CAP}, {"strokeJoin", SCENE_STROKE_JOIN}};
static const ViewChannel view_corners[] = {{"cornerRadiusTopLeft", SCENE_CORNER_TOP_LEFT},
                                           {"cornerRadiusTopRight", SCENE_CORNER_TOP_RIGHT},
                                           {"cornerRadiusBottomRight", SCENE_CORNER_BOTTOM_RIGHT},
                                           {"cornerRadiusBottomLeft", SCENE_CORNER_BOTTOM_LEFT}};

/* The view's background, as the config's view, its styles and the view itself have it. */
static void set_background(Assembly *assembly, const View *view, SceneMark *mark) {
  const Chain *chain = &view->view_config;
  Arena *arena = assembly->arena;
  mark->channels[SCENE_FILL] = scene_channel_paint(paint_from_json(chain_get(chain, "fill"), arena), arena);
  mark->channels[SCENE_STROKE] = scene_channel_paint(paint_from_json(chain_get(chain, "stroke"), arena), arena);
  for (size_t i = 0; i < G_N_ELEMENTS(view_numbers); i++) {
    double value = chain_number(chain, view_numbers[i].key, NAN);
    if (!isnan(value)) scene_set_number(mark, view_numbers[i].id, value);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(view_strings); i++) {
    const char *value = chain_string(chain, view_strings[i].key, NULL);
    if (value) scene_set_string(mark, view_strings[i].id, value);
  }
  double radius = chain_number(chain, "cornerRadius", 0);
  for (size_t i = 0; i < G_N_ELEMENTS(view_corners); i++) {
    double corner = chain_number(chain, view_corners[i].key, radius);
    if (corner != 0) scene_set_number(mark, view_corners[i].id, corner);
  }
  const Json *dash = chain_get(chain, "strokeDash");
  if (json_is(dash, JSON_ARRAY))
    mark->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash_from_json(dash, arena)};
}

/* A layer without a title takes the first one of its children. */
static const View *titled_view(const View *view) {
  if (view->title || view->kind != VIEW_LAYER) return view;
  for (size_t i = 0; i < view->child_count; i++) {
    const View *found = titled_view(view->children[i]);
    if (found->title) return found;
  }
  return view;
}

/* The title's expressions may read the size of a plot. */
static void add_title(Assembly *assembly, const View *view, const Cell *cell, SceneGroup *group) {
  bool plot = view->kind == VIEW_UNIT || view->kind == VIEW_LAYER;
  FrameSet frames = plot ? frames_below(assembly, view, cell) : (FrameSet){NULL, 0};
  const ExprScope *scope = frames.count > 0 ? frames.frames[0]->scope : frames_scope(assembly->frames);
  BudgetAsker asker = arena_ask(assembly->arena, "title", titled_view(view)->place);
  SceneMark *title = view_title(titled_view(view), assembly->spec, scope);
  arena_ask(assembly->arena, asker.what, asker.place);
  if (title) scene_group_add(assembly->arena, group, title);
}

static void add_legends(Assembly *assembly, const View *view, FrameSet frames, SceneGroup *group) {
  view_legends(view, frames, group);
  for (size_t i = 0; view->kind == VIEW_LAYER && i < view->child_count; i++) {
    size_t count;
    FrameSet below = {frames.frames, 0};
    View *const *units = view_units(view->children[i], &count, assembly->arena);
    const Frame **own = arena_array(assembly->arena, const Frame *, count);
    for (size_t f = 0; f < frames.count; f++)
      for (size_t u = 0; u < count; u++)
        if (frames.frames[f]->unit == units[u]) own[below.count++] = frames.frames[f];
    below.frames = own;
    add_legends(assembly, view->children[i], below, group);
  }
}

static void build_marks(Assembly *assembly, FrameSet frames, SceneGroup *group) {
  brush_backgrounds(assembly->selections, frames, group);
  for (size_t i = 0; i < frames.count && !arena_is_cancelled(assembly->arena); i++) {
    size_t before = group->mark_count, items = 0;
    BudgetAsker asker = arena_ask(assembly->arena, "mark", frames.frames[i]->unit->mark.place);
    frames.frames[i]->unit->mark.type->build(frames.frames[i], group);
    arena_ask(assembly->arena, asker.what, asker.place);
    for (size_t k = before; k < group->mark_count; k++) items += group->marks[k]->count;
    nearest_cells(assembly->selections, frames.frames[i], items, group);
  }
  brush_outlines(assembly->selections, frames, group);
}

/* Which parts of its axes a view keeps: in a facet that shares them, the grid alone. */
static AxisPart axis_parts(const View *view, Channel channel) {
  return view->parent && view->parent->kind == VIEW_FACET && guide_axis_is_shared(view->parent, channel) ? AXIS_GRID
                                                                                                         : AXIS_BOTH;
}

static void fill_plot(Assembly *assembly, const View *view, const Cell *cell, SceneMark *mark, size_t item) {
  SceneGroup *group = &mark->groups[item];
  double width, height;
  arena_ask(assembly->arena, "view", view->place);
  frames_size(assembly->frames, view, cell, &width, &height);
  own_column(assembly, mark, SCENE_WIDTH)[item] = width;
  own_column(assembly, mark, SCENE_HEIGHT)[item] = height;
  FrameSet frames = frames_below(assembly, view, cell);
  SceneGroup front = {0};
  view_axes(view, frames, CHANNEL_X, axis_parts(view, CHANNEL_X), group, &front);
  view_axes(view, frames, CHANNEL_Y, axis_parts(view, CHANNEL_Y), group, &front);
  if (assembly->marks) build_marks(assembly, frames, group);
  for (size_t i = 0; i < front.mark_count; i++) scene_group_add(assembly->arena, group, front.marks[i]);
  add_legends(assembly, view, frames, group);
}

typedef struct CompositionLayout {
  double spacing_row, spacing_column;
  const char *align_row, *align_column, *bounds;
  bool center_row, center_column;
} CompositionLayout;

/* Vega-Lite's extractCompositionLayout: "spacing", "align", "center" for both directions or for each. */
static CompositionLayout read_layout(const View *view, const Spec *spec, const char *align) {
  const Json *json = view->json, *config = json_get(spec->config, view->kind == VIEW_FACET ? "facet" : "concat");
  const Json *spacing = json_has(json, "spacing") ? json_get(json, "spacing") : json_get(config, "spacing"),
             *aligns = json_get(json, "align"), *center = json_get(json, "center");
  double usual = json_number(json_get(config, "spacing"), 20);
  bool both = json_is(spacing, JSON_OBJECT);
  CompositionLayout layout = {.spacing_row =
                                  both ? json_number(json_get(spacing, "row"), usual) : json_number(spacing, usual)};
  layout.spacing_column = both ? json_number(json_get(spacing, "column"), usual) : json_number(spacing, usual);
  layout.align_row = json_string(json_is(aligns, JSON_OBJECT) ? json_get(aligns, "row") : aligns, align);
  layout.align_column = json_string(json_is(aligns, JSON_OBJECT) ? json_get(aligns, "column") : aligns, align);
  layout.center_row = json_boolean(json_is(center, JSON_OBJECT) ? json_get(center, "row") : center, false);
  layout.center_column = json_boolean(json_is(center, JSON_OBJECT) ? json_get(center, "column") : center, false);
  layout.bounds = json_string(json_get(json, "bounds"), "full");
  return layout;
}

static GridHint *create_hint(Assembly *assembly, const View *view, const char *align, double columns) {
  CompositionLayout layout = read_layout(view, assembly->spec, align);
  GridHint *hint = arena_new(assembly->arena, GridHint);
  *hint = grid_hint();
  hint->columns = columns;
  hint->center_row = layout.center_row;
  hint->center_column = layout.center_column;
  hint->align_row = layout.align_row;
  hint->align_column = layout.align_column;
  hint->bounds_flush = strcmp(layout.bounds, "flush") == 0;
  hint->padding_row = layout.spacing_row;
  hint->padding_column = layout.spacing_column;
  return hint;
}

static void fill_concat(Assembly *assembly, const View *view, const Cell *cell, SceneMark *mark, size_t item) {
  SceneGroup *group = &mark->groups[item];
  if (!mark->hint) mark->hint = create_hint(assembly, view, "each", view->columns);
  for (size_t i = 0; i < view->child_count; i++) {
    const View *child = view->children[i];
    SceneMark *inner = scene_mark_create(assembly->arena, SCENE_GROUP, ROLE_SCOPE, 1);
    inner->name = arena_printf(assembly->arena, "%s_group", child->name);
    fill_group(assembly, child, cell, inner, 0);
    add_title(assembly, child, cell, &inner->groups[0]);
    scene_group_add(assembly->arena, group, inner);
  }
  add_legends(assembly, view, frames_below(assembly, view, cell), group);
}

/* Cells of different sizes are not aligned: Vega-Lite's FacetModel.assembleDefaultLayout. */
static const char *facet_align(const View *facet) {
  if (!facet->facet_row && view_resolve(facet, "scale", CHANNEL_X) == RESOLVE_INDEPENDENT) return "none";
  if (!facet->facet_column && view_resolve(facet, "scale", CHANNEL_Y) == RESOLVE_INDEPENDENT) return "none";
  return "all";
}

static double facet_columns(const View *facet, const FacetGrid *grid) {
  if (facet->facet_column) return (double)grid->column_count;
  return facet->facet_row ? 1 : facet->columns;
}

static HeaderInput header_input(Assembly *assembly, const View *facet, const FacetGrid *grid, const SceneMark *cells) {
  HeaderInput input = {.facet = facet,
                       .spec = assembly->spec,
                       .text = assembly->text,
                       .row_count = grid->row_count,
                       .column_count = grid->column_count,
                       .rows = grid->rows,
                       .columns = grid->columns,
                       .row_ends = grid->row_ends,
                       .column_ends = grid->column_ends};
  const View *child = facet->children[0];
  input.frames = frames_below(assembly, child, grid->model);
  if (child->kind != VIEW_UNIT && child->kind != VIEW_LAYER) return input;
  double *heights = arena_array(assembly->arena, double, grid->row_count),
         *widths = arena_array(assembly->arena, double, grid->column_count);
  for (size_t i = 0; i < grid->cell_count; i++) {
    heights[grid->cells[i]->row] = MAX(heights[grid->cells[i]->row], scene_number(cells, SCENE_HEIGHT, i, 0));
    widths[grid->cells[i]->column] = MAX(widths[grid->cells[i]->column], scene_number(cells, SCENE_WIDTH, i, 0));
  }
  if (grid->cell_count == 0) {
    double width, height;
    frames_size(assembly->frames, child, grid->model, &width, &height);
    for (size_t row = 0; row < grid->row_count; row++) heights[row] = height;
    for (size_t column = 0; column < grid->column_count; column++) widths[column] = width;
  }
  input.row_heights = heights;
  input.column_widths = widths;
  return input;
}

/* The columns of each inner grid, where a facet's cells are facets themselves. */
static void set_inner_columns(Assembly *assembly, const View *facet, const FacetGrid *grid, SceneMark *cells) {
  const View *child = facet->children[0];
  if (child->kind != VIEW_FACET || !cells->hint) return;
  double *columns = arena_array(assembly->arena, double, grid->cell_count);
  for (size_t i = 0; i < grid->cell_count; i++)
    columns[i] = facet_columns(child, chart_cells_grid(assembly->cells, child, grid->cells[i]));
  GridHint *hint = arena_new(assembly->arena, GridHint);
  *hint = *(const GridHint *)cells->hint;
  hint->item_columns = columns;
  cells->hint = hint;
}

/* An empty cell keeps its background, and its size unless that depends on its own data. */
static void fill_cell(Assembly *assembly, const View *child, const Cell *cell, SceneMark *cells, size_t item) {
  bool plot = child->kind == VIEW_UNIT || child->kind == VIEW_LAYER;
  if (!cell->is_empty || !plot) {
    fill_group(assembly, child, cell, cells, item);
    return;
  }
  double width, height;
  if (item == 0) set_background(assembly, child, cells);
  frames_size(assembly->frames, child, cell, &width, &height);
  own_column(assembly, cells, SCENE_WIDTH)[item] = width;
  own_column(assembly, cells, SCENE_HEIGHT)[item] = height;
}

static void fill_facet(Assembly *assembly, const View *facet, const Cell *cell, SceneMark *mark, size_t item) {
  SceneGroup *group = &mark->groups[item];
  const FacetGrid *grid = chart_cells_grid(assembly->cells, facet, cell);
  const View *child = facet->children[0];
  SceneMark *cells = scene_mark_create(assembly->arena, SCENE_GROUP, ROLE_SCOPE, grid->cell_count);
  cells->name = facet->name[0] ? arena_printf(assembly->arena, "%s_cell", facet->name) : "cell";
  for (size_t i = 0; i < grid->cell_count; i++) fill_cell(assembly, child, grid->cells[i], cells, i);
  set_inner_columns(assembly, facet, grid, cells);
  HeaderInput input = header_input(assembly, facet, grid, cells);
  for (size_t i = 0; i < grid->cell_count; i++) {
    if (grid->cells[i]->is_empty) continue;
    double width = scene_number(cells, SCENE_WIDTH, i, 0), height = scene_number(cells, SCENE_HEIGHT, i, 0);
    SceneMark *label = guide_cell_label(&input, grid->cells[i]->row, grid->cells[i]->column, width, height);
    if (label)
      scene_group_add(assembly->arena, &cells->groups[i], label);
    else
      add_title(assembly, child, grid->cells[i], &cells->groups[i]);
  }
  if (!mark->hint) {
    GridHint *hint = create_hint(assembly, facet, facet_align(facet), facet_columns(facet, grid));
    guide_header_grid(&input, hint);
    mark->hint = hint;
  }
  guide_headers(&input, group);
  scene_group_add(assembly->arena, group, cells);
  add_legends(assembly, facet, frames_below(assembly, facet, cell), group);
}

static void fill_group(Assembly *assembly, const View *view, const Cell *cell, SceneMark *mark, size_t item) {
  switch (view->kind) {
  case VIEW_UNIT:
  case VIEW_LAYER:
    if (item == 0) set_background(assembly, view, mark);
    fill_plot(assembly, view, cell, mark, item);
    break;
  case VIEW_CONCAT: fill_concat(assembly, view, cell, mark, item); break;
  case VIEW_FACET: fill_facet(assembly, view, cell, mark, item); break;
  }
}

SceneMark *assemble_scene(Frames *frames, const Spec *spec, ChartCells *cells, const Selections *selections,
                          TextContext *text, bool marks) {
  Assembly assembly = {frames, spec, cells, selections, text, spec->arena, marks};
  SceneMark *root = scene_mark_create(spec->arena, SCENE_GROUP, ROLE_FRAME, 1);
  fill_group(&assembly, spec->root, chart_cells_root(cells), root, 0);
  add_title(&assembly, spec->root, chart_cells_root(cells), &root->groups[0]);
  return root;
}
