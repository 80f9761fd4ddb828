/* vegalite/chart/frames.c: a lazy graph of domains, sizes, scales and frames, one set for each cell of a facet.
 *
 * Scales cannot be computed in a fixed order. A band scale's domain decides how wide its view is; that width is the
 * range of the view's other scales; an offset scale maps into the bands of a finished position scale, or its number
 * of values decides how wide those bands are. Which of these holds differs from chart to chart. Where a facet's
 * scales are independent, all of it happens again for every cell. Vega leaves the order to its dataflow: in the
 * program that Vega-Lite compiles, sizes are signals and domains refer to data sets. Here the same graph is pulled:
 *
 *   frame(unit, cell)   ← table, size, every scale of the unit      frames_get()
 *   scale(model, cell)  ← its domain, the size, other scales        finish()
 *   size(view, cell)    ← px, or the domain that counts the steps   view_extent()
 *   domain(model, cell) ← tables of all units that use the scale    domain_of()
 *
 * Each node is computed when first asked for, and once. A model is shared by every cell below its owner (the view
 * where `resolve` puts it), so cell_of_owner() goes up from the asking cell to the one that the owner belongs to
 * before looking: a shared scale is one CellScale in the root cell, an independent one a CellScale per cell.
 * scale_domain_values() and scale_finish() see the rest of the graph only through the callbacks of a DataAccess,
 * which remember the cell. `busy` marks a domain or scale that is being computed: asking for it again is a cycle,
 * which is an error. `failed` keeps an error message from being repeated. Domains, scales and frames live in
 * the spec's arena and do not change; "fit" starts a new Frames with another size. Sizes are not stored: they are
 * cheap once the domain is. A chart of a given total size is computed with several Frames, one after the other: domains go from one to
 * the next, unless something was asked for while they were computed that may depend on sizes.
 *
 * Example: bars in two columns, x independent and in steps of 20 px; A has the categories a, b, c, and B has only a.
 *   frames_size(unit, A)   domain(x, A) = a, b, c, hence 60 px
 *   frames_get(unit, A)    scale(x, A): [0, 60]; scale(y, root cell): domain [0, 40] of all rows
 *   frames_get(unit, B)    domain(x, B) = a, hence 20 px; scale(x, B): [0, 20]; scale(y, root cell) is already there
 * And in one view, for x (two bands, paddings 0.2) with an xOffset of two values: in steps of 20 px, x's size asks
 * for the domain of xOffset, 20 · 2 / (1 - 0.2) = 50 px a step, 110 px in all. With "width": 200 it is the other way
 * round: the range of xOffset is [0, 72.7], the bandwidth of the finished scale of x.
 */
#include "vegalite/chart/frames.h"
#include "vegalite/chart/host.h"
#include "vegalite/scaling/geo.h"
#include <math.h>

struct Frames {
  const Chart *chart;
  Arena *arena;
  GHashTable *scales; /* Cell * and ScaleModel * → CellScale * */
  GHashTable *frames; /* View * and Cell * → Frame * */
  Projections *projections;
  FrameSizes sizes;
  struct Frames *before;  /* whose domains hold here too, unless they depend on sizes; NULL: none */
  struct LateValue *late; /* one for each of the spec's late params */
  const ExprScope *scope; /* frames_scope(), once asked for */
  size_t late_depth;      /* how many of them are being computed, each for another */
};

/* What a late param has come to. */
typedef struct LateValue {
  Value value;
  enum { LATE_NEW, LATE_BUSY, LATE_DONE } state;
} LateValue;

/* One model in one cell: its domain, then its scale. */
typedef struct CellScale {
  Frames *frames;
  const ScaleModel *model;
  const Cell *cell;
  ScaleDomain domain;
  const Scale *scale;
  bool has_domain, has_scale, failed, busy;
  bool is_sized; /* the domain may depend on sizes */
} CellScale;

