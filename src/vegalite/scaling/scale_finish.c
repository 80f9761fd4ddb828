/* vegalite/scaling/scale_finish.c: from rules to the scale: the range in numbers and colours, and all properties as scale/ takes them. */
#include "color/interpolate.h"
#include "color/scheme.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

typedef struct Finishing {
  const ScaleModel *model;
  const ScaleDomain *domain;
  double width, height;
  const DataAccess *access;
  Arena *arena;
  Messages *messages;
  ScaleSpec *out;
  bool failed;
} Finishing;

static const Json *settled(const Finishing *at, const ScaleUse *use, const Json *json) {
  return scale_settled(use, json, at->access, at->arena);
}

static const Json *property(const Finishing *at, ScaleProperty which) {
  const ScaleValue *value = &at->model->detail->properties[which];
  return settled(at, value->use, value->split.value);
}

static double number_property(const Finishing *at, ScaleProperty which, double otherwise) {
  return json_number(property(at, which), otherwise);
}

static void set_ends(Finishing *at, double from, double to) {
  double *ends = arena_array(at->arena, double, 2);
  ends[0] = from, ends[1] = to;
  at->out->range_kind = RANGE_NUMBERS;
  at->out->range_numbers = ends;
  at->out->range_count = 2;
}

static void complain(Finishing *at, const Json *json, const char *what) {
  messages_error(at->messages, json_place(json), "E401", "invalid range of the %s scale: %s",
                 channel_name(at->model->channel), what);
  at->failed = true;
}

/* What px that the spec sets are multiplied by: those of a position are px of the plot. */
static double stretch_of_range(const Finishing *at) {
  switch (channel_info(at->model->channel)->gives) {
  case GIVES_POSITION:
  case GIVES_SHIFT:
  case GIVES_RADIUS: return stretch_along(at->access->stretch, at->model->channel);
  default: return 1;
  }
}

/* "width" and "height" may refer to the view's size, as expressions do. */
static bool range_number(const Finishing *at, const Json *json, double *out) {
  if (json_is_string(json, "width"))
    *out = at->width;
  else if (json_is_string(json, "height"))
    *out = at->height;
  else if (json_is(json, JSON_NUMBER))
    *out = json_number(json, 0) * (json->is_computed ? 1 : stretch_of_range(at));
  else if (json_is(json, JSON_BOOLEAN))
    *out = json_boolean(json, false);
  else
    return false;
  return true;
}

static bool numbers_range(Finishing *at, const Json *list) {
  double *numbers = arena_array(at->arena, double, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    if (!range_number(at, list->is_computed ? json_as_computed(at->arena, item) : item, &numbers[i])) return false;
  }
  at->out->range_kind = RANGE_NUMBERS;
  at->out->range_numbers = numbers;
  return true;
}

static bool colors_range(Finishing *at, const Json *list) {
  Rgba *colors = arena_array(at->arena, Rgba, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    if (!color_parse(json_is_null(item) ? "none" : json_string(item, NULL), &colors[i])) return false;
  }
  at->out->range_kind = RANGE_COLORS;
  at->out->range_colors = colors;
  return true;
}

static bool strings_range(Finishing *at, const Json *list) {
  const char **strings = arena_array(at->arena, const char *, json_count(list));
  for (size_t i = 0; i < json_count(list); i++)
    if (!(strings[i] = json_string(json_at(list, i), NULL))) return false;
  at->out->range_kind = RANGE_STRINGS;
  at->out->range_strings = strings;
  return true;
}

static bool arrays_range(Finishing *at, const Json *list) {
  const double **arrays = arena_array(at->arena, const double *, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    if (!json_is(item, JSON_ARRAY)) return false;
    double *numbers = arena_array(at->arena, double, json_count(item) + 1);
    for (size_t k = 0; k < json_count(item); k++) numbers[k] = json_number(json_at(item, k), 0);
    numbers[json_count(item)] = NAN;
    arrays[i] = numbers;
  }
  at->out->range_kind = RANGE_NUMBER_ARRAYS;
  at->out->range_arrays = arrays;
  return true;
}

static void list_range(Finishing *at, const Json *list) {
  at->out->range_count = json_count(list);
  bool done = channel_is_color(at->model->channel) && colors_range(at, list);
  done = done || numbers_range(at, list) || strings_range(at, list) || arrays_range(at, list);
  if (!done) complain(at, list, "numbers, colours, names or lists of numbers are wanted, all of one kind");
}

