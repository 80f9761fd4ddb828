/* vegalite/grammar/channel.c: the table of channels. */
#include "vegalite/grammar/channel.h"
#include <string.h>

static const ChannelDirection horizontal = {.size = "width",
                                            .discrete_size = "discreteWidth",
                                            .continuous_size = "continuousWidth",
                                            .axis_config = "axisX",
                                            .axis_orients = {"bottom", "top"},
                                            .reverse_config = "xReverse",
                                            .dimension_orient = "vertical"};
static const ChannelDirection vertical = {.vertical = true,
                                          .size = "height",
                                          .discrete_size = "discreteHeight",
                                          .continuous_size = "continuousHeight",
                                          .axis_config = "axisY",
                                          .axis_orients = {"left", "right"},
                                          .dimension_orient = "horizontal"};

static const ChannelByFill paint = {.filled = CHANNEL_FILL, .hollow = CHANNEL_STROKE};

#define NONE CHANNEL_NONE
/* How channels belong together: main, secondary, offset, position, across. */
#define RELATED(a, b, c, d, e) .main = (a), .secondary = (b), .offset = (c), .position = (d), .across = (e)
#define ALONE(channel) RELATED(channel, NONE, NONE, NONE, NONE)

static const ChannelInfo none = {.name = "", ALONE(NONE)};
static const ChannelInfo infos[CHANNEL_COUNT] = {
    [CHANNEL_X] = {.name = "x",
                   RELATED(CHANNEL_X, CHANNEL_X2, CHANNEL_X_OFFSET, CHANNEL_X, CHANNEL_Y),
                   .place = PLACE_AXES,
                   .direction = &horizontal,
                   .gives = GIVES_POSITION,
                   .scene = SCENE_X},
    [CHANNEL_Y] = {.name = "y",
                   RELATED(CHANNEL_Y, CHANNEL_Y2, CHANNEL_Y_OFFSET, CHANNEL_Y, CHANNEL_X),
                   .place = PLACE_AXES,
                   .direction = &vertical,
                   .gives = GIVES_POSITION,
                   .scene = SCENE_Y},
    [CHANNEL_X2] = {.name = "x2",
                    RELATED(CHANNEL_X, NONE, CHANNEL_X_OFFSET, CHANNEL_X, NONE),
                    .place = PLACE_AXES,
                    .direction = &horizontal,
                    .gives = GIVES_POSITION,
                    .scene = SCENE_X2,
                    .by_mark = true},
    [CHANNEL_Y2] = {.name = "y2",
                    RELATED(CHANNEL_Y, NONE, CHANNEL_Y_OFFSET, CHANNEL_Y, NONE),
                    .place = PLACE_AXES,
                    .direction = &vertical,
                    .gives = GIVES_POSITION,
                    .scene = SCENE_Y2,
                    .by_mark = true},
    [CHANNEL_THETA] = {.name = "theta",
                       .polar_alias = "angle",
                       .vega_name = "startAngle",
                       RELATED(CHANNEL_THETA, CHANNEL_THETA2, NONE, NONE, CHANNEL_RADIUS),
                       .place = PLACE_POLAR,
                       .gives = GIVES_TURN,
                       .scene = SCENE_START_ANGLE,
                       .text_scene = SCENE_THETA,
                       .by_mark = true},
    [CHANNEL_THETA2] = {.name = "theta2",
                        .vega_name = "endAngle",
                        RELATED(CHANNEL_THETA, NONE, NONE, NONE, NONE),
                        .place = PLACE_POLAR,
                        .gives = GIVES_TURN,
                        .scene = SCENE_END_ANGLE,
                        .by_mark = true},
    [CHANNEL_RADIUS] = {.name = "radius",
                        .vega_name = "outerRadius",
                        RELATED(CHANNEL_RADIUS, CHANNEL_RADIUS2, NONE, NONE, CHANNEL_THETA),
                        .place = PLACE_POLAR,
                        .gives = GIVES_RADIUS,
                        .scene = SCENE_OUTER_RADIUS,
                        .text_scene = SCENE_RADIUS,
                        .by_mark = true},
    [CHANNEL_RADIUS2] = {.name = "radius2",
                         .vega_name = "innerRadius",
                         RELATED(CHANNEL_RADIUS, NONE, NONE, NONE, NONE),
                         .place = PLACE_POLAR,
                         .gives = GIVES_RADIUS,
                         .scene = SCENE_INNER_RADIUS,
                         .by_mark = true},
    [CHANNEL_LONGITUDE] = {.name = "longitude",
                           RELATED(CHANNEL_LONGITUDE, CHANNEL_LONGITUDE2, NONE, NONE, NONE),
                           .place = PLACE_MAP,
                           .default_type = TYPE_QUANTITATIVE},
    [CHANNEL_LONGITUDE2] = {.name = "longitude2",
                            RELATED(CHANNEL_LONGITUDE, NONE, NONE, NONE, NONE),
                            .place = PLACE_MAP,
                            .by_mark = true},
    [CHANNEL_LATITUDE] = {.name = "latitude",
                          RELATED(CHANNEL_LATITUDE, CHANNEL_LATITUDE2, NONE, NONE, NONE),
                          .place = PLACE_MAP,
                          .default_type = TYPE_QUANTITATIVE},
    [CHANNEL_LATITUDE2] = {.name = "latitude2",
                           RELATED(CHANNEL_LATITUDE, NONE, NONE, NONE, NONE),
                           .place = PLACE_MAP,
                           .by_mark = true},
    [CHANNEL_X_OFFSET] = {.name = "xOffset",
                          RELATED(CHANNEL_X_OFFSET, NONE, NONE, CHANNEL_X, NONE),
                          .place = PLACE_OFFSET,
                          .direction = &horizontal,
                          .gives = GIVES_SHIFT},
    [CHANNEL_Y_OFFSET] = {.name = "yOffset",
                          RELATED(CHANNEL_Y_OFFSET, NONE, NONE, CHANNEL_Y, NONE),
                          .place = PLACE_OFFSET,
                          .direction = &vertical,
                          .gives = GIVES_SHIFT},
    [CHANNEL_COLOR] = {.name = "color",
                       ALONE(CHANNEL_COLOR),
                       .stands_for = &paint,
                       .gives = GIVES_COLOR,
                       .splits = SPLITS_ALWAYS,
                       .max_bins = 6,
                       .legend_order = 1},
    [CHANNEL_FILL] = {.name = "fill",
                      ALONE(CHANNEL_FILL),
                      .gives = GIVES_COLOR,
                      .scene = SCENE_FILL,
                      .splits = SPLITS_ALWAYS,
                      .max_bins = 6,
                      .legend_order = 4},
    [CHANNEL_STROKE] = {.name = "stroke",
                        ALONE(CHANNEL_STROKE),
                        .gives = GIVES_COLOR,
                        .scene = SCENE_STROKE,
                        .splits = SPLITS_ALWAYS,
                        .max_bins = 6,
                        .legend_order = 5},
    [CHANNEL_TIME] = {.name = "time", ALONE(CHANNEL_TIME), .gives = GIVES_FRAMES},
    [CHANNEL_OPACITY] = {.name = "opacity",
                         ALONE(CHANNEL_OPACITY),
                         .gives = GIVES_OPACITY,
                         .scene = SCENE_OPACITY,
                         .splits = SPLITS_ALWAYS,
                         .max_bins = 6,
                         .legend_order = 8},
    [CHANNEL_FILL_OPACITY] = {.name = "fillOpacity",
                              ALONE(CHANNEL_FILL_OPACITY),
                              .gives = GIVES_OPACITY,
                              .scene = SCENE_FILL_OPACITY,
                              .splits = SPLITS_ALWAYS,
                              .max_bins = 6},
    [CHANNEL_STROKE_OPACITY] = {.name = "strokeOpacity",
                                ALONE(CHANNEL_STROKE_OPACITY),
                                .gives = GIVES_OPACITY,
                                .scene = SCENE_STROKE_OPACITY,
                                .splits = SPLITS_ALWAYS,
                                .max_bins = 6},
    [CHANNEL_STROKE_WIDTH] = {.name = "strokeWidth",
                              ALONE(CHANNEL_STROKE_WIDTH),
                              .gives = GIVES_WIDTH,
                              .scene = SCENE_STROKE_WIDTH,
                              .splits = SPLITS_ALWAYS,
                              .max_bins = 6,
                              .legend_order = 7},
    [CHANNEL_STROKE_DASH] = {.name = "strokeDash",
                             ALONE(CHANNEL_STROKE_DASH),
                             .gives = GIVES_DASH,
                             .scene = SCENE_STROKE_DASH,
                             .discrete_range = true,
                             .by_mark = true,
                             .splits = SPLITS_ALWAYS,
                             .default_type = TYPE_NOMINAL,
                             .max_bins = 4,
                             .legend_order = 6},
    [CHANNEL_SIZE] = {.name = "size",
                      ALONE(CHANNEL_SIZE),
                      .gives = GIVES_SIZE,
                      .scene = SCENE_SIZE,
                      .by_mark = true,
                      .splits = SPLITS_WHERE_EVEN,
                      .max_bins = 6,
                      .legend_order = 2},
    [CHANNEL_ANGLE] =
        {.name = "angle", ALONE(CHANNEL_ANGLE), .gives = GIVES_DEGREES, .scene = SCENE_ANGLE, .by_mark = true},
    [CHANNEL_SHAPE] = {.name = "shape",
                       ALONE(CHANNEL_SHAPE),
                       .gives = GIVES_SHAPE,
                       .scene = SCENE_SHAPE_NAME,
                       .discrete_range = true,
                       .by_mark = true,
                       .default_type = TYPE_NOMINAL,
                       .max_bins = 6,
                       .legend_order = 3},
    [CHANNEL_ORDER] = {.name = "order",
                       ALONE(CHANNEL_ORDER),
                       .many = true,
                       .sort_alone = true,
                       .splits = SPLITS_WHERE_ORDERED,
                       .default_type = TYPE_ORDINAL},
    [CHANNEL_TEXT] =
        {.name = "text", ALONE(CHANNEL_TEXT), .scene = SCENE_TEXT_VALUE, .own_format = true, .by_mark = true},
    [CHANNEL_DETAIL] = {.name = "detail", ALONE(CHANNEL_DETAIL), .many = true, .splits = SPLITS_ALWAYS},
    [CHANNEL_KEY] = {.name = "key", ALONE(CHANNEL_KEY), .splits = SPLITS_ALWAYS},
    [CHANNEL_TOOLTIP] = {.name = "tooltip",
                         ALONE(CHANNEL_TOOLTIP),
                         .scene = SCENE_TOOLTIP,
                         .many = true,
                         .nullable = true,
                         .own_format = true,
                         .unstacked = true},
    [CHANNEL_HREF] = {.name = "href", ALONE(CHANNEL_HREF), .scene = SCENE_HREF},
    [CHANNEL_URL] = {.name = "url", ALONE(CHANNEL_URL), .scene = SCENE_URL, .by_mark = true},
    [CHANNEL_DESCRIPTION] = {.name = "description", ALONE(CHANNEL_DESCRIPTION), .scene = SCENE_DESCRIPTION},
};

