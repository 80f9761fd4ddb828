/* text/fallback.c: CSS lists of families that hold elsewhere. */
#include "text/fallback.h"
#include "text/layout.h"
#include <string.h>

/* A family that is drawn with. */
typedef struct UsedFace {
  struct UsedFace *next;
  const char *family;
  FaceKind kind;
  guint64 scripts; /* rows of common_families */
} UsedFace;

struct FontUse {
  Arena *arena;
  const char *families;
  UsedFace *faces;
  guint64 scripts;
};

/* After the rows of the table: letters of a script that is not in it; marks and digits of none. */
enum { ROW_UNKNOWN = COMMON_MOST, ROW_MARKS };
#define BIT(row) (G_GUINT64_CONSTANT(1) << (row))
static const guint64 full_width = BIT(COMMON_HANS) | BIT(COMMON_HANT) | BIT(COMMON_JAPANESE) | BIT(COMMON_KOREAN);

FontUse *font_use_create(const char *families, Arena *arena) {
  FontUse *use = arena_new(arena, FontUse);
  *use = (FontUse){.arena = arena, .families = arena_strdup(arena, families ? families : "sans-serif")};
  return use;
}

/* The row whose Han characters a language has. */
static int han_row(const char *lang) {
  static const struct {
    const char *tag;
    int row;
  } tags[] = {{"zh-hant", COMMON_HANT}, {"zh-tw", COMMON_HANT},  {"zh-hk", COMMON_HANT}, {"zh-mo", COMMON_HANT},
              {"zh", COMMON_HANS},      {"ja", COMMON_JAPANESE}, {"ko", COMMON_KOREAN}};
  for (size_t i = 0; lang && i < G_N_ELEMENTS(tags); i++)
    if (g_ascii_strncasecmp(lang, tags[i].tag, strlen(tags[i].tag)) == 0) return tags[i].row;
  return -1;
}

/* The row of a character; -1 for spaces. `han`: that of Han characters. */
static int row_of(gunichar c, int han) {
  if (c < 0x80) return g_ascii_isalnum((char)c) ? COMMON_LATIN : g_ascii_isgraph((char)c) ? ROW_MARKS : -1;
  GUnicodeScript script = g_unichar_get_script(c);
  switch (script) {
  case G_UNICODE_SCRIPT_HAN: return han;
  case G_UNICODE_SCRIPT_KATAKANA: return COMMON_JAPANESE;
  case G_UNICODE_SCRIPT_GREEK:
  case G_UNICODE_SCRIPT_CYRILLIC: return COMMON_LATIN;
  case G_UNICODE_SCRIPT_COMMON:
  case G_UNICODE_SCRIPT_INHERITED:
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF5E) ? han : ROW_MARKS;
  default: break;
  }
  for (int i = 0; i < common_family_count; i++)
    if (common_families[i].script == script) return i;
  return ROW_UNKNOWN;
}

static guint64 rows_of(const char *text, const char *end, int han) {
  guint64 rows = 0;
  for (; text < end; text = g_utf8_next_char(text)) {
    int row = row_of(g_utf8_get_char(text), han);
    if (row >= 0) rows |= BIT(row);
  }
  return rows;
}

static UsedFace *used_face(FontUse *use, PangoFont *font, guint64 rows) {
  PangoFontDescription *description = pango_font_describe(font);
  const char *family = pango_font_description_get_family(description);
  UsedFace **at = &use->faces;
  while (*at && strcmp((*at)->family, family ? family : "") != 0) at = &(*at)->next;
  if (!*at) {
    *at = arena_new(use->arena, UsedFace);
    (*at)->family = arena_strdup(use->arena, family ? family : "");
    (*at)->kind = text_face_kind(font, family, rows & full_width);
  }
  pango_font_description_free(description);
  return *at;
}

static void note_faces(FontUse *use, const ShapedLine *line, guint64 rows, int han) {
  for (const GSList *at = line->runs; at; at = at->next) {
    const PangoItem *item = ((const PangoGlyphItem *)at->data)->item;
    guint64 here = rows & rows_of(line->text + item->offset, line->text + item->offset + item->length, han);
    if (!here || !item->analysis.font) continue;
    UsedFace *face = used_face(use, item->analysis.font, here);
    /* marks in a font that has no Han so far are taken from the fonts of Latin */
    if (here == BIT(ROW_MARKS) && !(face->scripts & full_width)) here = BIT(COMMON_LATIN);
    face->scripts |= here;
    use->scripts |= here;
  }
}

void font_use_add(FontUse *use, TextContext *text, const TextStyle *style, const char *line) {
  char *copy;
  line = text_clean(line, &copy);
  const char *end = line + strlen(line);
  int han = han_row(style->lang);
  if (han < 0) han = han_row(text_guess_lang(line));
  if (han < 0) han = COMMON_HANS;
  guint64 rows = rows_of(line, end, han) & ~use->scripts;
  use->scripts |= rows;
  if (rows) note_faces(use, text_shape(text, style, line), rows, han);
  g_free(copy);
}

/* A list that is being written; `names` are in it, in lower case. */
typedef struct FamilyList {
  GString *css;
  GHashTable *names;
} FamilyList;

/* CSS keywords, which would not be taken for names. */
static bool is_keyword(const char *name) {
  static const char *const words[] = {"serif",   "sans-serif", "monospace", "cursive", "fantasy",     "system-ui",
                                      "inherit", "initial",    "default",   "unset",   "revert-layer"};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_ascii_strcasecmp(name, words[i]) == 0) return true;
  return false;
}

