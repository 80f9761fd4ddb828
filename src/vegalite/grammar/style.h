/* vegalite/grammar/style.h: style files: what would stand in a chart's "config", on its own. */
#pragma once
#include "vegalite/grammar/mark_type.h"
#include "json/tables.h"

/* False after an error message when `json` is not a style; warns of properties that a config does not have. */
bool style_check(const Json *json, const MarkType *const *marks, JsonTables *tables, Messages *messages, Arena *arena);
