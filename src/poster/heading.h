/* poster/heading.h: a section's rule and heading, for the kinds of block that have one. */
#pragma once
#include "poster/setting.h"

/* A thick rule, "heading" and beside it, where there is room, "note". Returns the height; 0 when the block has no heading. */
double set_heading(const BlockFrame *frame);
