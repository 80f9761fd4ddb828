/* geo/measure.h: the area, bounds and centroid of a geometry, on the sphere or on the page (d3-geo's geoArea … and
 * path.area …).
 *
 * `projection` NULL: on the sphere, in steradians and degrees; else in px, of what is left after clipping.
 */
#pragma once
#include "geo/projection.h"

double geometry_area(const Projection *projection, const Geometry *geometry);
/* West, south, east, north (a box over the antimeridian has west > east), or left, top, right, bottom. NaN on the
 * sphere, and infinite and turned round on the page, when there is nothing. */
void geometry_bounds(const Projection *projection, const Geometry *geometry, double box[4]);
/* Of the areas; without any, of the lines; without any, of the points. NaN when there is none. */
void geometry_centroid(const Projection *projection, const Geometry *geometry, double *x, double *y);
