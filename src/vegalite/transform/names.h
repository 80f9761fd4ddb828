/* vegalite/transform/names.h: the fields and columns that a transform's JSON names. */
#pragma once
#include "json/json.h"

/* Returns true to stop. `name` is a JSON string. */
typedef bool (*VisitName)(const Json *name, void *data);
/* Visits the strings that `paths` lead to (see TransformType), path by path. True if the visitor stopped. */
bool names_visit(const Json *spec, const char *const *paths, VisitName visit, void *data);
/* Whether `paths` lead to `name`. */
bool names_contain(const Json *spec, const char *const *paths, const char *name);
/* Item `i` of a property that is one name or a list of names; NULL if it is not given. */
const char *names_at(const Json *names, size_t i);
