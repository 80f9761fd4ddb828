/* vegalite/guide/axis_property.c: the names of axis properties. */
#include "vegalite/guide/axis_property.h"
#include <string.h>

const char *const axis_property_names[AXIS_PROPERTY_COUNT] = {
    [AXIS_PROPERTY_ORIENT] = "orient",
    [AXIS_PROPERTY_ARIA] = "aria",
    [AXIS_PROPERTY_BAND_POSITION] = "bandPosition",
    [AXIS_PROPERTY_DESCRIPTION] = "description",
    [AXIS_PROPERTY_DOMAIN] = "domain",
    [AXIS_PROPERTY_DOMAIN_CAP] = "domainCap",
    [AXIS_PROPERTY_DOMAIN_COLOR] = "domainColor",
    [AXIS_PROPERTY_DOMAIN_DASH] = "domainDash",
    [AXIS_PROPERTY_DOMAIN_DASH_OFFSET] = "domainDashOffset",
    [AXIS_PROPERTY_DOMAIN_OPACITY] = "domainOpacity",
    [AXIS_PROPERTY_DOMAIN_WIDTH] = "domainWidth",
    [AXIS_PROPERTY_FORMAT] = "format",
    [AXIS_PROPERTY_FORMAT_TYPE] = "formatType",
    [AXIS_PROPERTY_GRID] = "grid",
    [AXIS_PROPERTY_GRID_CAP] = "gridCap",
    [AXIS_PROPERTY_GRID_COLOR] = "gridColor",
    [AXIS_PROPERTY_GRID_DASH] = "gridDash",
    [AXIS_PROPERTY_GRID_DASH_OFFSET] = "gridDashOffset",
    [AXIS_PROPERTY_GRID_OPACITY] = "gridOpacity",
    [AXIS_PROPERTY_GRID_WIDTH] = "gridWidth",
    [AXIS_PROPERTY_LABEL_ALIGN] = "labelAlign",
    [AXIS_PROPERTY_LABEL_ANGLE] = "labelAngle",
    [AXIS_PROPERTY_LABEL_BASELINE] = "labelBaseline",
    [AXIS_PROPERTY_LABEL_BOUND] = "labelBound",
    [AXIS_PROPERTY_LABEL_COLOR] = "labelColor",
    [AXIS_PROPERTY_LABEL_FLUSH] = "labelFlush",
    [AXIS_PROPERTY_LABEL_FLUSH_OFFSET] = "labelFlushOffset",
    [AXIS_PROPERTY_LABEL_FONT] = "labelFont",
    [AXIS_PROPERTY_LABEL_FONT_SIZE] = "labelFontSize",
    [AXIS_PROPERTY_LABEL_FONT_STYLE] = "labelFontStyle",
    [AXIS_PROPERTY_LABEL_FONT_WEIGHT] = "labelFontWeight",
    [AXIS_PROPERTY_LABEL_LIMIT] = "labelLimit",
    [AXIS_PROPERTY_LABEL_LINE_HEIGHT] = "labelLineHeight",
    [AXIS_PROPERTY_LABEL_OFFSET] = "labelOffset",
    [AXIS_PROPERTY_LABEL_OPACITY] = "labelOpacity",
    [AXIS_PROPERTY_LABEL_OVERLAP] = "labelOverlap",
    [AXIS_PROPERTY_LABEL_PADDING] = "labelPadding",
    [AXIS_PROPERTY_LABELS] = "labels",
    [AXIS_PROPERTY_LABEL_SEPARATION] = "labelSeparation",
    [AXIS_PROPERTY_MAX_EXTENT] = "maxExtent",
    [AXIS_PROPERTY_MIN_EXTENT] = "minExtent",
    [AXIS_PROPERTY_OFFSET] = "offset",
    [AXIS_PROPERTY_POSITION] = "position",
    [AXIS_PROPERTY_TICK_BAND] = "tickBand",
    [AXIS_PROPERTY_TICK_CAP] = "tickCap",
    [AXIS_PROPERTY_TICK_COLOR] = "tickColor",
    [AXIS_PROPERTY_TICK_COUNT] = "tickCount",
    [AXIS_PROPERTY_TICK_DASH] = "tickDash",
    [AXIS_PROPERTY_TICK_DASH_OFFSET] = "tickDashOffset",
    [AXIS_PROPERTY_TICK_EXTRA] = "tickExtra",
    [AXIS_PROPERTY_TICK_MIN_STEP] = "tickMinStep",
    [AXIS_PROPERTY_TICK_OFFSET] = "tickOffset",
    [AXIS_PROPERTY_TICK_OPACITY] = "tickOpacity",
    [AXIS_PROPERTY_TICK_ROUND] = "tickRound",
    [AXIS_PROPERTY_TICKS] = "ticks",
    [AXIS_PROPERTY_TICK_SIZE] = "tickSize",
    [AXIS_PROPERTY_TICK_WIDTH] = "tickWidth",
    [AXIS_PROPERTY_TITLE_ALIGN] = "titleAlign",
    [AXIS_PROPERTY_TITLE_ANCHOR] = "titleAnchor",
    [AXIS_PROPERTY_TITLE_ANGLE] = "titleAngle",
    [AXIS_PROPERTY_TITLE_BASELINE] = "titleBaseline",
    [AXIS_PROPERTY_TITLE_COLOR] = "titleColor",
    [AXIS_PROPERTY_TITLE_FONT] = "titleFont",
    [AXIS_PROPERTY_TITLE_FONT_SIZE] = "titleFontSize",
    [AXIS_PROPERTY_TITLE_FONT_STYLE] = "titleFontStyle",
    [AXIS_PROPERTY_TITLE_FONT_WEIGHT] = "titleFontWeight",
    [AXIS_PROPERTY_TITLE_LIMIT] = "titleLimit",
    [AXIS_PROPERTY_TITLE_LINE_HEIGHT] = "titleLineHeight",
    [AXIS_PROPERTY_TITLE_OPACITY] = "titleOpacity",
    [AXIS_PROPERTY_TITLE_PADDING] = "titlePadding",
    [AXIS_PROPERTY_TITLE_X] = "titleX",
    [AXIS_PROPERTY_TITLE_Y] = "titleY",
    [AXIS_PROPERTY_TRANSLATE] = "translate",
    [AXIS_PROPERTY_VALUES] = "values",
    [AXIS_PROPERTY_ZINDEX] = "zindex",
    [AXIS_PROPERTY_LABEL_EXPR] = "labelExpr",
    [AXIS_PROPERTY_ENCODING] = "encoding",
    [AXIS_PROPERTY_DISABLE] = "disable",
    [AXIS_PROPERTY_TITLE] = "title",
};

AxisProperty axis_property_from_name(const char *name) {
  int property = 0;
  while (property < AXIS_PROPERTY_COUNT && strcmp(axis_property_names[property], name) != 0) property++;
  return (AxisProperty)property;
}

void axis_properties_read(const Json *object, const Json *into[AXIS_PROPERTY_COUNT]) {
  for (size_t i = 0; json_is(object, JSON_OBJECT) && i < object->object.count; i++) {
    AxisProperty property = axis_property_from_name(object->object.members[i].key);
    if (property < AXIS_PROPERTY_COUNT && !into[property]) into[property] = object->object.members[i].value;
  }
}
