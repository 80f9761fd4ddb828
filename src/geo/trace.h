/* geo/trace.h: what of a geometry is left when it has been turned and cut on the sphere, and where the raw projection takes it.
 *
 * Neither depends on scale or translation, so fitting a projection and drawing with it have that work in common.
 */
#pragma once
#include "geo/projection_model.h"

typedef struct Trace Trace;

/* Follows `geometry` on its way through a projection of one part that is not flat. */
Trace *trace_create(const Projection *projection, const Geometry *geometry);
void trace_free(void *trace);
enum { TRACE_POINT_BYTES = 64 }; /* of memory, at most */
/* How many points it has. */
size_t trace_size(const Trace *trace);
/* Goes on from there: to px, with the points added that the scale asks for. */
void trace_play(const Trace *trace, Resample *resample);
