/* vegalite/chart/make_scene.h: the chart's scene before it is placed: all of its views, and what the file says of itself. */
#pragma once
#include "scene/scene.h"
#include "vegalite/chart/model.h"

/* With the sizes of chart->frames. Without `marks` it can be measured, but not drawn. */
Scene *make_scene(const Chart *chart, bool marks);
