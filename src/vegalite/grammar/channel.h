/* vegalite/grammar/channel.h: Vega-Lite's encoding channels.
 *
 * Each channel is one row of the table in channel.c, with what the rules ask of it. A rule may name a channel that it looks up ("a
 * bar is as wide as size says"); of a channel that it is given it asks for properties.
 */
#pragma once
#include "base/arena.h"
#include "scene/scene.h"
#include <stdbool.h>

/* In the order in which Vega-Lite goes through an encoding (its UNIT_CHANNELS). */
typedef enum Channel {
  CHANNEL_NONE = -1,
  CHANNEL_X,
  CHANNEL_Y,
  CHANNEL_X2,
  CHANNEL_Y2,
  CHANNEL_THETA,
  CHANNEL_THETA2,
  CHANNEL_RADIUS,
  CHANNEL_RADIUS2,
  CHANNEL_LONGITUDE,
  CHANNEL_LONGITUDE2,
  CHANNEL_LATITUDE,
  CHANNEL_LATITUDE2,
  CHANNEL_X_OFFSET,
  CHANNEL_Y_OFFSET,
  CHANNEL_COLOR,
  CHANNEL_FILL,
  CHANNEL_STROKE,
  CHANNEL_TIME,
  CHANNEL_OPACITY,
  CHANNEL_FILL_OPACITY,
  CHANNEL_STROKE_OPACITY,
  CHANNEL_STROKE_WIDTH,
  CHANNEL_STROKE_DASH,
  CHANNEL_SIZE,
  CHANNEL_ANGLE,
  CHANNEL_SHAPE,
  CHANNEL_ORDER,
  CHANNEL_TEXT,
  CHANNEL_DETAIL,
  CHANNEL_KEY,
  CHANNEL_TOOLTIP,
  CHANNEL_HREF,
  CHANNEL_URL,
  CHANNEL_DESCRIPTION,
  CHANNEL_COUNT
} Channel;

/* The types of fields that definitions have. */
typedef enum Type { TYPE_NONE, TYPE_QUANTITATIVE, TYPE_TEMPORAL, TYPE_ORDINAL, TYPE_NOMINAL, TYPE_GEOJSON } Type;

/* What a channel places an item in. */
typedef enum ChannelPlace {
  PLACE_NONE, /* it does not place it */
  PLACE_AXES,
  PLACE_OFFSET, /* from where x and y place it */
  PLACE_POLAR,
  PLACE_MAP
} ChannelPlace;

/* What its scale maps to, of which scaling/scale_range.c knows the usual range. */
typedef enum ChannelGives {
  GIVES_NOTHING,  /* it has no scale */
  GIVES_POSITION, /* px along the view */
  GIVES_SHIFT,    /* px from there, inside a band */
  GIVES_TURN,     /* radians around the middle of the view, all of them unless told otherwise */
  GIVES_RADIUS,   /* px from the middle of the view */
  GIVES_COLOR,
  GIVES_OPACITY,
  GIVES_SIZE, /* an area or a width, as the mark has it */
  GIVES_WIDTH,
  GIVES_DASH,
  GIVES_DEGREES,
  GIVES_SHAPE,
  GIVES_FRAMES /* of an animation */
} ChannelGives;

/* Whether a field parts the rows of a line, area or trail into several paths (Vega-Lite's pathGroupingFields). */
typedef enum ChannelSplit {
  SPLITS_NEVER,
  SPLITS_ALWAYS,
  SPLITS_WHERE_ORDERED, /* marks with ordered_paths (vegalite/grammar/mark_type.h) */
  SPLITS_WHERE_EVEN     /* marks without variable_width */
} ChannelSplit;

