/* text/upright.h: how characters stand in a column, after Unicode's Vertical_Orientation (UAX 50, https://www.unicode.org/reports/tr50/). */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum Orientation {
  ORIENT_TURNED,     /* lies on its side: letters, digits, Western marks */
  ORIENT_UPRIGHT,    /* as it is, or in the face's vertical form */
  ORIENT_TRANSFORMED /* in the face's vertical form; turned where it has none: brackets, dashes */
} Orientation;

/* Of a character by itself. Marks that Latin and Chinese share are turned: their context decides. */
Orientation upright_orientation(gunichar c);
