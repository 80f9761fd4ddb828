/* vegalite/scaling/geo.c: see geo.h; the rules are those of Vega-Lite's compile/projection. */
#include "vegalite/scaling/geo.h"
#include "base/temporary.h"
#include "data/geojson.h"
#include "vegalite/grammar/spec.h"
#include <math.h>
#include <string.h>

/* The properties of the projection of one or more units (Vega-Lite's ProjectionComponent). */
typedef struct Shared {
  const Json *properties; /* NULL: no projection here, or several */
  const View *unit;       /* whose size it is fitted to */
  bool is_fitted;
  bool above_unit; /* shared through a layer, facet or concat */
  GPtrArray *units;
} Shared;

static bool has_value(const Json *object, const char *key) {
  const Json *value = json_get(object, key);
  return value && !json_is_null(value);
}

/* Only a unit's own properties keep it from being fitted: a scale in config does not. */
static bool is_fitted(const View *unit) {
  const Json *own = json_get(unit->json, "projection");
  return !has_value(own, "scale") && !has_value(own, "translate");
}

/* Properties that must agree (Vega-Lite's PROJECTION_PROPERTIES); of the others the first unit's count. */
static bool properties_agree(const Json *a, const Json *b) {
  static const char *const compared[] = {"type",     "clipAngle", "clipExtent",  "center",   "rotate",   "precision",
                                         "reflectX", "reflectY",  "coefficient", "distance", "fraction", "lobes",
                                         "parallel", "radius",    "ratio",       "spacing",  "tilt"};
  for (size_t i = 0; i < G_N_ELEMENTS(compared); i++) {
    const Json *first = json_get(a, compared[i]), *second = json_get(b, compared[i]);
    if ((first || second) && !(first && second && json_equal(first, second))) return false;
  }
  return true;
}

static bool same_size(const Shared *a, const Shared *b, const ScaleSet *scales) {
  static const Channel axes[] = {CHANNEL_X, CHANNEL_Y};
  if (a->is_fitted != b->is_fitted) return false;
  for (size_t i = 0; i < G_N_ELEMENTS(axes) && a->is_fitted; i++)
    if (scale_view_size(scales, a->unit, axes[i]).owner != scale_view_size(scales, b->unit, axes[i]).owner)
      return false;
  return true;
}

/* Makes `into` the projection of both; false if they differ. */
static bool merge_shared(Shared *into, const Shared *other, const ScaleSet *scales) {
  if (!same_size(into, other, scales)) return false;
  if (properties_agree(into->properties, other->properties) || json_count(other->properties) == 0) return true;
  if (json_count(into->properties) != 0) return false;
  into->properties = other->properties;
  into->unit = other->unit;
  return true;
}

/* The projection `view` has as a whole. `found` becomes the widest one that `asker` is part of. */
static Shared share_projections(const View *view, const View *asker, const ScaleSet *scales, Shared *found,
                                Arena *arena) {
  Shared shared = {0};
  bool one = true;
  if (view->kind == VIEW_UNIT && view->projection)
    shared = (Shared){view->projection, view, is_fitted(view), false, g_ptr_array_new()};
  if (shared.units) {
    arena_adopt(arena, shared.units, (GDestroyNotify)g_ptr_array_unref);
    g_ptr_array_add(shared.units, (gpointer)view);
  }
  for (size_t i = 0; i < view->child_count; i++) {
    Shared child = share_projections(view->children[i], asker, scales, found, arena);
    if (!child.properties || !one) continue;
    if (!shared.properties) {
      shared = child;
      continue;
    }
    one = merge_shared(&shared, &child, scales);
    if (one) g_ptr_array_extend(shared.units, child.units, NULL, NULL);
  }
  if (!shared.properties || !one) return (Shared){0};
  shared.above_unit = view->kind != VIEW_UNIT;
  if (g_ptr_array_find(shared.units, asker, NULL)) *found = shared;
  return shared;
}

