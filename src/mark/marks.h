/* mark/marks.h: every mark there is (private to mark/). A new one is a file and a line here and in marks.c. */
#pragma once
#include "mark/mark.h"

extern const MarkType mark_arc, mark_area, mark_bar, mark_circle, mark_geoshape, mark_image, mark_line, mark_point,
    mark_rect, mark_rule, mark_square, mark_text_type, mark_tick, mark_trail;
