/* vegalite/chart/host.c: see host.h (vega-functions: scale.js, data.js; Vega-Lite's selection tests). */
#include "vegalite/chart/host.h"
#include "data/geojson.h"
#include "geo/measure.h"
#include "vegalite/chart/brush.h"
#include <math.h>
#include <string.h>

typedef struct Call {
  const ChartHost *host;
  const Value *arguments;
  size_t count;
  Arena *arena;
} Call;

static Value argument(const Call *call, size_t i) { return i < call->count ? call->arguments[i] : value_undefined(); }

static Value make_array(const Value *items, size_t count, Arena *arena) {
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

static Value make_point(double x, double y, Arena *arena) {
  Value *items = arena_array(arena, Value, 2);
  items[0] = value_number(x);
  items[1] = value_number(y);
  return make_array(items, 2, arena);
}

/* A scale by the name Vega-Lite gives it: "x", "concat_0_color" … */
static const Scale *named_scale(const Call *call) {
  Value name = argument(call, 0);
  if (name.kind != VALUE_STRING || !call->host->find_scale) return NULL;
  return call->host->find_scale(call->host, name.string);
}

static Value call_scale(const Call *call) {
  const Scale *scale = named_scale(call);
  if (scale) return scale_map_value(scale, argument(call, 1), call->arena);
  Value at = argument(call, 1);
  double x, y;
  if (!call->host->projection || at.kind != VALUE_ARRAY || at.array->count < 2) return value_undefined();
  if (!projection_point(call->host->projection, value_to_number(at.array->items[0]),
                        value_to_number(at.array->items[1]), &x, &y))
    return value_undefined();
  return make_point(x, y, call->arena);
}

static Value invert_point(const Call *call, Value at) {
  double longitude, latitude;
  bool found = call->host->projection && at.kind == VALUE_ARRAY && at.array->count == 2 &&
               projection_invert(call->host->projection, value_to_number(at.array->items[0]),
                                 value_to_number(at.array->items[1]), &longitude, &latitude);
  return found ? make_point(longitude, latitude, call->arena) : value_undefined();
}

static Value call_invert(const Call *call) {
  const Scale *scale = named_scale(call);
  Value at = argument(call, 1);
  if (!scale) return invert_point(call, at);
  if (at.kind != VALUE_ARRAY) return scale_invert(scale, value_to_number(at));
  Value *items = arena_array(call->arena, Value, at.array->count);
  for (size_t i = 0; i < at.array->count; i++) items[i] = scale_invert(scale, value_to_number(at.array->items[i]));
  return make_array(items, at.array->count, call->arena);
}

static Value call_bandwidth(const Call *call) {
  const Scale *scale = named_scale(call);
  return value_number(scale ? scale_bandwidth(scale) : 0);
}

static Value call_domain(const Call *call) {
  const Scale *scale = named_scale(call);
  size_t count = 0;
  const Value *domain = scale ? scale_domain(scale, &count) : NULL;
  return make_array(domain, count, call->arena);
}

static Value call_range(const Call *call) {
  const Scale *scale = named_scale(call);
  size_t count = 0;
  const double *range = scale && scale_range_kind(scale) == RANGE_NUMBERS ? scale_range(scale, &count) : NULL;
  Value *items = arena_array(call->arena, Value, count);
  for (size_t i = 0; i < count; i++) items[i] = value_number(range[i]);
  return make_array(items, count, call->arena);
}

static Value call_bandspace(const Call *call) {
  double inner = value_to_number(argument(call, 1)), outer = value_to_number(argument(call, 2));
  double count = value_to_number(argument(call, 0));
  return value_number(count > 0 ? scale_band_space((size_t)count, isnan(inner) ? 0 : inner, isnan(outer) ? 0 : outer)
                                : 0);
}

/* data("NAME_store"): one tuple for each part of a selection. */
static const Selection *stored_selection(const Call *call, Value name) {
  if (name.kind != VALUE_STRING || !g_str_has_suffix(name.string, "_store")) return NULL;
  size_t length = strlen(name.string) - strlen("_store");
  return selection_find(call->host->chart->selections, arena_strndup(call->arena, name.string, length));
}

static Value call_data(const Call *call) {
  Value name = argument(call, 0);
  const Selection *selection = stored_selection(call, name);
  if (selection) {
    Value *tuples = arena_array(call->arena, Value, selection->tuple_count);
    for (size_t i = 0; i < selection->tuple_count; i++) tuples[i] = value_object(NULL, 0, call->arena);
    return make_array(tuples, selection->tuple_count, call->arena);
  }
  return name.kind == VALUE_STRING ? loader_rows(call->host->chart->loader, name.string)
                                   : make_array(NULL, 0, call->arena);
}

/* On a map the brush selects what is drawn inside it, regardless of its degrees. False when the selection does not
 * belong to the map. */
static bool test_on_map(const Call *call, const Selection *selection, Value datum, bool *holds) {
  const ChartHost *host = call->host;
  const ChannelDef *longitude = view_channel(selection->unit, CHANNEL_LONGITUDE),
                   *latitude = view_channel(selection->unit, CHANNEL_LATITUDE);
  double box[4], x, y;
  if (!host->projection || !selection->is_interval || selection->tuple_count == 0) return false;
  if (!longitude || !latitude || !longitude->field || !latitude->field) return false;
  if (!brush_map_box(selection, host->projection, host->width, host->height, box)) return false;
  *holds = projection_point(host->projection, value_to_number(value_member(datum, longitude->field)),
                            value_to_number(value_member(datum, latitude->field)), &x, &y) &&
           MIN(box[0], box[2]) <= x && x <= MAX(box[0], box[2]) && MIN(box[1], box[3]) <= y && y <= MAX(box[1], box[3]);
  return true;
}

/* vlSelectionTest("name", datum, empty): a name that is not a selection is a param, true or not. */
static Value call_selection_test(const Call *call) {
  Value name = argument(call, 0), empty = argument(call, 2);
  if (name.kind != VALUE_STRING) return value_boolean(false);
  const Selection *selection = selection_find(call->host->chart->selections, name.string);
  bool holds_all = empty.kind == VALUE_UNDEFINED || value_to_boolean(empty);
  bool holds = false;
  if (selection && test_on_map(call, selection, argument(call, 1), &holds)) return value_boolean(holds);
  if (selection) return value_boolean(selection_test(selection, argument(call, 1), holds_all, call->arena));
  const Value *param = g_hash_table_lookup(call->host->chart->spec->scope->signals, name.string);
  if (!param)
    messages_warn(call->host->chart->spec->messages, (Place){0}, "W288",
                  "no param is named \"%s\": it is taken to be empty", name.string);
  return value_boolean(param ? value_to_boolean(*param) : holds_all);
}

static Value call_empty_object(const Call *call) {
  ValueObject *object = arena_new(call->arena, ValueObject);
  return (Value){.kind = VALUE_OBJECT, .object = object};
}

static Value call_first(const Call *call) { return argument(call, 0); }

/* The projection named by the first argument: the frame's; none (NULL) for null: then the sphere itself is meant. */
static bool named_projection(const Call *call, const Projection **projection) {
  Value name = argument(call, 0);
  *projection = value_to_boolean(name) ? call->host->projection : NULL;
  if (!value_to_boolean(name) || *projection) return true;
  messages_warn(call->host->chart->spec->messages, (Place){0}, "W290", "no projection is named \"%s\" here",
                value_to_string(name, call->arena));
  return false;
}

static Value call_geo_area(const Call *call) {
  const Projection *projection;
  if (!named_projection(call, &projection)) return value_undefined();
  return value_number(geometry_area(projection, geometry_from_value(argument(call, 1), call->arena)));
}

static Value call_geo_bounds(const Call *call) {
  const Projection *projection;
  double box[4];
  if (!named_projection(call, &projection)) return value_undefined();
  geometry_bounds(projection, geometry_from_value(argument(call, 1), call->arena), box);
  Value *corners = arena_array(call->arena, Value, 2);
  for (size_t i = 0; i < 2; i++) corners[i] = make_point(box[2 * i], box[2 * i + 1], call->arena);
  return make_array(corners, 2, call->arena);
}

static Value call_geo_centroid(const Call *call) {
  const Projection *projection;
  double x, y;
  if (!named_projection(call, &projection)) return value_undefined();
  geometry_centroid(projection, geometry_from_value(argument(call, 1), call->arena), &x, &y);
  return make_point(x, y, call->arena);
}

static Value call_geo_scale(const Call *call) {
  const Projection *projection;
  bool known = named_projection(call, &projection) && projection;
  return known ? value_number(projection_scale(projection)) : value_undefined();
}

static Value call_geo_translate(const Call *call) {
  const Projection *projection;
  double x, y;
  if (!named_projection(call, &projection) || !projection) return value_undefined();
  projection_translate(projection, &x, &y);
  return make_point(x, y, call->arena);
}

typedef struct HostFunction {
  const char *name;
  Value (*run)(const Call *call);
} HostFunction;
static const HostFunction functions[] = {
    {"scale", call_scale},
    {"invert", call_invert},
    {"bandwidth", call_bandwidth},
    {"domain", call_domain},
    {"range", call_range},
    {"bandspace", call_bandspace},
    {"data", call_data},
    {"vlSelectionTest", call_selection_test},
    {"vlSelectionResolve", call_empty_object},
    {"geoArea", call_geo_area},
    {"geoBounds", call_geo_bounds},
    {"geoCentroid", call_geo_centroid},
    {"geoScale", call_geo_scale},
    {"geoTranslate", call_geo_translate},
    {"pathShape", call_first}, /* a shape may be the text of a path */
    {"warn", call_first},
    {"info", call_first},
    {"debug", call_first},
};

ChartHost *chart_host_create(const Chart *chart) {
  ChartHost *host = arena_new(chart->arena, ChartHost);
  *host = (ChartHost){.chart = chart};
  return host;
}

bool chart_host_call(void *host, const char *name, const Value *arguments, size_t count, Value *result) {
  const ChartHost *own = host;
  if (!own->chart->selections) return false;
  Call call = {own, arguments, count, own->chart->arena};
  for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
    if (strcmp(functions[i].name, name) != 0) continue;
    *result = functions[i].run(&call);
    return true;
  }
  return false;
}
