/* vegalite/grammar/typesetting.h: whether and how the text of a chart or poster is set by the rules of Han typesetting. */
#pragma once
#include "text/text.h"
#include "vegalite/grammar/spec.h"

/* The language that a chart states, as a BCP 47 tag: `option`, or else usermeta.tuban.lang, usermeta.lang, or tuban.lang of its own
 * config or of the style; NULL if none does. Each may be NULL. */
const char *spec_stated_lang(const char *option, const Json *json, const Json *style);
/* `base` with the rules of an object over it, in `arena`; warns of what is unknown. */
const TextRules *typesetting_with(const TextRules *base, const Json *given, Messages *messages, Arena *arena);
/* The rules of a chart, in `arena`: usermeta.tuban.typesetting over tuban.typesetting of its config and of the style, over the defaults. NULL
 * where text keeps the places that its faces give it: where `stated` is false and none of them says otherwise, or one of them is
 * false. Warns of what is unknown. */
const TextRules *typesetting_read(const Json *json, const Json *style, bool stated, Messages *messages, Arena *arena);
