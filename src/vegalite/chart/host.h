/* vegalite/chart/host.h: what expressions ask of the chart: scales, data, selections. */
#pragma once
#include "vegalite/dataflow/loader.h"
#include "vegalite/dataflow/selection.h"
#include "vegalite/scaling/frame.h"

typedef struct ChartHost {
  const Spec *spec;
  Loader *loader; /* of data("name") */
  const Selections *selections;
  const FrameScale *scales;            /* of the frame that asks, by channel; NULL outside frames */
  const struct Projection *projection; /* of the frame; may be NULL */
  double width, height;                /* of the frame, px */
} ChartHost;

/* ExprScope.call. */
bool chart_host_call(void *host, const char *name, const Value *arguments, size_t count, Value *result);