static const Geometry *points_of(const Table *table, const View *unit, Channel longitude, Channel latitude,
                                 Arena *arena) {
  const ChannelDef *x = view_channel(unit, longitude), *y = view_channel(unit, latitude);
  if (!x || !y) return NULL;
  size_t rows = table_row_count(table);
  const ChannelDef *defs[] = {x, y};
  const double *numbers[2];
  for (size_t k = 0; k < 2; k++) {
    const Json *fixed = defs[k]->datum ? defs[k]->datum : defs[k]->value;
    const Column *column = defs[k]->field ? table_field(table, channel_def_column(defs[k], PART_START))
                                          : column_constant(value_from_json(fixed, arena), rows, arena);
    if (!column) return NULL;
    numbers[k] = column_numbers(column, arena);
  }
  double *points = arena_array(arena, double, 2 * rows);
  size_t kept = 0;
  for (size_t row = 0; row < rows; row++) {
    if (!isfinite(numbers[0][row]) || !isfinite(numbers[1][row])) continue;
    points[2 * kept] = numbers[0][row];
    points[2 * kept++ + 1] = numbers[1][row];
  }
  GeometryLine *line = arena_new(arena, GeometryLine);
  *line = (GeometryLine){kept, points};
  Geometry *geometry = arena_new(arena, Geometry);
  *geometry = (Geometry){.kind = GEOMETRY_MULTI_POINT, .line_count = 1, .lines = line};
  return geometry;
}

/* The column of outlines that the shape channel names; NULL when it does not. */
static const char *shape_field(const View *unit) {
  const ChannelDef *shape = view_channel(unit, CHANNEL_SHAPE);
  return shape && shape->kind == DEF_FIELD && shape->type == TYPE_GEOJSON ? shape->field : NULL;
}

static void add_shapes(GPtrArray *found, const Table *table, const View *unit, Arena *arena) {
  const char *field = shape_field(unit);
  const Column *column = field ? table_field(table, field) : table_column(table, "geometry");
  for (size_t row = 0; row < table_row_count(table); row++) {
    Value value = column ? column_value(column, row) : table_row(table, row, arena);
    const Geometry *geometry = value_is_invalid(value) ? NULL : geometry_from_value(value, arena);
    if (geometry) g_ptr_array_add(found, (gpointer)geometry);
  }
}

/* What a unit draws, in all cells of a facet: they are maps of one scale. */
static void collect(GPtrArray *found, ChartCells *cells, const View *unit, Arena *arena) {
  static const Channel pairs[][2] = {{CHANNEL_LONGITUDE, CHANNEL_LATITUDE}, {CHANNEL_LONGITUDE2, CHANNEL_LATITUDE2}};
  const Table *table = chart_cells_table(cells, unit, UNIT_MAIN, chart_cells_root(cells));
  bool any = false;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    const Geometry *points = points_of(table, unit, pairs[i][0], pairs[i][1], arena);
    if (points) g_ptr_array_add(found, (gpointer)points);
    any = any || points;
  }
  if (!any || shape_field(unit)) add_shapes(found, table, unit, arena);
}

/* The default type is that of a unit alone: a projection shared between views loses it, and Vega's own default
 * holds. Without a fit or place of its own, a map is in the middle of the chart's signals "width" and "height", which not every
 * composition has. */
static const Json *with_defaults(const Json *properties, const Shared *shared, const ScaleSet *scales, double width,
                                 double height, Arena *arena) {
  Place place = shared->unit->place;
  if (!json_has(properties, "type") && !shared->above_unit)
    properties = json_with(arena, properties, "type", json_new_string(arena, place, "equalEarth"));
  if (shared->is_fitted || has_value(properties, "translate")) return properties;
  if (!scale_size_is_of_chart(scales, shared->unit, CHANNEL_X)) width = 0;
  if (!scale_size_is_of_chart(scales, shared->unit, CHANNEL_Y)) height = 0;
  const Json *center[] = {json_new_number(arena, place, width / 2), json_new_number(arena, place, height / 2)};
  return json_with(arena, properties, "translate", json_new_array(arena, place, center, 2));
}

/* The author's own box for fitting: `extent`, or `size`. */
static void read_box(const Json *properties, double box[4]) {
  const Json *extent = json_get(properties, "extent"), *size = json_get(properties, "size");
  for (size_t axis = 0; axis < 2; axis++) {
    if (has_value(properties, "size")) box[axis + 2] = json_number(json_at(size, axis), NAN);
    if (!has_value(properties, "extent")) continue;
    box[axis] = json_number(json_at(json_at(extent, 0), axis), NAN);
    box[axis + 2] = json_number(json_at(json_at(extent, 1), axis), NAN) - box[axis];
  }
}

