/* poster/scaling.h: a finished picture made larger or smaller as a whole, type and strokes too. */
#pragma once
#include "scene/scene.h"

/* Changes `mark` and all that is in it; columns are copied into `arena`, not changed in place. */
void scaling_apply(SceneMark *mark, double factor, Arena *arena);
