/* transform/fit.c: curves fitted to points by least squares.
 *
 * Follows vega-statistics (regression/), which subtracts the means first so that large values such as dates keep their precision.
 */
#include "transform/fit.h"
#include <math.h>

static bool is_null(const Column *column, size_t row) {
  return !column || (column->kind == COLUMN_VALUE &&
                     (column->values[row].kind == VALUE_NULL || column->values[row].kind == VALUE_UNDEFINED));
}

FitPoints fit_points(const Column *x, const Column *y, const guint32 *rows, size_t count, Arena *arena) {
  double *xs = arena_array(arena, double, count), *ys = arena_array(arena, double, count);
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_null(x, rows[i]) || is_null(y, rows[i])) continue;
    double u = value_to_number(column_quantity(x, rows[i])), v = value_to_number(column_quantity(y, rows[i]));
    if (isnan(u) || isnan(v)) continue;
    xs[found] = u;
    ys[found++] = v;
  }
  return (FitPoints){xs, ys, found};
}

void fit_line(double mean_x, double mean_y, double mean_xy, double mean_xx, double line[2]) {
  double delta = mean_xx - mean_x * mean_x;
  line[1] = fabs(delta) < 1e-24 ? 0 : (mean_xy - mean_x * mean_y) / delta;
  line[0] = mean_y - line[1] * mean_x;
}

static void set_means(const FitPoints *points, Fit *fit) {
  fit->mean_x = fit->mean_y = 0;
  for (size_t i = 0; i < points->count; i++) {
    fit->mean_x += (points->x[i] - fit->mean_x) / (double)(i + 1);
    fit->mean_y += (points->y[i] - fit->mean_y) / (double)(i + 1);
  }
}

static double identity(double x) { return x; }

/* The line through (of_x(x), of_y(y)). */
static void fit_transformed(const FitPoints *points, double (*of_x)(double), double (*of_y)(double), double line[2]) {
  double x = 0, y = 0, xy = 0, xx = 0;
  for (size_t i = 0; i < points->count; i++) {
    double n = (double)(i + 1), u = of_x(points->x[i]), v = of_y(points->y[i]);
    x += (u - x) / n;
    y += (v - y) / n;
    xy += (u * v - xy) / n;
    xx += (u * u - xx) / n;
  }
  fit_line(x, y, xy, xx, line);
}

static void set_coefficients(Fit *fit, const double *coefficients, size_t count) {
  for (size_t i = 0; i < count; i++) fit->coefficients[i] = coefficients[i];
  fit->coefficient_count = count;
}

static double predict_constant(const void *data, double x) {
  (void)x;
  return ((const Fit *)data)->mean_y;
}

static void fit_constant(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)points, (void)order, (void)arena;
  set_coefficients(fit, &fit->mean_y, 1);
  fit->predict = predict_constant;
}

static double predict_linear(const void *data, double x) {
  const double *c = ((const Fit *)data)->coefficients;
  return c[0] + c[1] * x;
}

static void fit_linear(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)order, (void)arena;
  fit_transformed(points, identity, identity, fit->coefficients);
  fit->coefficient_count = 2;
  fit->predict = predict_linear;
}

static double predict_log(const void *data, double x) { return predict_linear(data, log(x)); }

static void fit_log(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)order, (void)arena;
  fit_transformed(points, log, identity, fit->coefficients);
  fit->coefficient_count = 2;
  fit->predict = predict_log;
}

static double predict_pow(const void *data, double x) {
  const double *c = ((const Fit *)data)->coefficients;
  return c[0] * pow(x, c[1]);
}

static void fit_pow(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)order, (void)arena;
  fit_transformed(points, log, log, fit->coefficients);
  fit->coefficients[0] = exp(fit->coefficients[0]);
  fit->coefficient_count = 2;
  fit->predict = predict_pow;
}

static double predict_exp(const void *data, double x) {
  const Fit *fit = data;
  return exp(fit->parameters[0] + fit->parameters[1] * (x - fit->mean_x));
}

/* Weighted by y, so that small values do not dominate as they would in a plain fit of logarithms. */
static void fit_exp(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)order, (void)arena;
  double yl = 0, xy = 0, xyl = 0, xxy = 0;
  for (size_t i = 0; i < points->count; i++) {
    double n = (double)(i + 1), dx = points->x[i] - fit->mean_x, y = points->y[i], ly = log(y);
    yl += (y * ly - yl) / n;
    xy += (dx * y - xy) / n;
    xyl += (dx * y * ly - xyl) / n;
    xxy += (dx * dx * y - xxy) / n;
  }
  fit_line(xy / fit->mean_y, yl / fit->mean_y, xyl / fit->mean_y, xxy / fit->mean_y, fit->parameters);
  fit->coefficients[0] = exp(fit->parameters[0] - fit->parameters[1] * fit->mean_x);
  fit->coefficients[1] = fit->parameters[1];
  fit->coefficient_count = 2;
  fit->predict = predict_exp;
}

static double predict_polynomial(const void *data, double x) {
  const Fit *fit = data;
  double dx = x - fit->mean_x, y = fit->mean_y;
  for (size_t i = 0; i < fit->parameter_count; i++) y += fit->parameters[i] * pow(dx, (double)i);
  return y;
}