static void scheme_range(Finishing *at, const Json *range) {
  const Json *scheme = json_get(range, "scheme");
  at->out->scheme_extent = json_get(range, "extent");
  at->out->scheme_count = json_number(json_get(range, "count"), 0);
  if (json_is(scheme, JSON_ARRAY)) {
    if (!colors_range(at, scheme)) complain(at, scheme, "a list of colours is wanted");
    at->out->scheme_colors = at->out->range_colors;
    at->out->scheme_color_count = json_count(scheme);
    at->out->range_count = 0;
    return;
  }
  const char *name = json_string(scheme, NULL);
  if (!name || !color_scheme_find(name, NULL)) {
    messages_warn(at->messages, json_place(scheme), "W402", "unknown colour scheme \"%s\"%s", name ? name : "",
                  suggest(at->arena, name ? name : "", color_scheme_names(at->arena)));
    bool discrete = scale_type_is_discrete_domain(at->model->type);
    const Json *config = at->model->detail->set->spec->config;
    name = json_string(json_path(config, discrete ? "vega.range.category.scheme" : "vega.range.ramp.scheme"), NULL);
  }
  at->out->scheme = name;
}

static const Json *config_range(const Finishing *at, const char *name) {
  const Json *config = at->model->detail->set->spec->config;
  const Json *own = json_get(json_get(config, "range"), name);
  return own ? own : json_get(json_path(config, "vega.range"), name);
}

static void literal_range(Finishing *at, const Json *range) {
  range = settled(at, at->model->detail->range.use, range);
  for (int depth = 0; json_is(range, JSON_STRING) && depth < 8; depth++) {
    const Json *configured = config_range(at, range->string);
    if (configured) {
      range = configured;
    } else if (json_is_string(range, "width")) {
      set_ends(at, 0, at->width);
      return;
    } else if (json_is_string(range, "height")) {
      bool down = !scale_type_is_discrete_domain(at->model->type);
      set_ends(at, down ? at->height : 0, down ? 0 : at->height);
      return;
    } else {
      break;
    }
  }
  if (json_is(range, JSON_ARRAY))
    list_range(at, range);
  else if (json_has(range, "scheme"))
    scheme_range(at, range);
  else if (json_has(range, "step"))
    set_ends(at, 0, json_number(json_get(range, "step"), 0) * stretch_of_range(at) * (double)at->domain->count);
  else
    complain(at, range, "a list, a scheme or a name of config.range is wanted");
}

/* The values of another field, in the order of the domain's. */
static void field_range(Finishing *at, const ScaleRange *range) {
  const char *field = json_string(json_get(range->literal, "field"), NULL);
  const Table *table = at->access->table(at->access->host, range->use->unit, UNIT_MAIN);
  DomainPart part = {.table = table, .field = field, .has_sort = true};
  part.column = table && field ? table_field(table, field) : NULL;
  part.sort = (DomainSort){true, "min", channel_def_column(range->use->def, PART_START), false};
  ScaleDomain values = scale_discrete_domain(&part, 1, at->model->unit->spec, json_place(range->literal), at->arena);
  JsonBuilder list = json_builder(at->arena);
  for (size_t i = 0; i < values.count; i++)
    json_builder_push(&list, value_to_json(values.values[i], json_place(range->literal), at->arena));
  list_range(at, json_builder_array(&list, json_place(range->literal)));
}

static void full_range(Finishing *at, bool centered) {
  double size = channel_extent(at->model->channel, at->width, at->height);
  double from = centered ? -size / 2 : 0, to = from + size;
  bool up = channel_is_vertical(at->model->channel) && scale_type_has_continuous_domain(at->model->type);
  set_ends(at, up ? to : from, up ? from : to);
}

static const ScaleModel *position_model(const Finishing *at) {
  Channel position = channel_position(at->model->channel);
  return scale_set_find(at->model->detail->set, at->model->detail->range.use->unit, position);
}

static void band_range(Finishing *at) {
  const ScaleModel *holder = position_model(at);
  const Scale *scale = holder ? at->access->scale(at->access->host, holder) : NULL;
  set_ends(at, 0, scale ? scale_bandwidth(scale) : 0);
}