/* The host of a DataAccess: what one cell's scales may see. */
typedef struct CellAccess {
  Frames *frames;
  const Cell *cell;
  bool is_sized; /* something was asked for that may depend on sizes */
} CellAccess;

typedef struct PairKey {
  const void *a, *b;
} PairKey;

static guint hash_pair(gconstpointer key) {
  const PairKey *pair = key;
  return g_direct_hash(pair->a) * 31 + g_direct_hash(pair->b);
}

static gboolean equal_pairs(gconstpointer x, gconstpointer y) {
  const PairKey *a = x, *b = y;
  return a->a == b->a && a->b == b->b;
}

static PairKey *keep_pair(Frames *frames, const void *a, const void *b) {
  PairKey *pair = arena_new(frames->arena, PairKey);
  *pair = (PairKey){a, b};
  return pair;
}

Frames *frames_resized(const Chart *chart, FrameSizes sizes, Frames *before) {
  Frames *frames = arena_new(chart->arena, Frames);
  *frames = (Frames){.chart = chart, .arena = chart->arena, .sizes = sizes, .before = before};
  frames->projections = projections_create(chart->cells, chart->scales, sizes.stretch, chart->messages, frames->arena);
  frames->late = arena_array(frames->arena, LateValue, chart->spec->late_param_count);
  frames->scales = g_hash_table_new(hash_pair, equal_pairs);
  frames->frames = g_hash_table_new(hash_pair, equal_pairs);
  arena_adopt(frames->arena, frames->scales, (GDestroyNotify)g_hash_table_unref);
  arena_adopt(frames->arena, frames->frames, (GDestroyNotify)g_hash_table_unref);
  return frames;
}

Frames *frames_create(const Chart *chart) { return frames_resized(chart, (FrameSizes){NAN, NAN, {1, 1}}, NULL); }

FrameSizes frames_sizes(const Frames *frames) { return frames->sizes; }

static const Table *access_table(void *host, const View *unit, UnitTable which) {
  const CellAccess *access = host;
  return chart_cells_table(access->frames->chart->cells, unit, which, access->cell);
}

static bool access_bins(void *host, const View *unit, const ChannelDef *def, BinSteps *steps) {
  const CellAccess *access = host;
  const ViewData *data = chart_data_view(access->frames->chart->data, unit);
  for (size_t i = 0; i < data->bin_count; i++) {
    if (data->bins[i].def != def) continue;
    *steps = data->bins[i].steps;
    return true;
  }
  return false;
}

static Value access_param(void *host, const char *param, const char *encoding, const char *field) {
  const CellAccess *access = host;
  const Selection *selection = selection_find(access->frames->chart->selections, param);
  if (selection) return selection_extent(selection, encoding, field);
  const Value *signal = g_hash_table_lookup(access->frames->chart->spec->scope->signals, param);
  return signal ? *signal : value_undefined();
}

static CellScale *cell_scale(Frames *frames, const ScaleModel *model, const Cell *cell) {
  cell = cell_of_owner(cell, model->owner);
  PairKey key = {model, cell};
  CellScale *found = g_hash_table_lookup(frames->scales, &key);
  if (found) return found;
  found = arena_new(frames->arena, CellScale);
  *found = (CellScale){.frames = frames, .model = model, .cell = cell};
  const CellScale *before = frames->before ? g_hash_table_lookup(frames->before->scales, &key) : NULL;
  if (before && before->has_domain && !before->is_sized) {
    found->domain = before->domain;
    found->has_domain = true;
  }
  g_hash_table_insert(frames->scales, keep_pair(frames, model, cell), found);
  return found;
}

static const ScaleDomain *access_domain(void *host, const ScaleModel *model);
static const Scale *access_scale(void *host, const ScaleModel *model);
static Value access_evaluate(void *host, const View *unit, const Json *text);

