/* tuban_fonts.c: the font faces that a chart's text is set in, why, and the characters that none of them has. */
#include "base/temporary.h"
#include "scene/label.h"
#include "tuban_private.h"
#include <string.h>

/* A face, and the characters that it draws as keys. */
typedef struct Face {
  TubanFont font; /* comes first: it is the key too */
  GHashTable *characters;
} Face;

typedef struct FontUse FontUse;
struct FontUse {
  TubanChart *chart;
  void (*add)(FontUse *use, const TextStyle *style, const char *line);
  GHashTable *found; /* of Face, both key and value; or of paths, as keys */
};

static guint font_hash(gconstpointer key) {
  const TubanFont *font = key;
  return g_str_hash(font->face) ^ g_str_hash(font->family) * 31 ^ (guint)font->weight;
}

static gboolean font_equal(gconstpointer a, gconstpointer b) {
  const TubanFont *one = a, *other = b;
  return one->weight == other->weight && !strcmp(one->family, other->family) && !strcmp(one->face, other->face);
}

static int compare_fonts(gconstpointer a, gconstpointer b) {
  const TubanFont *one = a, *other = b;
  int order = strcmp(one->family, other->family);
  if (order == 0) order = one->weight - other->weight;
  return order ? order : strcmp(one->face, other->face);
}

static int compare_characters(gconstpointer a, gconstpointer b) {
  gunichar one = *(const gunichar *)a, other = *(const gunichar *)b;
  return one < other ? -1 : one > other;
}

static void add_missing(GArray *missing, gunichar c) {
  for (guint i = 0; i < missing->len; i++)
    if (g_array_index(missing, gunichar, i) == c) return;
  g_array_append_val(missing, c);
}

/* One that is not listed yet. */
static Face *new_face(FontUse *use, const TubanFont *font, const TextStyle *style, const TextFace *face) {
  static const TubanFontReason reasons[] = {[FACE_BY_NAME] = TUBAN_FONT_NAMED,
                                            [FACE_BY_GENERIC] = TUBAN_FONT_GENERIC,
                                            [FACE_NEAREST] = TUBAN_FONT_NEAREST,
                                            [FACE_BY_LANGUAGE] = TUBAN_FONT_LANGUAGE,
                                            [FACE_BY_CHARACTER] = TUBAN_FONT_CHARACTER};
  TubanChart *chart = use->chart;
  Face *kept = arena_new(chart->arena, Face);
  kept->font = *font;
  kept->font.family = arena_strdup(chart->arena, font->family);
  kept->font.reason = reasons[text_face_reason(chart->context->fonts, style, face, &kept->font.source, chart->arena)];
  kept->characters = g_hash_table_new(NULL, NULL);
  arena_adopt(chart->arena, kept->characters, (GDestroyNotify)g_hash_table_unref);
  g_hash_table_add(use->found, kept);
  return kept;
}

static void add_line(FontUse *use, const TextStyle *style, const char *line) {
  TubanChart *chart = use->chart;
  TextContext *fonts = chart->context->fonts;
  Arena *arena = arena_create_charged(chart->budget);
  size_t count;
  const TextFace *faces = text_faces(fonts, style, line, &count, arena);
  for (size_t i = 0; i < count; i++) {
    TubanFont font = {.family = style->family ? style->family : "sans-serif",
                      .weight = style->weight ? style->weight : 400,
                      .face = arena_strdup(chart->arena, faces[i].name)};
    Face *kept = g_hash_table_lookup(use->found, &font);
    if (!kept) kept = new_face(use, &font, style, &faces[i]);
    for (const char *at = faces[i].characters; *at; at = g_utf8_next_char(at))
      g_hash_table_add(kept->characters, GUINT_TO_POINTER(g_utf8_get_char(at)));
  }
  arena_destroy(arena);
  gunichar lost = text_missing_glyph(fonts, style, line);
  if (lost) add_missing(chart->missing, lost);
}

static const char *characters_of(const Face *face, Arena *arena) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(gunichar));
  arena_temporary(arena, list);
  GHashTableIter iter;
  void *c;
  g_hash_table_iter_init(&iter, face->characters);
  while (g_hash_table_iter_next(&iter, &c, NULL)) {
    gunichar character = GPOINTER_TO_UINT(c);
    g_array_append_val(list, character);
  }
  g_array_sort(list, compare_characters);
  char *text = g_ucs4_to_utf8((const gunichar *)(void *)list->data, (glong)list->len, NULL, NULL, NULL);
  arena_temporary(arena, text);
  return arena_strdup(arena, text ? text : "");
}