/* How many px the smallest part of a time unit takes on the position scale (Vega-Lite's durationExpr). */
static double duration_width(const ChannelDef *def, const Scale *scale) {
  static const struct {
    TimePart part;
    int field; /* of date_make */
    double factor;
  } parts[] = {{TIME_MILLISECONDS, 6, 1}, {TIME_SECONDS, 5, 1}, {TIME_MINUTES, 4, 1}, {TIME_HOURS, 3, 1},
               {TIME_DAY_OF_YEAR, 2, 1},  {TIME_DATE, 2, 1},    {TIME_WEEK, 2, 7},    {TIME_MONTH, 1, 1},
               {TIME_QUARTER, 1, 3},      {TIME_YEAR, 0, 1}};
  TimeUnit unit;
  if (!def || !def->time_unit || !time_unit_parse(def->time_unit, &unit)) return 0;
  double step = json_number(json_get(def->time_unit_params, "step"), 1), fields[] = {2001, 0, 1, 0, 0, 0, 0};
  double start = date_make(false, fields[0], fields[1], fields[2], 0, 0, 0, 0);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (!(unit.parts & parts[i].part)) continue;
    fields[parts[i].field] += step * parts[i].factor;
    double end = date_make(false, fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]);
    return scale_map_number(scale, value_date(end)) - scale_map_number(scale, value_date(start));
  }
  return 0;
}

static void duration_range(Finishing *at) {
  const ScaleModel *holder = position_model(at);
  const ScaleUse *use = at->model->detail->range.use;
  const Scale *scale = holder ? at->access->scale(at->access->host, holder) : NULL;
  const ChannelDef *def = holder ? view_channel(use->unit, holder->channel) : NULL;
  double width = scale ? duration_width(def, scale) : 0;
  const Json *config = json_get(use->unit->spec->config, "scale");
  double padding = json_number(json_get(config, "bandWithNestedOffsetPaddingInner"), 0);
  double position = def && !isnan(def->band_position)
                        ? def->band_position
                        : json_number(mark_property_config(use->unit, MARK_PROPERTY_TIME_UNIT_BAND_POSITION), .5);
  double shift = padding != 0 ? position - .5 : 0;
  set_ends(at, (padding / 2 + shift) * width, (1 - padding / 2 + shift) * width);
}

/* px from bin to bin on a position channel; NaN where it is not binned. */
static double bin_step(const Finishing *at, Channel channel) {
  const View *unit = at->model->detail->range.use->unit;
  const ChannelDef *def = view_channel(unit, channel);
  double size = channel_extent(channel, at->width, at->height), span = NAN, step = NAN;
  BinSteps steps;
  if (!def || def->kind != DEF_FIELD) return NAN;
  const Json *given = def->binned ? json_get(json_get(def->json, "bin"), "step") : NULL;
  const ScaleModel *model = given ? scale_set_find(at->model->detail->set, unit, channel) : NULL;
  const Scale *scale = model ? at->access->scale(at->access->host, model) : NULL;
  if (scale)
    span = scale_domain_max(scale) - scale_domain_min(scale), step = json_number(given, 1);
  else if (def->bin && at->access->bins(at->access->host, unit, def, &steps))
    span = steps.stop - steps.start, step = steps.step;
  return size / (span / step);
}

/* Symbols keep their size, unless the steps that they are in become smaller. */
static double step_stretch(const Finishing *at, Channel channel) {
  const ScaleModel *model = scale_set_find(at->model->detail->set, at->model->detail->range.use->unit, channel);
  return model && model->detail->range.rule == RANGE_STEP ? stretch_along(at->access->stretch, channel) : 1;
}

static double least_step(const Finishing *at) {
  const View *unit = at->model->detail->range.use->unit;
  double least = INFINITY;
  for (int i = 0; i < 2; i++) {
    Channel channel = i == 0 ? CHANNEL_X : CHANNEL_Y;
    double step = bin_step(at, channel);
    const Json *given = json_get(scale_given_size(unit, channel), "step");
    if (isnan(step)) step = given ? json_number(given, 20) : scale_discrete_step(unit->spec, channel);
    least = fmin(least, step * fmin(1, step_stretch(at, channel)));
  }
  return least;
}

static double step_count(const Finishing *at, const Json *config) {
  const Json *list = at->model->detail->range.use->domain;
  const char *key = scale_rules(at->model->type)->count_key;
  if (key) return json_number(json_get(config, key), 4);
  return json_is(list, JSON_ARRAY) ? (double)json_count(list) + 1 : 3;
}

