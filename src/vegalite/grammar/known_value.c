/* vegalite/grammar/known_value.c: the rules, and how a value breaks them. */
#include "vegalite/grammar/known_value.h"
#include "base/length.h"
#include "base/temporary.h"
#include "color/color.h"
#include <math.h>
#include <string.h>

typedef enum ValueKind {
  VALUE_LISTED,  /* one of `words` */
  VALUE_NUMBER,  /* a number, or one of `words` */
  VALUE_WEIGHT,  /* a number, also as text, or one of `words` */
  VALUE_OPACITY, /* 0 … 1 */
  VALUE_BOOLEAN,
  VALUE_COLOR,  /* and lists of colours */
  VALUE_COLORS, /* lists of colours; a text is the name of something else */
  VALUE_LIST,   /* an array */
  VALUE_TEXT
} ValueKind;

struct ValueRule {
  const char *of;    /* the kinds of objects it is about, separated by spaces; NULL: all others */
  const char *names; /* of the properties, in the same way; "*": all */
  ValueKind kind;
  const char *words; /* allowed texts */
};

/* The first that fits counts. */
static const ValueRule rules[] = {
    {"axisResolve legendResolve scaleResolve", "*", VALUE_LISTED, "shared independent"},
    {"rowCol", "row column", VALUE_LISTED, "all each none"},
    {"chart view facetChannel rowOrColumn composition", "align", VALUE_LISTED, "all each none"},
    {NULL, "align labelAlign titleAlign", VALUE_LISTED, "left center right"},
    {NULL, "baseline labelBaseline titleBaseline", VALUE_LISTED, "top middle bottom alphabetic line-top line-bottom"},
    {NULL, "anchor labelAnchor titleAnchor", VALUE_LISTED, "start middle end"},
    {"legend legendConfig", "orient", VALUE_LISTED,
     "left right top bottom top-left top-right bottom-left bottom-right none"},
    {"title", "orient", VALUE_LISTED, "top bottom left right none"},
    {"axis axisConfig header", "orient", VALUE_LISTED, "top bottom left right"},
    {"mark markConfig", "orient", VALUE_LISTED, "horizontal vertical"},
    {NULL, "labelOrient titleOrient", VALUE_LISTED, "top bottom left right"},
    {NULL, "strokeCap domainCap gridCap tickCap", VALUE_LISTED, "butt round square"},
    {NULL, "strokeJoin", VALUE_LISTED, "miter round bevel"},
    {NULL, "fontWeight labelFontWeight titleFontWeight subtitleFontWeight", VALUE_WEIGHT, "normal bold bolder lighter"},
    {NULL, "blend", VALUE_LISTED,
     "multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion hue "
     "saturation color luminosity"},
    {NULL, "dir", VALUE_LISTED, "ltr rtl"},
    {NULL, "frame", VALUE_LISTED, "bounds group"},
    {NULL, "gridAlign", VALUE_LISTED, "all each none"},
    {NULL, "tickBand", VALUE_LISTED, "center extent"},
    {NULL, "labelOverlap", VALUE_LISTED, "parity greedy"},
    {NULL, "direction gradientDirection symbolDirection", VALUE_LISTED, "horizontal vertical"},
    {"legend", "type", VALUE_LISTED, "symbol gradient"},
    {"mark markConfig", "interpolate", VALUE_LISTED,
     "basis basis-open basis-closed bundle cardinal cardinal-open cardinal-closed catmull-rom linear linear-closed "
     "monotone natural step step-before step-after"},
    {"mark markConfig", "invalid", VALUE_LISTED,
     "filter show break-paths-filter-domains break-paths-show-domains break-paths-show-path-domains"},
    {NULL, "stack", VALUE_LISTED, "zero center normalize"},
    {NULL, "bin", VALUE_BOOLEAN, "binned"},
    {"sort", "order", VALUE_LISTED, "ascending descending"},
    {NULL, "sort", VALUE_LISTED,
     "ascending descending x -x y -y color -color fill -fill stroke -stroke size -size shape -shape opacity -opacity "
     "fillOpacity -fillOpacity strokeOpacity -strokeOpacity strokeWidth -strokeWidth text -text"},
    {"axis axisConfig legend legendConfig", "tickCount", VALUE_NUMBER,
     "millisecond second minute hour day week month year"},
    {"axis legend", "values", VALUE_LIST, NULL},
    {"scale", "domain", VALUE_LISTED, "unaggregated"},
    {"scale", "nice", VALUE_NUMBER, "millisecond second minute hour day week month year"},
    {NULL, "font labelFont titleFont subtitleFont", VALUE_TEXT, NULL},
    {"impute", "method", VALUE_LISTED, "value mean median max min"},
    {"autosize", "type", VALUE_LISTED, "pad fit fit-x fit-y none"},
    {"chart config", "autosize", VALUE_LISTED, "pad fit fit-x fit-y none"},
    {NULL, "contains", VALUE_LISTED, "content padding"},
    {"tooltipContent", "content", VALUE_LISTED, "encoding data"},
    {"chart view facetChannel", "bounds", VALUE_LISTED, "full flush"},
    {NULL, "fieldTitle", VALUE_LISTED, "verbal functional plain"},
    {"selection", "resolve", VALUE_LISTED, "global union intersect"},
    {"gradient", "gradient", VALUE_LISTED, "linear radial"},
    {"axis axisConfig style", "domain", VALUE_BOOLEAN, NULL},
    {"step", "step", VALUE_NUMBER, NULL},
    {"chart view", "width height", VALUE_NUMBER, "container"},
    {"encoding mark markConfig", "x x2", VALUE_NUMBER, "width"},
    {"encoding mark markConfig", "y y2", VALUE_NUMBER, "height"},
    {"mark markConfig", "width height", VALUE_NUMBER, NULL},
    {"rangeConfig", "category diverging heatmap ordinal ramp", VALUE_COLORS, NULL},
    {NULL,
     "opacity fillOpacity strokeOpacity labelOpacity titleOpacity gridOpacity tickOpacity domainOpacity "
     "symbolOpacity gradientOpacity unselectedOpacity minOpacity maxOpacity",
     VALUE_OPACITY, NULL},
    {NULL,
     "color domainColor fill fillColor gradientStrokeColor gridColor labelColor stroke strokeColor "
     "subtitleColor symbolBaseFillColor symbolBaseStrokeColor symbolFillColor symbolStrokeColor tickColor "
     "titleColor",
     VALUE_COLOR, NULL},
    {NULL,
     "aria aspect binned center clamp clip customFormatTypes disable empty filled grid labelBound labelFlush "
     "labels nearest react reflectX reflectY rescale resize reverse round smooth tickExtra tickRound "
     "useUnaggregatedDomain utc xReverse zero",
     VALUE_BOOLEAN, NULL},
    {NULL,
     "angle animationDuration bandPaddingInner bandPaddingOuter bandPosition bandSize "
     "bandWithNestedOffsetPaddingInner bandWithNestedOffsetPaddingOuter barBandPaddingInner base binSpacing "
     "clipAngle clipHeight coefficient columnPadding columns constant continuousBandSize continuousHeight "
     "continuousPadding continuousWidth cornerRadius cornerRadiusBottomLeft cornerRadiusBottomRight "
     "cornerRadiusEnd cornerRadiusTopLeft cornerRadiusTopRight count discreteBandSize discreteHeight "
     "discreteWidth distance domainDashOffset domainWidth dx dy endAngle exponent fontSize fraction "
     "framesPerSecond gamma gradientHorizontalMaxLength gradientHorizontalMinLength gradientLabelLimit "
     "gradientLabelOffset gradientLength gradientStrokeWidth gradientThickness gradientVerticalMaxLength "
     "gradientVerticalMinLength gridDashOffset gridWidth innerRadius labelAngle labelFlushOffset labelFontSize "
     "labelLimit labelLineHeight labelOffset labelPadding labelSeparation legendX legendY limit lineHeight "
     "lobes maxBandSize maxExtent maxFontSize maxSize maxStrokeWidth maxbins minBandSize minExtent minFontSize "
     "minSize minStrokeWidth minstep offset offsetBandPaddingInner offsetBandPaddingOuter outerRadius padAngle "
     "padding paddingInner paddingOuter parallel pointPadding pointRadius position precision quantileCount "
     "quantizeCount r1 r2 radius radius2 radius2Offset radiusOffset ratio rectBandPaddingInner rowPadding scale "
     "size spacing startAngle steps strokeDashOffset strokeMiterLimit strokeOffset strokeWidth subtitleFontSize "
     "subtitleLineHeight subtitlePadding symbolDashOffset symbolLimit symbolOffset symbolSize symbolStrokeWidth "
     "tension theta theta2 theta2Offset thetaOffset thickness tickBandPaddingInner tickDashOffset tickMinStep "
     "tickOffset tickSize tickWidth tilt timeUnitBandPosition timeUnitBandSize titleAngle titleFontSize "
     "titleLimit titleLineHeight titlePadding titleX titleY x1 x2Offset xOffset y1 y2Offset yOffset zindex",
     VALUE_NUMBER, NULL},
};

