/* cli/fonts.c: tuban fonts SPEC…: the font faces a chart is set in, and characters that no font has. */
#include "cli/cli.h"
#include "cli/input.h"
#include "poster/poster.h"
#include <stdio.h>
#include <string.h>

typedef struct FontUse {
  TextContext *fonts;
  Arena *arena;
  const Scene *scene;
  GTree *faces;   /* "asked → face", sorted */
  GTree *missing; /* "U+…  character", sorted */
} FontUse;

static void add_line(FontUse *use, const TextStyle *style, const char *line) {
  for (const char *const *face = text_faces(use->fonts, style, line, use->arena); *face; face++) {
    char *entry = arena_printf(use->arena, "%-28s %d  %s", style->family ? style->family : "sans-serif",
                               style->weight ? style->weight : 400, *face);
    g_tree_insert(use->faces, entry, entry);
  }
  gunichar lost = text_missing_glyph(use->fonts, style, line);
  if (lost == 0) return;
  char shown[8] = "";
  shown[g_unichar_to_utf8(lost, shown)] = '\0';
  char *entry = arena_printf(use->arena, "no font has \"%s\" (U+%04X)", shown, lost);
  g_tree_insert(use->missing, entry, entry);
}

static void add_text(FontUse *use, const SceneMark *mark, size_t item) {
  const char *slant = scene_string(mark, SCENE_FONT_STYLE, item, "");
  TextStyle style = {.family = scene_string(mark, SCENE_FONT, item, NULL),
                     .size = scene_number(mark, SCENE_FONT_SIZE, item, 11),
                     .weight = (int)scene_number(mark, SCENE_FONT_WEIGHT, item, 400),
                     .italic = strcmp(slant, "italic") == 0 || strcmp(slant, "oblique") == 0,
                     .lang = scene_string(mark, SCENE_LANG, item, use->scene->lang)};
  char **lines = g_strsplit(scene_string(mark, SCENE_TEXT_VALUE, item, ""), "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line) add_line(use, &style, *line);
  g_strfreev(lines);
}

static void walk(FontUse *use, const SceneMark *mark) {
  for (size_t i = 0; i < mark->count; i++) {
    if (mark->type == SCENE_TEXT) add_text(use, mark, i);
    for (size_t k = 0; mark->type == SCENE_GROUP && k < mark->groups[i].mark_count; k++)
      walk(use, mark->groups[i].marks[k]);
  }
}

static gboolean print_entry(gpointer key, gpointer value, gpointer data) {
  (void)value, (void)data;
  puts(key);
  return FALSE;
}

static int compare(gconstpointer a, gconstpointer b) { return strcmp(a, b); }

static int list_fonts(const char *spec, char *const *allowed) {
  SpecInput input;
  spec_input_open(&input, spec, allowed);
  FontUse use = {
      .fonts = input.chart.fonts, .arena = input.arena, .faces = g_tree_new(compare), .missing = g_tree_new(compare)};
  if (input.chart.json)
    use.scene = poster_is(input.chart.json) ? poster_scene(&input.chart, input.messages, input.arena)
                                            : chart_scene(&input.chart, input.messages, input.arena);
  if (use.scene) {
    walk(&use, use.scene->root);
    g_tree_foreach(use.faces, print_entry, NULL);
    g_tree_foreach(use.missing, print_entry, NULL);
    input.status = fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  }
  g_tree_unref(use.faces);
  g_tree_unref(use.missing);
  return spec_input_close(&input);
}

static int run(const Values *values) {
  int status = TUBAN_OK;
  for (char **spec = values->specs; *spec; spec++) status = cli_worse(status, list_fonts(*spec, values->allowed_paths));
  return status;
}

const Command command_fonts = {
    .name = "fonts",
    .arguments = "SPEC…",
    .summary = "list the font faces a chart is set in, and characters that no font has",
    .details = "Lists the font faces that a chart's text is set in on this machine, and the characters that no "
               "installed font has.",
    .options = (const char *const[]){"allow-path", NULL},
    .run = run,
};
