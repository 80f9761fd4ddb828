/* vegalite/guide/header.c: the headers of facets: which ones exist follows Vega-Lite's compile/header/parse.ts, and
 * their contents compile/header/assemble.ts. */
#include "vegalite/guide/header.h"
#include "guide/columns.h"
#include "guide/property.h"
#include "vegalite/guide/axis.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef enum FacetChannel { FACET_ROW, FACET_COLUMN, FACET_WRAP, FACET_CHANNELS } FacetChannel;

static const char *const config_names[] = {"headerRow", "headerColumn", "headerFacet"};

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

static const ChannelDef *facet_def(const View *facet, FacetChannel channel) {
  const ChannelDef *const defs[] = {facet->facet_row, facet->facet_column, facet->facet_wrap};
  return defs[channel];
}

/* The header itself, config.headerRow (headerColumn, headerFacet), config.header. */
static Chain header_chain(const ChannelDef *def, FacetChannel channel, const Spec *spec) {
  Chain chain = {0};
  if (def) chain_append(&chain, def->header);
  chain_append(&chain, json_get(spec->config, config_names[channel]));
  chain_append(&chain, json_get(spec->config, "header"));
  return chain;
}

/* Row or column, by the side asked for. */
static bool stands_in_rows(FacetChannel channel, const char *orient) {
  if (is(orient, "top") || is(orient, "bottom")) return false;
  if (is(orient, "left") || is(orient, "right")) return true;
  return channel == FACET_ROW;
}

/* Properties of headers and their names in Vega's titles. */
static const char *const title_names[][2] = {
    {"Align", "align"},           {"Anchor", "anchor"}, {"Angle", "angle"},           {"Baseline", "baseline"},
    {"Color", "color"},           {"Font", "font"},     {"FontSize", "fontSize"},     {"FontStyle", "fontStyle"},
    {"FontWeight", "fontWeight"}, {"Limit", "limit"},   {"LineHeight", "lineHeight"}, {"Orient", "orient"},
    {"Padding", "offset"}};

/* What Vega-Lite reads of a property whose value it must know; NULL for an expression. */
static const char *known_string(const Chain *header, const char *key) {
  const Json *value = chain_get(header, key);
  return guide_is_expression(value) ? NULL : json_string(value, NULL);
}

/* Labels and titles are held by their angle as those of axes are (assemble.ts): a title with an expression as if it were not a
 * number, a label by an expression too, which gives null where the rule has no answer, and Vega aligns that to the left. */
typedef struct Held {
  const char *align, *baseline;
} Held;

static Held held_by_angle(const Json *angle, const GuideContext *context, const char *side, bool rows, bool is_title) {
  if (!angle || json_is_null(angle)) return (Held){NULL, NULL};
  bool expression = guide_is_expression(angle);
  double turned = json_number(guide_settle(angle, context), NAN);
  if (is_title || expression) turned = fmod(fmod(turned, 360) + 360, 360);
  if (is_title && expression) turned = NAN;
  Held held = {guide_default_align(turned, side, rows), guide_default_baseline(turned, side, rows, true)};
  if (!is_title && expression && !held.align) held.align = "left";
  return held;
}

static const Json *string_json(Arena *arena, const char *text) { return json_new_string(arena, (Place){0}, text); }

/* Vega's title directive for a header's title or label ("title" or "label" is the prefix of its properties). */
static const Json *title_directive(const Chain *header, FacetChannel channel, const char *prefix, bool stands,
                                   const GuideContext *context) {
  Arena *arena = context->arena;
  char key[32];
  g_snprintf(key, sizeof key, "%sOrient", prefix);
  bool rows = stands_in_rows(channel, known_string(header, key)), is_title = is(prefix, "title");
  JsonBuilder builder = json_builder(arena);
  if (channel == FACET_ROW) json_builder_set(&builder, "orient", string_json(arena, "left"));
  if (!is_title) json_builder_set(&builder, "frame", string_json(arena, "group"));

  g_snprintf(key, sizeof key, "%sAngle", prefix);
  const Json *angle = stands ? json_new_number(arena, (Place){0}, 0) : chain_get(header, key);
  Held held = held_by_angle(angle, context, rows ? "left" : "top", rows, is_title);
  g_snprintf(key, sizeof key, "%sAnchor", prefix);
  const char *anchor = known_string(header, key);
  if (is(anchor, "start")) held.align = "left";
  if (is(anchor, "end")) held.align = "right";
  if (held.baseline) json_builder_set(&builder, "baseline", string_json(arena, held.baseline));
  if (held.align) json_builder_set(&builder, "align", string_json(arena, held.align));
  for (size_t i = 0; i < G_N_ELEMENTS(title_names); i++) {
    g_snprintf(key, sizeof key, "%s%s", prefix, title_names[i][0]);
    json_builder_set(&builder, title_names[i][1], is(title_names[i][1], "angle") ? angle : chain_get(header, key));
  }
  return json_builder_object(&builder, (Place){0});
}