static DataAccess data_access(CellAccess *host) {
  return (DataAccess){.host = host,
                      .table = access_table,
                      .bins = access_bins,
                      .param = access_param,
                      .evaluate = access_evaluate,
                      .scale = access_scale,
                      .domain = access_domain,
                      .stretch = host->frames->sizes.stretch};
}

/* A scale that needs itself, as when its domain asks for its own range. */
static void report_cycle(CellScale *scale) {
  const ChannelDef *def = scale->model->def;
  messages_error(scale->frames->chart->messages, def->place, "E414", "the scale \"%s\" depends on itself",
                 scale->model->name);
  scale->failed = true;
}

static const ScaleDomain *domain_of(CellScale *scale) {
  if (scale->has_domain || scale->failed) return &scale->domain;
  if (scale->busy) {
    report_cycle(scale);
    return &scale->domain;
  }
  CellAccess host = {.frames = scale->frames, .cell = scale->cell};
  DataAccess access = data_access(&host);
  scale->busy = true;
  if (!scale_domain_values(scale->model, &access, &scale->domain, scale->frames->arena)) scale->failed = true;
  scale->busy = false;
  scale->has_domain = !scale->failed;
  scale->is_sized = host.is_sized;
  if (scale->has_domain) scale_domain_check(scale->model, &scale->domain, &access, scale->frames->arena);
  return &scale->domain;
}

static const ScaleDomain *access_domain(void *host, const ScaleModel *model) {
  CellAccess *access = host;
  CellScale *scale = cell_scale(access->frames, model, access->cell);
  const ScaleDomain *domain = domain_of(scale);
  access->is_sized |= scale->is_sized;
  return domain;
}

static const char *size_name(Channel channel) { return channel_is_vertical(channel) ? "height" : "width"; }

/* A param that is called like the chart's own size is that size; NaN when there is none. */
static double size_param(const Frames *frames, Channel channel) {
  const Value *param = g_hash_table_lookup(frames->chart->spec->scope->signals, size_name(channel));
  return param && param->kind == VALUE_NUMBER && param->number >= 0 ? param->number : NAN;
}

/* In the px of the spec. */
static double plain_extent(Frames *frames, const View *view, const Cell *cell, Channel channel) {
  ViewSize size = scale_view_size(frames->chart->scales, view, channel);
  double fitted = channel_extent(channel, frames->sizes.width, frames->sizes.height);
  if (!isnan(fitted) && size.owner == frames->chart->spec->root) return fitted;
  double given = size.is_chart && !size.steps ? size_param(frames, channel) : NAN;
  if (!isnan(given)) return given;
  if (!size.steps) return size.px;
  if (cell->is_empty && cell_of_owner(cell, size.steps->owner) == cell) return 0;
  CellAccess host = {.frames = frames, .cell = cell};
  DataAccess access = data_access(&host);
  return scale_step_size(size.steps, domain_of(cell_scale(frames, size.steps, cell)), &access);
}

static double view_extent(Frames *frames, const View *view, const Cell *cell, Channel channel) {
  return stretch_along(frames->sizes.stretch, channel) * plain_extent(frames, view, cell, channel);
}

/* The outermost layer around a view: layers have one size. */
static const View *plot_of(const View *view) {
  while (view->parent && view->parent->kind == VIEW_LAYER) view = view->parent;
  return view;
}

void frames_size(Frames *frames, const View *view, const Cell *cell, double *width, double *height) {
  *width = view_extent(frames, plot_of(view), cell, CHANNEL_X);
  *height = view_extent(frames, plot_of(view), cell, CHANNEL_Y);
}

bool frames_has_steps(Frames *frames, const View *view, Channel channel) {
  return scale_view_size(frames->chart->scales, view, channel).steps;
}

/* The view whose size a shared scale takes: the plot of the first unit that uses it. */
static const View *sized_view(const ScaleModel *model) { return plot_of(model->unit); }

