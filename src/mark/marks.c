/* mark/marks.c: every mark there is, by name. */
#include "mark/marks.h"
#include <string.h>

static const MarkType *const marks[] = {&mark_arc,    &mark_area,      &mark_bar,   &mark_circle, &mark_geoshape,
                                        &mark_image,  &mark_line,      &mark_point, &mark_rect,   &mark_rule,
                                        &mark_square, &mark_text_type, &mark_tick,  &mark_trail};

const char *const mark_type_names[] = {"arc",  "area", "bar",    "circle", "geoshape", "image", "line", "point",
                                       "rect", "rule", "square", "text",   "tick",     "trail", NULL};

const MarkType *mark_type(const char *name) {
  for (size_t i = 0; name && i < G_N_ELEMENTS(marks); i++)
    if (strcmp(marks[i]->name, name) == 0) return marks[i];
  return NULL;
}
