/* layout/print_limits.h: text that is too small and strokes that are too thin for a printed page. */
#pragma once
#include "base/messages.h"
#include "scene/scene.h"

typedef struct PrintLimits {
  double text, stroke; /* px: what is smaller is reported; 0 or below: nothing is */
} PrintLimits;

/* Warns of each visible text and stroke of a placed scene that is below the limits: which it is, and how large; once for each mark. */
void layout_check_print(const Scene *scene, PrintLimits limits, Messages *messages);
