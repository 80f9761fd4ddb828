/* vegalite/grammar/style_names.c: installed styles, found by name: styles/NAME.json, and Vega's themes in styles/vega/. */
#include "base/install.h"
#include "base/temporary.h"
#include "vegalite/grammar/config.h"
#include "vegalite/grammar/style.h"
#include <string.h>

#define THEMES "vega"

/* A name and never a path: letters, digits, - and _, after "vega/" or nothing. */
static bool is_name(const char *name) {
  if (g_str_has_prefix(name, THEMES "/")) name += strlen(THEMES "/");
  if (!*name) return false;
  while (g_ascii_isalnum(*name) || (*name && strchr("-_", *name))) name++;
  return !*name;
}

static char *styles_folder(void) {
  char *data = install_data_folder(), *folder = data ? g_build_filename(data, "styles", NULL) : NULL;
  g_free(data);
  return folder;
}

static char *path_below(const char *folder, const char *sub, const char *name) {
  char *file = g_strconcat(name, ".json", NULL), *path = g_build_filename(folder, sub, file, NULL);
  g_free(file);
  if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) return path;
  g_free(path);
  return NULL;
}

const char *style_file(const char *name, bool theme, Arena *arena) {
  char *folder = is_name(name) ? styles_folder() : NULL;
  if (!folder) return NULL;
  char *path = path_below(folder, theme ? THEMES : ".", name);
  if (!path) path = path_below(folder, theme ? "." : THEMES, name);
  const char *kept = arena_strdup(arena, path);
  g_free(path);
  g_free(folder);
  return kept;
}

static void add_names(GPtrArray *names, const char *folder, const char *sub) {
  char *path = g_build_filename(folder, sub, NULL);
  GDir *dir = g_dir_open(path, 0, NULL);
  const char *file;
  guint before = names->len;
  while (dir && (file = g_dir_read_name(dir))) {
    if (!g_str_has_suffix(file, ".json")) continue;
    char *name = g_strndup(file, strlen(file) - strlen(".json"));
    bool taken = false;
    for (guint i = 0; i < before; i++) taken |= strcmp(names->pdata[i], name) == 0;
    if (is_name(name)) g_ptr_array_add(names, taken ? g_build_filename(sub, name, NULL) : g_strdup(name));
    g_free(name);
  }
  if (dir) g_dir_close(dir);
  g_free(path);
}

static int compare(gconstpointer a, gconstpointer b) { return strcmp(*(char *const *)a, *(char *const *)b); }

const char *const *style_names(Arena *arena) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  arena_temporary(arena, names);
  char *folder = styles_folder();
  if (folder) {
    add_names(names, folder, ".");
    add_names(names, folder, THEMES);
  }
  g_ptr_array_sort(names, compare);
  const char **kept = arena_array(arena, const char *, names->len + 1);
  for (guint i = 0; i < names->len; i++) kept[i] = arena_strdup(arena, names->pdata[i]);
  kept[names->len] = NULL;
  g_free(folder);
  return kept;
}

static const Json *theme_named(const Json *name, FileAccess *access, Messages *messages, Arena *arena) {
  if (!json_is(name, JSON_STRING)) return NULL;
  const char *path = style_file(name->string, true, arena);
  const Source *source = path ? file_read_any(path, messages, arena) : NULL;
  if (source) file_access_note(access, path);
  if (!path)
    messages_warn(messages, name->place, "W160", "no installed style is named \"%s\"%s", name->string,
                  suggest(arena, name->string, style_names(arena)));
  static const char *const about[] = {"$schema", "usermeta", "description", NULL};
  return source ? json_without(arena, json_parse(source, messages, arena), about) : NULL;
}

const Json *style_of_usermeta(const Json *usermeta, FileAccess *access, Messages *messages, Arena *arena) {
  const Json *options = json_get(usermeta, "embedOptions"), *config = json_get(options, "config");
  if (json_is(config, JSON_STRING)) {
    const Source *source = file_read(access, config->string, config->place, messages, arena);
    config = source ? json_parse(source, messages, arena) : NULL;
  }
  const Json *theme = theme_named(json_get(options, "theme"), access, messages, arena);
  return json_is(config, JSON_OBJECT) ? config_merge(theme, config, arena) : theme;
}
