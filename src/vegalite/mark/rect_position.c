/* vegalite/mark/rect_position.c: the two edges of a box along one channel (Vega-Lite's compile/mark/encode/position-rect.ts).
 *
 * Bars, rects, images, ticks and arcs have an extent along x, y, theta or radius. Where it comes from depends on more
 * than the encoding: the type of the scale (which may be a layer's that the unit does not use), the mark's
 * orientation, an offset channel, "size", "width" or {"band": 0.5} on the mark or in config, and whether the field is
 * binned or has a time unit. Vega-Lite decides in three steps, which mark_rect_position() follows:
 *
 *   bins     a binned field or time unit on a continuous scale, no fixed size or offset channel   bin_position()
 *   bands    a discrete scale, or the direction of a bar's width; no x2                           position_and_size()
 *   ranges   everything else: from x to x2, from the value to the baseline                        mark_range_position()
 *
 * Each writes two of a direction's slots: SLOT_X and SLOT_X2, or SLOT_X, SLOT_XC or SLOT_X2 with SLOT_WIDTH.
 * mark/finish.c makes x and width of them. theta and radius have no size in Vega: the second edge is the first plus
 * the size, written to the scene channel itself. Every value is a SceneChannel in px, a constant or one number per
 * row of the frame's table.
 *
 * The size of a band is found in two steps. band_size() finds what was *asked for*: px, a fraction of the band, or
 * neither. default_size() makes px of that, or else falls back to a step of the view less a gap of 2 px. For bins,
 * bin_spacing() shifts both edges inwards by half of "binSpacing" and both by the axis' half pixel, so that bars meet
 * the ticks; bins narrower than "minBandSize" are widened instead.
 *
 * Example: bars, x: c (a and b, band scale in steps of 20 px, paddings 0.1 and 0.05), y: v (10 and 20). The bandwidth
 * is 18.
 *   x   bands: {"band": 1}, x = 1 and 21, width = 18. With "width": {"band": 0.5}: x = 1 + 0.25 · 18 = 5.5, width = 9
 *   y   ranges: from y = 150 and 0 (stack end) to y2 = 300 (stack start)
 * Example: a histogram, 300 px for 0 to 30 in bins of 10, "binSpacing" 1. The first bin is scaled to 0 and 100.
 *   x2 = 0 + 0.5 + 0.5 = 1, x = 100 + 0.5 - 0.5 = 100: items from 1 to 100, 101 to 200 …, with a gap of 1 px.
 */
#include "time/timeunit.h"
#include "vegalite/mark/channel.h"
#include "vegalite/mark/position.h"
#include <math.h>
#include <string.h>

/* Does the mark have its dimension, not its measure, along this channel? */
static bool is_dimension(const MarkBuilder *at, Channel channel) {
  return channel_is_xy(channel) && g_strcmp0(at->def->orient, channel_info(channel)->direction->dimension_orient) == 0;
}
static MarkProperty size_property(Channel channel) {
  return channel_is_xy(channel) ? mark_property_of_size(channel) : MARK_PROPERTY_NONE;
}
static bool is_relative(const Json *size) { return json_has(size, "band"); }

static const ChannelDef *offset_def(const MarkBuilder *at, Channel channel) {
  return channel_is_xy(channel) ? mark_def(at, channel_offset(channel)) : NULL;
}

/* The type of the scale that a unit has or that the layers around it share, used or not (getScaleComponent). */
static const ScaleType *component_type(const MarkBuilder *at, Channel channel) {
  const ScaleModel *model = channel == CHANNEL_NONE ? NULL : at->frame->scales[channel].model;
  return model ? model->type : NULL;
}

/* A size that was asked for: px, a fraction of the band, or neither. */
typedef struct BandSize {
  const Json *json; /* px: a number or an expression; NULL if not given */
  double fraction;  /* of the band; NaN if not relative */
} BandSize;

static BandSize band_size_from(const Json *json) {
  if (is_relative(json)) return (BandSize){NULL, json_number(json_get(json, "band"), 1)};
  return (BandSize){json, NAN};
}

