/* vegalite/mark/marks.c: every mark there is. A new one is a file and a line here. */
#include "vegalite/mark/mark.h"

#define MARKS(_)                                                                                                       \
  _(mark_arc)                                                                                                          \
  _(mark_area)                                                                                                         \
  _(mark_bar)                                                                                                          \
  _(mark_circle)                                                                                                       \
  _(mark_geoshape)                                                                                                     \
  _(mark_image)                                                                                                        \
  _(mark_line)                                                                                                         \
  _(mark_point)                                                                                                        \
  _(mark_rect)                                                                                                         \
  _(mark_rule)                                                                                                         \
  _(mark_square)                                                                                                       \
  _(mark_text_type)                                                                                                    \
  _(mark_tick)                                                                                                         \
  _(mark_trail)

#define DECLARE(mark) extern const MarkType mark;
#define ADDRESS(mark) &mark,
MARKS(DECLARE)
const MarkType *const mark_types[] = {MARKS(ADDRESS) NULL};
