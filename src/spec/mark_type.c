/* spec/mark_type.c: see mark_type.h. */
#include "spec/mark_type.h"
#include <string.h>

const guint64 mark_special_channels =
    CHANNELS_RANGE | CHANNEL_BIT(CHANNEL_SIZE) | CHANNEL_BIT(CHANNEL_STROKE_DASH) | CHANNEL_BIT(CHANNEL_SHAPE) |
    CHANNEL_BIT(CHANNEL_TEXT) | CHANNEL_BIT(CHANNEL_ANGLE) | CHANNEL_BIT(CHANNEL_URL) | CHANNEL_BIT(CHANNEL_THETA) |
    CHANNEL_BIT(CHANNEL_RADIUS) | CHANNEL_BIT(CHANNEL_THETA2) | CHANNEL_BIT(CHANNEL_RADIUS2);

const char *const composite_mark_names[] = {"boxplot", "errorband", "errorbar", NULL};

const MarkType *mark_type_find(const MarkType *const *marks, const char *name) {
  for (; name && *marks; marks++)
    if (strcmp((*marks)->name, name) == 0) return *marks;
  return NULL;
}
