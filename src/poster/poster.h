/* poster/poster.h: a page of blocks, from its JSON to its scene. */
#pragma once
#include "poster/shape.h"
#include "vegalite/chart/chart.h"

extern const Field poster_fields[];

/* Whether the JSON is a poster (it has a "page" and "blocks") rather than a chart. */
bool poster_is(const Json *json);
/* The page as a scene in px (96 to the inch), in `arena`; NULL after an error message. `input` as for a chart; its width and
 * height are not used. */
Scene *poster_scene(const ChartInput *input, Messages *messages, Arena *arena);
