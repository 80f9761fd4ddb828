/* vegalite/chart/text_size.h: a chart whose text is to have a given size (`--font-size 7pt`). */
#pragma once
#include "vegalite/chart/model.h"

/* Sets the factor of all text so that the labels of axes have input->font_size (px): those of the first axis, or as config has them
 * where there is none. Replaces the chart's frames. Does nothing without a font_size. */
void text_size_fit(Chart *chart);
