/* scene/paint.h: colours, gradients and dashes as specs write them. */
#pragma once
#include "scene/scene.h"
#include "json/json.h"

/* A colour or gradient as written in a spec ("red", {"gradient": …}); PAINT_NONE for null and for what is neither;
 * "transparent" is kept as a colour. */
Paint paint_from_json(const Json *json, Arena *arena);
/* A list of lengths as SCENE_STROKE_DASH holds it, ended by NaN; empty when `json` is not a list. */
const double *dash_from_json(const Json *json, Arena *arena);
