/* color/profile.c: see profile.h. */
#include "color/profile.h"
#include "base/library.h"
#include <lcms2.h>
#include <math.h>
#include <string.h>

#define FUNCTIONS(_)                                                                                                   \
  _(cmsOpenProfileFromMem)                                                                                             \
  _(cmsCloseProfile)                                                                                                   \
  _(cmsGetColorSpace)                                                                                                  \
  _(cmsGetDeviceClass)                                                                                                 \
  _(cmsGetProfileInfoASCII)                                                                                            \
  _(cmsCreate_sRGBProfile)                                                                                             \
  _(cmsCreateLab4Profile)                                                                                              \
  _(cmsCreateTransform)                                                                                                \
  _(cmsDoTransform)                                                                                                    \
  _(cmsDeleteTransform)

#define MEMBER(name) __typeof__(name) *name;
#define SYMBOL(name) {#name, offsetof(ColorLibrary, name)},
typedef struct ColorLibrary {
  FUNCTIONS(MEMBER)
} ColorLibrary;
static const LibrarySymbol symbols[] = {FUNCTIONS(SYMBOL)};

struct Profile {
  ColorLibrary call;
  GBytes *bytes;
  char *title;
  const char *file;
  ProfileSpace space;
  cmsHTRANSFORM inks, pixels, lab, lab_of_rgb;
};

/* A profile larger than this is probably another kind of file. */
enum { PROFILE_MAX = 64 << 20 };

/* A file's bytes; NULL if it cannot be read. */
static GBytes *read_bytes(const char *path) {
  GMappedFile *file = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? g_mapped_file_new(path, FALSE, NULL) : NULL;
  if (!file) return NULL;
  gsize length = g_mapped_file_get_length(file);
  GBytes *bytes = length > 0 && length <= PROFILE_MAX ? g_bytes_new(g_mapped_file_get_contents(file), length) : NULL;
  g_mapped_file_unref(file);
  return bytes;
}

static cmsHPROFILE open_bytes(const ColorLibrary *call, GBytes *bytes) {
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  return call->cmsOpenProfileFromMem(data, (cmsUInt32Number)length);
}

static char *title_of(const ColorLibrary *call, cmsHPROFILE profile) {
  char text[256] = "";
  call->cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
  text[sizeof text - 1] = '\0';
  for (char *c = text; *c; c++)
    if (!g_ascii_isprint(*c)) *c = '?';
  return g_strdup(text);
}

static char *title_of_file(void *closure, const char *path) {
  const ColorLibrary *call = closure;
  GBytes *bytes = read_bytes(path);
  cmsHPROFILE profile = bytes ? open_bytes(call, bytes) : NULL;
  bool is_press = profile && (call->cmsGetColorSpace(profile) == cmsSigCmykData ||
                              call->cmsGetColorSpace(profile) == cmsSigGrayData);
  char *title = is_press ? title_of(call, profile) : NULL;
  if (profile) call->cmsCloseProfile(profile);
  if (bytes) g_bytes_unref(bytes);
  return title;
}

static void profile_close(void *given) {
  Profile *profile = given;
  cmsHTRANSFORM all[] = {profile->inks, profile->pixels, profile->lab, profile->lab_of_rgb};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (all[i]) profile->call.cmsDeleteTransform(all[i]);
  if (profile->bytes) g_bytes_unref(profile->bytes);
  g_free(profile->title);
}

