/* vegalite/grammar/mark_type.c: see mark_type.h. */
#include "vegalite/grammar/mark_type.h"
#include <string.h>

const char *const composite_mark_names[] = {"boxplot", "errorband", "errorbar", NULL};

const MarkType *mark_type_find(const MarkType *const *marks, const char *name) {
  for (; name && *marks; marks++)
    if (strcmp((*marks)->name, name) == 0) return *marks;
  return NULL;
}

bool mark_type_splits_by(const MarkType *mark, Channel channel) {
  switch (channel_info(channel)->splits) {
  case SPLITS_NEVER: return false;
  case SPLITS_ALWAYS: return true;
  case SPLITS_WHERE_ORDERED: return mark->ordered_paths;
  case SPLITS_WHERE_EVEN: return !mark->variable_width;
  }
  return false;
}
