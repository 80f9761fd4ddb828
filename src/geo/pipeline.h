/* geo/pipeline.h: the stages of one projection, on the caller's stack. */
#pragma once
#include "geo/projection_model.h"

typedef struct Pipeline {
  GeoStream stream; /* turns degrees into the rotated sphere */
  const Projection *projection;
  GeoStream *next;
  ClipSphere sphere;
  Resample resample;
  ClipRectangle rectangle;
} Pipeline;
void pipeline_begin(Pipeline *pipeline, const Projection *projection, GeoStream *sink);
void pipeline_end(Pipeline *pipeline);
