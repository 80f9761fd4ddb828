/* tuban.h: charts and posters from JSON to image files.
 *
 *     TubanContext *context = tuban_context_create ();
 *     TubanChart *chart = tuban_chart_read_file (context, "chart.vl.json", NULL);
 *     if (tuban_chart_render_file (chart, tuban_format_find ("pdf"), "chart.pdf") != TUBAN_OK)
 *       fputs (tuban_chart_messages (chart), stderr);
 *     tuban_chart_destroy (chart);
 *     tuban_context_destroy (context);
 *
 * No function exits, prints, or keeps anything outside the objects it returns. Contexts are independent of each other. A
 * context and its charts are used by one thread at a time: a call that finds them in use returns TUBAN_BUSY, or NULL, 0 or ""
 * where it returns no status. NULL is a valid argument of every function and never crashes: a call without the object that it
 * is about returns TUBAN_USAGE, NULL, 0, false or "". Texts are UTF-8. Objects may be destroyed in any order.
 *
 * Where a chart leaves the choice of a font to fontconfig, that prefers the language in FC_LANG, or else of the locale; the command line
 * sets FC_LANG to "en", so that the locale does not matter.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TUBAN_API __attribute__((visibility("default")))

typedef struct TubanContext TubanContext; /* fonts and style */
typedef struct TubanChart TubanChart;     /* one chart or poster */
typedef struct TubanFormat TubanFormat;   /* a file format; lives as long as the program */
typedef struct TubanTable TubanTable;     /* data in memory */
struct _cairo;                            /* cairo_t */

typedef enum TubanStatus {
  TUBAN_OK = 0,
  TUBAN_FAILED = 1,   /* the chart could not be read or drawn: see its messages */
  TUBAN_USAGE = 2,    /* an argument of the call is invalid */
  TUBAN_IO = 3,       /* a file could not be read or written */
  TUBAN_BUSY = 4,     /* another thread, or a caller further up, is using the context */
  TUBAN_CANCELLED = 5 /* the options' `cancel` was set */
} TubanStatus;

/* ---- messages ---- */

typedef enum TubanSeverity { TUBAN_NOTE = 0, TUBAN_WARNING = 1, TUBAN_ERROR = 2 } TubanSeverity;

typedef struct TubanMessage {
  TubanSeverity severity;
  const char *code;      /* "W204": does not change when the text does */
  const char *file;      /* as it was named; NULL if the message is not about a place in a file */
  unsigned line, column; /* from 1, columns in characters; 0 without a place */
  const char *text;      /* one line, without the place */
} TubanMessage;

/* ---- data in memory ---- */

/* A table of `rows` rows and no columns yet. */
TUBAN_API TubanTable *tuban_table_create(size_t rows);
/* The text of a data file in UTF-8, which is copied. `type` is one of Vega's data formats ("csv", "tsv", "json", "ndjson", "topojson" …);
 * NULL: by the extension of the name that the table replaces, else JSON. */
TUBAN_API TubanTable *tuban_table_from_text(const char *text, size_t length, const char *type);
/* Columns are copied and have one value for each row. Setting an existing name replaces its values. NaN and NULL are
 * missing values, as null in JSON. TUBAN_USAGE for texts that are not UTF-8 and for tables made from a text. */
TUBAN_API TubanStatus tuban_table_add_numbers(TubanTable *table, const char *name, const double *values);
/* Milliseconds since 1970-01-01 00:00 UTC. */
TUBAN_API TubanStatus tuban_table_add_dates(TubanTable *table, const char *name, const double *values);
/* The same for times without a zone, which are local (TZ), as "2012-01-01T00:00:00" is in JSON: milliseconds since 1970-01-01 00:00
 * on a local clock. */
TUBAN_API TubanStatus tuban_table_add_local_dates(TubanTable *table, const char *name, const double *values);
TUBAN_API TubanStatus tuban_table_add_texts(TubanTable *table, const char *name, const char *const *values);
/* Zero is false, TUBAN_MISSING a missing value. */
#define TUBAN_MISSING 0xFF
TUBAN_API TubanStatus tuban_table_add_booleans(TubanTable *table, const char *name, const uint8_t *values);
/* Charts that use the table keep it alive. */
TUBAN_API void tuban_table_destroy(TubanTable *table);

