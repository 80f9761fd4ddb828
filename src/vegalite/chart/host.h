/* vegalite/chart/host.h: what expressions can read of the chart: scales, data, selections. */
#pragma once
#include "vegalite/chart/model.h"

typedef struct ChartHost ChartHost;
struct ChartHost {
  const Chart *chart;
  /* The scale of that name; NULL if there is none. NULL before there are scales. */
  const Scale *(*find_scale)(const ChartHost *host, const char *name);
  struct Frames *frames; /* what find_scale() looks in: for a view, in a cell */
  const View *view;
  const Cell *cell;
  const struct Projection *projection; /* of the frame; may be NULL */
  double width, height;                /* of the frame, px */
};

/* The host of all expressions of the chart; lives in the chart's arena. */
ChartHost *chart_host_create(const Chart *chart);
/* ExprScope.call. Has no answers until the chart's view tree is read. */
bool chart_host_call(void *host, const char *name, const Value *arguments, size_t count, Value *result);