/* Which views share it, and the size it was fitted to. */
typedef struct Made {
  const View *first;
  double width, height;
  const Projection *projection;
} Made;

struct Projections {
  ChartCells *cells;
  const ScaleSet *scales;
  Stretch stretch;
  Messages *messages;
  Arena *arena;
  GArray *made; /* Made */
};

Projections *projections_create(ChartCells *cells, const ScaleSet *scales, Stretch stretch, Messages *messages,
                                Arena *arena) {
  Projections *projections = arena_new(arena, Projections);
  *projections = (Projections){cells, scales, stretch, messages, arena, g_array_new(FALSE, FALSE, sizeof(Made))};
  arena_adopt(arena, projections->made, (GDestroyNotify)g_array_unref);
  return projections;
}

static void fit(Projection *projection, const Projections *from, const Shared *shared, const Json *properties,
                double width, double height) {
  double box[] = {0, 0, width, height};
  read_box(properties, box);
  GPtrArray *found = g_ptr_array_new();
  arena_temporary(from->arena, found);
  if (has_value(properties, "fit")) {
    const Geometry *wanted =
        geometry_from_value(value_from_json(json_get(properties, "fit"), from->arena), from->arena);
    if (wanted) g_ptr_array_add(found, (gpointer)wanted);
  } else {
    for (guint i = 0; i < shared->units->len; i++) collect(found, from->cells, shared->units->pdata[i], from->arena);
  }
  projection_fit(projection, (const Geometry *const *)found->pdata, found->len, box[0], box[1], box[2], box[3],
                 from->arena);
}

/* A number, or lists of numbers by turns along x and y. */
static const Json *stretched_json(const Json *json, Stretch stretch, bool vertical, Arena *arena) {
  if (json_is(json, JSON_NUMBER))
    return json_new_number(arena, json->place, json->number * (vertical ? stretch.y : stretch.x));
  if (!json_is(json, JSON_ARRAY)) return json;
  JsonBuilder items = json_builder(arena);
  for (size_t i = 0; i < json_count(json); i++)
    json_builder_push(&items, stretched_json(json_at(json, i), stretch, i % 2 == 1, arena));
  return json_builder_array(&items, json->place);
}

/* The properties that are px of the plot. */
static const Json *stretched(const Json *properties, Stretch stretch, Arena *arena) {
  static const char *const keys[] = {"scale", "translate", "clipExtent", "extent", "size"};
  if (stretch.x == 1 && stretch.y == 1) return properties;
  double least = MIN(stretch.x, stretch.y);
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const Json *value = json_get(properties, keys[i]);
    Stretch by = json_is(value, JSON_ARRAY) ? stretch : (Stretch){least, least};
    if (value) properties = json_with(arena, properties, keys[i], stretched_json(value, by, false, arena));
  }
  return properties;
}

static const Projection *make(const Projections *from, const Shared *shared, double width, double height) {
  const Json *set = stretched(shared->properties, from->stretch, from->arena);
  const Json *properties = with_defaults(set, shared, from->scales, width, height, from->arena);
  Projection *projection = projection_create(properties, from->messages, from->arena);
  bool has_box = has_value(properties, "extent") || has_value(properties, "size");
  if (projection && (shared->is_fitted || (has_box && has_value(properties, "fit"))))
    fit(projection, from, shared, properties, width, height);
  return projection;
}

const Projection *projections_get(Projections *projections, const View *unit, double width, double height) {
  if (!unit->projection) return NULL;
  Shared shared = {0};
  share_projections(unit->spec->root, unit, projections->scales, &shared, projections->arena);
  if (!shared.units) return NULL;
  Made wanted = {shared.units->pdata[0], width, height, NULL};
  for (guint i = 0; i < projections->made->len; i++) {
    Made made = g_array_index(projections->made, Made, i);
    if (made.first == wanted.first && made.width == width && made.height == height) return made.projection;
  }
  wanted.projection = make(projections, &shared, width, height);
  g_array_append_val(projections->made, wanted);
  return wanted.projection;
}