static SceneMark *header_title(const char *text, const Chain *header, const ExprScope *scope, FacetChannel channel,
                               const char *prefix, const HeaderInput *in) {
  const Spec *spec = in->spec;
  bool stands = channel == FACET_ROW && text_stands(in->text, COLUMNS_HEADER_ROW, text);
  TitleSpec input = {.text = text, .text_factor = spec->text_factor};
  const GuideContext context = {.scope = scope, .messages = spec->messages, .arena = spec->arena};
  chain_append(&input.properties, title_directive(header, channel, prefix, stands, &context));
  input.properties = guide_settle_chain(&input.properties, &context, value_undefined());
  chain_append(&input.properties, json_path(spec->config, "vega.title"));
  const Chain style = guide_style(spec->config, is(prefix, "label") ? "guide-label" : "guide-title", spec->arena);
  input.style = guide_settle_chain(&style, &context, value_undefined());
  SceneMark *title = guide_title(&input, spec->arena);
  if (stands) guide_stand(title->groups[0].marks[0], NULL, NULL);
  return title;
}

static const View *child_of(const View *facet) { return facet->child_count > 0 ? facet->children[0] : NULL; }

/* A facet's own title for a channel, followed by that of a facet of the same channel inside it; NULL when there is none. */
static const char *own_title(const View *facet, FacetChannel channel, const Spec *spec) {
  const ChannelDef *def = facet_def(facet, channel);
  if (!def) return NULL;
  Chain config = header_chain(NULL, channel, spec);
  const Json *by_config = chain_get(&config, "title"), *given = json_get(def->header, "title");
  if (!given) given = json_get(def->json, "title");
  bool with_default =
      !by_config || !(json_is_null(by_config) || json_is_false(by_config) || json_is_string(by_config, ""));
  const char *title = given          ? label_lines_from_json(given, spec->arena)
                      : with_default ? channel_def_title(def, spec)
                                     : NULL;
  const View *child = child_of(facet);
  const char *inner = child && child->kind == VIEW_FACET ? own_title(child, channel, spec) : NULL;
  if (inner) title = arena_printf(spec->arena, "%s / %s", title ? title : "null", inner);
  return json_is_null(def->header) || !title || !*title ? NULL : title;
}

static const char *header_title_text(const View *facet, FacetChannel channel, const Spec *spec) {
  const View *above = facet->parent;
  bool merged = above && above->kind == VIEW_FACET && child_of(above) == facet && facet_def(above, channel);
  return merged ? NULL : own_title(facet, channel, spec);
}

static void add_title(const HeaderInput *in, FacetChannel channel, SceneGroup *into) {
  const char *text = header_title_text(in->facet, channel, in->spec);
  if (!text) return;
  Chain header = header_chain(facet_def(in->facet, channel), channel, in->spec);
  bool rows = stands_in_rows(channel, known_string(&header, "titleOrient"));
  SceneMark *group = scene_group_create(in->spec->arena, rows ? ROLE_ROW_TITLE : ROLE_COLUMN_TITLE);
  scene_group_add(in->spec->arena, &group->groups[0],
                  header_title(text, &header, in->spec->scope, channel, "title", in));
  scene_group_add(in->spec->arena, into, group);
}

/* Label text: formatted, or what labelExpr makes of it. */
static const char *label_text(const HeaderInput *in, FacetChannel channel, const Chain *header, Value value,
                              Value end) {
  const Spec *spec = in->spec;
  const ChannelDef *def = facet_def(in->facet, channel);
  const char *label =
      guide_header_label(def, chain_get(header, "format"), chain_get(header, "formatType"), value, end, spec);
  const Json *written = chain_get(header, "labelExpr");
  if (!json_is(written, JSON_STRING)) return label;
  const char *expression = guide_header_label_expression(def, chain_get(header, "format"),
                                                         chain_get(header, "formatType"), written->string, spec);
  const Expr *expr = expr_parse(expression, written->place, spec->messages, spec->arena);
  if (!expr) return label;
  ValueMember *members = arena_array(spec->arena, ValueMember, 2);
  members[0] = (ValueMember){"value", value};
  members[1] = (ValueMember){"label", value_string(label)};
  ValueObject *datum = arena_new(spec->arena, ValueObject);
  *datum = (ValueObject){2, members};
  const char *made =
      label_lines(expr_eval_datum(expr, spec->scope, (Value){.kind = VALUE_OBJECT, .object = datum}), spec->arena);
  return made ? made : "";
}

/* Whether labels are in headers of their own direction. Otherwise each cell has its label as a title. */
static bool labels_in_header(FacetChannel channel, const Chain *header) {
  const char *orient = known_string(header, "labelOrient");
  return channel != FACET_WRAP && stands_in_rows(channel, orient) == (channel == FACET_ROW);
}