static void spread_range(Finishing *at, double low, double high, double count) {
  enum { MOST = 1000 };
  size_t n = count >= MOST ? MOST : count >= 2 ? (size_t)count : 2;
  double *numbers = arena_array(at->arena, double, n);
  for (size_t i = 0; i < n; i++) numbers[i] = low + (high - low) / ((double)n - 1) * (double)i;
  at->out->range_kind = RANGE_NUMBERS;
  at->out->range_numbers = numbers;
  at->out->range_count = n;
}

static void mark_size_range(Finishing *at) {
  const ScaleUse *use = at->model->detail->range.use;
  const Json *config = json_get(use->unit->spec->config, "scale");
  const MarkType *mark = use->unit->mark.type;
  if (!mark->size_low) {
    messages_error(at->messages, use->def->place, "E403", "mark \"%s\" has no default range for channel \"size\"",
                   mark->name);
    at->failed = true;
    return;
  }
  double low = json_number(json_get(config, mark->size_low), 0),
         high = json_number(json_get(config, mark->size_high), NAN);
  if (isnan(high)) high = mark->size_is_area ? pow(.95 * least_step(at), 2) : least_step(at) - 1;
  if (scale_type_is_discretizing(at->model->type))
    spread_range(at, low, high, step_count(at, config));
  else
    set_ends(at, low, high);
}

static void step_range(Finishing *at) {
  const ScaleModel *model = at->model;
  bool nested = model->detail->range.step_nests;
  double step = (nested ? scale_step_width(model, at->access) : model->detail->range.step) * stretch_of_range(at);
  size_t n = at->domain->count;
  bool placed = scale_type_is_placed(model->type);
  set_ends(at, 0, step * (placed ? scale_band_space(n, model->padding_inner, model->padding_outer) : (double)n));
}

static void read_range(Finishing *at) {
  const ScaleRange *range = &at->model->detail->range;
  switch (range->rule) {
  case RANGE_UNSET: break;
  case RANGE_LITERAL: literal_range(at, range->literal); break;
  case RANGE_FIELD: field_range(at, range); break;
  case RANGE_STEP: step_range(at); break;
  case RANGE_FULL: full_range(at, false); break;
  case RANGE_CENTERED: full_range(at, true); break;
  case RANGE_BAND: band_range(at); break;
  case RANGE_DURATION: duration_range(at); break;
  case RANGE_MARK_SIZE: mark_size_range(at); break;
  case RANGE_RADIUS: set_ends(at, 0, fmin(at->width, at->height) / 2); break;
  }
  if (!(range->low || range->high) || at->out->range_kind != RANGE_NUMBERS || at->out->range_count != 2) return;
  double from = at->out->range_numbers[0], to = at->out->range_numbers[1];
  range_number(at, settled(at, range->use, range->low), &from);
  range_number(at, settled(at, range->use, range->high), &to);
  set_ends(at, from, to);
}

static const Json *bins_json(const Finishing *at) {
  const ScaleValue *bins = &at->model->detail->properties[PROPERTY_BINS];
  BinSteps steps;
  if (!json_is_true(bins->split.value)) return property(at, PROPERTY_BINS);
  const ChannelDef *def = bins->use->def;
  if (!at->access->bins(at->access->host, bins->use->unit, def, &steps) || isnan(steps.step)) return NULL;
  JsonBuilder object = json_builder(at->arena);
  json_builder_set(&object, "start", json_new_number(at->arena, def->place, steps.start));
  json_builder_set(&object, "stop", json_new_number(at->arena, def->place, steps.stop));
  json_builder_set(&object, "step", json_new_number(at->arena, def->place, steps.step));
  return json_builder_object(&object, def->place);
}

static bool read_bound(const Finishing *at, ScaleProperty which, double *out) {
  const ScaleValue *bound = &at->model->detail->properties[which];
  const Json *value = property(at, which);
  if (!value || json_is_null(value)) return false;
  *out = value_to_number(scale_constant(bound->use, value, at->arena));
  return !isnan(*out);
}

