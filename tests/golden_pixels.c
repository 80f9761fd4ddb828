/* golden_pixels: what the golden tests need to know about PNG files and about the libraries that drew them.
 *
 *   golden_pixels FILE.png…       one line for each file: width, height, SHA-256 of the RGBA pixels, and the mean lightness
 *                                 of each cell of an 8 × 8 grid as two hexadecimal digits (for comparing with a tolerance)
 *   golden_pixels --environment   the versions of the libraries and fonts that decide every pixel
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <png.h>
#include <stdio.h>
#include <string.h>

enum { GRID = 8 };

static void print_grid(const png_byte *pixels, size_t width, size_t height) {
  for (size_t row = 0; row < GRID; row++)
    for (size_t column = 0; column < GRID; column++) {
      double sum = 0, count = 0;
      for (size_t y = row * height / GRID; y < (row + 1) * height / GRID; y++)
        for (size_t x = column * width / GRID; x < (column + 1) * width / GRID; x++) {
          const png_byte *p = pixels + (y * width + x) * 4;
          double light = 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2], opacity = p[3] / 255.0;
          sum += light * opacity + 255 * (1 - opacity);
          count++;
        }
      printf("%02x", (unsigned)(count > 0 ? sum / count : 255));
    }
}

static int print_pixels(const char *path) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(&image, path)) {
    fprintf(stderr, "%s: %s\n", path, image.message);
    return 1;
  }
  image.format = PNG_FORMAT_RGBA;
  png_byte *pixels = g_malloc0(PNG_IMAGE_SIZE(image));
  int status = !png_image_finish_read(&image, NULL, pixels, 0, NULL);
  char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, pixels, PNG_IMAGE_SIZE(image));
  printf("%u %u %s ", image.width, image.height, hash);
  print_grid(pixels, image.width, image.height);
  putchar('\n');
  g_free(hash);
  g_free(pixels);
  return status;
}

static void print_font(const char *name) {
  FcPattern *pattern = FcNameParse((const FcChar8 *)name);
  FcConfigSubstitute(NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  FcPattern *match = FcFontMatch(NULL, pattern, &result);
  FcChar8 *family = NULL;
  int version = 0;
  if (match) {
    FcPatternGetString(match, FC_FAMILY, 0, &family);
    FcPatternGetInteger(match, FC_FONTVERSION, 0, &version);
  }
  printf("font %s: %s %d\n", name, family ? (const char *)family : "missing", version);
  if (match) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
}

static int print_environment(void) {
  static const char *const fonts[] = {"Liberation Sans",  "Liberation Sans:bold", "Liberation Serif",
                                      "Liberation Mono",  "Noto Sans CJK SC",     "Noto Sans CJK SC:bold",
                                      "Noto Serif CJK SC"};
  FT_Library freetype;
  int major = 0, minor = 0, patch = 0;
  if (!FT_Init_FreeType(&freetype)) {
    FT_Library_Version(freetype, &major, &minor, &patch);
    FT_Done_FreeType(freetype);
  }
#if defined __x86_64__
  puts("machine x86-64");
#elif defined __aarch64__
  puts("machine aarch64");
#else
  puts("machine other");
#endif
  printf("cairo %s\npango %s\nharfbuzz %s\nfreetype %d.%d.%d\n", cairo_version_string(), pango_version_string(),
         hb_version_string(), major, minor, patch);
  for (size_t i = 0; i < G_N_ELEMENTS(fonts); i++) print_font(fonts[i]);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 2 && !strcmp(arguments[1], "--environment")) return print_environment();
  int status = 0;
  for (int i = 1; i < count; i++) status |= print_pixels(arguments[i]);
  return status;
}
