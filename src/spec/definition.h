/* spec/definition.h: facts about a channel's definition as JSON, before it becomes a typed ChannelDef.
 *
 * Normalization needs Vega-Lite's rules for fields, types, bins and time units early, while everything is still JSON. All
 * functions accept NULL and values of any kind.
 */
#pragma once
#include "json/json.h"

bool definition_is_field(const Json *definition); /* has "field", or counts */
bool definition_is_datum(const Json *definition);
bool definition_is_value(const Json *definition);
bool definition_is_field_or_datum(const Json *definition);
/* The field definition that is the condition of `definition`, or NULL; with `or_datum`, a datum too. */
const Json *definition_conditional(const Json *definition, bool or_datum);
/* The definition itself when it is a field, or its condition when that is; NULL otherwise. */
const Json *definition_field(const Json *definition);
bool definition_has_field(const Json *encoding, const char *channel);
/* A field or datum on a continuous scale: typed, not discrete; or a number. */
bool definition_is_continuous(const Json *definition);
bool definition_is_unbinned_measure(const Json *definition); /* quantitative and not binned; or a number */
/* Shown as a time: formatType "time", or temporal without another format type. */
bool definition_is_time(const Json *definition);

bool definition_bins(const Json *bin);      /* Vega-Lite is to bin */
bool definition_is_binned(const Json *bin); /* the data already is */
bool definition_time_unit_is_binned(const Json *time_unit);
/* {"unit": …, "utc": …, "binned": …} of a name or an object; NULL when it is neither. */
const Json *definition_time_unit(Arena *arena, const Json *time_unit);
/* Bin parameters with "maxbins" filled in by the channel's default (channel NULL: 10). */
const Json *definition_bin(Arena *arena, const Json *bin, const char *channel);

typedef enum ColumnUse {
  COLUMN_REFERENCE, /* dots of generated names are escaped */
  COLUMN_OUTPUT     /* as the "as" of a transform */
} ColumnUse;
/* The column that holds the definition's field after its own bin, time unit or aggregate (Vega-Lite's vgField). `suffix`:
 * "end", "range" or NULL. */
const char *definition_column(Arena *arena, const Json *definition, const char *suffix, ColumnUse use);
/* "bin_maxbins_10", "yearmonth", "mean" … without the field; NULL when there is none. */
const char *definition_function(Arena *arena, const Json *definition);

/* The given title (of axis, legend or header first, then its own), or the default one under config.fieldTitle. May be a JSON
 * null; NULL when there is nothing to make it of. With `skip_null`, a null does not count as given. */
const Json *definition_title(Arena *arena, const Json *definition, const Json *config, bool skip_null);
/* The axis, legend or header object; NULL when it has none. */
const Json *definition_guide(const Json *definition);
/* The default title alone; NULL when there is nothing to make it of. */
const char *definition_default_title(Arena *arena, const Json *definition, const Json *config);

bool definition_is_secondary(const char *channel);             /* x2, y2, theta2 … */
const char *definition_secondary_channel(const char *channel); /* "x2" for "x" …; NULL when there is none */
bool definition_is_position(const char *channel);              /* x or y */
/* The unit channels that are not positions (color, detail, tooltip …), NULL-terminated, in Vega-Lite's order. */
extern const char *const definition_other_channels[];
bool definition_is_other_channel(const char *channel);

/* Vega-Lite's initChannelDef: types inferred, short forms of bins, time units, sorts and headers written out. NULL after an
 * error message. `config` tells whether custom format types are allowed. */
const Json *definition_init(const Json *definition, const char *channel, const Json *config, Messages *messages,
                            Arena *arena);
/* definition_init for every channel that holds one definition; lists are left alone. */
const Json *definition_init_encoding(const Json *encoding, const Json *config, Messages *messages, Arena *arena);
