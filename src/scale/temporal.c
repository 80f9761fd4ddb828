/* scale/temporal.c: time and utc: a linear scale over moments whose round numbers are those of a calendar (d3-scale's time). */
#include "scale/family.h"
#include "scale/ticks.h"
#include "time/calendar.h"
#include <string.h>

typedef struct Every {
  TimeInterval interval;
  int step;
} Every;

/* The interval asked for by name, or else the one for about `count` (10) ticks. False when there is none. */
static bool find_interval(TickRequest request, double from, double to, Every *out) {
  if (request.interval && strcmp(request.interval, "quarter") == 0) {
    *out = (Every){INTERVAL_MONTH, 3 * request.step};
    return true;
  }
  if (request.interval && interval_from_name(request.interval, &out->interval)) {
    out->step = request.step;
    return true;
  }
  double count = isnan(request.count) ? 10 : request.count;
  return count > 0 && interval_for_ticks(from, to, count, &out->interval, &out->step);
}

static void temporal_read_domain(Scale *scale) {
  size_t count;
  double *domain = scale_domain_numbers(scale, &count);
  bool utc = scale->type->utc;
  if (count == 0) {
    double days[] = {date_make(utc, 2000, 0, 1, 0, 0, 0, 0), date_make(utc, 2000, 0, 2, 0, 0, 0, 0)};
    scale_set_domain(scale, days, 2, VALUE_DATE);
    return;
  }
  for (size_t i = 0; i < count; i++) domain[i] = round_half_up(domain[i]);
  TickRequest request;
  if (scale_nice_request(&scale->spec, &request)) {
    bool descending = domain[count - 1] < domain[0];
    double *low = &domain[descending ? count - 1 : 0], *high = &domain[descending ? 0 : count - 1];
    Every every;
    if (find_interval(request, *low, *high, &every)) {
      *low = interval_floor(every.interval, every.step, *low, utc);
      *high = interval_ceil(every.interval, every.step, *high, utc);
    }
  }
  scale_set_domain(scale, domain, count, VALUE_DATE);
}

static Value temporal_invert(const Scale *scale, double at) {
  Value value = continuous_invert(scale, at);
  return value.kind == VALUE_NUMBER ? value_date(round_half_up(value.number)) : value;
}

static const Value *temporal_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  double from = scale_domain_min(scale), to = scale_domain_max(scale);
  bool descending = to < from;
  if (descending) to = from, from = scale_domain_max(scale);
  Every every;
  *count = 0;
  if (!find_interval(request, from, to, &every)) return arena_array(arena, Value, 0);
  const double *moments = interval_range(every.interval, every.step, from, to, true, scale->type->utc, count, arena);
  Value *ticks = arena_array(arena, Value, *count);
  for (size_t i = 0; i < *count; i++) ticks[i] = value_date(moments[descending ? *count - 1 - i : i]);
  return ticks;
}

static const ScaleFamily family = {
    .read_domain = temporal_read_domain,
    .finish = continuous_finish,
    .numbers = continuous_numbers,
    .colors = continuous_colors,
    .invert = temporal_invert,
    .ticks = temporal_ticks,
};

const ScaleType scale_time = {
    .name = "time",
    .kind = SCALE_TEMPORAL,
    .family = &family,
    .ramp = RAMP_NEVER,
    .labels = LABELS_TIME,
};

const ScaleType scale_utc = {
    .name = "utc",
    .kind = SCALE_TEMPORAL,
    .family = &family,
    .utc = true,
    .ramp = RAMP_NEVER,
    .labels = LABELS_TIME,
};