/* A table in place of the file of that `url`, or of the dataset of that name. */
typedef struct TubanData {
  const char *name;
  const TubanTable *table;
} TubanData;

/* A value for a top-level param of a chart ("params" of Vega-Lite), in place of its own value or expression. */
typedef struct TubanParam {
  const char *name;
  const char *value; /* JSON; anything else is a text: "10" is a number, "North" a text */
  bool optional;     /* nothing, if the chart has no param of that name; otherwise that is an error */
} TubanParam;

/* ---- options ---- */

/* How a chart is read and drawn. Copied when the chart is read, with all that it points to but `cancel`. Zero is the default of
 * every field but `size`; start from TUBAN_OPTIONS_INIT. tuban_format_takes() says which formats depend on a field. */
typedef struct TubanOptions {
  size_t size;                      /* sizeof(TubanOptions): which fields the caller knows */
  double scale;                     /* device px per px; default 1 */
  double dpi;                       /* written into the file; if scale is 0, also sets it to dpi / 96 */
  int quality;                      /* of lossy compression, 1–100; default 90 */
  const char *lang;                 /* BCP 47 tag: overrides the spec's own */
  bool strict;                      /* treat warnings as errors */
  bool svg_outlines;                /* text as outlines of its glyphs */
  const char *const *allowed_paths; /* further folders and files that may be read, NULL-terminated; may be NULL */
  const TubanData *data;            /* ends with a NULL name; may be NULL */
  /* Any thread may set it to another value than 0 to end the work soon: within a tenth of a second or so, unless cairo
   * strokes one very long line or writes a PDF of very many items, which it does in one go. It must live as long as the
   * chart. May be NULL. */
  const volatile int *cancel;
  const char *const *allowed_codes; /* of warnings and notes to leave out, NULL-terminated; may be NULL */
  bool notes;                       /* print notes too: what is odd but visible; some are computed only then */
  const char *encoding;             /* of data files whose format names none: "gbk", "latin1" …; default UTF-8 */
  double seed; /* of random numbers, as vega.randomLCG() takes it: a whole number below 2147483647; 0: 123456789 */
  /* What now() is: a date ("2026-11-26": its midnight in the zone of the chart) or a moment as Date.parse() reads it; NULL:
   * SOURCE_DATE_EPOCH, or the start of 1970. */
  const char *now;
  const char
      *timezone; /* of local times, by its IANA name ("Asia/Shanghai"): overrides usermeta.tuban.timezone; NULL: TZ */
  /* Folders that stand for the URLs that begin so, and may be read: "https://example.org/data/=DIR" (DIR is a file, if it stands for a
   * whole URL). The longest that fits counts. NULL-terminated; may be NULL. Nothing is ever fetched. */
  const char *const *maps;
  /* What one chart may cost; more is an error of that chart. 0: the default. */
  double max_memory; /* bytes that it takes at one time; default 3e9 */
  double max_rows;   /* that its generators and transforms make, all together; default 2e7 */
  double max_pixels; /* of one picture of a raster format; default 2²⁸ */
  /* That one large picture may be drawn with, and a large CSV file read, the caller's among them; 0: one for each processor. A file does not depend on it. */
  int threads;
  /* The printed page. Lengths are texts such as "3mm" (mm, cm, in, pt, px); a bare number is px, 96 to the inch. NULL: the default. */
  const char *page;    /* "A4", "B5", "Letter", "210x297mm": overrides a poster's; default: the chart's size */
  const char *margin;  /* between the edge of the page and a chart; default "15mm" where that fits */
  const char *bleed;   /* PDF: what is printed beyond the edge of the page; default none */
  const char *color;   /* PDF, TIFF: "rgb", "cmyk" or "gray"; default "rgb" */
  const char *profile; /* PDF, TIFF: name or file of the ICC profile of the press; default ISO Coated v2 300 % */
  const char *intent;  /* PDF, TIFF: "relative", "perceptual", "saturation" or "absolute"; default "relative" */
  double neutral;      /* PDF, TIFF: colours up to this CIELAB chroma are grays; default 8, below 0: none are */
  double ink_limit;    /* PDF, TIFF: the inks of one place, all together, from 100 to 400 percent; default 300 */
  bool landscape;      /* turns the page */
  bool marks;          /* PDF: crop and registration marks */
  bool pdfx;           /* PDF: PDF/X-4, in CMYK unless `color` is "gray" */
  /* The size of a chart. Lengths are texts such as "85mm" (mm, cm, in, pt, px); a bare number is px, 96 to the inch. NULL: as the chart's
   * usermeta.tuban.print, the style or the preset has it, else as it comes. */
  const char *width, *height; /* of all of it: plots become larger or smaller, text and strokes keep their size */
  const char *font_size;      /* of the labels of axes; all other text keeps its ratio to it */
  const char *preset;         /* an installed preset or a file: "nature", "nature:2" for the full width */
  const char *background;     /* a CSS colour or "transparent" */
  const TubanParam *params;   /* ends with a NULL name; may be NULL */
  /* Files in place of datasets or of files that the chart names: "name=FILE". They are read as those are, and may be read wherever they are;
   * one that the chart does not name is an error. NULL-terminated; may be NULL. */
  const char *const *files;
  unsigned first_line; /* of tuban_chart_read_text(): the line of a file that the text begins on, for messages; 0: 1 */
  /* A JSON object whose members replace those of the chart with the same names: {"width": 300}. NULL: none. */
  const char *members;
  double pdf_scale; /* PDF: size of the page against that of the chart; default 1: a px of 0.75 pt */
} TubanOptions;

