/* vegalite/grammar/mark_property.h: the properties of a mark by number.
 *
 * Names are looked up only where an object of a spec or of config is read, once for each of its members; rules go by number.
 */
#pragma once
#include "vegalite/grammar/channel.h"
#include "json/json.h"

typedef enum MarkProperty {
  MARK_PROPERTY_NONE = -1,
  MARK_PROPERTY_OPACITY,
  MARK_PROPERTY_FILL,
  MARK_PROPERTY_FILL_OPACITY,
  MARK_PROPERTY_STROKE,
  MARK_PROPERTY_STROKE_WIDTH,
  MARK_PROPERTY_STROKE_OPACITY,
  MARK_PROPERTY_STROKE_DASH,
  MARK_PROPERTY_STROKE_DASH_OFFSET,
  MARK_PROPERTY_STROKE_CAP,
  MARK_PROPERTY_STROKE_JOIN,
  MARK_PROPERTY_STROKE_MITER_LIMIT,
  MARK_PROPERTY_STROKE_OFFSET,
  MARK_PROPERTY_BLEND,
  MARK_PROPERTY_START_ANGLE,
  MARK_PROPERTY_END_ANGLE,
  MARK_PROPERTY_PAD_ANGLE,
  MARK_PROPERTY_INNER_RADIUS,
  MARK_PROPERTY_OUTER_RADIUS,
  MARK_PROPERTY_SIZE,
  MARK_PROPERTY_SHAPE,
  MARK_PROPERTY_INTERPOLATE,
  MARK_PROPERTY_TENSION,
  MARK_PROPERTY_ORIENT,
  MARK_PROPERTY_ALIGN,
  MARK_PROPERTY_BASELINE,
  MARK_PROPERTY_TEXT,
  MARK_PROPERTY_DIR,
  MARK_PROPERTY_DX,
  MARK_PROPERTY_DY,
  MARK_PROPERTY_ELLIPSIS,
  MARK_PROPERTY_LIMIT,
  MARK_PROPERTY_RADIUS,
  MARK_PROPERTY_THETA,
  MARK_PROPERTY_ANGLE,
  MARK_PROPERTY_FONT,
  MARK_PROPERTY_FONT_SIZE,
  MARK_PROPERTY_FONT_WEIGHT,
  MARK_PROPERTY_FONT_STYLE,
  MARK_PROPERTY_LINE_HEIGHT,
  MARK_PROPERTY_WRITING_MODE,
  MARK_PROPERTY_LANG,
  MARK_PROPERTY_HREF,
  MARK_PROPERTY_ASPECT,
  MARK_PROPERTY_URL,
  MARK_PROPERTY_SMOOTH,
  MARK_PROPERTY_CORNER_RADIUS,
  MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT,
  MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT,
  MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT,
  MARK_PROPERTY_CORNER_RADIUS_BOTTOM_LEFT,
  MARK_PROPERTY_CORNER_RADIUS_END,
  MARK_PROPERTY_COLOR,
  MARK_PROPERTY_FILLED,
  MARK_PROPERTY_X,
  MARK_PROPERTY_X2,
  MARK_PROPERTY_Y,
  MARK_PROPERTY_Y2,
  MARK_PROPERTY_X_OFFSET,
  MARK_PROPERTY_X2_OFFSET,
  MARK_PROPERTY_Y_OFFSET,
  MARK_PROPERTY_Y2_OFFSET,
  MARK_PROPERTY_RADIUS2,
  MARK_PROPERTY_RADIUS_OFFSET,
  MARK_PROPERTY_RADIUS2_OFFSET,
  MARK_PROPERTY_THETA2,
  MARK_PROPERTY_THETA_OFFSET,
  MARK_PROPERTY_THETA2_OFFSET,
  MARK_PROPERTY_WIDTH,
  MARK_PROPERTY_HEIGHT,
  MARK_PROPERTY_THICKNESS,
  MARK_PROPERTY_BIN_SPACING,
  MARK_PROPERTY_MIN_BAND_SIZE,
  MARK_PROPERTY_DISCRETE_BAND_SIZE,
  MARK_PROPERTY_CONTINUOUS_BAND_SIZE,
  MARK_PROPERTY_TIME_UNIT_BAND_POSITION,
  MARK_PROPERTY_TIME_UNIT_BAND_SIZE,
  MARK_PROPERTY_ORDER,
  MARK_PROPERTY_INVALID,
  MARK_PROPERTY_CLIP,
  MARK_PROPERTY_LINE_BREAK,
  MARK_PROPERTY_STYLE,
  MARK_PROPERTY_CURSOR,
  MARK_PROPERTY_TOOLTIP,
  MARK_PROPERTY_DESCRIPTION,
  MARK_PROPERTY_ARIA,
  MARK_PROPERTY_ARIA_ROLE,
  MARK_PROPERTY_ARIA_ROLE_DESCRIPTION,
  MARK_PROPERTY_COUNT
} MarkProperty;

/* Where the properties of one mark are set, nearest first. NULL: not there; a JSON null counts as set. */
typedef struct MarkProperties {
  const Json *own[MARK_PROPERTY_COUNT]; /* computed from the encoding, or in the mark object */
  const Json
      *by_style[MARK_PROPERTY_COUNT]; /* of the styles it names, the last one first, then of the style called like it */
  const Json *by_type[MARK_PROPERTY_COUNT]; /* config.bar … */
  const Json *of_all[MARK_PROPERTY_COUNT];  /* config.mark */
} MarkProperties;

/* Sets into[property] to each member of `object` that is a mark property. What is set already is left as it is; so is everything
 * when `object` is not an object. */
void mark_properties_read(const Json *object, const Json *into[MARK_PROPERTY_COUNT]);

/* The property with the name of a channel ("x2"), with its name in Vega ("xc"), and that of its offset ("x2Offset");
 * MARK_PROPERTY_NONE when marks have no such property. */
MarkProperty mark_property_of_channel(Channel channel);
MarkProperty mark_property_of_vega_channel(Channel channel);
MarkProperty mark_property_of_offset(Channel channel);
/* "width" or "height", along the direction of x, y and the like; MARK_PROPERTY_NONE for other channels. */
MarkProperty mark_property_of_size(Channel channel);