static void fit_quadratic(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  (void)order, (void)arena;
  double x2 = 0, x3 = 0, x4 = 0, xy = 0, x2y = 0, mean = fit->mean_x;
  for (size_t i = 0; i < points->count; i++) {
    double n = (double)(i + 1), dx = points->x[i] - mean, dy = points->y[i] - fit->mean_y, square = dx * dx;
    x2 += (square - x2) / n;
    x3 += (square * dx - x3) / n;
    x4 += (square * square - x4) / n;
    xy += (dx * dy - xy) / n;
    x2y += (square * dy - x2y) / n;
  }
  double spread = x4 - x2 * x2, d = x2 * spread - x3 * x3;
  double a = (x2y * x2 - xy * x3) / d, b = (xy * spread - x2y * x3) / d, c = -a * x2;
  set_coefficients(fit, (double[]){c - b * mean + a * mean * mean + fit->mean_y, b - 2 * a * mean, a}, 3);
  fit->parameters[0] = c;
  fit->parameters[1] = b;
  fit->parameters[2] = a;
  fit->parameter_count = 3;
  fit->predict = predict_polynomial;
}

/* Solves the normal equations, given as columns (the right side last), by Gaussian elimination with pivoting. */
static void solve(double **columns, size_t n, double *solution) {
  for (size_t i = 0; i < n; i++) {
    size_t pivot = i;
    for (size_t j = i + 1; j < n; j++)
      if (fabs(columns[i][j]) > fabs(columns[i][pivot])) pivot = j;
    for (size_t k = i; k <= n; k++) {
      double held = columns[k][i];
      columns[k][i] = columns[k][pivot];
      columns[k][pivot] = held;
    }
    for (size_t j = i + 1; j < n; j++)
      for (size_t k = n + 1; k-- > i;) columns[k][j] -= columns[k][i] * columns[i][j] / columns[i][i];
  }
  for (size_t j = n; j-- > 0;) {
    double rest = 0;
    for (size_t k = j + 1; k < n; k++) rest += columns[k][j] * solution[k];
    solution[j] = (columns[n][j] - rest) / columns[j][j];
  }
}

/* Coefficients relative to (0, 0) from those relative to the means, by expanding each power. */
static void uncenter(Fit *fit, size_t count) {
  for (size_t i = 0; i < count; i++) fit->coefficients[i] = 0;
  for (size_t i = count; i-- > 0;) {
    double binomial = 1;
    fit->coefficients[i] += fit->parameters[i];
    for (size_t j = 1; j <= i; j++) {
      binomial *= (double)(i + 1 - j) / (double)j;
      fit->coefficients[i - j] += fit->parameters[i] * pow(-fit->mean_x, (double)j) * binomial;
    }
  }
  fit->coefficients[0] += fit->mean_y;
  fit->coefficient_count = count;
}

static void fit_polynomial(const FitPoints *points, size_t order, Fit *fit, Arena *arena) {
  if (order == 0)
    fit_constant(points, order, fit, arena);
  else if (order == 1)
    fit_linear(points, order, fit, arena);
  else if (order == 2)
    fit_quadratic(points, order, fit, arena);
  if (order <= 2) return;
  size_t count = order + 1;
  arena_charge(arena, BUDGET_STEPS, 3.0 * (double)points->count * (double)count * (double)(count + 1));
  double **columns = arena_array(arena, double *, count + 1);
  for (size_t i = 0; i <= count; i++) columns[i] = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    for (size_t p = 0; p < points->count && arena_goes_on(arena, p); p++)
      columns[count][i] += pow(points->x[p] - fit->mean_x, (double)i) * (points->y[p] - fit->mean_y);
    for (size_t j = 0; j < count; j++)
      for (size_t p = 0; p < points->count && arena_goes_on(arena, p); p++)
        columns[i][j] += pow(points->x[p] - fit->mean_x, (double)(i + j));
  }
  solve(columns, count, fit->parameters);
  fit->parameter_count = count;
  uncenter(fit, count);
  fit->predict = predict_polynomial;
}

typedef struct FitMethod {
  const char *name;
  size_t degrees_of_freedom; /* 0: the order */
  void (*make)(const FitPoints *points, size_t order, Fit *fit, Arena *arena);
} FitMethod;

static const FitMethod methods[] = {
    {"linear", 1, fit_linear},  {"log", 1, fit_log},         {"exp", 1, fit_exp},           {"pow", 1, fit_pow},
    {"quad", 2, fit_quadratic}, {"poly", 0, fit_polynomial}, {"constant", 1, fit_constant},
};

const char *const fit_method_names[] = {"linear", "log", "exp", "pow", "quad", "poly", "constant", NULL};

static const FitMethod *find_method(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
    if (g_str_equal(methods[i].name, name)) return &methods[i];
  return &methods[0];
}

size_t fit_degrees_of_freedom(const char *method, size_t order) {
  size_t degrees = find_method(method)->degrees_of_freedom;
  return degrees ? degrees : order;
}

/* The share of the squared deviations from the mean that the curve explains. */
static double explained(const FitPoints *points, const Fit *fit, Arena *arena) {
  double left = 0, total = 0;
  for (size_t i = 0; i < points->count && arena_goes_on(arena, i); i++) {
    double miss = points->y[i] - fit->predict(fit, points->x[i]), deviation = points->y[i] - fit->mean_y;
    left += miss * miss;
    total += deviation * deviation;
  }
  return 1 - left / total;
}

void fit_make(const char *method, size_t order, const FitPoints *points, Fit *fit, Arena *arena) {
  *fit = (Fit){0};
  set_means(points, fit);
  find_method(method)->make(points, order, fit, arena);
  fit->r_squared = fit->predict == predict_constant ? 0 : explained(points, fit, arena);
}
