/* spec/channel.c: the channels' names and how they belong together. */
#include "spec/channel.h"
#include <string.h>

typedef struct ChannelInfo {
  const char *name;
  Channel main, secondary, offset, scale;
} ChannelInfo;

#define NONE CHANNEL_NONE
static const ChannelInfo infos[CHANNEL_COUNT] = {
    [CHANNEL_X] = {"x", CHANNEL_X, CHANNEL_X2, CHANNEL_X_OFFSET, CHANNEL_X},
    [CHANNEL_Y] = {"y", CHANNEL_Y, CHANNEL_Y2, CHANNEL_Y_OFFSET, CHANNEL_Y},
    [CHANNEL_X2] = {"x2", CHANNEL_X, NONE, CHANNEL_X_OFFSET, CHANNEL_X},
    [CHANNEL_Y2] = {"y2", CHANNEL_Y, NONE, CHANNEL_Y_OFFSET, CHANNEL_Y},
    [CHANNEL_X_OFFSET] = {"xOffset", CHANNEL_X_OFFSET, NONE, NONE, CHANNEL_X_OFFSET},
    [CHANNEL_Y_OFFSET] = {"yOffset", CHANNEL_Y_OFFSET, NONE, NONE, CHANNEL_Y_OFFSET},
    [CHANNEL_THETA] = {"theta", CHANNEL_THETA, CHANNEL_THETA2, NONE, CHANNEL_THETA},
    [CHANNEL_THETA2] = {"theta2", CHANNEL_THETA, NONE, NONE, CHANNEL_THETA},
    [CHANNEL_RADIUS] = {"radius", CHANNEL_RADIUS, CHANNEL_RADIUS2, NONE, CHANNEL_RADIUS},
    [CHANNEL_RADIUS2] = {"radius2", CHANNEL_RADIUS, NONE, NONE, CHANNEL_RADIUS},
    [CHANNEL_LONGITUDE] = {"longitude", CHANNEL_LONGITUDE, CHANNEL_LONGITUDE2, NONE, NONE},
    [CHANNEL_LATITUDE] = {"latitude", CHANNEL_LATITUDE, CHANNEL_LATITUDE2, NONE, NONE},
    [CHANNEL_LONGITUDE2] = {"longitude2", CHANNEL_LONGITUDE, NONE, NONE, NONE},
    [CHANNEL_LATITUDE2] = {"latitude2", CHANNEL_LATITUDE, NONE, NONE, NONE},
    [CHANNEL_COLOR] = {"color", CHANNEL_COLOR, NONE, NONE, CHANNEL_COLOR},
    [CHANNEL_FILL] = {"fill", CHANNEL_FILL, NONE, NONE, CHANNEL_FILL},
    [CHANNEL_STROKE] = {"stroke", CHANNEL_STROKE, NONE, NONE, CHANNEL_STROKE},
    [CHANNEL_SHAPE] = {"shape", CHANNEL_SHAPE, NONE, NONE, CHANNEL_SHAPE},
    [CHANNEL_SIZE] = {"size", CHANNEL_SIZE, NONE, NONE, CHANNEL_SIZE},
    [CHANNEL_ANGLE] = {"angle", CHANNEL_ANGLE, NONE, NONE, CHANNEL_ANGLE},
    [CHANNEL_OPACITY] = {"opacity", CHANNEL_OPACITY, NONE, NONE, CHANNEL_OPACITY},
    [CHANNEL_FILL_OPACITY] = {"fillOpacity", CHANNEL_FILL_OPACITY, NONE, NONE, CHANNEL_FILL_OPACITY},
    [CHANNEL_STROKE_OPACITY] = {"strokeOpacity", CHANNEL_STROKE_OPACITY, NONE, NONE, CHANNEL_STROKE_OPACITY},
    [CHANNEL_STROKE_WIDTH] = {"strokeWidth", CHANNEL_STROKE_WIDTH, NONE, NONE, CHANNEL_STROKE_WIDTH},
    [CHANNEL_STROKE_DASH] = {"strokeDash", CHANNEL_STROKE_DASH, NONE, NONE, CHANNEL_STROKE_DASH},
    [CHANNEL_TIME] = {"time", CHANNEL_TIME, NONE, NONE, CHANNEL_TIME},
    [CHANNEL_TEXT] = {"text", CHANNEL_TEXT, NONE, NONE, NONE},
    [CHANNEL_ORDER] = {"order", CHANNEL_ORDER, NONE, NONE, NONE},
    [CHANNEL_DETAIL] = {"detail", CHANNEL_DETAIL, NONE, NONE, NONE},
    [CHANNEL_KEY] = {"key", CHANNEL_KEY, NONE, NONE, NONE},
    [CHANNEL_TOOLTIP] = {"tooltip", CHANNEL_TOOLTIP, NONE, NONE, NONE},
    [CHANNEL_HREF] = {"href", CHANNEL_HREF, NONE, NONE, NONE},
    [CHANNEL_URL] = {"url", CHANNEL_URL, NONE, NONE, NONE},
    [CHANNEL_DESCRIPTION] = {"description", CHANNEL_DESCRIPTION, NONE, NONE, NONE},
};
#undef NONE

const char *const channel_names[] = {
    "x",          "y",           "x2",        "y2",       "xOffset",    "yOffset",     "theta",         "theta2",
    "radius",     "radius2",     "longitude", "latitude", "longitude2", "latitude2",   "color",         "fill",
    "stroke",     "shape",       "size",      "angle",    "opacity",    "fillOpacity", "strokeOpacity", "strokeWidth",
    "strokeDash", "time",        "text",      "order",    "detail",     "key",         "tooltip",       "href",
    "url",        "description", NULL};

const char *channel_name(Channel channel) { return channel == CHANNEL_NONE ? "" : infos[channel].name; }

Channel channel_from_name(const char *name) {
  for (int i = 0; name && i < CHANNEL_COUNT; i++)
    if (strcmp(infos[i].name, name) == 0) return (Channel)i;
  return CHANNEL_NONE;
}

Channel channel_main(Channel channel) { return infos[channel].main; }
Channel channel_secondary(Channel channel) { return infos[channel].secondary; }
Channel channel_offset(Channel channel) { return infos[channel].offset; }
bool channel_is_scale(Channel channel) { return infos[channel].scale == channel; }
Channel channel_scale(Channel channel) { return infos[channel].scale; }