static bool is_identifier(const char *name) {
  if (!g_ascii_isalpha(*name) || is_keyword(name)) return false;
  for (; *name; name++)
    if (!g_ascii_isalnum(*name) && *name != '-') return false;
  return true;
}

static void list_word(FamilyList *list, const char *name, bool quoted) {
  if (!g_hash_table_add(list->names, g_utf8_casefold(name, -1))) return;
  if (list->css->len) g_string_append_c(list->css, ',');
  if (quoted) g_string_append_c(list->css, '\'');
  for (; *name; name++) {
    if (quoted && (*name == '\'' || *name == '\\')) g_string_append_c(list->css, '\\');
    g_string_append_c(list->css, *name);
  }
  if (quoted) g_string_append_c(list->css, '\'');
}

static void list_name(FamilyList *list, const char *name) {
  char *valid = g_utf8_make_valid(name, -1);
  list_word(list, valid, !is_identifier(valid));
  g_free(valid);
}

static void list_names(FamilyList *list, const char *names) {
  char **each = g_strsplit(names ? names : "", ",", -1);
  for (char **name = each; *name; name++) list_name(list, *name);
  g_strfreev(each);
}

/* Generic families, and what fontconfig calls so besides CSS. */
typedef struct Generic {
  const char *name, *css;
  int kind; /* -1: the look of no common family */
} Generic;
static const Generic generics[] = {
    {"sans-serif", "sans-serif", FACE_SANS},
    {"serif", "serif", FACE_SERIF},
    {"monospace", "monospace", FACE_MONO},
    {"sans", "sans-serif", FACE_SANS},
    {"mono", "monospace", FACE_MONO},
    {"cursive", "cursive", -1},
    {"fantasy", "fantasy", -1},
};
static const char *const generic_of_kind[] = {"sans-serif", "serif", "monospace"};

static const Generic *find_generic(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(generics); i++)
    if (g_ascii_strcasecmp(name, generics[i].name) == 0) return &generics[i];
  return NULL;
}

/* Up to the first of the generic families above, which is returned; NULL if there is none. Others, as system-ui, keep
 * their place. */
static char **list_author(FamilyList *list, char **names) {
  for (; *names && !find_generic(*names); names++) {
    bool keyword = g_ascii_strcasecmp(*names, "system-ui") == 0 || g_str_has_prefix(*names, "ui-");
    keyword ? list_word(list, *names, false) : list_name(list, *names);
  }
  return *names ? names : NULL;
}

static const char *names_of(int row, FaceKind kind) {
  const char *names = common_families[row].names[kind];
  return names ? names : common_families[row].names[FACE_SANS];
}

/* The faces that some of `rows` are drawn with. */
static void list_used(FamilyList *list, const FontUse *use, guint64 rows) {
  for (const UsedFace *face = use->faces; face; face = face->next)
    if (face->scripts & rows) list_name(list, face->family);
}

static void list_common(FamilyList *list, const FontUse *use, FaceKind kind, guint64 rows) {
  for (int row = 0; row < common_family_count; row++)
    if (use->scripts & rows & BIT(row)) list_names(list, names_of(row, kind));
}

static const UsedFace *latin_face(const FontUse *use) {
  const UsedFace *face = use->faces;
  while (face && !(face->scripts & BIT(COMMON_LATIN))) face = face->next;
  return face;
}

/* Latin comes first, or its letters would be drawn in a font of another script; but where one face has both Latin and
 * Han, so have the first that replace it. */
static void list_replacements(FamilyList *list, const FontUse *use, FaceKind kind) {
  static const guint64 every = ~G_GUINT64_CONSTANT(0);
  const UsedFace *latin = latin_face(use);
  bool shared = latin && latin->scripts & full_width;
  if (!shared) {
    list_used(list, use, BIT(COMMON_LATIN));
    list_common(list, use, kind, BIT(COMMON_LATIN));
  }
  list_used(list, use, every);
  if (shared) list_common(list, use, kind, full_width);
  list_common(list, use, kind, every);
  for (int row = 0; kind == FACE_SERIF && row < common_family_count; row++)
    if (use->scripts & BIT(row)) list_names(list, common_families[row].late);
}

static FaceKind kind_of(const FontUse *use, const Generic *generic) {
  const UsedFace *face = latin_face(use);
  if (!face) face = use->faces;
  if (generic && generic->kind >= 0) return (FaceKind)generic->kind;
  return face ? face->kind : FACE_SANS;
}

const char *font_use_list(const FontUse *use, Arena *arena) {
  FamilyList list = {g_string_new(NULL), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  char **families = text_families(use->families), **end = list_author(&list, families);
  const Generic *generic = end ? find_generic(*end) : NULL;
  FaceKind kind = kind_of(use, generic);
  if (!generic || generic->kind >= 0) list_replacements(&list, use, kind);
  /* what the author has after a generic family is for characters that it lacks */
  while (end) end = list_author(&list, end + 1);
  list_word(&list, generic ? generic->css : generic_of_kind[kind], false);
  const char *css = arena_strdup(arena, list.css->str);
  g_string_free(list.css, TRUE);
  g_hash_table_destroy(list.names);
  g_strfreev(families);
  return css;
}
