/* cli/inputs.c: see inputs.h. */
#include "cli/inputs.h"
#include "batch/lines.h"
#include "cli/chart.h"
#include "cli/manifest.h"
#include "cli/pattern.h"
#include "cli/rows.h"
#include <cJSON.h>
#include <errno.h>
#include <glob.h>
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

/* Adds a job for each line of a file, or of standard input. */
static int add_lines(Search *search, const char *path) {
  JobList *list = search->found;
  BatchLog *log = jobs_add_log(list, search->values->strict);
  bool is_read;
  const SpecLines *lines = lines_read(path, JOBS_MOST, &is_read, log);
  cli_print_log(log, search->values);
  if (!lines) return is_read ? TUBAN_USAGE : TUBAN_IO;
  for (size_t i = 0; i < lines->count; i++) {
    const SpecLine *line = &lines->lines[i];
    Job *job = jobs_add_file(list, path, search->values);
    job->text = line->text;
    job->length = line->length;
    job->first_line = line->number;
    if (lines->count == 1 && strcmp(path, "-") == 0) continue;
    char *label = g_strdup_printf("%s:%u", path, line->number),
         *name = line->name ? g_strdup(line->name) : g_strdup_printf("%s-%u", job->name, line->number);
    job->label = jobs_keep_text(list, label);
    job->name = jobs_keep_text(list, name);
    g_free(label);
    g_free(name);
  }
  return TUBAN_OK;
}

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The names in a folder, sorted, since the order of the file system is not the same everywhere; NULL after a message. */
static GPtrArray *names_in(const char *folder) {
  GError *error = NULL;
  GDir *dir = g_dir_open(folder, 0, &error);
  if (!dir) {
    cli_file_error("cannot search the folder \"%s\": %s", folder, g_strerror(errno));
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

/* The files that fit a pattern; 0, or an exit status after an error message. */
static int add_matching(Search *search, const char *pattern, int (*add)(Search *, const char *)) {
  glob_t found;
  int status = TUBAN_OK;
  if (glob(pattern, GLOB_NOESCAPE, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc && status == TUBAN_OK; i++) status = add(search, found.gl_pathv[i]);
  globfree(&found);
  return status;
}

static void find_output(Search *search) {
  const char *output = search->values->output;
  char *folder = pattern_is(output) ? pattern_folder(output) : g_strdup(output);
  search->has_output =
      folder && strcmp(folder, ".") != 0 && stat(folder, &search->output) == 0 && S_ISDIR(search->output.st_mode);
  g_free(folder);
}

/* Adds what a path of the command line or of a manifest stands for. */
static int add_input(Search *search, const char *path) {
  if (strcmp(path, "-") != 0 && g_file_test(path, G_FILE_TEST_IS_DIR))
    search_folder(search, path, 0);
  else if (lines_are_in(path) || strcmp(path, "-") == 0)
    return add_lines(search, path);
  else
    jobs_add_file(search->found, path, search->values);
  return search->status;
}

/* For a manifest (manifest.h). */
static int find_for_manifest(JobList *list, const char *path, const Values *values) {
  Search search = {.values = values, .found = list, .status = TUBAN_OK};
  find_output(&search);
  bool exists = g_file_test(path, G_FILE_TEST_EXISTS);
  return exists || !strpbrk(path, "*?[") ? add_input(&search, path) : add_matching(&search, path, add_input);
}

/* The jobs of the manifest that is named, or found; 0, or an exit status after an error message. */
static int add_manifest(JobList *list, const Values *values) {
  if (values->specs && values->manifest)
    return cli_usage_error("render", "a SPEC and --manifest cannot be given together");
  if (values->for_each)
    return cli_usage_error("render", "--for-each needs a SPEC; in a manifest, \"for-each\" is a setting of its charts");
  char *path = values->manifest ? g_strdup(values->manifest) : manifest_find();
  if (!path) return cli_usage_error("render", "no SPEC is given, and there is no tuban.json here or above");
  list->manifest = jobs_keep_text(list, path);
  int status = manifest_add(list, path, values, find_for_manifest);
  g_free(path);
  return status;
}

/* Without a pattern, all rows would be written to one file. */
static int apply_rows(Search *search) {
  const Values *values = search->values;
  if (!pattern_is(values->output))
    return cli_usage_error("render", "--for-each needs a pattern in --output, with the columns in braces, as "
                                     "-o 'out/{region}.{ext}'");
  return rows_apply(search->found, 0, values->for_each, values);
}

static int add_specs(Search *search) {
  const Values *values = search->values;
  find_output(search);
  for (char **spec = values->specs; *spec && search->status == TUBAN_OK; spec++) {
    guint before = job_count(search->found);
    search->status = add_input(search, *spec);
    if (search->status == TUBAN_OK && job_count(search->found) == before)
      search->status = cli_usage_error("render", "the folder \"%s\" has no charts", *spec);
    if (search->status == TUBAN_OK) search->status = jobs_check_count(job_count(search->found));
  }
  return values->for_each && search->status == TUBAN_OK ? apply_rows(search) : search->status;
}

int inputs_find(JobList *jobs, const Values *values) {
  Search search = {.values = values, .found = jobs, .status = TUBAN_OK};
  return values->specs && !values->manifest ? add_specs(&search) : add_manifest(jobs, values);
}