/* getBandSize. */
static BandSize band_size(const MarkBuilder *at, Channel channel, const ChannelDef *def, const ScaleType *type,
                          bool use_size) {
  MarkProperty along = size_property(channel), given = use_size ? MARK_PROPERTY_SIZE : along;
  const Json *size = mark_property_as(at->unit, given, along == MARK_PROPERTY_NONE ? given : along);
  if (size) return band_size_from(size);
  bool discrete = scale_type_is_discrete_domain(type);
  if (def_is_field(def) && def_has_time_unit(def))
    return (BandSize){NULL, json_number(mark_property_config(at->unit, MARK_PROPERTY_TIME_UNIT_BAND_SIZE), 1)};
  if (def_is_field(def) && def->bin && !discrete) return (BandSize){NULL, 1};
  const Json *discrete_size = at->def->properties->by_type[MARK_PROPERTY_DISCRETE_BAND_SIZE];
  if (!type) return discrete_size ? band_size_from(discrete_size) : (BandSize){NULL, NAN};
  if (discrete) return json_truthy(discrete_size) ? band_size_from(discrete_size) : (BandSize){NULL, 1};
  const Json *continuous_size = at->def->properties->by_type[MARK_PROPERTY_CONTINUOUS_BAND_SIZE];
  return continuous_size ? band_size_from(continuous_size) : (BandSize){NULL, NAN};
}

/* The size of one step when the view's size was given by steps; NaN otherwise. */
static double view_step(const MarkBuilder *at, Channel channel) {
  const Json *size = NULL;
  for (const View *view = at->unit; view && !size; view = view->parent) {
    size = view_size(view, channel);
    if (view->parent && view->parent->kind != VIEW_LAYER) break;
  }
  const Json *config = json_get(at->config, "view");
  if (!size) size = json_get(config, channel_info(channel)->direction->discrete_size);
  if (json_is(size, JSON_NUMBER) || json_is(size, JSON_STRING)) return NAN;
  return json_number(json_get(size, "step"), json_number(json_get(config, "step"), 20));
}

/* A step, stretched, less its gap of 2 px; half of a step that has become too small for that. */
static double without_gap(const MarkBuilder *at, Channel axis, double step) {
  double by = stretch_along(at->frame->stretch, axis);
  return by == 1 ? step - 2 : MAX(step * by - 2, step * by / 2);
}

/* defaultSizeRef: the band, a fixed size, or a step without its gap. */
static SceneChannel default_size(const MarkBuilder *at, Channel channel, Channel scale_channel, BandSize size,
                                 bool has_def) {
  Channel axis = channel_is_xy(channel) ? channel : CHANNEL_X;
  const Scale *scale = mark_scale(at, scale_channel);
  const ScaleType *type =
      channel_is_xy(channel) ? component_type(at, scale_channel) : mark_scale_type(at, scale_channel);
  double length = channel_extent(channel, at->frame->width, at->frame->height);
  if (!isnan(size.fraction)) {
    if (!type) return channel_number(size.fraction * length);
    if (scale_type_is_banded(type)) {
      double width = scale ? size.fraction * scale_bandwidth(scale) : 0;
      return channel_number(
          MAX(json_number(mark_property_config(at->unit, MARK_PROPERTY_MIN_BAND_SIZE), -INFINITY), width));
    }
  } else if (json_truthy(size.json)) {
    return position_size(at, channel, size.json);
  }
  double step = view_step(at, axis);
  if (scale_type_is_discrete_domain(type) && !isnan(step)) return channel_number(without_gap(at, axis, step));
  if (!has_def) {
    const Json *padding = mark_band_padding(at->unit);
    if (json_is(padding, JSON_NUMBER)) return channel_number((1 - padding->number) * length);
  }
  const Json *view = json_get(at->config, "view");
  const Json *fallback = json_get(view, channel_info(axis)->direction->discrete_size);
  step = json_number(json_get(fallback, "step"), json_number(json_get(view, "step"), 20));
  return channel_number(without_gap(at, axis, step));
}

