/* vegalite/grammar/style.h: style files: the contents of a chart's "config" as a file; and those that are installed, by name. */
#pragma once
#include "base/file.h"
#include "vegalite/grammar/mark_type.h"
#include "json/tables.h"

/* The config in a style's JSON, which may be wrapped as {"config": {…}}; NULL after an error message if it is not a style. Warns of
 * properties that a config does not have. */
const Json *style_config(const Json *json, const MarkType *const *marks, JsonTables *tables, Messages *messages,
                         Arena *arena);

/* The names of the installed styles, sorted; NULL-terminated, in `arena`. A theme of Vega's has its own name ("excel"), or "vega/dark"
 * if a style of that name is beside it. */
const char *const *style_names(Arena *arena);
/* The file of the style of that name; NULL if there is none. `theme`: Vega's themes come first. */
const char *style_file(const char *name, bool theme, Arena *arena);
/* What "usermeta": {"embedOptions": {"theme": …, "config": …}} says, as Vega-Embed reads it: a config, or the URL of one, over the
 * theme. NULL if it says nothing. */
const Json *style_of_usermeta(const Json *usermeta, FileAccess *access, Messages *messages, Arena *arena);
