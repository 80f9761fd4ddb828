/* vegalite/grammar/channel.c: the table of channels. */
#include "vegalite/grammar/channel.h"
#include <string.h>

static const ChannelDirection horizontal = {.size = "width",
                                            .discrete_size = "discreteWidth",
                                            .continuous_size = "continuousWidth",
                                            .axis_config = "axisX",
                                            .reverse_config = "xReverse",
                                            .dimension_orient = "vertical"};
static const ChannelDirection vertical = {.vertical = true,
                                          .size = "height",
                                          .discrete_size = "discreteHeight",
                                          .continuous_size = "continuousHeight",
                                          .axis_config = "axisY",
                                          .dimension_orient = "horizontal"};

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
                   .has_scale = true},
    [CHANNEL_Y] = {.name = "y",
                   RELATED(CHANNEL_Y, CHANNEL_Y2, CHANNEL_Y_OFFSET, CHANNEL_Y, CHANNEL_X),
                   .place = PLACE_AXES,
                   .direction = &vertical,
                   .has_scale = true},
    [CHANNEL_X2] = {.name = "x2",
                    RELATED(CHANNEL_X, NONE, CHANNEL_X_OFFSET, CHANNEL_X, NONE),
                    .place = PLACE_AXES,
                    .direction = &horizontal,
                    .has_scale = true,
                    .by_mark = true},
    [CHANNEL_Y2] = {.name = "y2",
                    RELATED(CHANNEL_Y, NONE, CHANNEL_Y_OFFSET, CHANNEL_Y, NONE),
                    .place = PLACE_AXES,
                    .direction = &vertical,
                    .has_scale = true,
                    .by_mark = true},
    [CHANNEL_THETA] = {.name = "theta",
                       .vega_name = "startAngle",
                       RELATED(CHANNEL_THETA, CHANNEL_THETA2, NONE, NONE, CHANNEL_RADIUS),
                       .place = PLACE_POLAR,
                       .has_scale = true,
                       .by_mark = true},
    [CHANNEL_THETA2] = {.name = "theta2",
                        .vega_name = "endAngle",
                        RELATED(CHANNEL_THETA, NONE, NONE, NONE, NONE),
                        .place = PLACE_POLAR,
                        .has_scale = true,
                        .by_mark = true},
    [CHANNEL_RADIUS] = {.name = "radius",
                        .vega_name = "outerRadius",
                        RELATED(CHANNEL_RADIUS, CHANNEL_RADIUS2, NONE, NONE, CHANNEL_THETA),
                        .place = PLACE_POLAR,
                        .has_scale = true,
                        .by_mark = true},
    [CHANNEL_RADIUS2] = {.name = "radius2",
                         .vega_name = "innerRadius",
                         RELATED(CHANNEL_RADIUS, NONE, NONE, NONE, NONE),
                         .place = PLACE_POLAR,
                         .has_scale = true,
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
                          .has_scale = true},
    [CHANNEL_Y_OFFSET] = {.name = "yOffset",
                          RELATED(CHANNEL_Y_OFFSET, NONE, NONE, CHANNEL_Y, NONE),
                          .place = PLACE_OFFSET,
                          .direction = &vertical,
                          .has_scale = true},
    [CHANNEL_COLOR] = {.name = "color",
                       ALONE(CHANNEL_COLOR),
                       .has_scale = true,
                       .color = true,
                       .splits = SPLITS_ALWAYS,
                       .max_bins = 6,
                       .legend_order = 1},
    [CHANNEL_FILL] = {.name = "fill",
                      ALONE(CHANNEL_FILL),
                      .has_scale = true,
                      .color = true,
                      .splits = SPLITS_ALWAYS,
                      .max_bins = 6,
                      .legend_order = 4},
    [CHANNEL_STROKE] = {.name = "stroke",
                        ALONE(CHANNEL_STROKE),
                        .has_scale = true,
                        .color = true,
                        .splits = SPLITS_ALWAYS,
                        .max_bins = 6,
                        .legend_order = 5},
    [CHANNEL_TIME] = {.name = "time", ALONE(CHANNEL_TIME), .has_scale = true},
    [CHANNEL_OPACITY] = {.name = "opacity",
                         ALONE(CHANNEL_OPACITY),
                         .has_scale = true,
                         .splits = SPLITS_ALWAYS,
                         .max_bins = 6,
                         .legend_order = 8},
    [CHANNEL_FILL_OPACITY] =
        {.name = "fillOpacity", ALONE(CHANNEL_FILL_OPACITY), .has_scale = true, .splits = SPLITS_ALWAYS, .max_bins = 6},
    [CHANNEL_STROKE_OPACITY] = {.name = "strokeOpacity",
                                ALONE(CHANNEL_STROKE_OPACITY),
                                .has_scale = true,
                                .splits = SPLITS_ALWAYS,
                                .max_bins = 6},
    [CHANNEL_STROKE_WIDTH] = {.name = "strokeWidth",
                              ALONE(CHANNEL_STROKE_WIDTH),
                              .has_scale = true,
                              .splits = SPLITS_ALWAYS,
                              .max_bins = 6,
                              .legend_order = 7},
    [CHANNEL_STROKE_DASH] = {.name = "strokeDash",
                             ALONE(CHANNEL_STROKE_DASH),
                             .has_scale = true,
                             .discrete_range = true,
                             .by_mark = true,
                             .splits = SPLITS_ALWAYS,
                             .default_type = TYPE_NOMINAL,
                             .max_bins = 4,
                             .legend_order = 6},
    [CHANNEL_SIZE] = {.name = "size",
                      ALONE(CHANNEL_SIZE),
                      .has_scale = true,
                      .by_mark = true,
                      .splits = SPLITS_WHERE_EVEN,
                      .max_bins = 6,
                      .legend_order = 2},
    [CHANNEL_ANGLE] = {.name = "angle", ALONE(CHANNEL_ANGLE), .has_scale = true, .by_mark = true},
    [CHANNEL_SHAPE] = {.name = "shape",
                       ALONE(CHANNEL_SHAPE),
                       .has_scale = true,
                       .discrete_range = true,
                       .by_mark = true,
                       .default_type = TYPE_NOMINAL,
                       .max_bins = 6,
                       .legend_order = 3},
    [CHANNEL_ORDER] = {.name = "order",
                       ALONE(CHANNEL_ORDER),
                       .many = true,
                       .splits = SPLITS_WHERE_ORDERED,
                       .default_type = TYPE_ORDINAL},
    [CHANNEL_TEXT] = {.name = "text", ALONE(CHANNEL_TEXT), .own_format = true, .by_mark = true},
    [CHANNEL_DETAIL] = {.name = "detail", ALONE(CHANNEL_DETAIL), .many = true, .splits = SPLITS_ALWAYS},
    [CHANNEL_KEY] = {.name = "key", ALONE(CHANNEL_KEY), .splits = SPLITS_ALWAYS},
    [CHANNEL_TOOLTIP] =
        {.name = "tooltip", ALONE(CHANNEL_TOOLTIP), .many = true, .own_format = true, .unstacked = true},
    [CHANNEL_HREF] = {.name = "href", ALONE(CHANNEL_HREF)},
    [CHANNEL_URL] = {.name = "url", ALONE(CHANNEL_URL), .by_mark = true},
    [CHANNEL_DESCRIPTION] = {.name = "description", ALONE(CHANNEL_DESCRIPTION)},
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

Channel channel_main(Channel channel) { return channel_info(channel)->main; }
Channel channel_secondary(Channel channel) { return channel_info(channel)->secondary; }
Channel channel_offset(Channel channel) { return channel_info(channel)->offset; }
Channel channel_position(Channel channel) { return channel_info(channel)->position; }
Channel channel_scale(Channel channel) {
  const ChannelInfo *info = channel_info(channel);
  return info->has_scale ? info->main : NONE;
}
bool channel_is_scale(Channel channel) { return channel != NONE && channel_scale(channel) == channel; }

static bool is_main_of(Channel channel, ChannelPlace place) {
  const ChannelInfo *info = channel_info(channel);
  return info->place == place && info->main == channel;
}

bool channel_is_xy(Channel channel) { return is_main_of(channel, PLACE_AXES); }
bool channel_is_polar(Channel channel) { return is_main_of(channel, PLACE_POLAR); }
bool channel_is_offset(Channel channel) { return channel_info(channel)->place == PLACE_OFFSET; }
bool channel_is_color(Channel channel) { return channel_info(channel)->color; }