static void finish(FontUse *use) {
  GHashTableIter iter;
  void *face;
  g_hash_table_iter_init(&iter, use->found);
  while (g_hash_table_iter_next(&iter, &face, NULL)) {
    Face *one = face;
    one->font.characters = characters_of(one, use->chart->arena);
    g_array_append_val(use->chart->fonts, one->font);
  }
  g_array_sort(use->chart->fonts, compare_fonts);
}

static void add_text(FontUse *use, const SceneMark *mark, size_t item) {
  TextStyle style = scene_text_style(mark, item, use->chart->scene->lang);
  char **lines = g_strsplit(scene_string(mark, SCENE_TEXT_VALUE, item, ""), "\n", -1);
  arena_temporary(use->chart->arena, lines);
  for (char **line = lines; *line; line++)
    if (**line) use->add(use, &style, *line);
}

static void walk(FontUse *use, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count; i++) {
    if (mark->type == SCENE_TEXT) add_text(use, mark, i);
    for (size_t k = 0; mark->type == SCENE_GROUP && k < mark->groups[i].mark_count; k++)
      walk(use, mark->groups[i].marks[k]);
  }
}

/* The context is claimed. False if the chart cannot be drawn. */
static bool list_fonts(TubanChart *chart) {
  if (chart->fonts) return true;
  if (!chart_lay_out(chart)) return false;
  chart->fonts = g_array_new(FALSE, FALSE, sizeof(TubanFont));
  chart->missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
  FontUse use = {chart, add_line, g_hash_table_new(font_hash, font_equal)};
  arena_temporary(chart->arena, use.found);
  walk(&use, chart->scene->root);
  finish(&use);
  g_array_sort(chart->missing, compare_characters);
  return true;
}

TubanStatus tuban_chart_font(TubanChart *chart, size_t i, TubanFont *font) {
  if (!chart || !font) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  TubanStatus status = list_fonts(chart) ? TUBAN_USAGE : chart->status;
  if (status == TUBAN_USAGE && i < chart->fonts->len) {
    *font = g_array_index(chart->fonts, TubanFont, i);
    status = TUBAN_OK;
  }
  context_leave(chart->context);
  return status;
}

uint32_t tuban_chart_missing_character(TubanChart *chart, size_t i) {
  if (!chart || !context_enter(chart->context)) return 0;
  uint32_t c = list_fonts(chart) && i < chart->missing->len ? g_array_index(chart->missing, gunichar, i) : 0;
  context_leave(chart->context);
  return c;
}

static void add_files(FontUse *use, const TextStyle *style, const char *line) {
  Arena *arena = arena_create_charged(use->chart->budget);
  size_t count;
  const TextFace *faces = text_faces(use->chart->context->fonts, style, line, &count, arena);
  for (size_t i = 0; i < count; i++)
    if (faces[i].file && !g_hash_table_contains(use->found, faces[i].file))
      g_hash_table_add(use->found, arena_strdup(use->chart->arena, faces[i].file));
  arena_destroy(arena);
}

static gint compare_texts(gconstpointer a, gconstpointer b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* The context is claimed. False if the chart cannot be drawn. */
static bool list_files(TubanChart *chart) {
  if (chart->font_files) return true;
  if (!chart_lay_out(chart)) return false;
  chart->font_files = g_ptr_array_new();
  FontUse use = {chart, add_files, g_hash_table_new(g_str_hash, g_str_equal)};
  arena_temporary(chart->arena, use.found);
  walk(&use, chart->scene->root);
  GHashTableIter iter;
  void *file;
  g_hash_table_iter_init(&iter, use.found);
  while (g_hash_table_iter_next(&iter, &file, NULL)) g_ptr_array_add(chart->font_files, file);
  g_ptr_array_sort(chart->font_files, compare_texts);
  return true;
}

const char *tuban_chart_font_file(TubanChart *chart, size_t i) {
  if (!chart || !context_enter(chart->context)) return NULL;
  const char *file = list_files(chart) && i < chart->font_files->len ? chart->font_files->pdata[i] : NULL;
  context_leave(chart->context);
  return file;
}
