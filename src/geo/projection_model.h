/* geo/projection_model.h: what a projection is made of, for the files of this room that share it. */
#pragma once
#include "geo/clip.h"
#include "geo/projection.h"
#include "geo/resample.h"
#include "geo/types.h"

enum { projection_part_count = 3 };

struct Projection {
  GeoProject project; /* from the rotated sphere to px; first, as stages hold it alone */
  const ProjectionType *type;
  double scale, translate[2];                /* px */
  double center[2], rotate[3], parallels[2]; /* radians */
  double clip_angle;                         /* radians; 0: cut at the antimeridian */
  double precision2;                         /* px² */
  double reflect[2];                         /* 1 or -1 */
  bool has_extent;
  double extent[4]; /* the author's: left, top, right, bottom */

  /* Follows from the above: projection_update(). */
  GeoRaw raw;
  GeoRotation rotation;
  ClipRegion region;
  double origin[2]; /* px of the raw projection's zero */
  bool has_clip;
  double clip[4];
  Projection *parts; /* composite: projection_part_count of them */

  /* What fitting has left for drawing: const Geometry * → Trace *; NULL: nothing. */
  GHashTable *traces;
};

void projection_defaults(Projection *projection, const ProjectionType *type, Arena *arena);
void projection_update(Projection *projection);
/* Reads Vega's properties over the defaults. */
void projection_read(Projection *projection, const Json *properties, Messages *messages);

/* The same for a projection of one part, and where it takes a point (degrees to px). */
void single_defaults(Projection *projection, const ProjectionType *type);
void single_update(Projection *projection);
void single_point(const Projection *projection, double longitude, double latitude, double *x, double *y);

/* Which part of albersUsa a point of the page belongs to. */
const Projection *composite_part_at(const Projection *projection, double x, double y);
/* Can the part show anything between two longitudes, degrees? */
bool composite_part_sees(size_t part, double west, double east);

/* Sends geometries through every stage to `sink`, which gets px. */
void projection_stream(const Projection *projection, const Geometry *const *members, size_t count, GeoStream *sink);