#ifdef __cplusplus
#define TUBAN_OPTIONS_INIT                                                                                             \
  { sizeof(TubanOptions) }
#else
#define TUBAN_OPTIONS_INIT                                                                                             \
  { .size = sizeof(TubanOptions) }
#endif

/* ---- file formats ---- */

/* The format of that name, or whose files end in it ("jpg"), in any case; NULL if there is none. */
TUBAN_API const TubanFormat *tuban_format_find(const char *name);
/* Format `i`, the default first; NULL after the last. */
TUBAN_API const TubanFormat *tuban_format_at(size_t i);
/* As on a command line ("svg") and as in a sentence ("SVG"). */
TUBAN_API const char *tuban_format_name(const TubanFormat *format);
TUBAN_API const char *tuban_format_title(const TubanFormat *format);
/* What its files' names end in, without the dot. */
TUBAN_API const char *tuban_format_ending(const TubanFormat *format);
TUBAN_API const char *tuban_format_mime_type(const TubanFormat *format);
/* Whether its files depend on that field of TubanOptions: "scale", "dpi", "quality", "threads" or "svg_outlines". */
TUBAN_API bool tuban_format_takes(const TubanFormat *format, const char *field);

/* ---- contexts ---- */

TUBAN_API TubanContext *tuban_context_create(void);
/* Charts keep their context alive. */
TUBAN_API void tuban_context_destroy(TubanContext *context);
/* Whether warnings about style files are errors; initially false. */
TUBAN_API TubanStatus tuban_context_set_strict(TubanContext *context, bool strict);
/* Lays a style (Vega-Lite's config format) over the defaults, in place of all before, for charts read from now on. */
TUBAN_API TubanStatus tuban_context_set_style_file(TubanContext *context, const char *path);
/* The same from memory. `name` appears in messages; NULL: "style". */
TUBAN_API TubanStatus tuban_context_set_style_text(TubanContext *context, const char *text, size_t length,
                                                   const char *name);
/* Lays a style over those set or added before. `name` is that of an installed style ("report", or "excel", one of Vega's themes), or
 * else a path; the other adds one from memory. */
TUBAN_API TubanStatus tuban_context_add_style(TubanContext *context, const char *name);
TUBAN_API TubanStatus tuban_context_add_style_text(TubanContext *context, const char *text, size_t length,
                                                   const char *name);

/* A style that is installed. */
typedef struct TubanStyle {
  const char *name;
  const char *file;        /* its path */
  const char *description; /* a phrase; NULL if the file has none */
} TubanStyle;

/* Style `i` of those installed, in the order of their names; its texts live as long as the context. TUBAN_USAGE if there is none. */
TUBAN_API TubanStatus tuban_context_style(TubanContext *context, size_t i, TubanStyle *style);
/* Makes the fonts in a folder and below it known, besides the system's, for charts read from now on. */
TUBAN_API TubanStatus tuban_context_add_fonts(TubanContext *context, const char *folder);
/* The same without the system's: charts read from now on do not depend on what is installed. Called first, before other fonts. */
TUBAN_API TubanStatus tuban_context_use_fonts(TubanContext *context, const char *folder);
/* Begins to read the fonts that are known so far in a thread of its own, where the first chart would wait for them when it measures its first
 * text. Never needed; of use before a chart is read that will be drawn. Not to be called before fork(), as nothing is that draws. */
