/* scene/scene.h: what is drawn, as columns.
 *
 * A scene is a tree of groups; a group holds marks; a mark is a set of items of one type, whose channels are columns or
 * constants. The meaning of each channel is Vega's mark reference (https://vega.github.io/vega/docs/marks/); all
 * lengths are px (1/96 in), angles of arcs are radians clockwise from noon, `angle` is degrees clockwise.
 */
#pragma once
#include "color/color.h"
#include "data/table.h"

typedef enum SceneType {
  SCENE_GROUP,
  SCENE_RECT,
  SCENE_SYMBOL,
  SCENE_RULE,
  SCENE_TEXT,
  SCENE_LINE,
  SCENE_AREA,
  SCENE_TRAIL,
  SCENE_ARC,
  SCENE_PATH,
  SCENE_SHAPE,
  SCENE_IMAGE
} SceneType;
/* As Vega calls it: "group", "rect" … */
const char *scene_type_name(SceneType type);

/* Channels of a scene mark. Which kind each has: scene_channel_kind(). */
typedef enum SceneChannelId {
  /* numbers */
  SCENE_X,
  SCENE_Y,
  SCENE_X2,
  SCENE_Y2,
  SCENE_WIDTH,
  SCENE_HEIGHT,
  SCENE_SIZE,
  SCENE_ANGLE,
  SCENE_OPACITY,
  SCENE_FILL_OPACITY,
  SCENE_STROKE_OPACITY,
  SCENE_STROKE_WIDTH,
  SCENE_STROKE_DASH_OFFSET,
  SCENE_STROKE_MITER_LIMIT,
  SCENE_STROKE_OFFSET,
  SCENE_CORNER_TOP_LEFT,
  SCENE_CORNER_TOP_RIGHT,
  SCENE_CORNER_BOTTOM_RIGHT,
  SCENE_CORNER_BOTTOM_LEFT,
  SCENE_START_ANGLE,
  SCENE_END_ANGLE,
  SCENE_INNER_RADIUS,
  SCENE_OUTER_RADIUS,
  SCENE_PAD_ANGLE,
  SCENE_CORNER_RADIUS,
  SCENE_DEFINED, /* 0: a gap in a line or area */
  SCENE_TENSION,
  SCENE_DX,
  SCENE_DY,
  SCENE_RADIUS,
  SCENE_THETA,
  SCENE_FONT_SIZE,
  SCENE_FONT_WEIGHT, /* 100 … 900 */
  SCENE_LINE_HEIGHT,
  SCENE_LIMIT,
  SCENE_MEASURE, /* px: what each line is set to; 0 or none: natural */
  SCENE_SCALE_X,
  SCENE_SCALE_Y,
  SCENE_SMOOTH,
  SCENE_ASPECT,
  SCENE_NUMBER_END,
  /* paints */
  SCENE_FILL = SCENE_NUMBER_END,
  SCENE_STROKE,
  SCENE_PAINT_END,
  /* strings */
  SCENE_SHAPE_NAME = SCENE_PAINT_END,
  SCENE_TEXT_VALUE, /* lines separated by \n */
  SCENE_FONT,
  SCENE_FONT_STYLE,
  SCENE_ALIGN,
  SCENE_BASELINE,
  SCENE_ELLIPSIS,
  SCENE_DIR,
  SCENE_WRITING_MODE, /* "vertical-rl" or none */
  SCENE_LANG,
  SCENE_URL,
  SCENE_HREF,
  SCENE_TOOLTIP,
  SCENE_DESCRIPTION,
  SCENE_INTERPOLATE,
  SCENE_ORIENT,
  SCENE_STROKE_CAP,
  SCENE_STROKE_JOIN,
  SCENE_BLEND,
  SCENE_PATH_DATA,
  SCENE_STRING_END,
  /* number arrays, each ended by NaN */
  SCENE_STROKE_DASH = SCENE_STRING_END,
  SCENE_ARRAY_END,
  /* geometries, already projected to px (SCENE_SHAPE): see scene/path.h */
  SCENE_GEO_PATH = SCENE_ARRAY_END,
  SCENE_CHANNEL_COUNT
} SceneChannelId;

typedef enum SceneChannelKind {
  SCENE_KIND_NUMBER,
  SCENE_KIND_PAINT,
  SCENE_KIND_STRING,
  SCENE_KIND_ARRAY,
  SCENE_KIND_PATH
} SceneChannelKind;
SceneChannelKind scene_channel_kind(SceneChannelId id);
/* As Vega calls it: "strokeWidth". */
const char *scene_channel_name(SceneChannelId id);

typedef struct GradientStop {
  double offset;
  Rgba color;
} GradientStop;
/* Fractions of the item's bounds, as in Vega. */
typedef struct Gradient {
  bool radial;
  double x1, y1, r1, x2, y2, r2;
  size_t stop_count;
  const GradientStop *stops;
} Gradient;

