/* vegalite/dataflow/fields.h: the fields that a view's definitions use, and what Vega-Lite derives from them. */
#pragma once
#include "vegalite/grammar/view.h"

/* Every field definition of a unit in channel order, those of single conditions too; or the facet fields of a facet. */
const ChannelDef *const *view_fields(const View *view, size_t *count, Arena *arena);
/* Where a definition names its field; without one, the definition. */
Place field_place(const ChannelDef *def);
/* The parse each field asks for by its use ({"date": "date"} …): Vega-Lite's getImplicitFromEncoding. An object, maybe empty. */
const Json *view_implicit_parse(const View *view, Arena *arena);
/* The columns by which a path mark makes one line each (pathGroupingFields). */
const char *const *unit_path_groups(const View *unit, size_t *count, Arena *arena);
/* The name of a sort list's index column: "x_field_sort_index". `channel` is its name ("x", "row" …). */
const char *sort_index_column(const ChannelDef *def, const char *channel, Arena *arena);
/* "row", "column", "facet", or the channel's name. */
const char *field_channel_name(const View *view, const ChannelDef *def);
/* Vega-Lite's getBandPosition; NaN when undefined. */
double unit_band_position(const View *unit, const ChannelDef *def);

typedef enum InvalidMode { INVALID_FILTER, INVALID_BREAK_SHOW, INVALID_BREAK_FILTER, INVALID_SHOW } InvalidMode;
/* normalizeInvalidDataMode of the mark's `invalid` property. */
InvalidMode unit_invalid_mode(const View *unit);
