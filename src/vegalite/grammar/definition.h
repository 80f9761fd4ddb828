/* vegalite/grammar/definition.h: facts about a channel's definition while it is still JSON.
 *
 * Normalization rewrites encodings before they are read; it takes types, bins and names from the typed reading
 * (vegalite/grammar/build.h), so that both always agree. All functions accept NULL and values of any kind.
 */
#pragma once
#include "vegalite/grammar/build.h"

bool definition_is_field(const Json *definition); /* has "field", or counts */
bool definition_is_datum(const Json *definition);
bool definition_is_field_or_datum(const Json *definition);
/* The field definition that is the condition of `definition`, or NULL; with `or_datum`, a datum too. */
const Json *definition_conditional(const Json *definition, bool or_datum);
/* Does the channel of `encoding` hold a field, be it as a condition or in a list? */
bool definition_has_field(const Json *encoding, const char *channel);

/* The typed reading of a definition of any channel, row, column, facet, xError and their like included. The aggregates
 * "boxplot", "errorbar" and "errorband", which only choose an orientation, are left out. False after an error message. */
bool definition_read(const Json *definition, const char *channel, const Spec *spec, ChannelDef *out);
/* Vega-Lite's initChannelDef: types inferred, short forms of bins, time units, sorts and headers written out. NULL after an
 * error message. */
const Json *definition_init(const Json *definition, const char *channel, const Spec *spec);
/* definition_init for every channel that holds one definition; lists are left alone. */
const Json *definition_init_encoding(const Json *encoding, const Spec *spec);
/* The title given (on axis, legend or header first) or else the default one; NULL when there is none. May be a JSON null. */
const Json *definition_title(const ChannelDef *definition, const Spec *spec);
/* Whether it names a formatter of the host, which the config does not allow; it then counts as missing. */
bool definition_ignores_format(const Json *format_type, const Spec *spec);
/* The axis, legend or header; NULL when it has none. */
const Json *definition_guide(const Json *definition);