typedef enum PaintKind { PAINT_NONE, PAINT_COLOR, PAINT_GRADIENT } PaintKind;
typedef struct Paint {
  PaintKind kind;
  Rgba color;
  const Gradient *gradient;
} Paint;

typedef enum ChannelState { CHANNEL_UNSET, CHANNEL_CONSTANT, CHANNEL_COLUMN } ChannelState;
typedef struct SceneChannel {
  ChannelState state;
  union {
    double number;
    const char *string;           /* may be NULL */
    const Paint *paint;           /* never NULL */
    const double *array;          /* NULL: none */
    const struct ScenePath *path; /* scene/path.h */
    const double *numbers;
    const char *const *strings;
    const Paint *paints;
    const double *const *arrays;
    const struct ScenePath *const *paths;
  };
  const guint32 *slots; /* of a column of paints, where they are few: item i's is paints[slots[i]]; NULL: paints[i] */
} SceneChannel;

/* Item `i`'s paint of a channel that is set. */
static inline Paint scene_channel_paint_at(const SceneChannel *c, size_t i) {
  return c->state == CHANNEL_CONSTANT ? *c->paint : c->paints[c->slots ? c->slots[i] : i];
}

typedef struct Bounds {
  double x1, y1, x2, y2;
} Bounds; /* empty when x1 > x2 */

typedef struct SceneMark SceneMark;
/* The inside of one item of a group mark. */
typedef struct SceneGroup {
  SceneMark **marks; /* back to front */
  size_t mark_count, mark_room;
} SceneGroup;

/* The purpose of a mark; it determines layout and SVG classes. */
typedef enum SceneRole {
  ROLE_MARK,
  ROLE_FRAME /* the root */,
  ROLE_SCOPE /* a view of a concat, a facet's cell */,
  ROLE_AXIS,
  ROLE_AXIS_GRID,
  ROLE_AXIS_TICKS,
  ROLE_AXIS_LABELS,
  ROLE_AXIS_DOMAIN,
  ROLE_AXIS_TITLE,
  ROLE_LEGEND,
  ROLE_LEGEND_ENTRY,
  ROLE_LEGEND_SCOPE,
  ROLE_LEGEND_SYMBOLS,
  ROLE_LEGEND_LABELS,
  ROLE_LEGEND_GRADIENT,
  ROLE_LEGEND_BAND,
  ROLE_LEGEND_TITLE,
  ROLE_TITLE,
  ROLE_TITLE_TEXT,
  ROLE_TITLE_SUBTITLE,
  ROLE_ROW_HEADER,
  ROLE_ROW_FOOTER,
  ROLE_ROW_TITLE,
  ROLE_COLUMN_HEADER,
  ROLE_COLUMN_FOOTER,
  ROLE_COLUMN_TITLE,
  ROLE_BACKGROUND
} SceneRole;

/* What a mark and its items are to assistive technology: https://www.w3.org/TR/graphics-aria-1.0/. */
typedef struct SceneAria {
  bool hidden;           /* with all that is inside */
  bool plain;            /* without a role of its own: text is read as text */
  const char *role;      /* of each item that has a description; NULL: as its type suggests */
  const char *item_kind; /* what a person calls such an item, "bar"; NULL: by its type, "rect mark" */
} SceneAria;

/* Texts of the items of a mark that few formats need: made by scene_describe(). Either by `make`, or those of `whole`: of its items `rows`, or
 * from `first` on. */
typedef struct SceneDescriptions {
  SceneChannel (*make)(const void *closure);
  const void *closure;
  struct SceneDescriptions *whole;
  const guint32 *rows; /* `count` of them; may be NULL */
  size_t first, count;
  bool is_made;
  SceneChannel made;
} SceneDescriptions;

struct SceneMark {
  SceneType type;
  SceneRole role;
  const char *name;        /* for SVG ids and inspection; may be NULL */
  const char *description; /* aria-label of the whole mark; may be NULL */
  SceneAria aria;
  SceneDescriptions *descriptions; /* of its items, where SCENE_DESCRIPTION is not set; NULL: none */
  size_t count;                    /* items; a line, area or trail is one path through its items */
  bool clip; /* to the enclosing group's width × height; of a group mark: what is inside, to its own */
  const struct ScenePath *clip_path; /* clip to this instead; may be NULL */
  double zindex;                     /* marks of a group are drawn in order of zindex, stable */
  bool hidden;                       /* ignored by measuring and drawing */
  SceneChannel *channels;            /* SCENE_CHANNEL_COUNT of them */
  size_t first;                      /* item 0 is that of the columns; not 0 only in what scene_mark_slice() makes */
  bool shares_channels;              /* with other slices of the same mark */
  Arena *arena;                      /* where the mark is */
  SceneGroup *groups;                /* SCENE_GROUP: `count` of them */
  const struct TextRules *rules;     /* of its text; NULL: the context's */
  const void *hint;                  /* what layout needs to know of a guide, by role: guide/hint.h */
  Place place;                       /* where in the spec it comes from */
};

