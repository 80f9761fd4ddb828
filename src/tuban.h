/* tuban.h: charts and posters from JSON to PNG, SVG and PDF.
 *
 *     TubanContext *context = tuban_context_create ();
 *     TubanChart *chart = tuban_chart_read_file (context, "chart.vl.json", NULL);
 *     if (tuban_chart_render_file (chart, TUBAN_PDF, "chart.pdf") != TUBAN_OK)
 *       fputs (tuban_chart_messages (chart), stderr);
 *     tuban_chart_destroy (chart);
 *     tuban_context_destroy (context);
 *
 * No global state: two contexts know nothing of each other, and each may be used by one thread at a time. Every chart is
 * destroyed before its context.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TUBAN_API __attribute__((visibility("default")))

typedef struct TubanContext TubanContext; /* fonts, style, what may be read */
typedef struct TubanChart TubanChart;     /* one chart or poster, read and ready to draw */

typedef enum TubanStatus {
  TUBAN_OK = 0,
  TUBAN_FAILED = 1, /* the chart is wrong: see tuban_chart_messages() */
  TUBAN_USAGE = 2,  /* the call is wrong */
  TUBAN_IO = 3      /* a file could not be read or written */
} TubanStatus;

typedef enum TubanFormat { TUBAN_PNG, TUBAN_SVG, TUBAN_PDF } TubanFormat;

/* How a chart is read and drawn. Zero is the default everywhere: start from {0}. */
typedef struct TubanOptions {
  double scale;                     /* PNG: device px per px */
  double dpi;                       /* PNG: written into the file; without a scale, also gives it (against 96) */
  const char *lang;                 /* BCP 47 tag: overrides the spec's own */
  bool strict;                      /* warnings are errors */
  bool svg_outlines;                /* SVG text as outlines */
  const char *const *allowed_paths; /* further folders data may come from, NULL-terminated; may be NULL */
} TubanOptions;

TUBAN_API TubanContext *tuban_context_create(void);
TUBAN_API void tuban_context_destroy(TubanContext *context);
/* Whether warnings about style files are errors; false at first. */
TUBAN_API void tuban_context_set_strict(TubanContext *context, bool strict);
/* Lays a style file (Vega-Lite's config format) over the defaults, for charts read from now on. */
TUBAN_API TubanStatus tuban_context_set_style_file(TubanContext *context, const char *path);
/* What went wrong in the last call on the context itself; "" when nothing did. */
TUBAN_API const char *tuban_context_messages(const TubanContext *context);

/* Reads a chart or poster. Never NULL; its status and messages say whether it can be drawn. `options` may be NULL. */
TUBAN_API TubanChart *tuban_chart_read_file(TubanContext *context, const char *path, const TubanOptions *options);
/* The same from memory. `name` stands in messages; data urls are relative to `folder` (NULL: the current one). */
TUBAN_API TubanChart *tuban_chart_read_text(TubanContext *context, const char *text, size_t length, const char *name,
                                            const char *folder, const TubanOptions *options);
TUBAN_API void tuban_chart_destroy(TubanChart *chart);
TUBAN_API TubanStatus tuban_chart_status(const TubanChart *chart);
/* All messages so far, as a compiler prints them; "" when there are none. Owned by the chart, until its next call. */
TUBAN_API const char *tuban_chart_messages(TubanChart *chart);
/* Size in px. */
TUBAN_API void tuban_chart_size(const TubanChart *chart, double *width, double *height);
/* The file's bytes, to be freed with tuban_free(); NULL after an error. */
TUBAN_API void *tuban_chart_render(TubanChart *chart, TubanFormat format, size_t *length);
/* Writes the file whole or not at all. */
TUBAN_API TubanStatus tuban_chart_render_file(TubanChart *chart, TubanFormat format, const char *path);
TUBAN_API void tuban_free(void *bytes);
TUBAN_API const char *tuban_version(void);

#ifdef __cplusplus
}
#endif
