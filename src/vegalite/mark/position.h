/* vegalite/mark/position.h: positions: points, ranges, bands (private to mark/).
 *
 * Follows Vega-Lite's compile/mark/encode/position-*.ts; results are px.
 */
#pragma once
#include "vegalite/mark/values.h"

typedef enum DefaultPosition { DEFAULT_NONE, DEFAULT_MID, DEFAULT_ZERO_OR_MIN, DEFAULT_ZERO_OR_MAX } DefaultPosition;

/* A channel's place in Vega: a slot, or (theta, radius) a scene channel. */
typedef struct Target {
  Slot slot;
  SceneChannelId id;
} Target;
Target position_target(Channel channel);
/* The width or height that goes with x or y. */
Target position_size_target(Channel channel);
void position_set(MarkBuilder *at, Target target, SceneChannel value);

void mark_point_position(MarkBuilder *at, Channel channel, DefaultPosition otherwise);
/* Into another slot than the channel's own (xc). */
void mark_point_position_at(MarkBuilder *at, Channel channel, DefaultPosition otherwise, Target target);
void mark_range_position(MarkBuilder *at, Channel channel, DefaultPosition otherwise, DefaultPosition otherwise2);
void mark_rect_position(MarkBuilder *at, Channel channel);

/* The parts of the above. */
typedef struct Offset {
  SceneChannel value;
  bool from_encoding; /* xOffset in the encoding, rather than a number on the mark */
} Offset;
Offset position_offset(const MarkBuilder *at, Channel channel, double band_position);
SceneChannel position_default(const MarkBuilder *at, Channel channel, DefaultPosition otherwise);
/* "width", "height", numbers and expressions. */
SceneChannel position_from_json(const MarkBuilder *at, Channel channel, const Json *json);
/* A length along the channel that the spec sets, stretched as the plot is; or an expression. */
SceneChannel position_length(const MarkBuilder *at, Channel channel, const Json *json);
/* The same for the breadth of an item. Pictures keep theirs, as symbols do. */
SceneChannel position_size(const MarkBuilder *at, Channel channel, const Json *json);
/* NaN if it is not set (getBandPosition). */
double position_band(const MarkBuilder *at, const ChannelDef *def, const ChannelDef *def2);
/* What a definition maps to through its scale, with the fraction of a band to add. */
typedef struct MidColumn {
  const Column *column;
  double band;
} MidColumn;
MidColumn position_mid_column(const MarkBuilder *at, Channel channel, const ChannelDef *def, const ChannelDef *def2,
                              bool impute, double band_position);
/* A point between two columns, through the scale. */
SceneChannel position_between(const MarkBuilder *at, Channel channel, const Column *start, const Column *end,
                              double fraction, SceneChannel offset);
typedef struct MidPoint {
  Channel channel;
  const ChannelDef *def, *def2;
  bool stacked; /* follow the stack's imputation */
  SceneChannel offset;
  double band_position; /* NaN: not given */
  SceneChannel otherwise;
} MidPoint;
/* The position asked for; that of invalid values where config.scale.invalid or invalid: null shows them. */
SceneChannel position_mid_or_invalid(const MarkBuilder *at, const MidPoint *ask);
/* Where invalid values of a channel go; false when they are not shown. */
bool position_invalid(const MarkBuilder *at, Channel channel, const ChannelDef *def, SceneChannelId id, RowTest *test,
                      SceneChannel *value);
/* getMarkPropOrConfig("align" or "baseline") as a slot: x, xc or x2. */
Target position_aligned(const MarkBuilder *at, Channel channel, bool top);
/* x or y of longitude and latitude; unset when there is no projection. */
SceneChannel mark_geo_position(MarkBuilder *at, Channel channel);
