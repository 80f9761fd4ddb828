/* tuban.h: charts and posters from JSON to image files.
 *
 *     TubanContext *context = tuban_context_create ();
 *     TubanChart *chart = tuban_chart_read_file (context, "chart.vl.json", NULL);
 *     if (tuban_chart_render_file (chart, tuban_format_find ("pdf"), "chart.pdf") != TUBAN_OK)
 *       fputs (tuban_chart_messages (chart), stderr);
 *     tuban_chart_destroy (chart);
 *     tuban_context_destroy (context);
 *
 * No global state: contexts are independent of each other, and each may be used by one thread at a time. Destroy every
 * chart before its context.
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
typedef struct TubanFormat TubanFormat;   /* a file format; lives as long as the program */

typedef enum TubanStatus {
  TUBAN_OK = 0,
  TUBAN_FAILED = 1, /* the chart could not be read or drawn: see tuban_chart_messages() */
  TUBAN_USAGE = 2,  /* an argument of the call is invalid */
  TUBAN_IO = 3      /* a file could not be read or written */
} TubanStatus;

/* How a chart is read and drawn. Zero is the default of every field: start from {0}. tuban_format_takes() says which formats
 * depend on a field. */
typedef struct TubanOptions {
  double scale;                     /* device px per px; default 1 */
  double dpi;                       /* written into the file; if scale is 0, also sets it to dpi / 96 */
  int quality;                      /* of lossy compression, 1–100; default 90 */
  const char *lang;                 /* BCP 47 tag: overrides the spec's own */
  bool strict;                      /* treat warnings as errors */
  bool svg_outlines;                /* text as outlines of its glyphs */
  const char *const *allowed_paths; /* further folders data may be read from, NULL-terminated; may be NULL */
} TubanOptions;

/* The format of that name, or whose files end in it ("jpg"), in any case; NULL if there is none. `name` may be NULL. */
TUBAN_API const TubanFormat *tuban_format_find(const char *name);
/* Format `i`, the default first; NULL after the last. */
TUBAN_API const TubanFormat *tuban_format_at(size_t i);
/* As on a command line ("svg") and as in a sentence ("SVG"). NULL for NULL, here and below. */
TUBAN_API const char *tuban_format_name(const TubanFormat *format);
TUBAN_API const char *tuban_format_title(const TubanFormat *format);
/* What its files' names end in, without the dot. */
TUBAN_API const char *tuban_format_ending(const TubanFormat *format);
TUBAN_API const char *tuban_format_mime_type(const TubanFormat *format);
/* Whether its files depend on that field of TubanOptions: "scale", "dpi", "quality" or "svg_outlines". False for NULL. */
TUBAN_API bool tuban_format_takes(const TubanFormat *format, const char *field);

TUBAN_API TubanContext *tuban_context_create(void);
TUBAN_API void tuban_context_destroy(TubanContext *context);
/* Whether warnings about style files are errors; initially false. */
TUBAN_API void tuban_context_set_strict(TubanContext *context, bool strict);
/* Lays a style file (Vega-Lite's config format) over the defaults, for charts read from now on. */
TUBAN_API TubanStatus tuban_context_set_style_file(TubanContext *context, const char *path);
/* The messages of the last call on the context itself; "" when there were none. */
TUBAN_API const char *tuban_context_messages(const TubanContext *context);

/* Reads a chart or poster. Never NULL; its status and messages say whether it can be drawn. `options` may be NULL. */
TUBAN_API TubanChart *tuban_chart_read_file(TubanContext *context, const char *path, const TubanOptions *options);
/* The same from memory. `name` appears in messages; data urls are relative to `folder` (NULL: the current one). */
TUBAN_API TubanChart *tuban_chart_read_text(TubanContext *context, const char *text, size_t length, const char *name,
                                            const char *folder, const TubanOptions *options);
TUBAN_API void tuban_chart_destroy(TubanChart *chart);
TUBAN_API TubanStatus tuban_chart_status(const TubanChart *chart);
/* All messages so far, as a compiler prints them; "" when there are none. Owned by the chart, until its next call. */
TUBAN_API const char *tuban_chart_messages(TubanChart *chart);
/* Size in px. */
TUBAN_API void tuban_chart_size(const TubanChart *chart, double *width, double *height);
/* The file's bytes, to be freed with tuban_free(); NULL after an error, also for a NULL format. */
TUBAN_API void *tuban_chart_render(TubanChart *chart, const TubanFormat *format, size_t *length);
/* Writes the file whole or not at all. A NULL format is TUBAN_USAGE. */
TUBAN_API TubanStatus tuban_chart_render_file(TubanChart *chart, const TubanFormat *format, const char *path);
TUBAN_API void tuban_free(void *bytes);
TUBAN_API const char *tuban_version(void);

#ifdef __cplusplus
}
#endif