/* What there is once for each direction of the page. */
typedef struct ChannelDirection {
  bool vertical;
  const char *size;                            /* "width" */
  const char *discrete_size, *continuous_size; /* of config.view: "discreteWidth" … */
  const char *axis_config;                     /* "axisX" */
  const char *axis_orients[2];                 /* the sides its axes may be on, the usual one first */
  const char *reverse_config;                  /* of config.scale: "xReverse"; NULL: it cannot be set there */
  const char *dimension_orient;                /* the orientation of marks with their dimension along it */
} ChannelDirection;

/* What a channel is another name for, on marks that are filled and on those that are not. */
typedef struct ChannelByFill {
  Channel filled, hollow;
} ChannelByFill;

/* Everything that is left out of a row is false, zero or NULL. */
typedef struct ChannelInfo {
  const char *name;
  const char *vega_name;                     /* what Vega calls it in marks; NULL: the same */
  const char *polar_alias;                   /* an old name of it on polar marks; NULL: none */
  Channel main, secondary, offset, position; /* documented at the functions below */
  Channel across;                            /* x ↔ y, theta ↔ radius; CHANNEL_NONE for others */
  ChannelPlace place;
  const ChannelDirection *direction; /* NULL: none, or that of theta and radius */
  const ChannelByFill *stands_for;   /* NULL: itself */
  ChannelGives gives;                /* or its main channel */
  SceneChannelId scene; /* what it sets of an item; without meaning for offsets, places on maps, color, order … */
  SceneChannelId text_scene; /* the same for polar channels of texts, whose place is in properties of its own */
  bool discrete_range;       /* takes items of a list, such as shapes, which no continuous scale gives */
  bool many;                 /* may be a list of definitions */
  bool nullable;             /* null is a value of it, which switches it off, and does not leave it out */
  bool sort_alone;           /* "sort" makes a definition, without field, datum or value */
  bool own_format;           /* its definition has a "format", not its axis or legend */
  bool by_mark;              /* only marks that list it in MarkType.channels have it */
  bool unstacked;            /* its field never parts the items of a stack; those of positions do not either */
  ChannelSplit splits;
  Type default_type; /* of its fields; TYPE_NONE: it depends on the definition */
  int max_bins;      /* 0: 10 */
  int legend_order;  /* 1 …: where its legend comes among those of a view; 0: it has none */
} ChannelInfo;

/* CHANNEL_NONE has a row too, without properties. */
const ChannelInfo *channel_info(Channel channel);
const char *channel_name(Channel channel);
const char *channel_vega_name(Channel channel);
Channel channel_from_name(const char *name);    /* CHANNEL_NONE when unknown */
const char *const *channel_names(Arena *arena); /* ended by NULL, in enum order */
/* color → fill or stroke; itself otherwise */
Channel channel_meant(Channel channel, bool filled);
Channel channel_main(Channel channel);      /* x2 → x, theta2 → theta …; itself otherwise */
Channel channel_secondary(Channel channel); /* x → x2 …; CHANNEL_NONE otherwise */
Channel channel_offset(Channel channel);    /* x, x2 → xOffset, y, y2 → yOffset; CHANNEL_NONE otherwise */
Channel channel_position(Channel channel);  /* x, x2, xOffset → x …; CHANNEL_NONE otherwise */
bool channel_is_scale(Channel channel);     /* has a scale: x, y, offsets, theta, radius, colours, shape, size … */
/* The channel whose scale it uses: x2 → x; itself for scale channels; CHANNEL_NONE for text, tooltip … */
Channel channel_scale(Channel channel);

/* All accept CHANNEL_NONE, for which they are false. */
bool channel_is_xy(Channel channel);     /* x, y */
bool channel_is_polar(Channel channel);  /* theta, radius */
bool channel_is_offset(Channel channel); /* xOffset, yOffset */
bool channel_is_color(Channel channel);  /* color, fill, stroke */
/* x, x2, xOffset; y, y2, yOffset */
bool channel_is_horizontal(Channel channel);
bool channel_is_vertical(Channel channel);
/* How far its direction goes in a view: the width, or the height, which is also what polar channels get. */
double channel_extent(Channel channel, double width, double height);
