/* poster/setting.h: type set on the page.
 *
 * A text's box goes from the top of its first line's Han characters to the foot of its last line's: the leading is
 * between lines only, so that boxes align by what the eye sees.
 */
#pragma once
#include "poster/style.h"

typedef enum Align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

/* A text broken into lines. */
typedef struct Setting {
  const TypeRole *role;
  char **lines; /* NULL-terminated */
  size_t count;
  double height; /* px */
} Setting;

/* Breaks `text` to `width`; a word that is wider is an error of the block. */
Setting setting_break(const BlockFrame *frame, const TypeRole *role, const char *text, double width);
/* Draws it with its box's top at `y`, `x` the left edge, middle or right edge; opening marks at a line's start hang out. */
void setting_draw(const BlockFrame *frame, const Setting *setting, double x, double y, Align align);
/* Both; returns the height. */
double poster_set_text(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       double width);
/* One line whose baseline stands at `y`; returns its advance. */
double poster_set_line(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y,
                       Align align);
/* One column downwards from (x, y), x its middle; returns its height. */
double poster_set_column(const BlockFrame *frame, const TypeRole *role, const char *text, double x, double y);
double poster_column_height(const BlockFrame *frame, const TypeRole *role, const char *text);
double poster_line_width(const BlockFrame *frame, const TypeRole *role, const char *text);
/* How far below the top of its box the first baseline of a text stands. */
double poster_role_ascent(const TypeRole *role);
/* What is inked of one line, relative to its start on the baseline. */
Bounds poster_line_ink(const BlockFrame *frame, const TypeRole *role, const char *text);