static Value value_at(const Value *values, size_t i) { return values ? values[i] : value_undefined(); }

static Value facet_value(const HeaderInput *in, FacetChannel channel, size_t i) {
  return value_at(channel == FACET_ROW ? in->rows : in->columns, i);
}

static Value facet_end(const HeaderInput *in, FacetChannel channel, size_t i) {
  return value_at(channel == FACET_ROW ? in->row_ends : in->column_ends, i);
}

/* What expressions of labels see: `parent` has the facet's fields, those of the row or of the column or, in a cell, of both.
 * SIZE_MAX: not known. */
static const ExprScope *parent_scope(const HeaderInput *in, size_t row, size_t column) {
  Arena *arena = in->spec->arena;
  const size_t at[] = {row, column, column};
  ValueMember *members = arena_array(arena, ValueMember, FACET_CHANNELS);
  ValueObject *object = arena_new(arena, ValueObject);
  object->members = members;
  for (int c = 0; c < FACET_CHANNELS; c++) {
    const ChannelDef *def = facet_def(in->facet, (FacetChannel)c);
    if (!def || at[c] == SIZE_MAX) continue;
    members[object->count++] =
        (ValueMember){channel_def_column(def, PART_START), facet_value(in, (FacetChannel)c, at[c])};
  }
  Value *parent = arena_new(arena, Value);
  *parent = (Value){.kind = VALUE_OBJECT, .object = object};
  ExprScope *scope = arena_new(arena, ExprScope);
  *scope = *in->spec->scope;
  scope->parent = in->spec->scope;
  scope->signals = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(arena, scope->signals, (GDestroyNotify)g_hash_table_unref);
  g_hash_table_insert(scope->signals, (gpointer) "parent", parent);
  return scope;
}

bool guide_axis_is_shared(const View *facet, Channel channel) {
  const View *child = child_of(facet);
  return facet->kind == VIEW_FACET && child && (child->kind == VIEW_UNIT || child->kind == VIEW_LAYER) &&
         view_resolve(facet, "scale", channel) != RESOLVE_INDEPENDENT &&
         view_resolve(facet, "axis", channel) != RESOLVE_INDEPENDENT;
}

/* One rim of the grid: headers of rows, footers of rows, headers of columns, footers of columns. */
typedef struct Rim {
  SceneRole role;
  FacetChannel channel;
  Channel axis_channel;
  bool footer;
} Rim;

static const Rim rims[] = {{ROLE_ROW_HEADER, FACET_ROW, CHANNEL_Y, false},
                           {ROLE_ROW_FOOTER, FACET_ROW, CHANNEL_Y, true},
                           {ROLE_COLUMN_HEADER, FACET_COLUMN, CHANNEL_X, false},
                           {ROLE_COLUMN_FOOTER, FACET_COLUMN, CHANNEL_X, true}};

/* Axes on the top and left are in headers. */
static bool axis_is_in(const AxisComponent *axis, const Rim *rim) {
  bool off = axis->disabled || json_is_true(axis->values[AXIS_PROPERTY_DISABLE].value);
  const char *orient = axis_orient(axis);
  return !off && (is(orient, "top") || is(orient, "left")) != rim->footer;
}

/* The shared axes of a rim, rebuilt: every item has its own marks. */
static size_t add_axes(const HeaderInput *in, const Rim *rim, SceneGroup *into) {
  if (in->frames.count == 0 || !guide_axis_is_shared(in->facet, rim->axis_channel)) return 0;
  AxisList list = axis_parse(child_of(in->facet), in->frames, rim->axis_channel);
  size_t count = 0;
  for (size_t i = 0; i < list.count; i++) {
    if (!axis_is_in(list.items[i], rim)) continue;
    count++;
    if (!into) continue;
    AxisSpec spec = axis_spec(list.items[i]);
    GuideContext context = guide_context(list.items[i]->frame);
    scene_group_add(in->spec->arena, into, guide_axis_main(guide_axis(&spec, &context)));
  }
  return count;
}

static bool labels_are_in(const HeaderInput *in, const Rim *rim) {
  const ChannelDef *def = facet_def(in->facet, rim->channel);
  if (!def || json_is_null(def->header)) return false;
  Chain header = header_chain(def, rim->channel, in->spec);
  const char *orient = known_string(&header, "labelOrient");
  const Json *labels = json_get(def->header, "labels");
  if (!labels) labels = json_path(in->spec->config, "header.labels");
  bool footer = is(orient, "bottom") || is(orient, "right");
  return footer == rim->footer && (guide_is_expression(labels) || json_boolean(labels, true)) &&
         labels_in_header(rim->channel, &header);
}

