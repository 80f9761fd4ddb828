/* poster/heading.h: a section's rule and heading, for the kinds of block that have one. */
#pragma once
#include "poster/setting.h"

/* The properties of a block with a heading. */
#define HEADING_FIELDS                                                                                                 \
  {.name = "heading", .kind = FIELD_TEXT, .description = "A section heading under a thick rule."},                     \
      {.name = "note", .kind = FIELD_TEXT, .description = "A line next to the heading."}, {                            \
    .name = "rule", .kind = FIELD_BOOLEAN, .description = "false: no rule above the heading."                          \
  }

/* A thick rule (unless "rule" is false), "heading", and "note" next to it, or below it if there is no space. Returns the height; 0 if the
 * block has no heading. */
double poster_set_heading(const BlockFrame *frame);
