/* data/geojson.h: conversion between GeoJSON (RFC 7946) objects and geometry in typed form. */
#pragma once
#include "data/value.h"
#include "geo/geometry.h"
#include "json/scan.h"

/* A geometry, feature or collection of either, as an object, an array of them, or in typed form already; NULL for
 * anything else. A feature's properties are left out; a null geometry is an empty collection. Keeps `value`. */
const Geometry *geometry_from_value(Value value, Arena *arena);
/* How deep the coordinates of that kind of geometry are nested: 0 for one position; -1 if it has none. */
int geometry_depth(GeometryKind kind);
/* A geometry of that kind, which has coordinates, that are read already. Expressions can read it. */
const Geometry *geometry_from_pairs(GeometryKind kind, const JsonPairs *pairs, Arena *arena);
/* Lets expressions read the geometry's members, made in `arena` when they do. */
void geometry_show(Geometry *geometry, Arena *arena);
/* The GeoJSON object, for showing and for datum.geometry. */
Value geometry_to_value(const Geometry *geometry, Arena *arena);
