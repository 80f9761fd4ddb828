/* vegalite/grammar/build.h: the parts that make a view tree (private to grammar/ and reading/). */
#pragma once
#include "vegalite/grammar/view.h"

/* The channels of a unit (Vega-Lite's initEncoding). False after an error message. */
bool spec_read_encoding(View *unit, const Json *encoding, const Spec *spec);
/* One definition with its defaults filled in (initChannelDef). False after an error message. */
bool spec_read_channel_def(const Json *json, Channel channel, const char *facet_channel, const Spec *spec,
                           ChannelDef *out);
/* Reads mark type and whether it is filled, before the encoding; false after an error message. */
bool spec_read_mark(View *unit, const Json *mark, const Spec *spec);
/* Orient, corner radii, opacity, cursor: what depends on the encoding (initMarkdef). */
void spec_finish_mark(View *unit, const Spec *spec);
/* How the unit stacks (stack.ts); NULL when it does not. */
const Stack *spec_stack(const View *unit, const Spec *spec);
/* A text that spells a number is that number, as in arithmetic of JavaScript; anything else is left as it is. */
const Json *spec_number(const Json *json, const Spec *spec);
/* A width or height (a number or {"step"}; anything else is left to others), after an error message if it is too large. */
const Json *spec_size(const Json *size, const char *which, const Spec *spec);
/* Params: values into spec->scope->signals. */
void spec_read_params(const Json *params, Spec *spec);
/* Replaces each {"expr": …} and {"signal": …} that reads only params by its value. */
const Json *spec_resolve_expressions(const Json *json, Spec *spec);
