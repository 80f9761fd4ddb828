/* tuban_libraries.c: the libraries in use, for bug reports. */
#include "tuban.h"
#include <cJSON.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <png.h>

static const char *glib(void) {
  static char text[32];
  static gsize made;
  if (g_once_init_enter(&made)) {
    g_snprintf(text, sizeof text, "%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
    g_once_init_leave(&made, 1);
  }
  return text;
}

static const char *fontconfig(void) {
  static char text[32];
  static gsize made;
  if (g_once_init_enter(&made)) {
    g_snprintf(text, sizeof text, "%d.%d.%d", FcGetVersion() / 10000, FcGetVersion() / 100 % 100, FcGetVersion() % 100);
    g_once_init_leave(&made, 1);
  }
  return text;
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
