/* guide/title.h: title groups as Vega makes them: of views, of facet headers and of cells (private to guide/). */
#pragma once
#include "guide/hint.h"
#include "json/chain.h"

typedef struct TitleInput {
  const char *text, *subtitle; /* lines; subtitle NULL: none */
  Chain properties; /* Vega's title directive, then config.title: orient, anchor, offset, color, subtitleColor … */
  Chain style, subtitle_style; /* what holds where the properties say nothing */
  const Json *encoding;        /* title.encoding: Vega's channels over all else; may be NULL */
  Place place;
} TitleInput;

/* A group of ROLE_TITLE with its texts and its hint (vega-parser's title.js). */
SceneMark *title_group(const TitleInput *input, Arena *arena);