TUBAN_API void tuban_context_prepare_fonts(TubanContext *context);
/* File `i` of those that decide what text looks like: all fonts that charts may use, and fontconfig's configuration, sorted; NULL after the last. It is
 * valid until fonts are added. */
TUBAN_API const char *tuban_context_font_file(TubanContext *context, size_t i);
/* The messages of the last of these calls, as a compiler prints them; "" if there are none. Valid until the next call. */
TUBAN_API const char *tuban_context_messages(TubanContext *context);
TUBAN_API size_t tuban_context_message_count(TubanContext *context);
/* Message `i`; its texts are valid until the next call on the context. TUBAN_USAGE if there is none. */
TUBAN_API TubanStatus tuban_context_message(TubanContext *context, size_t i, TubanMessage *message);

/* ---- charts ---- */

/* Reads the JSON of a chart or poster; NULL only without a context. tuban_chart_status() and the messages report what
 * is wrong. `options` may be NULL. "-" is standard input. */
TUBAN_API TubanChart *tuban_chart_read_file(TubanContext *context, const char *path, const TubanOptions *options);
/* The same from memory; the text is copied. `name` appears in messages (NULL: "chart"); data urls are relative to `folder` (NULL:
 * the current one). A chart may read files below its folder and its project's root, the nearest folder at or above it with a .git or
 * tuban.json, and what the options allow; not those whose names begin with a dot. */
TUBAN_API TubanChart *tuban_chart_read_text(TubanContext *context, const char *text, size_t length, const char *name,
                                            const char *folder, const TubanOptions *options);
/* A picture in SVG as a chart of its size, which can be written in every format; librsvg draws it. What is wrong with it is found when it is
 * drawn. */
TUBAN_API TubanChart *tuban_chart_read_svg(TubanContext *context, const char *text, size_t length, const char *name,
                                           const TubanOptions *options);
TUBAN_API void tuban_chart_destroy(TubanChart *chart);
/* Reads the data and lays the chart out, if that is still to be done, and returns whether it can be drawn. The
 * functions about its size, files, fonts and pictures do the same first. */
TUBAN_API TubanStatus tuban_chart_status(TubanChart *chart);
/* The messages so far, as a compiler prints them; "" when there are none. Valid until the chart's next call. */
TUBAN_API const char *tuban_chart_messages(TubanChart *chart);
TUBAN_API size_t tuban_chart_message_count(TubanChart *chart);
/* Message `i`; its texts live as long as the chart. TUBAN_USAGE if there is none. */
TUBAN_API TubanStatus tuban_chart_message(TubanChart *chart, size_t i, TubanMessage *message);
/* Message `i` alone as tuban_chart_messages() has it, with its line of the file, to be freed with tuban_free(). NULL if there is none. */
TUBAN_API char *tuban_chart_message_print(TubanChart *chart, size_t i);
/* Whether message `i` is about the machine, such as a missing font: among several charts, one of them needs to show it. */
TUBAN_API bool tuban_chart_message_is_of_machine(TubanChart *chart, size_t i);
/* Size in px; 0 if the chart cannot be drawn. Either may be NULL. */
TUBAN_API TubanStatus tuban_chart_size(TubanChart *chart, double *width, double *height);
/* The real paths of the files that the chart was read from, itself first, then styles, data, pictures; once it has been drawn, also what that
 * took, such as the profile of a press. NULL after the last. */
TUBAN_API const char *tuban_chart_file(TubanChart *chart, size_t i);
/* The files of the fonts that its text is set in, in the order of their paths; NULL after the last. Text in SVG pictures does not count. */
TUBAN_API const char *tuban_chart_font_file(TubanChart *chart, size_t i);

/* A file that the chart was read from, by one of the names that it has there. */
typedef struct TubanFile {
  const char *
      named; /* the path that was followed: relative to the folder of the chart, or absolute; its own file: as it was given */
  bool by_option;  /* named by the options (its own file; "files"), and relative to the current folder */
  char digest[65]; /* SHA-256 of its bytes as they were read, in hexadecimal digits */
} TubanFile;

