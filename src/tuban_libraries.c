/* tuban_libraries.c: the libraries in use, for bug reports. */
#include "tuban.h"
#include <cJSON.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <png.h>

static const char *dotted(unsigned major, unsigned minor, unsigned micro) {
  char text[32];
  g_snprintf(text, sizeof text, "%u.%u.%u", major, minor, micro);
  return g_intern_string(text);
}

static const char *glib(void) { return dotted(glib_major_version, glib_minor_version, glib_micro_version); }

static const char *fontconfig(void) {
  unsigned version = (unsigned)FcGetVersion();
  return dotted(version / 10000, version / 100 % 100, version % 100);
}

static const char *libpng(void) { return png_get_libpng_ver(NULL); }

static const struct {
  const char *name;
  const char *(*version)(void);
} libraries[] = {
    {"cairo", cairo_version_string}, {"Pango", pango_version_string}, {"cJSON", cJSON_Version}, {"GLib", glib},
    {"HarfBuzz", hb_version_string}, {"fontconfig", fontconfig},      {"libpng", libpng}};

TubanStatus tuban_library(size_t i, const char **name, const char **version) {
  if (i >= G_N_ELEMENTS(libraries)) return TUBAN_USAGE;
  if (name) *name = libraries[i].name;
  if (version) *version = libraries[i].version();
  return TUBAN_OK;
}
