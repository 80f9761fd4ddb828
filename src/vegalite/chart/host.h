/* vegalite/chart/host.h: what expressions can read of the chart: scales, data, selections. */
#pragma once
#include "vegalite/chart/model.h"

typedef struct ChartHost {
  const Chart *chart;
  const FrameScale *scales;            /* of the frame that asks, by channel; NULL outside frames */
  const struct Projection *projection; /* of the frame; may be NULL */
  double width, height;                /* of the frame, px */
} ChartHost;

/* The host of all expressions of the chart; lives in the chart's arena. */
ChartHost *chart_host_create(const Chart *chart);
/* ExprScope.call. Has no answers until the chart's view tree is read. */
bool chart_host_call(void *host, const char *name, const Value *arguments, size_t count, Value *result);