/* Is `word` one of `words`, which are separated by spaces? */
static bool has_word(const char *words, const char *word) {
  size_t length = strlen(word);
  for (const char *at = words; at && length > 0 && (at = strstr(at, word)); at += length)
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
  return false;
}

const ValueRule *value_rule(const char *kind, const char *property) {
  for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
    bool named = has_word(rules[i].names, property) || strcmp(rules[i].names, "*") == 0;
    if (named && (!rules[i].of || has_word(rules[i].of, kind))) return &rules[i];
  }
  return NULL;
}

/* "; did you mean …", or the words themselves where none is near and they are few. */
static const char *help(const char *wrong, const char *words, Arena *arena) {
  enum { FEW = 6 };
  char **split = g_strsplit(words, " ", 0);
  arena_temporary(arena, split);
  const char *near = suggest(arena, wrong, (const char *const *)split);
  if (!*near && g_strv_length(split) <= FEW) {
    char *joined = g_strjoinv("\", \"", split);
    arena_temporary(arena, joined);
    near = arena_printf(arena, "; use \"%s\"", joined);
  }
  return near;
}

static void check_color(const char *property, const Json *value, Messages *messages, Arena *arena) {
  Rgba color;
  if (!json_is(value, JSON_STRING) || !value->string[0] || color_parse(value->string, &color)) return; /* "" is none */
  messages_warn(messages, json_place(value), "W292", "\"%s\" of \"%s\" is not a colour%s", value->string, property,
                suggest(arena, value->string, color_keywords(arena)));
}