/* A mark of `count` items with every channel unset. */
SceneMark *scene_mark_create(Arena *arena, SceneType type, SceneRole role, size_t count);
/* Items `first` … `first + count - 1` of a mark that is not a group, without a copy of their channels: before any is set,
 * scene_mark_own_channels() has to be called. */
SceneMark scene_mark_slice(const SceneMark *whole, size_t first, size_t count);
/* Sets SCENE_DESCRIPTION of the mark and of all that are inside it. Call it before descriptions are read. */
void scene_describe(SceneMark *mark);
/* The descriptions of the items `rows[0..count)` of a mark; NULL if it has none. `rows` is kept. */
SceneDescriptions *scene_descriptions_gather(const SceneMark *mark, const guint32 *rows, size_t count, Arena *arena);
/* Gives the mark channels that it shares with no other. */
void scene_mark_own_channels(SceneMark *mark);
/* One paint for all items. */
SceneChannel scene_channel_paint(Paint paint, Arena *arena);
void scene_group_add(Arena *arena, SceneGroup *group, SceneMark *mark);
/* The group's marks in the order they are drawn. */
SceneMark *const *scene_group_order(const SceneGroup *group, Arena *arena);
/* A group mark with one item at (0, 0), for guides and views. */
SceneMark *scene_group_create(Arena *arena, SceneRole role);

/* One value for all items, or none. */
static inline bool scene_is_constant(const SceneMark *m, SceneChannelId id) {
  return m->channels[id].state != CHANNEL_COLUMN;
}
static inline void scene_set_number(SceneMark *m, SceneChannelId id, double v) {
  m->channels[id] = (SceneChannel){.state = CHANNEL_CONSTANT, .number = v};
}
static inline void scene_set_numbers(SceneMark *m, SceneChannelId id, const double *v) {
  m->channels[id] = (SceneChannel){.state = CHANNEL_COLUMN, .numbers = v};
}
static inline void scene_set_string(SceneMark *m, SceneChannelId id, const char *v) {
  m->channels[id] = (SceneChannel){.state = CHANNEL_CONSTANT, .string = v};
}
static inline void scene_set_strings(SceneMark *m, SceneChannelId id, const char *const *v) {
  m->channels[id] = (SceneChannel){.state = CHANNEL_COLUMN, .strings = v};
}
static inline void scene_set_color(SceneMark *m, SceneChannelId id, Rgba c) {
  m->channels[id] = scene_channel_paint((Paint){c.a < 0 ? PAINT_NONE : PAINT_COLOR, c, NULL}, m->arena);
}
static inline void scene_set_paints(SceneMark *m, SceneChannelId id, const Paint *v) {
  m->channels[id] = (SceneChannel){.state = CHANNEL_COLUMN, .paints = v};
}
/* Sets all text of a text mark larger: sizes, line heights, and the limits at which it is cut off. */
void scene_scale_text(SceneMark *mark, double factor, Arena *arena);
/* Item `i`'s value; `otherwise` when the channel is unset. */
static inline double scene_number(const SceneMark *m, SceneChannelId id, size_t i, double otherwise) {
  const SceneChannel *c = &m->channels[id];
  return c->state == CHANNEL_UNSET ? otherwise : c->state == CHANNEL_CONSTANT ? c->number : c->numbers[m->first + i];
}
static inline const char *scene_string(const SceneMark *m, SceneChannelId id, size_t i, const char *otherwise) {
  const SceneChannel *c = &m->channels[id];
  const char *s = c->state == CHANNEL_UNSET      ? otherwise
                  : c->state == CHANNEL_CONSTANT ? c->string
                                                 : c->strings[m->first + i];
  return s ? s : otherwise;
}
static inline Paint scene_paint(const SceneMark *m, SceneChannelId id, size_t i) {
  const SceneChannel *c = &m->channels[id];
  if (c->state == CHANNEL_UNSET) return (Paint){.kind = PAINT_NONE};
  return scene_channel_paint_at(c, m->first + i);
}
static inline const double *scene_array(const SceneMark *m, SceneChannelId id, size_t i) {
  const SceneChannel *c = &m->channels[id];
  return c->state == CHANNEL_UNSET ? NULL : c->state == CHANNEL_CONSTANT ? c->array : c->arrays[m->first + i];
}

/* A whole picture: what layout gives to render. */
typedef struct Scene {
  Arena *arena;
  SceneMark *root;      /* a group of one item, placed by layout: its x, y are the padding plus what sticks out */
  double width, height; /* px, the whole canvas */
  bool is_sized;        /* that size was asked for, so that pictures have the nearest number of pixels */
  Rgba background;      /* alpha < 0: none */
  const char *lang;     /* BCP 47; may be NULL */
  const char *title, *description, *author; /* may be NULL */
} Scene;
