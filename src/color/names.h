/* color/names.h: the named colours of CSS (private to color/). */
#pragma once
#include <glib.h>
#include <stddef.h>

typedef struct ColorName {
  const char *name;
  guint32 rgb; /* 0xrrggbb */
} ColorName;

extern const ColorName color_names[]; /* sorted by name */
extern const size_t color_name_count;