static const Scale *finish(CellScale *scale) {
  if (scale->has_scale || scale->failed) return scale->scale;
  Frames *frames = scale->frames;
  const ScaleDomain *domain = domain_of(scale);
  if (scale->failed) return NULL;
  if (scale->busy) {
    report_cycle(scale);
    return NULL;
  }
  CellAccess host = {.frames = frames, .cell = scale->cell};
  DataAccess access = data_access(&host);
  double width, height;
  scale->busy = true;
  frames_size(frames, sized_view(scale->model), scale->cell, &width, &height);
  scale->scale = scale_finish(scale->model, domain, width, height, &access, frames->arena);
  scale->busy = false;
  if (scale->failed) scale->scale = NULL; /* it has asked for itself */
  scale->has_scale = scale->scale != NULL;
  scale->failed = !scale->scale;
  return scale->scale;
}

static const Scale *access_scale(void *host, const ScaleModel *model) {
  CellAccess *access = host;
  access->is_sized = true;
  return finish(cell_scale(access->frames, model, access->cell));
}

const Scale *frames_scale(Frames *frames, const ScaleModel *model, const Cell *cell) {
  return finish(cell_scale(frames, model, cell));
}

static bool any_scaled(const View *view, Channel channel, bool with_axis) {
  const ChannelDef *def = view->kind == VIEW_UNIT ? channel_def_scaled(view_channel(view, channel)) : NULL;
  if (def && !(with_axis && (json_is_null(def->axis) || json_is_false(def->axis)))) return true;
  for (size_t i = 0; i < view->child_count; i++)
    if (any_scaled(view->children[i], channel, with_axis)) return true;
  return false;
}

/* Without a scale across it, an axis needs the size of its plot to draw its grid: Vega-Lite's assembleAxisSignals names it in the
 * plot's group. */
static bool names_own_size(const View *plot, Channel channel) {
  return any_scaled(plot, channel_info(channel)->across, true) && !any_scaled(plot, channel, false);
}

/* "width" and "height" are Vega's signals of the whole chart: see spec_read(). A plot has its own where it is the chart, or where the
 * views of a composition share one size. */
static void set_size(Frames *frames, const Frame *frame, Channel channel, GHashTable *signals) {
  const View *plot = plot_of(frame->unit);
  bool own =
      !plot->parent || names_own_size(plot, channel) || scale_view_size(frames->chart->scales, plot, channel).is_chart;
  if (!own) return;
  Value *size = arena_new(frames->arena, Value);
  *size = value_number(channel_extent(channel, frame->width, frame->height));
  g_hash_table_insert(signals, (gpointer)size_name(channel), size);
}

static const Scale *host_scale(const ChartHost *host, const char *name) {
  const ScaleModel *model = scale_set_named(host->chart->scales, host->view, name);
  return model ? finish(cell_scale(host->frames, model, host->cell)) : NULL;
}

/* What expressions of a view can refer to: its scales and, as signals, what the caller adds. */
static ExprScope *create_scope(Frames *frames, const View *view, const Cell *cell, ChartHost **out) {
  const Spec *spec = frames->chart->spec;
  ChartHost *host = chart_host_create(frames->chart);
  host->find_scale = host_scale;
  host->frames = frames;
  host->view = view;
  host->cell = cell;
  ExprScope *scope = arena_new(frames->arena, ExprScope);
  *scope = (ExprScope){.arena = frames->arena,
                       .messages = spec->messages,
                       .parent = spec->scope,
                       .call = chart_host_call,
                       .host = host,
                       .random_state = spec->scope->random_state};
  scope->signals = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(frames->arena, scope->signals, (GDestroyNotify)g_hash_table_unref);
  *out = host;
  return scope;
}

static void add_sizes(Frames *frames, ExprScope *scope, double width, double height) {
  static const char *const names[][2] = {{"width", "childWidth"}, {"height", "childHeight"}};
  Value *size = arena_array(frames->arena, Value, 2);
  size[0] = value_number(width);
  size[1] = value_number(height);
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < 2; k++) g_hash_table_insert(scope->signals, (gpointer)names[i][k], &size[i]);
}