/* positionAndSize: a position on a band or at a point, and a size around it. */
static void position_and_size(MarkBuilder *at, const ChannelDef *def, Channel channel) {
  bool use_size = at->def->type->thickness == THICKNESS_ALONG || is_dimension(at, channel);
  Channel offset_channel = channel_is_xy(channel) ? channel_offset(channel) : CHANNEL_NONE;
  bool offset_scaled = offset_channel != CHANNEL_NONE && mark_scale(at, offset_channel);
  Channel scale_channel = offset_scaled ? offset_channel : channel;
  const ScaleType *type = channel_is_xy(channel) ? component_type(at, channel) : mark_scale_type(at, channel);
  if (!type && offset_scaled) type = mark_scale_type(at, offset_channel);

  SceneChannel size = {.state = CHANNEL_UNSET};
  const Json *own_size = mark_property_own(at->unit, MARK_PROPERTY_SIZE);
  if (use_size && (mark_def(at, CHANNEL_SIZE) || json_truthy(own_size)) && !is_relative(own_size))
    size = mark_def(at, CHANNEL_SIZE)
               ? mark_nonposition_value(at, CHANNEL_SIZE, SCENE_WIDTH, position_size(at, channel, own_size))
               : position_size(at, channel, own_size);
  bool sized = channel_is_set(size);
  BandSize band = band_size(at, channel, def, type, use_size);
  if (!sized) size = default_size(at, channel, scale_channel, band, def != NULL);

  bool relative = !isnan(band.fraction);
  Target target = position_aligned(at, channel, scale_type_is_banded(type) && relative && !sized);
  bool center = target.slot == SLOT_XC || target.slot == SLOT_YC;
  Offset offset = position_offset(at, channel, center ? 0.5 : 0);
  double position = center ? (offset.from_encoding ? 0 : 0.5) : relative ? (1 - band.fraction) / 2 : 0;
  if (center && !offset.from_encoding && def_is_field(def) && def_has_time_unit(def)) {
    double time_position = position_band(at, def, NULL);
    if (!isnan(time_position)) position = time_position;
  }
  bool polar = !channel_is_xy(channel);
  MidPoint ask = {.channel = channel, .def = def, .stacked = true, .offset = offset.value, .band_position = position};
  if (!def || def->kind == DEF_NONE) ask.otherwise = position_default(at, channel, DEFAULT_MID);
  SceneChannel place = position_mid_or_invalid(at, &ask);
  position_set(at, target, place);
  if (polar)
    position_set(at, position_target(channel_secondary(channel)), channel_add(at, place, size));
  else
    position_set(at, position_size_target(channel), size);
}

/* The axis' "translate", half a pixel by default. */
static double axis_translate(const MarkBuilder *at, Channel channel) {
  const ChannelDef *def = mark_def(at, channel);
  const Json *own = def ? json_get(def->axis, "translate") : NULL;
  if (!own) own = json_get(json_get(at->config, channel_info(channel)->direction->axis_config), "translate");
  if (!own) own = json_path(at->config, "axis.translate");
  return json_number(own, 0.5);
}

static bool is_reversed(const MarkBuilder *at, Channel channel) {
  const ScaleModel *model = at->frame->scales[channel].model;
  const Json *given = model ? json_get(model->explicit_props, "reverse") : NULL;
  if (given) return json_truthy(given);
  const ChannelDef *def = mark_def(at, channel);
  if (def && json_is_string(def->sort, "descending")) return true;
  const char *key = channel_info(channel)->direction->reverse_config;
  return key && json_is_true(json_get(json_get(at->config, "scale"), key));
}

/* getBinSpacing: the gap between bins; bins that are too narrow are widened to "minBandSize". */
static SceneChannel bin_spacing(const MarkBuilder *at, Channel channel, const double *widths, SceneChannel offset) {
  Channel main = channel_main(channel);
  if (!channel_is_xy(main)) return (SceneChannel){.state = CHANNEL_UNSET};
  bool end = (channel == main) != channel_is_vertical(channel); /* x is to the right of x2, but y above y2 */
  double spacing = json_number(mark_property(at->unit, MARK_PROPERTY_BIN_SPACING), 0),
         least = json_number(mark_property_config(at->unit, MARK_PROPERTY_MIN_BAND_SIZE), 0);
  double gap = end ? -spacing / 2 : spacing / 2, translate = axis_translate(at, main),
         sign = is_reversed(at, main) ? -1 : 1;
  double *out = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) {
    double shift = least > 0 && widths && widths[i] < least ? (end ? 0.5 : -0.5) * (least - widths[i]) : gap;
    out[i] = translate + sign * (channel_number_at(&offset, i) + shift);
  }
  return channel_numbers(out);
}

static const double *bin_widths(const MarkBuilder *at, Channel channel, const ChannelDef *def) {
  const Scale *scale = mark_scale(at, channel);
  const Column *start = mark_column(at, def, PART_START), *end = mark_column(at, def, PART_NEXT);
  if (!scale || !start || !end) return NULL;
  const double *from = scale_map_numbers(scale, start, at->arena), *to = scale_map_numbers(scale, end, at->arena);
  double *widths = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) widths[i] = fabs(to[i] - from[i]);
  return widths;
}

