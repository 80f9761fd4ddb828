/* spec/channel.h: Vega-Lite's encoding channels. */
#pragma once
#include <stdbool.h>

typedef enum Channel {
  CHANNEL_NONE = -1,
  CHANNEL_X,
  CHANNEL_Y,
  CHANNEL_X2,
  CHANNEL_Y2,
  CHANNEL_X_OFFSET,
  CHANNEL_Y_OFFSET,
  CHANNEL_THETA,
  CHANNEL_THETA2,
  CHANNEL_RADIUS,
  CHANNEL_RADIUS2,
  CHANNEL_LONGITUDE,
  CHANNEL_LATITUDE,
  CHANNEL_LONGITUDE2,
  CHANNEL_LATITUDE2,
  CHANNEL_COLOR,
  CHANNEL_FILL,
  CHANNEL_STROKE,
  CHANNEL_SHAPE,
  CHANNEL_SIZE,
  CHANNEL_ANGLE,
  CHANNEL_OPACITY,
  CHANNEL_FILL_OPACITY,
  CHANNEL_STROKE_OPACITY,
  CHANNEL_STROKE_WIDTH,
  CHANNEL_STROKE_DASH,
  CHANNEL_TIME,
  CHANNEL_TEXT,
  CHANNEL_ORDER,
  CHANNEL_DETAIL,
  CHANNEL_KEY,
  CHANNEL_TOOLTIP,
  CHANNEL_HREF,
  CHANNEL_URL,
  CHANNEL_DESCRIPTION,
  CHANNEL_COUNT
} Channel;

const char *channel_name(Channel channel);
Channel channel_from_name(const char *name); /* CHANNEL_NONE when unknown */
extern const char *const channel_names[];    /* NULL-terminated, in enum order */
Channel channel_main(Channel channel);       /* x2 → x, theta2 → theta …; itself otherwise */
Channel channel_secondary(Channel channel);  /* x → x2 …; CHANNEL_NONE otherwise */
Channel channel_offset(Channel channel);     /* x, x2 → xOffset, y, y2 → yOffset */
bool channel_is_scale(Channel channel);      /* has a scale: x, y, offsets, theta, radius, colours, shape, size … */
/* The channel whose scale it uses: x2 → x; itself for scale channels; CHANNEL_NONE for text, tooltip … */
Channel channel_scale(Channel channel);
