/* geo/graticule.h: meridians and parallels, as d3-geo's geoGraticule draws them. */
#pragma once
#include "geo/geometry.h"

/* `options`: true, or Vega's object (extent, extentMajor, extentMinor, step, stepMajor, stepMinor, precision). A multi-line. */
const Geometry *graticule_create(const Json *options, Arena *arena);
