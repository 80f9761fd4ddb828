/* guide/guide.h: axes, legends, titles and headers drawn from settled properties, as Vega's guide encoders draw them.
 *
 * Nothing here decides which guides a chart has, what their titles are, or which of several configurations applies: a
 * language settles that and fills in a spec. Every property is named and means what Vega's reference says
 * (https://vega.github.io/vega/docs/axes/, legends/, title/); lengths are px. Each guide is a group with its role, its
 * marks at their natural place, and a hint that tells layout/ where it belongs (guide/hint.h).
 */
#pragma once
#include "expr/expr.h"
#include "guide/hint.h"
#include "guide/label.h"
#include "scale/scale.h"
#include "text/text.h"
#include "json/chain.h"

/* The view that a guide belongs to. */
typedef struct GuideContext {
  double width, height;   /* px */
  const ExprScope *scope; /* for label expressions and conditions */
  TextContext *text;
  Messages *messages;
  Arena *arena;
  double text_factor; /* all text is larger by this than its properties say; 0: 1 */
} GuideContext;

/* Values that the author sets, in place of those chosen by the scale. */
typedef struct GuideValues {
  bool given;
  const Value *items;
  size_t count;
} GuideValues;

typedef struct AxisSpec {
  const char *orient; /* "left", "right", "top" or "bottom" */
  const Scale *scale;
  const Scale *grid_scale; /* the scale whose range grid lines span; NULL: they span the view */
  const Json *own; /* the axis's own properties, with "encoding" and "labelExpr"; a property may be an expression
                    * ({"signal": …} or {"expr": …}) or depend on the tick: {"condition": …, "value": …}, where the
                    * condition is {"test": an expression, "value": …} or an array of these, the first that holds counting */
  Chain config;    /* looked up where `own` has no value, or null */
  Chain label_style, title_style; /* the value if neither has one */
  GuideValues values;
  LabelFormat format;
  const char *title; /* lines; NULL: none */
  bool labels_free;  /* how labels stand is nobody's wish: neither the author's nor a style's */
  Place place;
} AxisSpec;

typedef struct Axis Axis;
/* Ticks and labels of the axis. Errors in expressions go to context->messages. */
const Axis *guide_axis(const AxisSpec *spec, const GuideContext *context);
/* The group of its grid lines (NULL when "grid" is off), and the group of everything else. */
SceneMark *guide_axis_grid(const Axis *axis);
SceneMark *guide_axis_main(const Axis *axis);

typedef enum LegendType { LEGEND_SYMBOL, LEGEND_GRADIENT, LEGEND_DISCRETE } LegendType;

enum { LEGEND_SCALE_MAX = 8 };
/* A scale that a legend shows, and the channel of its symbols that shows it: SCENE_FILL, SCENE_STROKE, SCENE_SIZE,
 * SCENE_SHAPE_NAME, SCENE_STROKE_WIDTH, SCENE_STROKE_DASH or SCENE_OPACITY. */
typedef struct LegendScale {
  SceneChannelId id;
  const Scale *scale;
} LegendScale;

typedef struct LegendSpec {
  LegendType type;
  LegendScale scales[LEGEND_SCALE_MAX];
  size_t scale_count;
  const Json
      *own; /* the legend's own properties, with "labelExpr"; a property may be an expression, that of a symbol or a
                     * label reads {value, label, index} of its entry (guide/property.h) */
  Chain properties; /* `own`, then what else holds */
  Chain label_style, title_style;
  const SceneMark *symbol; /* one item: the look of a symbol, over the properties; NULL: none */
  const Json
      *symbol_rules; /* Vega's channels of a symbol that depend on its entry, over `symbol`: {"stroke": {"condition":
                             * {"test": …, "value": …}, "value": …}}; NULL: none */
  double gradient_opacity; /* NaN: as set by the properties */
  GuideValues values;
  LabelFormat format;
  const char *title;  /* lines; NULL or "": none */
  const Json *layout; /* Vega's config.legend.layout; may be NULL */
  Place place;
} LegendSpec;

SceneMark *guide_legend(const LegendSpec *spec, const GuideContext *context);

typedef struct TitleSpec {
  const char *text, *subtitle; /* lines; subtitle NULL: none */
  Chain properties; /* the title's own, then config.title: orient, anchor, offset, color, subtitleColor … */
  Chain style, subtitle_style; /* the value where the properties have none */
  const Json *encoding;        /* Vega's channels, over all else; may be NULL */
  double text_factor;          /* as in GuideContext */
  Place place;
} TitleSpec;

SceneMark *guide_title(const TitleSpec *spec, Arena *arena);

typedef struct HeaderSpec {
  SceneRole role;          /* ROLE_ROW_HEADER, ROLE_ROW_FOOTER, ROLE_COLUMN_HEADER or ROLE_COLUMN_FOOTER */
  size_t count;            /* of rows or columns */
  const double *sizes;     /* px: how high the rows or how wide the columns are; NULL: not known */
  const TitleSpec *titles; /* one each; NULL: none */
} HeaderSpec;

/* A group for each row or column of a grid; axes that its cells share are the caller's to add. */
SceneMark *guide_header(const HeaderSpec *spec, Arena *arena);
