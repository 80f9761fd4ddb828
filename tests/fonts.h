/* tests/fonts.h: tests that measure text do so with the fonts of tests/fonts.conf, and are skipped where those are missing. */
#pragma once
#include "text/text.h"
#include <string.h>

/* Before anything else in main(). */
static inline void fonts_use_those_of_tests(void) {
  g_setenv("FONTCONFIG_FILE", TUBAN_SOURCE_DIR "/tests/fonts.conf", TRUE);
}

static inline gboolean fonts_are_missing(TextContext *context) {
  Arena *arena = arena_create();
  TextStyle style = {.size = 10};
  size_t count;
  const TextFace *faces = text_faces(context, &style, "a中", &count, arena);
  gboolean there =
      count == 2 && strcmp(faces[0].name, "LiberationSans") == 0 && g_str_has_prefix(faces[1].name, "NotoSansCJK");
  arena_destroy(arena);
  if (!there) g_test_skip("Liberation Sans or Noto Sans CJK is not installed");
  return !there;
}

/* For builds with sanitizers: cairo 1.16 loses some bytes with each PDF that holds a CFF font, and fontconfig its caches. */
__attribute__((visibility("default"), used)) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libcairo\nleak:libfontconfig\n"; }
