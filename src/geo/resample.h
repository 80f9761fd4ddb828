/* geo/resample.h: great circles become curves on the page: points are added where straight lines would miss them. */
#pragma once
#include "geo/sphere.h"
#include "geo/stream.h"

/* From the (rotated) sphere to px. */
typedef struct GeoProject {
  void (*run)(const struct GeoProject *project, double longitude, double latitude, double *x, double *y);
  void (*place)(const struct GeoProject *project, double *x,
                double *y); /* from the raw projection to px; NULL: there is none */
} GeoProject;

typedef struct ResampleVertex {
  double x, y, longitude, latitude;
  GeoVector at;
  bool has_vector;
} ResampleVertex;

typedef struct Resample {
  GeoStream stream;
  const GeoProject *project;
  GeoStream *sink;
  double precision2; /* px²: how far off a line may be; 0: no points are added */
  size_t budget;     /* points that may still be added */
  ResampleVertex first, previous;
  bool in_polygon, in_line, is_first;
} Resample;
void resample_begin(Resample *resample, const GeoProject *project, double precision2, GeoStream *sink);
/* Takes the next point, of which it is known where the raw projection has it. */
void resample_projected(Resample *resample, double longitude, double latitude, double x, double y);
