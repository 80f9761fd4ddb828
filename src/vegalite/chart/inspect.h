/* vegalite/chart/inspect.h: the state between two stages, as readable JSON. */
#pragma once
#include "scene/scene.h"
#include "vegalite/chart/frames.h"

const Json *inspect_views(const Spec *spec);
/* Each unit's table as its mark gets it: columns with their kind, and the first rows. */
const Json *inspect_data(const Spec *spec, const ChartData *data);
/* Type, domain and range of each scale outside facets. */
const Json *inspect_scales(const Spec *spec, const ScaleSet *set, Frames *frames, const Cell *root);
/* The scene's marks with their channels; of an outline, the number of its verbs. */
const Json *inspect_scene(const Scene *scene);