static bool reads_sizes(const Expr *expr) {
  static const char *const names[] = {"width", "height", "childWidth", "childHeight"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (expr_uses_name(expr, names[i])) return true;
  return false;
}

/* The size of the chart as a whole, which is 0 where its views have sizes of their own. It is asked for only where the expression reads
 * it (NULL: any may), since a size may need the scale that the expression is for. */
static void add_root_sizes(Frames *frames, ExprScope *scope, const Expr *expr) {
  const View *root = frames->chart->spec->root;
  bool sized = root->kind == VIEW_UNIT || root->kind == VIEW_LAYER;
  double width = 0, height = 0;
  if (sized && (!expr || reads_sizes(expr)))
    frames_size(frames, root, chart_cells_root(frames->chart->cells), &width, &height);
  add_sizes(frames, scope, width, height);
}

static void add_late_params(Frames *frames, ExprScope *scope, const Expr *expr);

/* A late param sees the shared scales and the size of the chart. */
static void compute_late_param(Frames *frames, size_t which) {
  const Expr *expr = frames->chart->spec->late_params[which].expr;
  ChartHost *host;
  ExprScope *scope = create_scope(frames, frames->chart->spec->root, chart_cells_root(frames->chart->cells), &host);
  add_root_sizes(frames, scope, expr);
  add_late_params(frames, scope, expr);
  frames->late[which].value = expr_eval(expr, scope, NULL, 0);
}

static void push_late_params(Frames *frames, const Expr *expr, GArray *turns) {
  GHashTable *index = frames->chart->spec->late_param_index;
  for (const char *const *name = expr_names(expr); *name; name++) {
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(index, *name));
    if (!place || frames->late[place - 1].state != LATE_NEW) continue;
    size_t which = place - 1;
    g_array_append_val(turns, which);
  }
}

/* Computes a param after those that it reads, however many wait for each other. */
static void compute_in_turn(Frames *frames, size_t which) {
  GArray *turns = g_array_new(FALSE, FALSE, sizeof(size_t));
  arena_adopt(frames->arena, turns, (GDestroyNotify)g_array_unref);
  g_array_append_val(turns, which);
  while (turns->len > 0) {
    which = g_array_index(turns, size_t, turns->len - 1);
    LateValue *late = &frames->late[which];
    if (late->state == LATE_NEW) {
      late->state = LATE_BUSY;
      push_late_params(frames, frames->chart->spec->late_params[which].expr, turns);
      continue;
    }
    if (late->state == LATE_BUSY) compute_late_param(frames, which);
    late->state = LATE_DONE;
    g_array_set_size(turns, turns->len - 1);
  }
}

/* Undefined for a param that needs itself. Those that need each other by way of scales are computed one within the other. */
static const Value *late_param(Frames *frames, size_t which) {
  const LateParam *param = &frames->chart->spec->late_params[which];
  LateValue *late = &frames->late[which];
  enum { DEPTH_MOST = 100 };
  if (late->state != LATE_NEW) return &late->value;
  if (frames->late_depth >= DEPTH_MOST) {
    messages_error(frames->chart->messages, param->place, "E158",
                   "the param \"%s\" is nested too deeply: more than %d params and scales need each other", param->name,
                   DEPTH_MOST);
    late->state = LATE_DONE;
    return &late->value;
  }
  frames->late_depth++;
  compute_in_turn(frames, which);
  frames->late_depth--;
  return &late->value;
}

static void add_late_param(Frames *frames, ExprScope *scope, size_t which) {
  const char *name = frames->chart->spec->late_params[which].name;
  g_hash_table_insert(scope->signals, (gpointer)name, (gpointer)late_param(frames, which));
}

