/* base/print.h: what is asked of a page that will be printed: its size and boxes, and the inks. From the options (or a chart's own
 * settings) to the layout of a page and to the file. Zero is the default of every field, and asks for nothing.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum PrintColor { PRINT_RGB, PRINT_CMYK, PRINT_GRAY, PRINT_COLOR_COUNT } PrintColor;
/* As on a command line: "rgb", "cmyk", "gray"; ended by NULL. */
extern const char *const print_color_names[];

/* How colours that a press does not have are replaced. */
typedef enum PrintIntent {
  PRINT_RELATIVE, /* the paper is white and the darkest ink black (black-point compensation) */
  PRINT_PERCEPTUAL,
  PRINT_SATURATION,
  PRINT_ABSOLUTE,
  PRINT_INTENT_COUNT
} PrintIntent;
/* As on a command line: "relative" …; ended by NULL. */
extern const char *const print_intent_names[];

/* An ink that is printed as such, with what stands for it where that ink is not at hand. */
typedef struct PrintSpot {
  const char *name; /* "PANTONE 186 C" */
  double rgb[3];    /* the colour that is drawn with this ink, 0 … 1 */
  double cmyk[4];   /* 0 … 1 */
} PrintSpot;

typedef struct PrintOptions {
  /* The trimmed page, in px (96 to the inch); 0: as large as what is drawn. */
  double width, height;
  bool on_screen; /* the page is a screen's, given in px */
  bool landscape; /* turns the page, whether its size is given here or by the poster */
  /* Between the edge of the page and a chart, in px, where `has_margin`; else PRINT_MARGIN, or what the chart leaves. */
  bool has_margin;
  double margin;
  double bleed; /* what is printed beyond the trimmed page on each side, px */
  bool marks;   /* crop and registration marks */
  PrintColor color;
  const char *profile; /* of the press: the name or the file of an ICC profile; NULL: ISO Coated v2 300 % */
  PrintIntent intent;
  double ink_limit; /* the inks of one pixel, all together, in percent; 0: 300 */
  /* What counts as gray, and is printed with black alone: CIELAB chroma up to this; 0: 8, below 0: nothing is. */
  double neutral_chroma;
  bool pdfx; /* PDF/X-4 */
  const PrintSpot *spots;
  size_t spot_count;
} PrintOptions;

/* Of a chart on a page, where none is asked for: 15 mm. */
#define PRINT_MARGIN (15 * 96 / 25.4)
/* What marks take on each side beyond the bleed: 7 mm. */
#define PRINT_MARKS (7 * 96 / 25.4)

static inline double print_ink_limit(const PrintOptions *print) {
  return (print->ink_limit > 0 ? print->ink_limit : 300) / 100;
}
static inline double print_neutral_chroma(const PrintOptions *print) {
  return print->neutral_chroma != 0 ? print->neutral_chroma : 8;
}

/* The size of a page: "A4", "Letter", "16:9", "210x297mm", "21cm x 29.7cm", "390x844px", in px. False if it is none of them.
 * *on_screen: whether it is a screen's, in px. */
bool print_page_parse(const char *text, double *width, double *height, bool *on_screen);
/* "rgb", "cmyk" or "gray"; an intent. False for any other name. */
bool print_color_parse(const char *text, PrintColor *color);
bool print_intent_parse(const char *text, PrintIntent *intent);
/* Wide or upright, by `landscape`; the size itself is left alone when that is false. */
void print_turn(bool landscape, double *width, double *height);
