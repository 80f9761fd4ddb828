/* data/topology.h: TopoJSON: geometry as references to shared arcs. */
#pragma once
#include "data/geojson.h"

typedef struct Topology Topology;

/* Arcs of a topology, decoded. NULL after a message. */
Topology *topology_create(const Json *json, Messages *messages, Arena *arena);
/* The geometry of one object in typed form, as topojson-client's feature() makes it; NULL for a null type. An arc that
 * does not exist is reported. */
const Geometry *topology_geometry(Topology *topology, const Json *object);
/* The lines between (`interior`: between different objects only; `exterior`: at the edge only) the objects, joined where they
 * meet, as topojson-client's mesh(). `filter` is NULL, "interior" or "exterior". */
const Geometry *topology_mesh(Topology *topology, const Json *object, const char *filter);
/* Where its geometry is made. */
Arena *topology_arena(const Topology *topology);
/* For stitching: the number of arcs; their points (2 × count numbers) in the file's own units, absolute. */
size_t topology_arc_count(const Topology *topology);
const GeometryLine *topology_arc(const Topology *topology, size_t i);
/* A MULTI_LINE of lists of arcs: `count` lists one after the other, list i ending before `ends[i]`. */
const Geometry *topology_lines(Topology *topology, const gint32 *arcs, const size_t *ends, size_t count);
