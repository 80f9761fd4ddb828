/* vegalite/chart/warnings.h: warnings for charts that render as in Vega but probably not as intended. */
#pragma once
#include "scene/scene.h"
#include "text/text.h"
#include "vegalite/dataflow/data.h"
#include "vegalite/scaling/scales.h"

/* Looks once at each column that a unit or facet encodes: fields that no row has, texts and numbers that the scale
 * cannot place. */
void warn_of_values(const Spec *spec, const ChartData *data, const ScaleSet *scales);
/* Gives every mark that has no place the one of what is around it, at last `around`. */
void give_places(Scene *scene, Place around);
/* Texts of the placed scene that are longer than their limit. */
void warn_of_cut_text(const Scene *scene, TextContext *text, Messages *messages, Arena *arena);