static void read_interpolate(Finishing *at) {
  const Json *interpolate = property(at, PROPERTY_INTERPOLATE);
  const Json *type = json_is(interpolate, JSON_OBJECT) ? json_get(interpolate, "type") : interpolate;
  const char *name = json_string(type, NULL);
  at->out->interpolate_gamma = json_number(json_get(interpolate, "gamma"), NAN);
  at->out->interpolate = name;
  if (!name || color_space_is_known(name)) return;
  messages_error(at->messages, type->place, "E404", "unknown colour space \"%s\"%s", name,
                 suggest(at->arena, name, color_space_names));
  at->failed = true;
}

/* As in Vega: scales with a colour ramp do not include zero by default. */
static bool default_zero(const Finishing *at) {
  bool colored = at->out->scheme || at->out->scheme_color_count || at->out->range_kind == RANGE_COLORS;
  return at->model->type->zero && !colored;
}

/* Vega takes the properties in the order in which Vega-Lite writes them, the author's first, so that a default padding
 * takes precedence. */
static double outer_padding(const ScaleModel *model) {
  const ScaleValue *padding = &model->detail->properties[PROPERTY_PADDING];
  const ScaleValue *outer = &model->detail->properties[PROPERTY_PADDING_OUTER];
  bool overruled = outer->split.is_explicit && padding->split.value && !padding->split.is_explicit;
  return overruled ? json_number(padding->split.value, 0) : model->padding_outer;
}

static void read_properties(Finishing *at) {
  ScaleSpec *out = at->out;
  const ScaleModel *model = at->model;
  const Json *zero = property(at, PROPERTY_ZERO);
  bool placed = scale_type_is_placed(model->type);
  out->nice = property(at, PROPERTY_NICE);
  out->has_nice = out->nice != NULL;
  out->zero = json_boolean(zero, default_zero(at));
  out->clamp = json_is_true(property(at, PROPERTY_CLAMP));
  out->reverse = json_is_true(property(at, PROPERTY_REVERSE));
  out->round = json_is_true(property(at, PROPERTY_ROUND));
  out->exponent = number_property(at, PROPERTY_EXPONENT, 0);
  out->base = number_property(at, PROPERTY_BASE, 0);
  out->constant = number_property(at, PROPERTY_CONSTANT, 0);
  out->align = number_property(at, PROPERTY_ALIGN, .5);
  out->has_domain_min = read_bound(at, PROPERTY_DOMAIN_MIN, &out->domain_min);
  out->has_domain_max = read_bound(at, PROPERTY_DOMAIN_MAX, &out->domain_max);
  out->has_domain_mid = read_bound(at, PROPERTY_DOMAIN_MID, &out->domain_mid);
  out->padding = placed ? (double)NAN : number_property(at, PROPERTY_PADDING, NAN);
  if (placed) out->padding_inner = model->padding_inner, out->padding_outer = outer_padding(model);
  out->bins = bins_json(at);
  read_interpolate(at);
}

/* Whether a nice interval given by name has a calendar to refer to. */
static void check_nice(Finishing *at) {
  const Json *nice = at->out->nice;
  if (scale_type_is_temporal(at->model->type) || !(json_is(nice, JSON_STRING) || json_is(nice, JSON_OBJECT))) return;
  messages_error(at->messages, nice->place, "E405", "only time and utc scales can be nice by an interval");
  at->failed = true;
}

/* A list that an author holds as domainRaw. */
static void read_raw(Finishing *at) {
  const ScaleValue *raw = &at->model->detail->properties[PROPERTY_DOMAIN_RAW];
  const Json *list = property(at, PROPERTY_DOMAIN_RAW);
  if (!json_is(list, JSON_ARRAY)) return;
  Value *values = arena_array(at->arena, Value, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) values[i] = scale_constant(raw->use, json_at(list, i), at->arena);
  at->out->domain = values;
  at->out->domain_count = json_count(list);
  at->out->domain_raw = true;
}

const Scale *scale_finish(const ScaleModel *model, const ScaleDomain *domain, double width, double height,
                          const DataAccess *access, Arena *arena) {
  ScaleSpec spec = scale_spec(model->type);
  Finishing at = {model, domain, width, height, access, arena, model->detail->set->spec->messages, &spec, false};
  spec.domain = domain->values;
  spec.domain_count = domain->count;
  spec.domain_raw = domain->raw;
  read_range(&at);
  read_properties(&at);
  check_nice(&at);
  read_raw(&at);
  return at.failed ? NULL : scale_create(&spec, arena);
}
