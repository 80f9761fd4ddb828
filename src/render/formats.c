/* render/formats.c: all file formats. A new one is a file and an entry here; the first is the default. */
#include "render/format.h"

#define FORMATS(format) format(png) format(jpeg) format(tiff) format(svg) format(pdf) format(eps)

#define DECLARE(name) extern const RenderFormat render_format_##name;
#define ROW(name) &render_format_##name,
FORMATS(DECLARE)
static const RenderFormat *const formats[] = {FORMATS(ROW)};

const RenderFormat *render_format_at(size_t i) { return i < G_N_ELEMENTS(formats) ? formats[i] : NULL; }

const RenderFormat *render_format_find(const char *name) {
  for (size_t i = 0; name && i < G_N_ELEMENTS(formats); i++) {
    if (g_ascii_strcasecmp(name, formats[i]->name) == 0) return formats[i];
    for (const char *const *ending = formats[i]->endings; *ending; ending++)
      if (g_ascii_strcasecmp(name, *ending) == 0) return formats[i];
  }
  return NULL;
}
