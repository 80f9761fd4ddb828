/* cli/inputs.c: see inputs.h. */
#include "cli/inputs.h"
#include "cli/cli.h"
#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 100, LARGEST = 64 << 20 };

typedef struct Search {
  const Values *values;
  JobList *found;
  struct stat output; /* the folder that is written to, which is not searched */
  bool has_output;
  int status;
} Search;

static bool has_member(const cJSON *json, const char *name) {
  return cJSON_GetObjectItemCaseSensitive(json, name) != NULL;
}

/* As tuban_chart_read_file() would take it: Vega-Lite by its schema, or a view with data, or a poster. */
static bool is_chart(const cJSON *json) {
  static const char *const views[] = {"mark", "layer", "facet", "repeat", "concat", "hconcat", "vconcat"};
  if (!cJSON_IsObject(json)) return false;
  const char *schema = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "$schema"));
  if (schema && strstr(schema, "/vega-lite/")) return true;
  if (has_member(json, "page") && has_member(json, "blocks")) return true;
  bool view = false;
  for (size_t i = 0; i < G_N_ELEMENTS(views); i++) view = view || has_member(json, views[i]);
  return view && (has_member(json, "data") || has_member(json, "datasets"));
}

static bool is_chart_by_content(const char *path, const struct stat *status) {
  char *text = NULL;
  if (status->st_size > LARGEST || !g_file_get_contents(path, &text, NULL, NULL)) return false;
  cJSON *json = cJSON_Parse(text);
  bool chart = is_chart(json);
  cJSON_Delete(json);
  g_free(text);
  return chart;
}

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The names in a folder, sorted, since the order of the file system is not the same everywhere; NULL after a message. */
static GPtrArray *names_in(const char *folder) {
  GError *error = NULL;
  GDir *dir = g_dir_open(folder, 0, &error);
  if (!dir) {
    fprintf(stderr, "error: cannot search the folder \"%s\": %s\n", folder, g_strerror(errno));
    g_clear_error(&error);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (name[0] != '.') g_ptr_array_add(names, g_strdup(name));
  g_dir_close(dir);
  g_ptr_array_sort(names, compare);
  return names;
}

static void search_folder(Search *search, const char *folder, int depth);

static void look_at(Search *search, const char *path, int depth) {
  struct stat status, link;
  if (lstat(path, &link) < 0 || stat(path, &status) < 0) return;
  if (S_ISDIR(status.st_mode)) {
    bool output =
        search->has_output && status.st_dev == search->output.st_dev && status.st_ino == search->output.st_ino;
    if (!S_ISLNK(link.st_mode) && !output && depth < DEEPEST) search_folder(search, path, depth + 1);
    return;
  }
  bool named = g_str_has_suffix(path, ".vl.json") || g_str_has_suffix(path, ".poster.json");
  if (!S_ISREG(status.st_mode) || !g_str_has_suffix(path, ".json")) return;
  if (named || is_chart_by_content(path, &status)) jobs_add_file(search->found, path, search->values);
}

static void search_folder(Search *search, const char *folder, int depth) {
  GPtrArray *names = names_in(folder);
  if (!names) {
    search->status = TUBAN_IO;
    return;
  }
  for (guint i = 0; i < names->len; i++) {
    char *path = g_build_filename(folder, names->pdata[i], NULL);
    look_at(search, path, depth);
    g_free(path);
  }
  g_ptr_array_unref(names);
}

JobList *inputs_find(const Values *values, int *status) {
  Search search = {.values = values, .found = jobs_create(), .status = TUBAN_OK};
  search.has_output = values->output && stat(values->output, &search.output) == 0 && S_ISDIR(search.output.st_mode);
  for (char **spec = values->specs; *spec && search.status == TUBAN_OK; spec++) {
    guint before = job_count(search.found);
    bool folder = strcmp(*spec, "-") != 0 && g_file_test(*spec, G_FILE_TEST_IS_DIR);
    if (folder)
      search_folder(&search, *spec, 0);
    else
      jobs_add_file(search.found, *spec, values);
    if (search.status == TUBAN_OK && job_count(search.found) == before)
      search.status = cli_usage_error("render", "the folder \"%s\" has no charts", *spec);
  }
  *status = search.status;
  if (search.status == TUBAN_OK) return search.found;
  jobs_destroy(search.found);
  return NULL;
}
