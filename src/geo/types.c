/* geo/types.c: see types.h (d3-geo's defaults; the names are vega-projection's). */
#include "geo/types.h"

const ProjectionType projection_types[] = {
    {"albers", PROJECTION_CONIC, raw_conic_equal_area, 1070, {-0.6, 38.7}, {96, 0, 0}, {29.5, 45.5}, 0},
    {"albersUsa", PROJECTION_COMPOSITE, NULL, 1070, {0, 0}, {0, 0, 0}, {0, 0}, 0},
    {"azimuthalEqualArea", PROJECTION_PLAIN, raw_azimuthal_equal_area, 124.75, .clip_angle = 180 - 1e-3},
    {"azimuthalEquidistant", PROJECTION_PLAIN, raw_azimuthal_equidistant, 79.4188, .clip_angle = 180 - 1e-3},
    {"conicConformal", PROJECTION_CONIC, raw_conic_conformal, 109.5, .parallels = {30, 30}},
    {"conicEqualArea", PROJECTION_CONIC, raw_conic_equal_area, 155.424, {0, 33.6442}, .parallels = {0, 60}},
    {"conicEquidistant", PROJECTION_CONIC, raw_conic_equidistant, 131.154, {0, 13.9389}, .parallels = {0, 60}},
    {"equalEarth", PROJECTION_PLAIN, raw_equal_earth, 177.158, .clip_angle = 0},
    {"equirectangular", PROJECTION_PLAIN, raw_equirectangular, 152.63, .clip_angle = 0},
    {"gnomonic", PROJECTION_PLAIN, raw_gnomonic, 144.049, .clip_angle = 60},
    {"identity", PROJECTION_IDENTITY, NULL, 1, .clip_angle = 0},
    {"mercator", PROJECTION_MERCATOR, raw_mercator, 961 / GEO_TAU, .clip_angle = 0},
    {"mollweide", PROJECTION_PLAIN, raw_mollweide, 169.529, .clip_angle = 0},
    {"naturalEarth1", PROJECTION_PLAIN, raw_natural_earth, 175.295, .clip_angle = 0},
    {"orthographic", PROJECTION_PLAIN, raw_orthographic, 249.5, .clip_angle = 90 + GEO_EPSILON},
    {"stereographic", PROJECTION_PLAIN, raw_stereographic, 250, .clip_angle = 142},
    {"transverseMercator", PROJECTION_TRANSVERSE, raw_transverse_mercator, 159.155, .rotate = {0, 0, 90}},
};
const size_t projection_type_count = G_N_ELEMENTS(projection_types);

const ProjectionType *projection_type_find(const char *name) {
  for (size_t i = 0; i < projection_type_count; i++)
    if (g_ascii_strcasecmp(projection_types[i].name, name) == 0) return &projection_types[i];
  return NULL;
}