/* The start or end of a time unit's bin after "bandPosition" has moved it (data/timeunit.ts, offsettedRect). */
static const Column *moved_edge(const MarkBuilder *at, const ChannelDef *def, double band_position, bool end) {
  const Column *made = mark_column(at, def, end ? PART_MOVED_END : PART_MOVED_START);
  const Column *start = mark_column(at, def, PART_START), *stop = mark_column(at, def, PART_NEXT);
  TimeUnit unit;
  if (made || !start || !stop || !def->time_unit || !time_unit_parse(def->time_unit, &unit)) return made;
  const double *from = column_numbers(start, at->arena), *to = column_numbers(stop, at->arena);
  double fraction = band_position + 0.5, *edges = arena_array(at->arena, double, at->count);
  unit.step = json_number(json_get(def->time_unit_params, "step"), 1);
  for (size_t i = 0; i < at->count; i++) {
    double low = end ? from[i] : time_unit_next(&unit, from[i], -1), high = end ? to[i] : from[i];
    edges[i] = (1 - fraction) * low + fraction * high;
  }
  return column_from_dates(edges, at->count, at->arena);
}

/* rectBinPosition: from one edge of a bin to the other. The end is `channel`, the start its second channel. */
static void bin_position(MarkBuilder *at, Channel channel, const ChannelDef *def, const ChannelDef *def2) {
  Channel channel2 = channel_secondary(channel);
  BandSize size = band_size(at, channel, def, mark_scale_type(at, channel), false);
  SceneChannel offset = position_offset(at, channel, 0).value, offset2 = position_offset(at, channel2, 0).value;
  if (!channel_is_set(offset2)) offset2 = offset;
  const double *widths = bin_widths(at, channel, def);
  SceneChannel shift = bin_spacing(at, channel, widths, offset), shift2 = bin_spacing(at, channel2, widths, offset2);
  Target target = position_target(channel), target2 = position_target(channel2);
  if (def->bin || def_has_time_unit(def)) {
    double inset = isnan(size.fraction) ? 0.5 : (1 - size.fraction) / 2, position = position_band(at, def, def2);
    bool moved = def_has_time_unit(def) && position != 0.5 && !isnan(position);
    const Column *start = moved ? moved_edge(at, def, position, false) : mark_column(at, def, PART_START);
    const Column *end = moved ? moved_edge(at, def, position, true) : mark_column(at, def, PART_NEXT);
    position_set(at, target2, position_between(at, channel, start, end, inset, shift2));
    position_set(at, target, position_between(at, channel, start, end, 1 - inset, shift));
    return;
  }
  const Scale *scale = mark_scale(at, channel);
  const Column *start = mark_column(at, def, PART_START);
  const Json *step = json_path(def->json, "bin.step");
  if (!def_is_field(def2) && !json_is(step, JSON_NUMBER)) {
    messages_warn(at->frame->messages, def->place, "W234", "a binned \"%s\" needs \"%s\" as well",
                  channel_name(channel), channel_name(channel2));
    return;
  }
  position_set(at, target2, channel_add(at, channel_scaled(at, scale, start, SCENE_X), shift2));
  const Column *end = def_is_field(def2) ? mark_column(at, def2, PART_START) : NULL;
  if (!def_is_field(def2) && start) {
    const double *from = column_numbers(start, at->arena);
    double *to = arena_array(at->arena, double, at->count);
    for (size_t i = 0; i < at->count; i++) to[i] = from[i] + step->number;
    end = column_from_numbers(to, at->count, at->arena);
  }
  position_set(at, target, channel_add(at, channel_scaled(at, scale, end, SCENE_X), shift));
}

void mark_rect_position(MarkBuilder *at, Channel channel) {
  const ChannelDef *def = mark_def(at, channel), *def2 = mark_def(at, channel_secondary(channel));
  const ScaleType *type = mark_scale_type(at, channel);
  bool discrete = scale_type_is_discrete_domain(type);
  MarkProperty along = size_property(channel);
  const Json *size = along == MARK_PROPERTY_NONE ? mark_property(at->unit, MARK_PROPERTY_SIZE)
                                                 : mark_property_as(at->unit, MARK_PROPERTY_SIZE, along);
  bool fixed_size = mark_def(at, CHANNEL_SIZE) || (size && !json_is_null(size) && !is_relative(size));
  bool ranged = def_is_field(def) && (def->bin || def->binned || (def_has_time_unit(def) && !def2));
  MarkThickness thickness = at->def->type->thickness;
  bool thick = (thickness == THICKNESS_ACROSS && is_dimension(at, channel)) ||
               (thickness == THICKNESS_ALONG && is_dimension(at, channel_info(channel)->across));
  if (ranged && !fixed_size && !offset_def(at, channel) && !discrete && type)
    bin_position(at, channel, def, def2);
  else if (((def_is_data(def) && discrete) || thick) && !def2)
    position_and_size(at, def, channel);
  else
    mark_range_position(at, channel, DEFAULT_ZERO_OR_MAX, DEFAULT_ZERO_OR_MIN);
}
