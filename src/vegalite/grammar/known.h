/* vegalite/grammar/known.h: the properties Vega-Lite knows, so that a misspelt one does not go unreported. */
#pragma once
#include "vegalite/grammar/mark_type.h"
#include "json/tables.h"

/* Warns of each property below `json` that its kind of object (a kind of known.json: "chart", "config") does not have.
 * `marks` are all there are, ended by NULL: their names are properties where known.json says "@marks". `tables` may be NULL. */
void known_check(const Json *json, const char *kind, const MarkType *const *marks, JsonTables *tables,
                 Messages *messages, Arena *arena);
/* Has `json` any property of that kind of object? */
bool known_any(const Json *json, const char *kind, const MarkType *const *marks, JsonTables *tables, Arena *arena);
/* What is written today instead of a name that objects of that kind ("encoding" and "transform" too) had in an earlier
 * Vega-Lite, in the words of a message: "\"paddingInner\"". NULL if they had no such name. */
const char *known_former(const char *kind, const char *name, JsonTables *tables, Arena *arena);