static bool make_transforms(Profile *profile, cmsHPROFILE press, PrintIntent intent) {
  static const cmsUInt32Number intents[] = {
      [PRINT_RELATIVE] = INTENT_RELATIVE_COLORIMETRIC,
      [PRINT_PERCEPTUAL] = INTENT_PERCEPTUAL,
      [PRINT_SATURATION] = INTENT_SATURATION,
      [PRINT_ABSOLUTE] = INTENT_ABSOLUTE_COLORIMETRIC,
  };
  const ColorLibrary *call = &profile->call;
  cmsUInt32Number how = intents[intent],
                  flags = cmsFLAGS_NOCACHE | (intent == PRINT_RELATIVE ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0);
  bool cmyk = profile->space == PROFILE_CMYK;
  cmsUInt32Number numbers = cmyk ? TYPE_CMYK_DBL : TYPE_GRAY_DBL, bytes = cmyk ? TYPE_CMYK_8 : TYPE_GRAY_8;
  cmsHPROFILE rgb = call->cmsCreate_sRGBProfile(), lab = call->cmsCreateLab4Profile(NULL);
  profile->inks = call->cmsCreateTransform(rgb, TYPE_RGB_DBL, press, numbers, how, flags);
  profile->pixels = call->cmsCreateTransform(rgb, TYPE_RGB_8, press, bytes, how, flags);
  profile->lab =
      call->cmsCreateTransform(press, numbers, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
  profile->lab_of_rgb =
      call->cmsCreateTransform(rgb, TYPE_RGB_DBL, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
  call->cmsCloseProfile(rgb);
  call->cmsCloseProfile(lab);
  return profile->inks && profile->pixels && profile->lab && profile->lab_of_rgb;
}

static bool read_profile(Profile *profile, const char *path, PrintIntent intent, bool gray, Messages *messages) {
  const ColorLibrary *call = &profile->call;
  cmsHPROFILE press = open_bytes(call, profile->bytes);
  if (!press) {
    messages_error(messages, (Place){0}, "E664", "\"%s\" is not an ICC profile", path);
    return false;
  }
  cmsColorSpaceSignature space = call->cmsGetColorSpace(press);
  profile->space = space == cmsSigGrayData ? PROFILE_GRAY : PROFILE_CMYK;
  profile->title = title_of(call, press);
  bool fits = (space == cmsSigCmykData || (gray && space == cmsSigGrayData)) &&
              call->cmsGetDeviceClass(press) == cmsSigOutputClass;
  bool made = fits && make_transforms(profile, press, intent);
  call->cmsCloseProfile(press);
  if (!made)
    messages_error(messages, (Place){0}, "E665", "the profile \"%s\" (%s) is not that of a press with %s ink", path,
                   profile->title, gray ? "CMYK or black" : "CMYK");
  return made;
}

/* The file of a profile, owned by the caller; NULL after an error message. */
static char *find(const ColorLibrary *call, const char *name, Messages *messages) {
  if (name && g_file_test(name, G_FILE_TEST_EXISTS)) return g_strdup(name);
  char *path = profile_find(name ? name : PROFILE_DEFAULT, title_of_file, (void *)call);
  if (path) return path;
  messages_error(messages, (Place){0}, "E663",
                 "the ICC profile \"%s\" is not in /usr/share/color/icc, /usr/share/scribus/profiles or "
                 "~/.local/share/color/icc%s",
                 name ? name : PROFILE_DEFAULT,
                 name ? ", and not a file" : "; install Debian's scribus-data, or name another with --profile");
  return NULL;
}

Profile *profile_open(const char *name, PrintIntent intent, bool gray, Messages *messages, Arena *arena) {
  Profile *profile = arena_new(arena, Profile);
  if (!library_load(TUBAN_LCMS_LIBRARY, symbols, G_N_ELEMENTS(symbols), &profile->call)) {
    messages_error(
        messages, (Place){0}, "E667",
        "CMYK colours need the library \"%s\", which is unavailable; install Little CMS (Debian's liblcms2-2)",
        TUBAN_LCMS_LIBRARY);
    return NULL;
  }
  arena_adopt(arena, profile, profile_close);
  char *path = find(&profile->call, name, messages);
  if (!path) return NULL;
  profile->file = arena_strdup(arena, path);
  profile->bytes = read_bytes(path);
  bool read = false;
  if (profile->bytes)
    read = read_profile(profile, path, intent, gray, messages);
  else
    messages_error(messages, (Place){0}, "E664", "\"%s\" is not an ICC profile", path);
  g_free(path);
  return read ? profile : NULL;
}

ProfileSpace profile_space(const Profile *profile) { return profile->space; }
const char *profile_title(const Profile *profile) { return profile->title; }
const char *profile_file(const Profile *profile) { return profile->file; }
GBytes *profile_bytes(const Profile *profile) { return profile->bytes; }

/* Little CMS has inks in percent, and gray as light: 1 is white. */
static double from_library(const Profile *profile, double value) {
  double ink = profile->space == PROFILE_CMYK ? value / 100 : 1 - value;
  return ink >= 0 ? fmin(ink, 1) : 0; /* also of NaN */
}

void profile_inks(const Profile *profile, const double rgb[3], double *inks) {
  double out[4] = {0};
  profile->call.cmsDoTransform(profile->inks, rgb, out, 1);
  for (int i = 0; i < (int)profile->space; i++) inks[i] = from_library(profile, out[i]);
}

void profile_pixels(const Profile *profile, const guint8 *rgb, guint8 *inks, size_t count) {
  profile->call.cmsDoTransform(profile->pixels, rgb, inks, (cmsUInt32Number)count);
  for (size_t i = 0; profile->space == PROFILE_GRAY && i < count; i++) inks[i] = (guint8)(255 - inks[i]);
}

void profile_lab(const Profile *profile, const double *inks, double lab[3]) {
  double in[4];
  for (int i = 0; i < (int)profile->space; i++) in[i] = profile->space == PROFILE_CMYK ? inks[i] * 100 : 1 - inks[i];
  profile->call.cmsDoTransform(profile->lab, in, lab, 1);
}

void profile_lab_of_rgb(const Profile *profile, const double rgb[3], double lab[3]) {
  profile->call.cmsDoTransform(profile->lab_of_rgb, rgb, lab, 1);
}
