/* vegalite/mark/mark.h: rows to scene: Vega-Lite's marks, one file each.
 *
 * A mark's file has its name, builds its scene items, and derives their channels from encodings, the mark definition
 * and config (the rules of Vega-Lite's compile/mark). Shared rules: vegalite/mark/position.h (point, ranged, band
 * positions), vegalite/mark/channel.h (colour, size, text … with conditions).
 */
#pragma once
#include "scene/scene.h"
#include "vegalite/grammar/mark_type.h"
#include "vegalite/scaling/frame.h"

/* Every mark, ended by NULL: what SpecOptions.marks takes. */
extern const MarkType *const mark_types[];

/* A datum as a value: dates written in parts, expressions, plain values. Undefined after an error message. */
Value mark_datum(const Frame *frame, const Json *datum);
/* Whether the scale pans and zooms with a selection, so that the unit's marks are clipped (Vega-Lite's scaleClip).
 * `model` may be NULL. */
bool mark_scale_is_bound(const View *unit, const ScaleModel *model);
