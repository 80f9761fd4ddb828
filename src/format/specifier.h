/* format/specifier.h: d3-format's mini language: [[fill]align][sign][symbol][0][width][,][.precision][~][type]. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

typedef struct Specifier {
  char fill[8];             /* one character */
  char align, sign, symbol; /* symbol 0: none */
  bool zero, comma, trim;
  int width, precision; /* -1: not given */
  char type;            /* 0: not given */
} Specifier;

/* False when it is not of this form, or wider than any label. */
bool specifier_parse(const char *text, Specifier *out);
char *specifier_to_text(const Specifier *specifier, Arena *arena);