static bool reads_as_number(const char *text, double *out) {
  char *end;
  *out = g_ascii_strtod(text, &end);
  return end != text && *end == '\0' && isfinite(*out);
}

/* Marks calculate with "3" as with 3, as JavaScript does, and sizes of views are read so. Elsewhere Vega mostly appends it to another
 * text. */
static bool takes_text(const char *kind) {
  return has_word("chart view step viewConfig mark markConfig markChannel channelCondition position textual style",
                  kind);
}

/* A number or a boolean where a text or an array belongs. */
static void check_type(const ValueRule *rule, const char *property, const Json *value, Messages *messages) {
  bool number = json_is(value, JSON_NUMBER), boolean = json_is_true(value) || json_is_false(value);
  bool text = rule->kind == VALUE_TEXT || rule->kind == VALUE_COLOR;
  if (rule->kind == VALUE_LIST && (number || boolean || json_is(value, JSON_STRING)))
    messages_warn(messages, json_place(value), "W179", "\"%s\" must be an array", property);
  else if ((number && text) || (boolean && rule->kind == VALUE_TEXT))
    messages_warn(messages, json_place(value), "W178", "\"%s\" must be a text", property);
}

/* A size of a view with a unit, which is an error where sizes are read (size.c). */
static bool is_refused_size(const char *kind, const char *property, const char *text) {
  double px;
  return has_word("chart view step", kind) && has_word("width height step", property) && !reads_as_number(text, &px) &&
         length_parse(text, &px);
}

/* A text where a number belongs. */
static void check_number_text(const ValueRule *rule, const char *kind, const char *property, const Json *value,
                              Messages *messages) {
  double number;
  if (rule->words && has_word(rule->words, value->string)) return;
  if (is_refused_size(kind, property, value->string)) return;
  if (!reads_as_number(value->string, &number) || (rule->kind != VALUE_WEIGHT && !takes_text(kind)))
    messages_warn(messages, json_place(value), "W293", "\"%s\" must be a number, found \"%s\"", property,
                  value->string);
  else if (rule->kind != VALUE_WEIGHT)
    messages_note(messages, json_place(value), "N294", "\"%s\" is a number written as text; remove the quotes",
                  property);
}

static void check_opacity(const ValueRule *rule, const char *kind, const char *property, const Json *value,
                          Messages *messages) {
  double opacity = NAN;
  if (json_is(value, JSON_STRING) && !reads_as_number(value->string, &opacity)) {
    check_number_text(rule, kind, property, value, messages);
    return;
  }
  if (json_is(value, JSON_NUMBER)) opacity = json_number(value, NAN);
  if (opacity < 0 || opacity > 1)
    messages_warn(messages, json_place(value), "W295", "\"%s\" must be between 0 and 1, found %g", property, opacity);
  else if (json_is(value, JSON_STRING) && !isnan(opacity))
    check_number_text(rule, kind, property, value, messages);
}

static void check_text(const ValueRule *rule, const char *kind, const char *property, const Json *value,
                       Messages *messages, Arena *arena) {
  switch (rule->kind) {
  case VALUE_LISTED:
    if (!has_word(rule->words, value->string))
      messages_warn(messages, json_place(value), "W296", "\"%s\" is not a valid value of \"%s\"%s", value->string,
                    property, help(value->string, rule->words, arena));
    break;
  case VALUE_BOOLEAN:
    if (rule->words && has_word(rule->words, value->string)) break;
    messages_warn(messages, json_place(value), "W297", "\"%s\" must be true or false, found \"%s\"", property,
                  value->string);
    break;
  case VALUE_NUMBER:
  case VALUE_WEIGHT: check_number_text(rule, kind, property, value, messages); break;
  default: break;
  }
}

void value_check(const ValueRule *rule, const char *kind, const char *property, const Json *value, Messages *messages,
                 Arena *arena) {
  if (!rule || !value) return;
  check_type(rule, property, value, messages);
  bool colors = rule->kind == VALUE_COLOR || rule->kind == VALUE_COLORS;
  if (colors && json_is(value, JSON_ARRAY))
    for (size_t i = 0; i < json_count(value); i++) check_color(property, json_at(value, i), messages, arena);
  else if (rule->kind == VALUE_COLOR)
    check_color(property, value, messages, arena);
  else if (rule->kind == VALUE_OPACITY)
    check_opacity(rule, kind, property, value, messages);
  else if (json_is(value, JSON_STRING))
    check_text(rule, kind, property, value, messages, arena);
}
