/* cli/dropin.h: the program under other names: vl-convert with its subcommands, and vl2png, vl2svg, vl2pdf and vl2jpeg, which take the
 * options of vl-convert and those of the programs of the same names that come with Vega-Lite.
 *
 * The names are links to tuban, which looks at the one that it was called by. What the options mean is what they mean there: --width
 * replaces the chart's "width", --ppi counts against 72.
 */
#pragma once
#include "cli/cli.h"

/* A call, as its options say; NULL or 0 where one was not given. */
typedef struct DropinCall {
  const char *program;                    /* as usage errors name it: "vl-convert vl2png" */
  char *input, *output;                   /* NULL, "-": standard input and output */
  char *vl_version, *renderer, *loglevel; /* without effect */
  char *theme, *config, *background;      /* the theme below the config; the background replaces the chart's */
  char *format_locale, *time_locale;      /* files, or tags such as de-DE */
  char *base;                             /* the folder of data; NULL: that of the input */
  double width, height, scale, ppi, seed; /* px; above 0 */
  int quality;
  gboolean bundle, test, header, help;
  char **words; /* the arguments that are not options */
} DropinCall;

/* Whether the program has that other name. */
bool dropin_is(const char *name);
/* Runs the program under that name; returns the exit status. */
int dropin_run(const char *name, int count, char **arguments);

/* ---- what the subcommands do (dropin_draw.c); each returns the exit status ---- */

/* Draws the chart of the call in the format of that name. */
int dropin_draw(const DropinCall *call, const char *format);
/* The same as a page of HTML that holds the SVG. */
int dropin_draw_page(const DropinCall *call, const char *format);
/* Draws an SVG file. */
int dropin_draw_svg(const DropinCall *call, const char *format);
/* Prints the names of Vega's themes, and one of them. */
int dropin_list_themes(const DropinCall *call, const char *format);
int dropin_show_theme(const DropinCall *call, const char *format);
/* Prints "PROGRAM: text" and a pointer to the help on standard error; returns TUBAN_USAGE. */
int dropin_usage_error(const char *program, const char *format, ...) G_GNUC_PRINTF(2, 3);
