/* scale/type.c: the types of scales, by name and by what they are. */
#include "scale/scale.h"
#include <string.h>

enum { CONTINUOUS = 1, DISCRETE = 2, DISCRETIZING = 4, TEMPORAL = 8 };

static const struct {
  const char *name;
  unsigned traits;
} types[] = {
    [SCALE_NONE] = {NULL, 0},
    [SCALE_LINEAR] = {"linear", CONTINUOUS},
    [SCALE_LOG] = {"log", CONTINUOUS},
    [SCALE_POW] = {"pow", CONTINUOUS},
    [SCALE_SQRT] = {"sqrt", CONTINUOUS},
    [SCALE_SYMLOG] = {"symlog", CONTINUOUS},
    [SCALE_IDENTITY] = {"identity", CONTINUOUS},
    [SCALE_TIME] = {"time", CONTINUOUS | TEMPORAL},
    [SCALE_UTC] = {"utc", CONTINUOUS | TEMPORAL},
    [SCALE_SEQUENTIAL] = {"sequential", CONTINUOUS},
    [SCALE_DIVERGING] = {"diverging", CONTINUOUS},
    [SCALE_QUANTILE] = {"quantile", DISCRETIZING},
    [SCALE_QUANTIZE] = {"quantize", DISCRETIZING},
    [SCALE_THRESHOLD] = {"threshold", DISCRETIZING},
    [SCALE_BIN_ORDINAL] = {"bin-ordinal", DISCRETE | DISCRETIZING},
    [SCALE_ORDINAL] = {"ordinal", DISCRETE},
    [SCALE_POINT] = {"point", DISCRETE},
    [SCALE_BAND] = {"band", DISCRETE},
};

const char *const scale_type_names[] = {"linear",    "log",         "pow",        "sqrt",      "symlog",   "identity",
                                        "time",      "utc",         "sequential", "diverging", "quantile", "quantize",
                                        "threshold", "bin-ordinal", "ordinal",    "point",     "band",     NULL};

ScaleType scale_type_from_name(const char *name) {
  for (size_t i = 1; name && i < G_N_ELEMENTS(types); i++)
    if (strcmp(types[i].name, name) == 0) return (ScaleType)i;
  return SCALE_NONE;
}

const char *scale_type_name(ScaleType type) { return types[type].name; }
bool scale_type_is_continuous(ScaleType type) { return types[type].traits & CONTINUOUS; }
bool scale_type_is_discrete_domain(ScaleType type) { return types[type].traits & DISCRETE; }
bool scale_type_is_discretizing(ScaleType type) { return types[type].traits & DISCRETIZING; }
bool scale_type_is_temporal(ScaleType type) { return types[type].traits & TEMPORAL; }