/* The late params that `expr` reads; all of them for NULL. */
static void add_late_params(Frames *frames, ExprScope *scope, const Expr *expr) {
  const Spec *spec = frames->chart->spec;
  for (size_t i = 0; !expr && i < spec->late_param_count; i++) add_late_param(frames, scope, i);
  for (const char *const *name = expr ? expr_names(expr) : NULL; spec->late_param_index && name && *name; name++) {
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(spec->late_param_index, *name));
    if (place) add_late_param(frames, scope, place - 1);
  }
}

/* An expression in a scale's properties. Vega-Lite has scales at the top of the chart, so that it reads the chart's size. */
static Value access_evaluate(void *host, const View *unit, const Json *text) {
  CellAccess *access = host;
  access->is_sized = true;
  Frames *frames = access->frames;
  const Expr *expr = expr_parse(text->string, text->place, frames->chart->messages, frames->arena);
  if (!expr) return value_undefined();
  ChartHost *asks;
  ExprScope *scope = create_scope(frames, unit, access->cell, &asks);
  add_root_sizes(frames, scope, expr);
  add_late_params(frames, scope, expr);
  return expr_eval(expr, scope, NULL, 0);
}

const ExprScope *frames_scope(Frames *frames) {
  if (frames->scope) return frames->scope;
  ChartHost *host;
  ExprScope *scope = create_scope(frames, frames->chart->spec->root, chart_cells_root(frames->chart->cells), &host);
  add_root_sizes(frames, scope, NULL);
  add_late_params(frames, scope, NULL);
  frames->scope = scope;
  return scope;
}

/* What expressions in the frame can refer to: the chart's params, the view's size, its scales. */
static const ExprScope *frame_scope(Frames *frames, const Frame *frame, const Cell *cell) {
  ChartHost *host;
  ExprScope *scope = create_scope(frames, frame->unit, cell, &host);
  host->projection = frame->projection;
  host->width = frame->width;
  host->height = frame->height;
  Value *size = arena_array(frames->arena, Value, 2);
  size[0] = value_number(frame->width);
  size[1] = value_number(frame->height);
  g_hash_table_insert(scope->signals, (gpointer) "childWidth", &size[0]);
  g_hash_table_insert(scope->signals, (gpointer) "childHeight", &size[1]);
  set_size(frames, frame, CHANNEL_X, scope->signals);
  set_size(frames, frame, CHANNEL_Y, scope->signals);
  add_late_params(frames, scope, NULL);
  return scope;
}

const Frame *frames_get(Frames *frames, const View *unit, const Cell *cell) {
  PairKey key = {unit, cell};
  Frame *frame = g_hash_table_lookup(frames->frames, &key);
  if (frame) return frame;
  const Chart *chart = frames->chart;
  frame = arena_new(frames->arena, Frame);
  *frame = (Frame){.unit = unit,
                   .stretch = frames->sizes.stretch,
                   .arena = frames->arena,
                   .messages = chart->messages,
                   .text = chart->input->fonts};
  frame->table = chart_cells_table(chart->cells, unit, UNIT_MAIN, cell);
  frames_size(frames, unit, cell, &frame->width, &frame->height);
  for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
    if (arena_is_cancelled(frames->arena)) return NULL;
    if (!channel_is_scale((Channel)channel)) continue;
    const ScaleModel *model = scale_set_find(chart->scales, unit, (Channel)channel);
    if (!model) continue;
    /* A unit that does not encode the channel, or has "scale": null there, has no scale of its own, but rules look at the
     * type of its layer's (getScaleComponent). */
    frame->scales[channel].model = model;
    if (!scale_set_is_used(chart->scales, unit, (Channel)channel)) continue;
    frame->scales[channel] = (FrameScale){model, frames_scale(frames, model, cell)};
    if (!frame->scales[channel].scale) return NULL;
  }
  frame->projection = projections_get(frames->projections, unit, frame->width, frame->height);
  frame->scope = frame_scope(frames, frame, cell);
  g_hash_table_insert(frames->frames, keep_pair(frames, unit, cell), frame);
  return frame;
}
