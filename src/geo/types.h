/* geo/types.h: all projections and their defaults. A new one is its formulas and a line in types.c. */
#pragma once
#include "geo/raw.h"

typedef enum ProjectionFamily {
  PROJECTION_PLAIN,
  PROJECTION_CONIC,      /* has parallels */
  PROJECTION_MERCATOR,   /* cut to a square, as it is infinite */
  PROJECTION_TRANSVERSE, /* the same, turned on its side */
  PROJECTION_IDENTITY,   /* no sphere: px */
  PROJECTION_COMPOSITE   /* the United States, with Alaska and Hawaii below */
} ProjectionFamily;

typedef struct ProjectionType {
  const char *name; /* Vega's, for messages; compared without case */
  ProjectionFamily family;
  GeoRawMaker raw;
  double scale;
  double center[2], rotate[3], parallels[2], clip_angle; /* degrees */
} ProjectionType;

extern const ProjectionType projection_types[];
extern const size_t projection_type_count;
const ProjectionType *projection_type_find(const char *name);
