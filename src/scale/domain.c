/* scale/domain.c: what happens to a continuous domain before it is used, in the order of vega-encode's Scale: zero,
 * domainMin and domainMax, domainMid, padding in px. (nice comes last and belongs to the families.)
 */
#include "scale/family.h"
#include <string.h>

Curve scale_curve(const ScaleSpec *spec, double first) {
  return spec->type->curve ? spec->type->curve(spec, first) : (Curve){NULL, NULL, 0};
}

/* vega-util's zoom: widens a domain about its middle as the scale sees it. */
static void pad_domain(const Scale *scale, double *domain, size_t count) {
  const ScaleSpec *spec = &scale->spec;
  double *first = &domain[0], *last = &domain[count - 1];
  if (spec->range_kind != RANGE_NUMBERS || spec->range_count < 2 || !(spec->padding != 0) || *first == *last) return;
  double span = fabs(spec->range_numbers[spec->range_count - 1] - spec->range_numbers[0]);
  double factor = span / (span - 2 * spec->padding);
  if (!isfinite(factor)) return;
  Curve curve = scale_curve(spec, *first);
  double a = curve_bend(curve, *first), b = curve_bend(curve, *last), middle = (a + b) / 2;
  *first = curve_unbend(curve, middle + (a - middle) * factor);
  *last = curve_unbend(curve, middle + (b - middle) * factor);
}

static size_t insert_middle(double *domain, size_t count, double middle) {
  size_t last = count > 1 ? count - 1 : 1;
  size_t at = middle > domain[count - 1] ? last + 1 : middle < domain[0] ? 0 : last;
  if (at > count) at = count;
  memmove(domain + at + 1, domain + at, (count - at) * sizeof *domain);
  domain[at] = middle;
  return count + 1;
}

double *scale_domain_numbers(const Scale *scale, size_t *count) {
  const ScaleSpec *spec = &scale->spec;
  size_t n = spec->domain_count;
  double *domain = arena_array(scale->arena, double, n + 2);
  for (size_t i = 0; i < n; i++) domain[i] = value_to_number(spec->domain[i]);
  *count = n;
  if (n == 0 || spec->domain_raw) return domain;
  if (n == 1) domain[n++] = domain[0];
  if (spec->zero) {
    if (domain[0] > 0) domain[0] = 0;
    if (domain[n - 1] < 0) domain[n - 1] = 0;
  }
  if (spec->has_domain_min) domain[0] = spec->domain_min;
  if (spec->has_domain_max) domain[n - 1] = spec->domain_max;
  if (spec->has_domain_mid) n = insert_middle(domain, n, spec->domain_mid);
  if (scale_type_is_continuous(scale->type) && scale->type->ramp != RAMP_ALWAYS && !isnan(spec->padding))
    pad_domain(scale, domain, n);
  *count = n;
  return domain;
}

void scale_set_domain(Scale *scale, const double *numbers, size_t count, ValueKind kind) {
  Value *domain = arena_array(scale->arena, Value, count);
  for (size_t i = 0; i < count; i++) domain[i] = kind == VALUE_DATE ? value_date(numbers[i]) : value_number(numbers[i]);
  scale->domain = domain;
  scale->domain_count = count;
}

/* Vega accepts "hours" but not "hour"; it ignores an unknown interval and uses the tick count. */
static bool is_unknown_alone(const Json *interval) {
  static const char *const names[] = {"hour", "minute", "second", "millisecond"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (json_is_string(interval, names[i])) return true;
  return false;
}

TickRequest tick_request(double count, const Json *interval) {
  TickRequest request = {count, NULL, 1};
  if (is_unknown_alone(interval)) return request;
  if (json_is(interval, JSON_OBJECT)) {
    double step = json_number(json_get(interval, "step"), 1);
    request.step = step >= 1 && step < 1e6 ? (int)step : 1;
    interval = json_get(interval, "interval");
  }
  if (json_is(interval, JSON_NUMBER)) request.count = interval->number;
  request.interval = json_string(interval, NULL);
  return request;
}

bool scale_nice_request(const ScaleSpec *spec, TickRequest *out) {
  *out = tick_request(NAN, spec->nice);
  if (!spec->nice || spec->domain_raw || json_is_null(spec->nice) || json_is_false(spec->nice)) return false;
  return !(json_is(spec->nice, JSON_NUMBER) && spec->nice->number == 0);
}
