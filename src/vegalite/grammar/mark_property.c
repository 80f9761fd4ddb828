/* vegalite/grammar/mark_property.c: the names of mark properties (Vega-Lite's MarkDef and MarkConfig). */
#include "vegalite/grammar/mark_property.h"
#include "json/names.h"

static const char *const property_names[MARK_PROPERTY_COUNT] = {
    [MARK_PROPERTY_OPACITY] = "opacity",
    [MARK_PROPERTY_FILL] = "fill",
    [MARK_PROPERTY_FILL_OPACITY] = "fillOpacity",
    [MARK_PROPERTY_STROKE] = "stroke",
    [MARK_PROPERTY_STROKE_WIDTH] = "strokeWidth",
    [MARK_PROPERTY_STROKE_OPACITY] = "strokeOpacity",
    [MARK_PROPERTY_STROKE_DASH] = "strokeDash",
    [MARK_PROPERTY_STROKE_DASH_OFFSET] = "strokeDashOffset",
    [MARK_PROPERTY_STROKE_CAP] = "strokeCap",
    [MARK_PROPERTY_STROKE_JOIN] = "strokeJoin",
    [MARK_PROPERTY_STROKE_MITER_LIMIT] = "strokeMiterLimit",
    [MARK_PROPERTY_STROKE_OFFSET] = "strokeOffset",
    [MARK_PROPERTY_BLEND] = "blend",
    [MARK_PROPERTY_START_ANGLE] = "startAngle",
    [MARK_PROPERTY_END_ANGLE] = "endAngle",
    [MARK_PROPERTY_PAD_ANGLE] = "padAngle",
    [MARK_PROPERTY_INNER_RADIUS] = "innerRadius",
    [MARK_PROPERTY_OUTER_RADIUS] = "outerRadius",
    [MARK_PROPERTY_SIZE] = "size",
    [MARK_PROPERTY_SHAPE] = "shape",
    [MARK_PROPERTY_INTERPOLATE] = "interpolate",
    [MARK_PROPERTY_TENSION] = "tension",
    [MARK_PROPERTY_ORIENT] = "orient",
    [MARK_PROPERTY_ALIGN] = "align",
    [MARK_PROPERTY_BASELINE] = "baseline",
    [MARK_PROPERTY_TEXT] = "text",
    [MARK_PROPERTY_DIR] = "dir",
    [MARK_PROPERTY_DX] = "dx",
    [MARK_PROPERTY_DY] = "dy",
    [MARK_PROPERTY_ELLIPSIS] = "ellipsis",
    [MARK_PROPERTY_LIMIT] = "limit",
    [MARK_PROPERTY_RADIUS] = "radius",
    [MARK_PROPERTY_THETA] = "theta",
    [MARK_PROPERTY_ANGLE] = "angle",
    [MARK_PROPERTY_FONT] = "font",
    [MARK_PROPERTY_FONT_SIZE] = "fontSize",
    [MARK_PROPERTY_FONT_WEIGHT] = "fontWeight",
    [MARK_PROPERTY_FONT_STYLE] = "fontStyle",
    [MARK_PROPERTY_LINE_HEIGHT] = "lineHeight",
    [MARK_PROPERTY_WRITING_MODE] = "writingMode",
    [MARK_PROPERTY_LANG] = "lang",
    [MARK_PROPERTY_HREF] = "href",
    [MARK_PROPERTY_ASPECT] = "aspect",
    [MARK_PROPERTY_URL] = "url",
    [MARK_PROPERTY_SMOOTH] = "smooth",
    [MARK_PROPERTY_CORNER_RADIUS] = "cornerRadius",
    [MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT] = "cornerRadiusTopLeft",
    [MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT] = "cornerRadiusTopRight",
    [MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT] = "cornerRadiusBottomRight",
    [MARK_PROPERTY_CORNER_RADIUS_BOTTOM_LEFT] = "cornerRadiusBottomLeft",
    [MARK_PROPERTY_CORNER_RADIUS_END] = "cornerRadiusEnd",
    [MARK_PROPERTY_COLOR] = "color",
    [MARK_PROPERTY_FILLED] = "filled",
    [MARK_PROPERTY_X] = "x",
    [MARK_PROPERTY_X2] = "x2",
    [MARK_PROPERTY_Y] = "y",
    [MARK_PROPERTY_Y2] = "y2",
    [MARK_PROPERTY_X_OFFSET] = "xOffset",
    [MARK_PROPERTY_X2_OFFSET] = "x2Offset",
    [MARK_PROPERTY_Y_OFFSET] = "yOffset",
    [MARK_PROPERTY_Y2_OFFSET] = "y2Offset",
    [MARK_PROPERTY_RADIUS2] = "radius2",
    [MARK_PROPERTY_RADIUS_OFFSET] = "radiusOffset",
    [MARK_PROPERTY_RADIUS2_OFFSET] = "radius2Offset",
    [MARK_PROPERTY_THETA2] = "theta2",
    [MARK_PROPERTY_THETA_OFFSET] = "thetaOffset",
    [MARK_PROPERTY_THETA2_OFFSET] = "theta2Offset",
    [MARK_PROPERTY_WIDTH] = "width",
    [MARK_PROPERTY_HEIGHT] = "height",
    [MARK_PROPERTY_THICKNESS] = "thickness",
    [MARK_PROPERTY_BIN_SPACING] = "binSpacing",
    [MARK_PROPERTY_MIN_BAND_SIZE] = "minBandSize",
    [MARK_PROPERTY_DISCRETE_BAND_SIZE] = "discreteBandSize",
    [MARK_PROPERTY_CONTINUOUS_BAND_SIZE] = "continuousBandSize",
    [MARK_PROPERTY_TIME_UNIT_BAND_POSITION] = "timeUnitBandPosition",
    [MARK_PROPERTY_TIME_UNIT_BAND_SIZE] = "timeUnitBandSize",
    [MARK_PROPERTY_ORDER] = "order",
    [MARK_PROPERTY_INVALID] = "invalid",
    [MARK_PROPERTY_CLIP] = "clip",
    [MARK_PROPERTY_LINE_BREAK] = "lineBreak",
    [MARK_PROPERTY_STYLE] = "style",
    [MARK_PROPERTY_CURSOR] = "cursor",
    [MARK_PROPERTY_TOOLTIP] = "tooltip",
    [MARK_PROPERTY_DESCRIPTION] = "description",
    [MARK_PROPERTY_ARIA] = "aria",
    [MARK_PROPERTY_ARIA_ROLE] = "ariaRole",
    [MARK_PROPERTY_ARIA_ROLE_DESCRIPTION] = "ariaRoleDescription",
};

