/* poster/scaling.h: scales a finished picture as a whole, including type and strokes. */
#pragma once
#include "scene/scene.h"

/* Changes `mark` and everything in it; columns are copied into `arena`, not changed in place. */
void scaling_apply(SceneMark *mark, double factor, Arena *arena);
