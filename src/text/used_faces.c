/* text/used_faces.c: the faces that a line is drawn with, and why fontconfig chose them. */
#include "text/layout.h"
#include <pango/pangofc-font.h>
#include <string.h>

static const char *font_name(PangoFont *font, Arena *arena) {
  FcChar8 *name = NULL;
  if (PANGO_IS_FC_FONT(font)) {
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    if (FcPatternGetString(pattern, FC_POSTSCRIPT_NAME, 0, &name) == FcResultMatch)
      return arena_strdup(arena, (const char *)name);
  }
  PangoFontDescription *description = pango_font_describe(font);
  const char *family = pango_font_description_get_family(description);
  const char *kept = arena_strdup(arena, family ? family : "");
  pango_font_description_free(description);
  return kept;
}

/* NULL if it has none. */
static const char *font_file(PangoFont *font, Arena *arena) {
  FcChar8 *file = NULL;
  if (!PANGO_IS_FC_FONT(font)) return NULL;
  FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  bool has = FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch;
  return has ? arena_strdup(arena, (const char *)file) : NULL;
}

static bool is_invisible(gunichar c) {
  return g_unichar_isspace(c) || g_unichar_iscntrl(c) || g_unichar_iszerowidth(c);
}

/* The characters of a run that its face has, without spaces. */
static void add_characters(GString *out, const PangoItem *item, const char *text) {
  const char *at = text + item->offset, *end = at + item->length;
  for (; at < end; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (!is_invisible(c) && pango_font_has_char(item->analysis.font, c)) g_string_append_unichar(out, c);
  }
}

typedef struct Found {
  TextFace face;
  GString *characters;
} Found;

static Found *find_face(Found *found, size_t *count, const PangoItem *item, Arena *arena) {
  const char *name = font_name(item->analysis.font, arena), *file = font_file(item->analysis.font, arena);
  for (size_t i = 0; i < *count; i++)
    if (strcmp(found[i].face.name, name) == 0 && g_strcmp0(found[i].face.file, file) == 0) return &found[i];
  const char *language = item->analysis.language ? pango_language_to_string(item->analysis.language) : "und";
  found[*count] = (Found){{.name = name, .file = file, .language = strcmp(language, "und") == 0 ? NULL : language},
                          g_string_new(NULL)};
  return &found[(*count)++];
}

const TextFace *text_faces(TextContext *context, const TextStyle *style, const char *line, size_t *count,
                           Arena *arena) {
  const ShapedLine *set = text_shape(context, style, line);
  GSList *runs = set->runs;
  Found *found = g_new(Found, g_slist_length(runs) + 1);
  *count = 0;
  for (; runs; runs = runs->next) {
    const PangoItem *item = ((const PangoGlyphItem *)runs->data)->item;
    if (item->analysis.font) add_characters(find_face(found, count, item, arena)->characters, item, set->text);
  }
  TextFace *faces = arena_array(arena, TextFace, *count + 1);
  for (size_t i = 0; i < *count; i++) {
    faces[i] = found[i].face;
    faces[i].characters = arena_strdup(arena, found[i].characters->str);
    g_string_free(found[i].characters, TRUE);
  }
  g_free(found);
  return faces;
}

/* Whether `family` is one of the face's own names, in any language. */
static bool has_family(TextContext *context, const char *face, const char *family) {
  FcPattern *pattern =
      FcPatternBuild(NULL, FC_POSTSCRIPT_NAME, FcTypeString, face, FC_FAMILY, FcTypeString, family, (char *)NULL);
  FcObjectSet *wanted = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
  FcFontSet *list = FcFontList(text_font_config(context), pattern, wanted);
  bool any = list && list->nfont > 0;
  if (list) FcFontSetDestroy(list);
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  return any;
}

typedef struct FirstFont {
  const char *face;
  bool same;
} FirstFont;

static gboolean compare_first(PangoFontset *set, PangoFont *font, gpointer data) {
  (void)set;
  FirstFont *first = data;
  Arena *arena = arena_create();
  first->same = strcmp(font_name(font, arena), first->face) == 0;
  arena_destroy(arena);
  return TRUE;
}

/* Whether the face is what fontconfig takes first where `family` alone is asked for. */
static bool stands_for(TextContext *context, const TextStyle *style, const TextFace *face, const char *family) {
  TextStyle alone = *style;
  alone.family = family;
  PangoContext *pango = text_shape(context, &alone, "")->pango;
  PangoFontset *set =
      pango_font_map_load_fontset(pango_context_get_font_map(pango), pango, text_font(context, &alone)->description,
                                  pango_language_from_string(face->language ? face->language : "und"));
  FirstFont first = {face->name, false};
  if (set) pango_fontset_foreach(set, compare_first, &first);
  g_clear_object(&set);
  return first.same;
}

FaceReason text_face_reason(TextContext *context, const TextStyle *style, const TextFace *face, const char **source,
                            Arena *arena) {
  char **names = text_families(style->family);
  FaceReason reason = face->language ? FACE_BY_LANGUAGE : FACE_BY_CHARACTER;
  const char *found = face->language;
  for (char **name = names; *name && found == face->language; name++)
    if (!text_is_generic(*name) && has_family(context, face->name, *name)) {
      reason = FACE_BY_NAME;
      found = *name;
    }
  for (char **name = names; *name && found == face->language; name++)
    if (stands_for(context, style, face, *name)) {
      reason = text_is_generic(*name) ? FACE_BY_GENERIC : FACE_NEAREST;
      found = *name;
    }
  *source = found ? arena_strdup(arena, found) : NULL;
  g_strfreev(names);
  return reason;
}
