/* guide/caption.h: what a guide says to those who hear it, in the words of vega-scenegraph's aria.js (private to guide/). */
#pragma once
#include "guide/axis.h"
#include "guide/legend.h"

/* "X-axis titled 'Year' for a linear scale with values from 0 to 10". Lives in the guide's arena. */
const char *caption_of_axis(const Axis *axis);
/* "Symbol legend titled 'Origin' for fill color with 3 values: Europe, Japan, USA". */
const char *caption_of_legend(const LegendPlan *plan);
/* "Title text 'Sales'"; `kind` is "Title" or "Subtitle". */
const char *caption_of_title(const char *kind, const char *text, Arena *arena);
