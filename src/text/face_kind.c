/* text/face_kind.c: whether a face has serifs, or letters of one width.
 *
 * Its OS/2 table tells, by PANOSE or by the family class of IBM; fonts that leave both empty are told by their names:
 * https://learn.microsoft.com/typography/opentype/spec/os2.
 */
#include "text/layout.h"
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <string.h>

enum { CLASS_AT = 30, PANOSE_AT = 32, OS2_LEAST = 42, FIXED_AT = 12, POST_LEAST = 16 };
enum { PANOSE_LATIN_TEXT = 2, SERIF_FIRST = 2, SERIF_LAST = 10, SANS_LAST = 15, MONOSPACED = 9 };

static const guint8 *table(hb_blob_t *blob, unsigned least) {
  unsigned length = 0;
  const char *bytes = hb_blob_get_data(blob, &length);
  return length >= least ? (const guint8 *)bytes : NULL;
}

/* -1: it does not tell. */
static int kind_by_os2(const guint8 *os2) {
  const guint8 *panose = os2 + PANOSE_AT;
  if (panose[0] == PANOSE_LATIN_TEXT && panose[1] >= SERIF_FIRST && panose[1] <= SANS_LAST)
    return panose[1] <= SERIF_LAST ? FACE_SERIF : FACE_SANS;
  switch (os2[CLASS_AT]) {
  case 1: /* oldstyle, transitional, modern, clarendon, slab, freeform serifs */
  case 2:
  case 3:
  case 4:
  case 5:
  case 7: return FACE_SERIF;
  case 8: return FACE_SANS;
  default: return -1;
  }
}

static bool names(const char *family, const char *const *parts) {
  g_autofree char *name = g_ascii_strdown(family ? family : "", -1);
  for (; *parts; parts++)
    if (strstr(name, *parts)) return true;
  return false;
}

static FaceKind kind_by_name(const char *family) {
  static const char *const sans[] = {"sans", "gothic", "hei", "黑", "ゴシック", "고딕", NULL};
  static const char *const serif[] = {"serif", "song", "simsun", "ming",  "mincho", "batang",   "myeongjo", "myungjo",
                                      "kai",   "sung", "nask",   "times", "roman",  "garamond", "宋",       "仿",
                                      "楷",    "明体", "明體",   "明朝",  "바탕",   "명조",     NULL};
  return !names(family, sans) && names(family, serif) ? FACE_SERIF : FACE_SANS;
}

/* Many Han fonts call themselves monospaced for the sake of their Han characters. */
static bool is_mono(const guint8 *os2, const guint8 *post, const char *family, bool full_width) {
  static const char *const mono[] = {"mono", "courier", "typewriter", NULL};
  if (names(family, mono)) return true;
  if (full_width) return false;
  bool fixed = post && (post[FIXED_AT] | post[FIXED_AT + 1] | post[FIXED_AT + 2] | post[FIXED_AT + 3]);
  return fixed || (os2 && os2[PANOSE_AT] == PANOSE_LATIN_TEXT && os2[PANOSE_AT + 3] == MONOSPACED);
}

FaceKind text_face_kind(PangoFont *font, const char *family, bool full_width) {
  hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
  hb_blob_t *os2_blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  hb_blob_t *post_blob = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
  const guint8 *os2 = table(os2_blob, OS2_LEAST), *post = table(post_blob, POST_LEAST);
  int kind = os2 ? kind_by_os2(os2) : -1;
  if (kind < 0) kind = kind_by_name(family);
  if (is_mono(os2, post, family, full_width)) kind = FACE_MONO;
  hb_blob_destroy(os2_blob);
  hb_blob_destroy(post_blob);
  return (FaceKind)kind;
}

bool text_font_is_colored(PangoFont *font) {
  hb_face_t *face = font ? hb_font_get_face(pango_font_get_hb_font(font)) : NULL;
  return face && (hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face));
}

/* Whether fontconfig's own rules know a family as one with serifs or of one width. */
static bool is_known(FcConfig *config, const char *family) {
  FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, (char *)NULL);
  FcConfigSubstitute(config, pattern, FcMatchPattern);
  bool known = false;
  FcChar8 *name;
  for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
    if (g_ascii_strcasecmp((const char *)name, "sans-serif") == 0) break;
    known = known || g_ascii_strcasecmp((const char *)name, "serif") == 0 ||
            g_ascii_strcasecmp((const char *)name, "monospace") == 0;
  }
  FcPatternDestroy(pattern);
  return known;
}

static FaceKind kind_of_family(FcConfig *config, PangoContext *pango, const char *family) {
  PangoFontDescription *description = pango_font_description_new();
  pango_font_description_set_family(description, family);
  pango_font_description_set_absolute_size(description,
                                           16 * PANGO_SCALE); /* which Pango needs for a face of pictures */
  PangoFont *font = text_is_installed(config, family) ? pango_context_load_font(pango, description) : NULL;
  FaceKind kind = font ? text_face_kind(font, family, false) : kind_by_name(family);
  static const char *const mono[] = {"mono", "courier", "typewriter", NULL};
  if (!font && names(family, mono)) kind = FACE_MONO;
  pango_font_description_free(description);
  g_clear_object(&font);
  return kind;
}

const char *text_generic_behind(FcConfig *config, PangoContext *pango, char *const *families) {
  static const char *const generic[] = {[FACE_SANS] = NULL, [FACE_SERIF] = "serif", [FACE_MONO] = "monospace"};
  for (char *const *family = families; *family; family++)
    if (text_is_generic(*family)) return NULL;
  return is_known(config, *families) ? NULL : generic[kind_of_family(config, pango, *families)];
}
