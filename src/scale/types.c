/* scale/types.c: every type of scale there is. A new one is a file and a line here. */
#include "scale/type.h"
#include <string.h>

#define SCALE_TYPES(_)                                                                                                 \
  _(scale_linear)                                                                                                      \
  _(scale_log)                                                                                                         \
  _(scale_pow)                                                                                                         \
  _(scale_sqrt)                                                                                                        \
  _(scale_symlog)                                                                                                      \
  _(scale_identity)                                                                                                    \
  _(scale_time)                                                                                                        \
  _(scale_utc)                                                                                                         \
  _(scale_sequential)                                                                                                  \
  _(scale_diverging)                                                                                                   \
  _(scale_quantile)                                                                                                    \
  _(scale_quantize)                                                                                                    \
  _(scale_threshold)                                                                                                   \
  _(scale_bin_ordinal)                                                                                                 \
  _(scale_ordinal)                                                                                                     \
  _(scale_point)                                                                                                       \
  _(scale_band)

#define DECLARE(type) extern const ScaleType type;
#define ADDRESS(type) &type,
SCALE_TYPES(DECLARE)
const ScaleType *const scale_types[] = {SCALE_TYPES(ADDRESS) NULL};

const ScaleType *scale_type_find(const char *name) {
  for (const ScaleType *const *type = scale_types; name && *type; type++)
    if (strcmp((*type)->name, name) == 0) return *type;
  return NULL;
}

const char *const *scale_type_names(Arena *arena) {
  size_t count = sizeof scale_types / sizeof *scale_types - 1;
  const char **names = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = scale_types[i]->name;
  return names;
}
