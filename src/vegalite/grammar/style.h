/* vegalite/grammar/style.h: style files: the contents of a chart's "config" as a file. */
#pragma once
#include "vegalite/grammar/mark_type.h"
#include "json/tables.h"

/* False after an error message when `json` is not a style; warns of properties that a config does not have. */
bool style_check(const Json *json, const MarkType *const *marks, JsonTables *tables, Messages *messages, Arena *arena);