/* How many items a rim has: its rows or columns, of wrapped facets by their grid; without any definition one. */
static size_t rim_count(const HeaderInput *in, const Rim *rim) {
  bool rows = rim->channel == FACET_ROW;
  if (in->facet->facet_wrap) {
    size_t cells = in->column_count;
    size_t columns = in->facet->columns >= 1 ? MIN((size_t)in->facet->columns, cells) : cells;
    return rows ? (columns ? (cells + columns - 1) / columns : 0) : columns;
  }
  if (!facet_def(in->facet, rim->channel)) return 1;
  return rows ? in->row_count : in->column_count;
}

static const double *rim_sizes(const HeaderInput *in, const Rim *rim, size_t count) {
  bool rows = rim->channel == FACET_ROW;
  const double *sizes = rows ? in->row_heights : in->column_widths;
  if (!sizes) return NULL;
  size_t known = rows ? in->row_count : in->column_count;
  double *column = arena_array(in->spec->arena, double, count);
  for (size_t i = 0; i < count; i++) column[i] = known ? sizes[MIN(i, known - 1)] : 0;
  return column;
}

static void add_rim(const HeaderInput *in, const Rim *rim, SceneGroup *into) {
  Arena *arena = in->spec->arena;
  bool labels = labels_are_in(in, rim), axes = add_axes(in, rim, NULL) > 0;
  size_t count = rim_count(in, rim);
  if ((!labels && !axes) || count == 0) return;
  Chain header = header_chain(facet_def(in->facet, rim->channel), rim->channel, in->spec);
  const HeaderSpec spec = {.role = rim->role, .count = count, .sizes = rim_sizes(in, rim, count)};
  SceneMark *mark = guide_header(&spec, arena);
  bool rows = rim->channel == FACET_ROW;
  for (size_t i = 0; i < count; i++) {
    if (axes) add_axes(in, rim, &mark->groups[i]);
    if (!labels) continue;
    const char *text =
        label_text(in, rim->channel, &header, facet_value(in, rim->channel, i), facet_end(in, rim->channel, i));
    const ExprScope *scope = rows ? parent_scope(in, i, SIZE_MAX) : parent_scope(in, SIZE_MAX, i);
    scene_group_add(arena, &mark->groups[i], header_title(text, &header, scope, rim->channel, "label", in));
  }
  scene_group_add(arena, into, mark);
}

void guide_headers(const HeaderInput *input, SceneGroup *into) {
  for (int channel = 0; channel < FACET_CHANNELS; channel++) add_title(input, (FacetChannel)channel, into);
  for (size_t i = 0; i < G_N_ELEMENTS(rims); i++) add_rim(input, &rims[i], into);
}

SceneMark *guide_cell_label(const HeaderInput *input, size_t row, size_t column, double width, double height) {
  (void)width, (void)height;
  static const FacetChannel order[] = {FACET_WRAP, FACET_ROW, FACET_COLUMN};
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
    const ChannelDef *def = facet_def(input->facet, order[i]);
    Chain header = header_chain(def, order[i], input->spec);
    if (!def || labels_in_header(order[i], &header)) continue;
    size_t at = order[i] == FACET_ROW ? row : column;
    const char *text =
        label_text(input, order[i], &header, facet_value(input, order[i], at), facet_end(input, order[i], at));
    return header_title(text, &header, parent_scope(input, row, column), order[i], "label", input);
  }
  return NULL;
}

void guide_header_grid(const HeaderInput *input, GridHint *hint) {
  for (int c = 0; c < FACET_CHANNELS; c++) {
    FacetChannel channel = (FacetChannel)c;
    const ChannelDef *def = facet_def(input->facet, channel);
    if (!def) continue;
    Chain header = header_chain(def, channel, input->spec);
    const char *orient = known_string(&header, "titleOrient"), *anchor = known_string(&header, "titleAnchor");
    bool rows = stands_in_rows(channel, orient);
    if (is(orient, "right") || is(orient, "bottom")) *(rows ? &hint->title_end_row : &hint->title_end_column) = true;
    if (is(anchor, "start") || is(anchor, "end"))
      *(rows ? &hint->title_band_row : &hint->title_band_column) = is(anchor, "end") != rows;
    bool titled = channel != FACET_WRAP && header_title_text(input->facet, channel, input->spec);
    if (titled) *(channel == FACET_ROW ? &hint->offset_row_title : &hint->offset_column_title) = 10;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(rims); i++) {
    const Rim *rim = &rims[i];
    bool rows = rim->channel == FACET_ROW;
    bool there = facet_def(input->facet, rim->channel) != NULL || add_axes(input, rim, NULL) > 0;
    if (!there || (rows ? input->row_heights : input->column_widths)) continue;
    double *const bands[] = {&hint->header_band_row, &hint->footer_band_row, &hint->header_band_column,
                             &hint->footer_band_column};
    *bands[i] = .5;
  }
}