const ChannelInfo *channel_info(Channel channel) { return channel == NONE ? &none : &infos[channel]; }
const char *channel_name(Channel channel) { return channel_info(channel)->name; }

const char *channel_vega_name(Channel channel) {
  const ChannelInfo *info = channel_info(channel);
  return info->vega_name ? info->vega_name : info->name;
}

Channel channel_from_name(const char *name) {
  for (int i = 0; name && i < CHANNEL_COUNT; i++)
    if (strcmp(infos[i].name, name) == 0) return (Channel)i;
  return NONE;
}

const char *const *channel_names(Arena *arena) {
  const char **names = arena_array(arena, const char *, CHANNEL_COUNT + 1);
  for (int i = 0; i < CHANNEL_COUNT; i++) names[i] = infos[i].name;
  return names;
}

Channel channel_meant(Channel channel, bool filled) {
  const ChannelByFill *by_fill = channel_info(channel)->stands_for;
  if (!by_fill) return channel;
  return filled ? by_fill->filled : by_fill->hollow;
}

Channel channel_main(Channel channel) { return channel_info(channel)->main; }
Channel channel_secondary(Channel channel) { return channel_info(channel)->secondary; }
Channel channel_offset(Channel channel) { return channel_info(channel)->offset; }
Channel channel_position(Channel channel) { return channel_info(channel)->position; }
Channel channel_scale(Channel channel) {
  const ChannelInfo *info = channel_info(channel);
  return info->gives == GIVES_NOTHING ? NONE : info->main;
}
bool channel_is_scale(Channel channel) { return channel != NONE && channel_scale(channel) == channel; }

static bool is_main_of(Channel channel, ChannelPlace place) {
  const ChannelInfo *info = channel_info(channel);
  return info->place == place && info->main == channel;
}

bool channel_is_xy(Channel channel) { return is_main_of(channel, PLACE_AXES); }
bool channel_is_polar(Channel channel) { return is_main_of(channel, PLACE_POLAR); }
bool channel_is_offset(Channel channel) { return channel_info(channel)->place == PLACE_OFFSET; }
bool channel_is_color(Channel channel) { return channel_info(channel)->gives == GIVES_COLOR; }

bool channel_is_horizontal(Channel channel) {
  const ChannelDirection *direction = channel_info(channel)->direction;
  return direction && !direction->vertical;
}

bool channel_is_vertical(Channel channel) {
  const ChannelDirection *direction = channel_info(channel)->direction;
  return direction && direction->vertical;
}

double channel_extent(Channel channel, double width, double height) {
  return channel_is_horizontal(channel) ? width : height;
}