static JsonNames names = JSON_NAMES(property_names);

void mark_properties_read(const Json *object, const Json *into[MARK_PROPERTY_COUNT]) {
  json_names_read(&names, object, into);
}

static MarkProperty from_name(const char *name) {
  size_t found = name ? json_names_find(&names, name) : MARK_PROPERTY_COUNT;
  return found < MARK_PROPERTY_COUNT ? (MarkProperty)found : MARK_PROPERTY_NONE;
}

/* The properties of channels, found by name once. */
typedef struct ChannelProperties {
  MarkProperty own, vega, offset, size;
} ChannelProperties;

static ChannelProperties channel_properties(Channel channel) {
  static ChannelProperties rows[CHANNEL_COUNT];
  static gsize ready;
  if (channel == CHANNEL_NONE)
    return (ChannelProperties){MARK_PROPERTY_NONE, MARK_PROPERTY_NONE, MARK_PROPERTY_NONE, MARK_PROPERTY_NONE};
  if (g_once_init_enter(&ready)) {
    for (int c = 0; c < CHANNEL_COUNT; c++) {
      const ChannelInfo *info = channel_info((Channel)c);
      char *offset = g_strconcat(info->name, "Offset", NULL);
      rows[c] = (ChannelProperties){.own = from_name(info->name),
                                    .vega = from_name(channel_vega_name((Channel)c)),
                                    .offset = from_name(offset),
                                    .size = info->direction ? from_name(info->direction->size) : MARK_PROPERTY_NONE};
      g_free(offset);
    }
    g_once_init_leave(&ready, 1);
  }
  return rows[channel];
}

MarkProperty mark_property_of_channel(Channel channel) { return channel_properties(channel).own; }
MarkProperty mark_property_of_vega_channel(Channel channel) { return channel_properties(channel).vega; }
MarkProperty mark_property_of_offset(Channel channel) { return channel_properties(channel).offset; }
MarkProperty mark_property_of_size(Channel channel) { return channel_properties(channel).size; }
