/* poster/setting.h: type set on the page.
 *
 * The box of a text extends from the top of the Han characters in its first line to the bottom of those in its last line: leading is
 * only between lines, so that boxes align optically.
 */
#pragma once
#include "poster/style.h"

typedef enum Align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

/* A part of a line with a mark below it, px from the line's start. */
typedef struct LineMark {
  size_t line;
  double x, width;
  bool name; /* a proper-name mark; otherwise a dot */
} LineMark;

/* A text broken into lines. */
typedef struct Setting {
  const TypeRole *role;
  TextLine *lines;
  size_t count;
  double height; /* px */
  LineMark *marks;
  size_t mark_count;
} Setting;

/* Breaks `text` into lines of at most `width`; a word that is wider is an error of the block. */
Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width, TextFill fill);
/* The same; each paragraph's first line is indented by `indent`. */
Setting setting_break_indented(const BlockFrame *frame, const TypeRole *role, const char *text, double width,
                               double indent, TextFill fill);
/* Draws it with the top of its box at `y`; `x` is its left edge, centre or right edge. */
void setting_draw(const BlockFrame *frame, const Setting *setting, double x, double y, Align align);
/* Both; returns the height. */
double poster_set_text(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       double width);
/* One line with its baseline at `y`; returns its advance. */
double poster_set_line(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       Align align);
/* One column downwards from `y`, centred on `x`; returns its height. */
double poster_set_column(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y);
/* Broken columns from `x`, the right edge, to the left, with their tops at `y`; returns how wide they are, `*height` how high. */
double poster_set_columns(const BlockFrame *frame, const TypeRole *role, const TextLine *columns, size_t count,
                          double x, double y, double *height);
double poster_column_height(const BlockFrame *frame, const TypeRole *role, const char *text);
double poster_line_width(const BlockFrame *frame, const TypeRole *role, const char *text);
/* From the top of the box of a text to its first baseline. */
double poster_role_ascent(const TypeRole *role);
/* The bounds of the ink of one line, relative to its start on the baseline. */
Bounds poster_line_ink(const BlockFrame *frame, const TypeRole *role, const char *text);
