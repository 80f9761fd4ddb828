/* A chart that another thread cancels ends soon, wherever it is. Time is that of the working thread's processor, so that
 * other work on the machine does not count. */
#include "tuban.h"
#include <glib.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

/* ms; the sanitizers' builds are slower by about this factor */
#if defined(__SANITIZE_ADDRESS__)
enum { SLOWNESS = 20, ROWS_SHARE = 10 };
#else
enum { SLOWNESS = 1, ROWS_SHARE = 1 };
#endif
enum { LATENCY_MAX = 200 * SLOWNESS, MOMENTS = 6 };

#define CALCULATE                                                                                                      \
  "{\"calculate\": \"sin(datum.x / 1000) + random()\", \"as\": \"y\"}, {\"calculate\": \"'g' + datum.x % 7\", "        \
  "\"as\": "                                                                                                           \
  "\"c\"}"
#define ENCODING                                                                                                       \
  "\"encoding\": {\"x\": {\"field\": \"x\", \"type\": \"quantitative\"}, \"y\": {\"field\": \"m\", \"type\": "         \
  "\"quantitative\"}, \"color\": {\"field\": \"c\"}, \"tooltip\": {\"field\": \"y\", \"format\": \".2f\"}}"

static const struct {
  const char *name, *format;
  int rows;
  const char *rest;
} charts[] = {
    {"points", "png", 1000000,
     CALCULATE ", {\"window\": [{\"op\": \"mean\", \"field\": \"y\", \"as\": \"m\"}], \"frame\": [-50, 50], \"sort\": "
               "[{\"field\": \"y\"}], \"groupby\": [\"c\"]}], \"mark\": \"point\", " ENCODING},
    {"svg", "svg", 200000, CALCULATE ", {\"calculate\": \"datum.y\", \"as\": \"m\"}], \"mark\": \"square\", " ENCODING},
    {"loess", "png", 12000,
     CALCULATE ", {\"loess\": \"y\", \"on\": \"x\"}], \"mark\": \"line\", \"encoding\": {\"x\": {\"field\": \"x\", "
               "\"type\": \"quantitative\"}}"},
    {"groups", "png", 1000000,
     CALCULATE
     ", {\"calculate\": \"floor(datum.x / 5)\", \"as\": \"k\"}, {\"aggregate\": [{\"op\": \"median\", \"field\": "
     "\"y\", \"as\": \"m\"}, {\"op\": \"stdev\", \"field\": \"y\", \"as\": \"i\"}], \"groupby\": [\"c\", \"k\"]}, "
     "{\"impute\": \"m\", \"key\": \"k\", \"groupby\": [\"c\"]}, {\"calculate\": \"datum.k\", "
     "\"as\": \"x\"}, {\"lookup\": \"k\", \"from\": {\"data\": {\"sequence\": {\"start\": 0, \"stop\": 60000, \"as\": "
     "\"q\"}}, \"key\": \"q\", \"fields\": [\"q\"]}}], \"facet\": {\"row\": {\"field\": \"c\"}}, \"spec\": {\"mark\": "
     "\"bar\", \"encoding\": {\"x\": {\"field\": \"x\", \"bin\": true}, \"y\": {\"aggregate\": \"mean\", \"field\": "
     "\"m\"}}}"},
};

typedef struct Timer {
  clockid_t clock; /* of the working thread */
  double after;    /* ms */
  double set_at;   /* ms */
  int flag, stop;
} Timer;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void *set_flag(void *data) {
  Timer *timer = data;
  while (now(timer->clock) < timer->after && !g_atomic_int_get(&timer->stop)) g_usleep(500);
  timer->set_at = now(timer->clock);
  g_atomic_int_set(&timer->flag, 1);
  return NULL;
}

/* ms that the chart took; with `after` below 0 it is not cancelled, else `latency` is what it took from then on. */
static double draw(size_t which, double after, double *latency, TubanStatus *status) {
  Timer timer = {0};
  pthread_getcpuclockid(pthread_self(), &timer.clock);
  TubanContext *context = tuban_context_create();
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.cancel = &timer.flag;
  g_autofree char *text = g_strdup_printf("{\"data\": {\"sequence\": {\"start\": 0, \"stop\": %d, \"as\": \"x\"}}, "
                                          "\"transform\": [%s}",
                                          charts[which].rows / ROWS_SHARE, charts[which].rest);
  double start = now(timer.clock);
  timer.after = start + after;
  GThread *thread = after >= 0 ? g_thread_new("timer", set_flag, &timer) : NULL;
  TubanChart *chart = tuban_chart_read_text(context, text, strlen(text), NULL, NULL, &options);
  size_t length;
  tuban_free(tuban_chart_render(chart, tuban_format_find(charts[which].format), &length));
  double end = now(timer.clock);
  g_atomic_int_set(&timer.stop, 1);
  if (thread) g_thread_join(thread);
  *status = tuban_chart_status(chart);
  if (after < 0 && *status != TUBAN_OK) g_error("%s", tuban_chart_messages(chart));
  if (*status == TUBAN_CANCELLED) g_assert_nonnull(strstr(tuban_chart_messages(chart), "error: cancelled"));
  if (*status == TUBAN_CANCELLED) g_assert_cmpuint(length, ==, 0);
  *latency = end - timer.set_at;
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  return end - start;
}

static void test_ends_soon(gconstpointer data) {
  size_t which = GPOINTER_TO_SIZE(data);
  double latency;
  TubanStatus status;
  double whole = draw(which, -1, &latency, &status);
  int cancelled = 0;
  for (int i = 0; i < MOMENTS; i++) {
    double after = whole * (i + 0.5) / (MOMENTS + 1);
    draw(which, after, &latency, &status);
    g_test_message("%s: cancelled after %.0f of %.0f ms, %.1f ms late", charts[which].name, after, whole, latency);
    if (status == TUBAN_OK && latency < 0) continue; /* this time it was done before */
    g_assert_cmpint(status, ==, TUBAN_CANCELLED);
    g_assert_cmpfloat(latency, <, LATENCY_MAX);
    cancelled++;
  }
  g_assert_cmpint(cancelled, >=, MOMENTS / 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(charts); i++) {
    g_autofree char *path = g_strdup_printf("/api/cancel/%s", charts[i].name);
    g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_ends_soon);
  }
  return g_test_run();
}
