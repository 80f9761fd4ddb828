/* vegalite/grammar/mark_type.h: what Vega-Lite's rules know of a mark.
 *
 * Each mark is one `const MarkType` in mark/NAME.c, next to the code that draws it. Rules about encodings, stacking, scales,
 * axes and legends ask for its properties and never compare its name, so that a new mark is one file and one line in
 * vegalite/mark/marks.c. The table comes to this room from above, in SpecOptions.marks, because drawing needs all the rooms between.
 *
 * Everything that is left out of an initializer is false, zero or NULL, and means "no".
 */
#pragma once
#include "vegalite/grammar/channel.h"
#include <glib.h>

struct Frame;
struct SceneGroup;

/* What one item represents. */
typedef enum MarkForm {
  MARK_PLACED, /* a symbol, text, line or outline at the place of its row */
  MARK_PATH,   /* rows joined to one outline (Vega-Lite's isPathMark) */
  MARK_BOX     /* between two edges or on a band (Vega-Lite's isRectBasedMark) */
} MarkForm;

/* How the orientation is found (Vega-Lite's compile/mark/init.ts, orient). */
typedef enum MarkOrient {
  ORIENT_ALWAYS_VERTICAL,
  ORIENT_NEVER,   /* the mark has none */
  ORIENT_MEASURED /* by the types of x and y */
} MarkOrient;

/* Further steps before ORIENT_MEASURED looks at types. */
enum {
  ORIENT_BY_BINS = 1,         /* binned channels, aggregates and ranges decide first, as for bars */
  ORIENT_BY_RANGES = 2,       /* x2 alone is horizontal, y2 alone is vertical */
  ORIENT_BOTH_RANGES = 4,     /* with ORIENT_BY_RANGES: x2 and y2 together are a box without orientation */
  ORIENT_BY_LONE_CHANNEL = 8, /* x alone is vertical, y alone is horizontal, as for rules */
  ORIENT_ACROSS = 16          /* the mark is perpendicular to the measure, as a tick is */
};

typedef enum MarkStack { STACK_NEVER, STACK_WHEN_ASKED, STACK_BY_DEFAULT } MarkStack;

/* Along which position channel a box has its size property instead of a second edge. */
typedef enum MarkThickness {
  THICKNESS_NONE,
  THICKNESS_ACROSS, /* across its orientation: the width of a vertical bar */
  THICKNESS_ALONG   /* along it: the length of a tick */
} MarkThickness;

/* A set of channels, for `channels` and `channels_if_binned`. */
#define CHANNEL_BIT(channel) (G_GUINT64_CONSTANT(1) << (channel))
enum { CHANNEL_BITS_SUFFICE = 1 / (CHANNEL_COUNT <= 64) };
#define CHANNELS_RANGE                                                                                                 \
  (CHANNEL_BIT(CHANNEL_X2) | CHANNEL_BIT(CHANNEL_Y2) | CHANNEL_BIT(CHANNEL_LONGITUDE2) | CHANNEL_BIT(CHANNEL_LATITUDE2))

typedef struct MarkType {
  const char *name; /* as in the spec: "bar", "arc" … */
  MarkForm form;
  /* Adds the scene marks of one frame to `into`. Errors go to frame->messages. */
  void (*build)(const struct Frame *frame, struct SceneGroup *into);

  /* Those channels with `by_mark` (vegalite/grammar/channel.h) that it has, always or where the main channel is binned. All other
   * channels suit every mark; those of x, y and their offsets suit all but geographic ones. */
  guint64 channels, channels_if_binned;

  bool outlined;         /* stroked, not filled, unless "filled" says otherwise */
  bool transparent_fill; /* filled transparently by default, so that its inside reacts to the pointer */
  bool dimmed;           /* opacity 0.7 where nothing is aggregated */
  bool rounds_end;       /* "cornerRadiusEnd" rounds the corners away from the baseline */
  bool based;            /* starts at a baseline: its scale includes zero */
  bool polar;          /* placed by theta and radius, which are bands where discrete; needs no x or y to have a size */
  bool text_at_middle; /* in polar coordinates it is in the middle of its sector */
  bool geographic;     /* needs a projection; has no x or y */
  bool fills_plane;    /* shows values by colour over the whole plane: range "heatmap", axes above discrete cells */
  bool variable_width; /* "size" is a width that varies along the path, and legends show it as a stroke */
  bool ordered_paths;  /* "order" separates paths instead of ordering their points */
  bool point_overlay;  /* takes "point": symbols drawn over it */
  bool line_overlay;   /* takes "line": a line drawn over it */
  bool ranged_as_rule; /* with x2 or y2 it is drawn as a rule */

  MarkOrient orient;
  unsigned orient_steps; /* ORIENT_BY_BINS | … */
  MarkStack stack;
  MarkThickness thickness;
  bool banded;                      /* x and y are band scales where discrete, not point scales */
  const char *band_padding;         /* key of config.scale; NULL: "rectBandPaddingInner" */
  const char *size_low, *size_high; /* keys of config.scale for the range of "size"; NULL: the mark has no such scale */
  bool size_is_area;                /* sizes are px², not px */
  const char *legend_symbol;        /* "square" or "stroke"; NULL: "circle" */
} MarkType;

/* Composite marks: what else "mark" may be; normalization unfolds them (normalize_box.c, normalize_error.c). Ended by NULL. */
extern const char *const composite_mark_names[];

/* `marks` ends with NULL. The mark of that name, or NULL. */
const MarkType *mark_type_find(const MarkType *const *marks, const char *name);
/* Whether a field on `channel` parts the rows of a line, area or trail into several paths. */
bool mark_type_splits_by(const MarkType *mark, Channel channel);
