/* tuban_preset.c: presets: what a journal or a report asks of its figures, by name from those installed, or a file. */
#include "base/install.h"
#include "base/temporary.h"
#include "tuban_private.h"
#include "tuban_settings.h"
#include <string.h>

/* A name and never a path. */
static bool is_name(const char *name) {
  while (g_ascii_isalnum(*name) || (*name && strchr("-_", *name))) name++;
  return !*name;
}

static char *presets_folder(void) {
  char *data = install_data_folder(), *folder = data ? g_build_filename(data, "presets", NULL) : NULL;
  g_free(data);
  return folder;
}

static int compare(gconstpointer a, gconstpointer b) { return strcmp(*(char *const *)a, *(char *const *)b); }

const char *const *preset_names(Arena *arena) {
  GPtrArray *names = g_ptr_array_new();
  arena_temporary(arena, names);
  char *folder = presets_folder();
  GDir *dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
  const char *file;
  while (dir && (file = g_dir_read_name(dir)))
    if (g_str_has_suffix(file, ".json"))
      g_ptr_array_add(names, arena_strndup(arena, file, strlen(file) - strlen(".json")));
  if (dir) g_dir_close(dir);
  g_free(folder);
  g_ptr_array_sort(names, compare);
  const char **kept = arena_array(arena, const char *, names->len + 1);
  for (guint i = 0; i < names->len; i++) kept[i] = names->pdata[i];
  return kept;
}

/* The file of an installed preset; NULL if there is none of that name. */
static const char *installed_file(const char *name, Arena *arena) {
  char *folder = is_name(name) ? presets_folder() : NULL;
  if (!folder) return NULL;
  const char *path = arena_printf(arena, "%s/%s.json", folder, name);
  g_free(folder);
  return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? path : NULL;
}

/* The name without ":2", and which width that is, from 1. */
static const char *split(const char *text, size_t *which, Arena *arena) {
  const char *colon = strrchr(text, ':');
  *which = 1;
  if (!colon || !g_ascii_isdigit(colon[1]) || colon[2]) return text;
  *which = (size_t)(colon[1] - '0');
  return arena_strndup(arena, text, (size_t)(colon - text));
}

/* *file: what was read without the chart's access; else NULL. */
static const Source *read_source(TubanChart *chart, const char *name, Place at, bool by_option, const char **file) {
  const char *path = installed_file(name, chart->arena);
  bool is_path = strpbrk(name, "/.") || (by_option && g_file_test(name, G_FILE_TEST_EXISTS));
  *file = path || !(is_path && by_option) ? path : name;
  if (*file) return file_read_any(*file, chart->messages, chart->arena);
  if (is_path && chart->input.access) return file_read(chart->input.access, name, at, chart->messages, chart->arena);
  messages_error(chart->messages, at, "E736", "no installed preset and no file is named \"%s\"%s", name,
                 suggest(chart->arena, name, preset_names(chart->arena)));
  return NULL;
}

/* The print block of the preset with the width that was asked for. */
static const Json *block_of(TubanChart *chart, const Json *json, const char *name, size_t which, Place at) {
  const Json *widths = json_get(json, "widths"), *print = json_get(json, "print");
  size_t count = json_count(widths);
  if (count == 0 && which == 1) return print;
  /* One width is that of one column and the full one as well. */
  if (count == 1 && which == 2) which = 1;
  if (which >= 1 && which <= count) return json_with(chart->arena, print, "width", json_at(widths, which - 1));
  messages_error(chart->messages, at, "E745", "the preset \"%s\" has %zu widths; there is no \":%zu\"", name, count,
                 which);
  return NULL;
}

const Preset *preset_read(TubanChart *chart, const char *text, Place at, bool by_option) {
  Arena *arena = chart->arena;
  size_t which;
  const char *name = split(text, &which, arena);
  const char *file;
  const Source *source = read_source(chart, name, at, by_option, &file);
  const Json *json = source ? json_parse(source, chart->messages, arena) : NULL;
  if (!json || !settings_check(json, preset_settings, "preset", chart->messages, arena)) return NULL;
  const Json *block = block_of(chart, json, name, which, at);
  if (messages_error_count(chart->messages) > 0) return NULL;
  Preset *preset = arena_new(arena, Preset);
  *preset = (Preset){.name = name, .file = file, .json = json, .print = block};
  return preset;
}

bool preset_accepts(const Preset *preset, const char *list, const char *word) {
  const Json *words = json_get(preset->json, list);
  if (!words) return true;
  if (json_is(words, JSON_STRING)) return strcmp(words->string, word) == 0;
  for (size_t i = 0; i < json_count(words); i++)
    if (json_is_string(json_at(words, i), word)) return true;
  return false;
}