/* File `i` that was read so far, itself first; that of a picture is read when the chart is drawn. TUBAN_USAGE after the last; TUBAN_IO
 * if the file is too large to be kept and has changed since. `named` lives as long as the chart. */
TUBAN_API TubanStatus tuban_chart_read(TubanChart *chart, size_t i, TubanFile *file);

/* Why a face is used: a family of the list is its own; fontconfig has it for a generic family (sans-serif …) of the list; fontconfig
 * has it in place of a family that is not installed; nothing in the list has the characters, and it is the first for the language, or
 * the first at all. */
typedef enum TubanFontReason {
  TUBAN_FONT_NAMED,
  TUBAN_FONT_GENERIC,
  TUBAN_FONT_NEAREST,
  TUBAN_FONT_LANGUAGE,
  TUBAN_FONT_CHARACTER
} TubanFontReason;

/* A font face that text of the chart is set in. */
typedef struct TubanFont {
  const char *family;     /* asked for: a list as in CSS */
  int weight;             /* asked for */
  const char *face;       /* the installed face that is used: its PostScript name */
  const char *characters; /* that it draws, each once, by code point */
  TubanFontReason reason;
  const char *source; /* the family of the list, or the language (zh-cn), that led to it; NULL: TUBAN_FONT_CHARACTER */
} TubanFont;

/* Face `i`, in the order of family, weight and face. TUBAN_USAGE if there is none. */
TUBAN_API TubanStatus tuban_chart_font(TubanChart *chart, size_t i, TubanFont *font);
/* Character `i` (its code point) of those that no installed font has; 0 after the last. */
TUBAN_API uint32_t tuban_chart_missing_character(TubanChart *chart, size_t i);

/* Stage `i` from the text to the picture ("view", "data", "scales", "scene"); NULL after the last. */
TUBAN_API const char *tuban_stage_at(size_t i);
/* The result of a stage, as JSON, to be freed with tuban_free(). Computes no further than that stage. NULL after a
 * message. */
TUBAN_API char *tuban_chart_inspect(TubanChart *chart, const char *stage);

/* ---- output ---- */

/* The file's bytes, to be freed with tuban_free(); NULL after a message. */
TUBAN_API void *tuban_chart_render(TubanChart *chart, const TubanFormat *format, size_t *length);
/* Writes the file whole or not at all; a file that holds these bytes already is left alone. "-" is standard output. TUBAN_USAGE after a
 * message if the chart was read from that file, or it is a font. */
TUBAN_API TubanStatus tuban_chart_render_file(TubanChart *chart, const TubanFormat *format, const char *path);
/* The same with bytes that tuban_chart_render() returned; the status of the chart if it cannot be drawn. */
TUBAN_API TubanStatus tuban_chart_write_file(TubanChart *chart, const void *bytes, size_t length, const char *path);
/* Removes unfinished files that processes of this user left in a folder when they were killed while writing. */
TUBAN_API void tuban_remove_strays(const char *folder);
/* Takes `length` bytes; another result than 0 ends the writing, with TUBAN_IO. It may not use the chart or its context. */
typedef int (*TubanWrite)(void *closure, const void *bytes, size_t length);
TUBAN_API TubanStatus tuban_chart_render_to(TubanChart *chart, const TubanFormat *format, TubanWrite write,
                                            void *closure);
/* Draws with a cairo_t, the picture's top left corner at the origin, one px to a unit. */
TUBAN_API TubanStatus tuban_chart_draw(TubanChart *chart, struct _cairo *cairo);
TUBAN_API void tuban_free(void *bytes);

/* ---- the rest ---- */

/* What messages with a code such as "W204" mean and how to fix them, in lines of text, to be freed with tuban_free(). NULL for
 * an unknown code. */
TUBAN_API char *tuban_message_explain(const char *code);
/* Which of `names` (NULL-terminated) was probably meant by `wrong`, as messages suggest it; NULL if none is near. */
TUBAN_API const char *tuban_nearest_name(const char *wrong, const char *const *names);
TUBAN_API const char *tuban_version(void);
/* Library `i` in use and its version; either may be NULL. TUBAN_USAGE after the last. */
TUBAN_API TubanStatus tuban_library(size_t i, const char **name, const char **version);

#ifdef __cplusplus
}
#endif
