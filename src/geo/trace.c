/* geo/trace.c: see trace.h. */
#include "geo/trace.h"
#include "geo/pipeline.h"

typedef enum TraceEvent {
  TRACE_POINT,
  TRACE_LINE_START,
  TRACE_LINE_END,
  TRACE_POLYGON_START,
  TRACE_POLYGON_END
} TraceEvent;

/* So many of one kind, one after the other. */
typedef struct TraceStep {
  TraceEvent event;
  guint32 count;
} TraceStep;

typedef struct TracePoint {
  double longitude, latitude; /* radians, turned */
  double x, y;                /* as the raw projection has them */
} TracePoint;

struct Trace {
  GeoStream stream; /* while it is made */
  const GeoRaw *raw;
  TraceStep *steps;
  TracePoint *points;
  size_t step_count, step_room, point_count, point_room;
};

static void add_step(Trace *trace, TraceEvent event) {
  if (trace->step_count && trace->steps[trace->step_count - 1].event == event) {
    trace->steps[trace->step_count - 1].count++;
    return;
  }
  if (trace->step_count == trace->step_room) {
    trace->step_room = MAX(16, 2 * trace->step_room);
    trace->steps = g_renew(TraceStep, trace->steps, trace->step_room);
  }
  trace->steps[trace->step_count++] = (TraceStep){event, 1};
}

static void take_point(GeoStream *stream, double longitude, double latitude, int mark) {
  Trace *trace = (Trace *)stream;
  (void)mark;
  if (trace->point_count == trace->point_room) {
    trace->point_room = MAX(64, 2 * trace->point_room);
    trace->points = g_renew(TracePoint, trace->points, trace->point_room);
  }
  TracePoint *point = &trace->points[trace->point_count++];
  *point = (TracePoint){.longitude = longitude, .latitude = latitude};
  trace->raw->forward(trace->raw, longitude, latitude, &point->x, &point->y);
  add_step(trace, TRACE_POINT);
}

static void take_line_start(GeoStream *stream) { add_step((Trace *)stream, TRACE_LINE_START); }
static void take_line_end(GeoStream *stream) { add_step((Trace *)stream, TRACE_LINE_END); }
static void take_polygon_start(GeoStream *stream) { add_step((Trace *)stream, TRACE_POLYGON_START); }
static void take_polygon_end(GeoStream *stream) { add_step((Trace *)stream, TRACE_POLYGON_END); }
static void take_sphere(GeoStream *stream) { (void)stream; }

Trace *trace_create(const Projection *projection, const Geometry *geometry) {
  Trace *trace = g_new0(Trace, 1);
  trace->stream =
      (GeoStream){take_point, take_line_start, take_line_end, take_polygon_start, take_polygon_end, take_sphere};
  trace->raw = &projection->raw;
  Pipeline pipeline;
  pipeline_begin(&pipeline, projection, &trace->stream);
  pipeline.sphere.sink = pipeline.sphere.line.sink = &trace->stream;
  geo_stream(geometry, &pipeline.stream);
  pipeline_end(&pipeline);
  return trace;
}

void trace_free(void *closure) {
  Trace *trace = closure;
  g_free(trace->steps);
  g_free(trace->points);
  g_free(trace);
}

size_t trace_size(const Trace *trace) { return trace->point_count; }

void trace_play(const Trace *trace, Resample *resample) {
  GeoStream *to = &resample->stream;
  const TracePoint *point = trace->points;
  for (size_t i = 0; i < trace->step_count; i++) {
    for (guint32 n = trace->steps[i].count; n > 0; n--) {
      switch (trace->steps[i].event) {
      case TRACE_POINT:
        resample_projected(resample, point->longitude, point->latitude, point->x, point->y);
        point++;
        break;
      case TRACE_LINE_START: to->line_start(to); break;
      case TRACE_LINE_END: to->line_end(to); break;
      case TRACE_POLYGON_START: to->polygon_start(to); break;
      case TRACE_POLYGON_END: to->polygon_end(to); break;
      }
    }
  }
}
