/* poster/heading.h: a section's rule and heading, for the kinds of block that have one. */
#pragma once
#include "poster/setting.h"

/* The properties that a kind of block with a heading has. */
#define HEADING_FIELDS                                                                                                 \
  {"heading", FIELD_TEXT, false, NULL, NULL}, {"note", FIELD_TEXT, false, NULL, NULL}, {                               \
    "rule", FIELD_BOOLEAN, false, NULL, NULL                                                                           \
  }

/* A thick rule (unless "rule" is false), "heading" and beside it, where there is room, "note". Returns the height; 0 when the block has no heading. */
double poster_set_heading(const BlockFrame *frame);
