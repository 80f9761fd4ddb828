/* vegalite/mark/builder.h: what the files of marks share while a mark is built (private to mark/).
 *
 * Every channel of Vega-Lite is worked out as a SceneChannel of the whole table at once: unset, one constant, or a
 * column with one value a row. Splitting into series and sorting come last, by gathering the finished columns.
 */
#pragma once
#include "vegalite/mark/mark.h"

/* Where a position may go before Vega's spatial adjustment turns it into x, y, width and height. */
typedef enum Slot {
  SLOT_X,
  SLOT_X2,
  SLOT_XC,
  SLOT_WIDTH,
  SLOT_Y,
  SLOT_Y2,
  SLOT_YC,
  SLOT_HEIGHT,
  SLOT_COUNT,
  SLOT_NONE = -1
} Slot;

typedef struct MarkBuilder {
  const Frame *frame;
  const View *unit;
  const MarkDef *def;
  const Json *config;
  const Table *table;
  Arena *arena;
  size_t count; /* rows */
  SceneMark *mark;
  SceneChannel slots[SLOT_COUNT];
  const SceneChannel *geo[2]; /* x and y of longitude/latitude, and of longitude2/latitude2; NULL until asked for */
} MarkBuilder;

MarkBuilder mark_begin(const Frame *frame, SceneType type);
/* Fills in config's values of the channels still unset, adjusts positions, sorts, splits into series, adds to `into`.
 * */
void mark_finish(MarkBuilder *at, SceneGroup *into);

/* "layer_0_marks": `suffix` under the view's name, with everything but letters, digits and _ replaced. */
const char *mark_name(const View *unit, const char *suffix, Arena *arena);

/* The text of an {"expr": …} or {"signal": …}; NULL for anything else. */
const char *mark_expression(const Json *json);

/* The definition of a channel, NULL when absent; and whether it is a field. */
const ChannelDef *mark_def(const MarkBuilder *at, Channel channel);
static inline bool def_is_field(const ChannelDef *def) { return def && def->kind == DEF_FIELD; }
static inline bool def_is_data(const ChannelDef *def) {
  return def && (def->kind == DEF_FIELD || def->kind == DEF_DATUM);
}
static inline bool def_has_time_unit(const ChannelDef *def) { return def && (def->time_unit || def->time_unit_params); }
/* The field definition of a channel, or that of its only condition (getFieldDef). */
const ChannelDef *mark_field_def(const ChannelDef *def);
/* A column that a definition makes of its field; NULL when no row has it. */
const Column *mark_column(const MarkBuilder *at, const ChannelDef *def, ColumnPart part);
/* How an expression reads that column: datum["mean_price"]. */
const char *mark_column_access(const MarkBuilder *at, const char *column);
/* A datum as the text of an expression. */
const char *mark_datum_expression(const MarkBuilder *at, const Json *datum);
const Scale *mark_scale(const MarkBuilder *at, Channel channel); /* NULL without */
const ScaleType *mark_scale_type(const MarkBuilder *at, Channel channel);
/* "filter", "show" … for one scale's channel (getScaleInvalidDataMode). "always-valid" when nothing can be invalid. */
const char *mark_invalid_mode(const MarkBuilder *at, Channel channel, const ChannelDef *def);
/* Number(x) is finite and x is neither null nor NaN, row by row. */
void mark_valid_rows(const MarkBuilder *at, const Column *column, bool *valid);
