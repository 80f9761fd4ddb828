/* cli/manifest.c: see manifest.h. A manifest may come from anyone: what it names is below its folder, or allowed on the command line. */
#include "cli/manifest.h"
#include "cli/chart.h"
#include "cli/pattern.h"
#include "cli/rows.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The options that are settings of a chart; the others are about the call. */
static const char *const allowed[] = {
    "output",   "format",     "style",    "font-dir",   "system-fonts", "width",   "height",    "font-size",
    "for",      "background", "scale",    "dpi",        "quality",      "page",    "landscape", "margin",
    "bleed",    "marks",      "color",    "profile",    "intent",       "neutral", "ink-limit", "pdfx",
    "lang",     "encoding",   "seed",     "now",        "timezone",     "map",     "param",     "data",
    "for-each", "max-memory", "max-rows", "max-pixels", "svg-text",     "strict",  "allow"};

static ManifestKind kind_of(const Option *option) {
  switch (option->kind) {
  case OPTION_FLAG: return MANIFEST_FLAG;
  case OPTION_NUMBER:
  case OPTION_SIZE:
  case OPTION_PERCENT:
  case OPTION_COUNT: return MANIFEST_NUMBER;
  case OPTION_LIST: return MANIFEST_WORDS;
  case OPTION_FILES:
  case OPTION_FOLDERS: return MANIFEST_TEXTS;
  case OPTION_WORDS: return strchr(option->argument, '=') ? MANIFEST_PAIRS : MANIFEST_TEXTS;
  default: return MANIFEST_TEXT;
  }
}

const ManifestSetting *manifest_settings(void) {
  static ManifestSetting settings[G_N_ELEMENTS(allowed) + 1];
  if (settings[0].name) return settings;
  for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++) {
    const Option *option = option_find(allowed[i]);
    settings[i] = (ManifestSetting){option->name, kind_of(option),
                                    g_str_has_suffix(option->argument ? option->argument : "", "=VALUE")};
  }
  return settings;
}

const Option *manifest_option(const ManifestSetting *setting) { return option_find(setting->name); }

static bool is_open_to_all(const char *folder) {
  struct stat status;
  return stat(folder, &status) < 0 || ((status.st_mode & S_ISVTX) && (status.st_mode & S_IWOTH));
}

char *manifest_find(void) {
  char *here = g_get_current_dir(), *found = NULL;
  GString *way = g_string_new("tuban.json");
  for (;;) {
    if (!is_open_to_all(here) && g_file_test(way->str, G_FILE_TEST_IS_REGULAR)) found = g_strdup(way->str);
    char *above = g_path_get_dirname(here);
    bool top = strcmp(above, here) == 0;
    g_free(here);
    here = above;
    if (found || top) break;
    g_string_prepend(way, "../");
  }
  g_free(here);
  g_string_free(way, TRUE);
  return found;
}

/* One manifest that is being read. */
typedef struct Reading {
  const Manifest *manifest;
  BatchLog *log;
  JobList *list;
  const Values *given; /* the command line's */
  ManifestFinder find;
  const char *root;   /* the real path of its folder */
  const char *target; /* that of the folder which it may write below; NULL: anywhere, as the command line says where */
} Reading;

static const char *join(const Reading *reading, const char *path) {
  if (g_path_is_absolute(path) || strcmp(reading->manifest->folder, ".") == 0) return path;
  char *joined = g_build_filename(reading->manifest->folder, path, NULL);
  const char *kept = jobs_keep_text(reading->list, joined);
  g_free(joined);
  return kept;
}

/* Whether the manifest may name what is at `path`; false after a message. What does not exist is left for others to tell. */
static bool may_read(const Reading *reading, const char *path, Place at) {
  switch (job_judge_path(path, reading->root, reading->given->allowed_paths)) {
  case PATH_OUTSIDE:
    batch_error(reading->log, at, "E188", "\"%s\" is outside the manifest's folder; allow it with --allow-path", path);
    return false;
  case PATH_HIDDEN:
    batch_error(reading->log, at, "E199",
                "\"%s\" is hidden by a dot, and a manifest may name it only with --allow-path", path);
    return false;
  default: return true;
  }
}

/* Whether there is a file or a folder; a pipe may have no end. */
static bool is_there(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

/* The path that a setting names; NULL after a message. A name that may be one of something installed is that, unless there is such a file. */
static const char *find_path(const Reading *reading, const char *path, bool may_be_name, Place at) {
  const char *joined = join(reading, path);
  bool exists = is_there(joined);
  if (may_be_name && !strchr(path, '/') && !g_file_test(joined, G_FILE_TEST_IS_REGULAR)) return path;
  if (!may_read(reading, joined, at)) return NULL;
  if (!exists) batch_error(reading->log, at, "E189", "there is no file or folder \"%s\"", joined);
  return exists ? joined : NULL;
}

/* The text of an option for what is given; NULL after a message. */
static const char *option_text(const Reading *reading, const Option *option, const ManifestGiven *given) {
  const char *argument = option->argument ? option->argument : "", *text = given->text;
  bool is_output = strcmp(option->name, "output") == 0;
  bool is_path =
      g_str_has_suffix(argument, "FILE") || g_str_has_suffix(argument, "DIR") || g_str_has_suffix(argument, "TABLE");
  if (is_output) return strcmp(text, "-") == 0 ? text : join(reading, text);
  if (is_path) text = find_path(reading, text, g_str_has_prefix(argument, "NAME|"), given->place);
  if (!given->key || !text) return text;
  char *pair = g_strdup_printf("%s=%s", given->key, text);
  const char *kept = jobs_keep_text(reading->list, pair);
  g_free(pair);
  return kept;
}

static bool set_option(const Reading *reading, Values *values, const ManifestGiven *given) {
  const Option *option = manifest_option(given->setting);
  if (given->is_first && option_repeats(option)) option_clear(option, values);
  if (option->kind == OPTION_FLAG) {
    option_clear(option, values);
    if (strcmp(given->text, "false") == 0) return true;
  }
  const char *text = option_text(reading, option, given);
  GError *error = NULL;
  if (text && !option_set(option, text, values, &error)) {
    const char *said = g_str_has_prefix(error->message, "--") ? error->message + 2 : error->message;
    batch_error(reading->log, given->place, "E198", "the setting %s", said);
    g_clear_error(&error);
    return false;
  }
  return text;
}

/* A path without that of the manifest's folder before it. */
static const char *without_folder(const Reading *reading, const char *path) {
  size_t length = strlen(reading->manifest->folder);
  bool below = strncmp(path, reading->manifest->folder, length) == 0 && path[length] == '/';
  return below ? path + length + 1 : path;
}

/* With --compare: the manifest's output, below the folder of the command line. */
static void place_output(const Reading *reading, Values *values, const char *own) {
  if (!reading->given->compare || !own || strcmp(own, "-") == 0) return;
  g_free(values->output);
  values->output = g_build_filename(reading->given->output, without_folder(reading, own), NULL);
}

static void free_values(gpointer values) {
  values_clear(values);
  g_free(values);
}

/* The options of one combination, under those of the command line; NULL after messages. */
static const Values *make_values(const Reading *reading, const ManifestSet *set) {
  Values *values = jobs_keep(reading->list, g_new0(Values, 1), free_values);
  bool good = true;
  for (size_t i = 0; i < set->count; i++)
    for (size_t k = 0; k < set->parts[i]->count; k++)
      good = set_option(reading, values, &set->parts[i]->given[k]) && good;
  if (!good) return NULL;
  char *own = g_strdup(values->output);
  values_lay_over(values, reading->given);
  place_output(reading, values, own);
  g_free(own);
  return values;
}

/* What of a combination can stand in a pattern: params and settings of one text. Later ones count, and are found first. */
static const JobWord *make_words(const Reading *reading, const ManifestSet *set) {
  GArray *words = g_array_new(TRUE, TRUE, sizeof(JobWord));
  for (size_t i = set->count; i-- > 0;)
    for (size_t k = set->parts[i]->count; k-- > 0;) {
      const ManifestGiven *given = &set->parts[i]->given[k];
      bool is_param = given->setting->is_json, is_one = given->setting->kind <= MANIFEST_TEXT;
      JobWord word = {is_param ? given->key : given->setting->name, given->text};
      if (!(is_param || is_one) || pattern_knows(word.name)) continue;
      if (is_param && *word.text == '"') { /* a text, as JSON writes it */
        char *plain = cli_plain_text(word.text);
        word.text = jobs_keep_text(reading->list, plain);
        g_free(plain);
      }
      g_array_append_val(words, word);
    }
  return jobs_keep(reading->list, g_array_free(words, FALSE), g_free);
}

/* Its folder, as the manifest has it. */
static const char *folder_of(const Reading *reading, const char *path) {
  path = without_folder(reading, path);
  while (g_str_has_prefix(path, "./")) path += 2;
  char *folder = g_path_get_dirname(path);
  const char *kept = jobs_keep_text(reading->list, folder);
  g_free(folder);
  return kept;
}

/* What tells a combination from others: " (zh, house.json)"; "" without a matrix. */
static const char *name_set(const Reading *reading, const ManifestSet *set) {
  GString *name = g_string_new(NULL);
  for (size_t i = set->first_axis; i < set->count; i++)
    for (size_t k = 0; k < set->parts[i]->count; k++) {
      const ManifestGiven *given = &set->parts[i]->given[k];
      g_string_append_printf(name, "%s%s%s%s", name->len ? ", " : " (", given->key ? given->key : "",
                             given->key ? "=" : "", given->text);
    }
  if (name->len) g_string_append_c(name, ')');
  const char *kept = jobs_keep_text(reading->list, name->str);
  g_string_free(name, TRUE);
  return kept;
}

/* A combination, as the jobs use it. */
typedef struct Combination {
  const Values *values;
  const JobWord *words;
  const char *name;
} Combination;

static bool finish_jobs(const Reading *reading, guint first, const ManifestEntry *entry, const ManifestSpec *spec,
                        const Combination *with) {
  bool good = true;
  for (guint i = first; i < job_count(reading->list); i++) {
    Job *job = job_at(reading->list, i);
    if (entry->name) job->name = entry->name;
    job->dir = folder_of(reading, job->path);
    job->words = with->words;
    if (*with->name) {
      char *label = g_strconcat(job->label, with->name, NULL);
      job->label = jobs_keep_text(reading->list, label);
      g_free(label);
    }
    job->root = reading->target;
    good = (i > first && strcmp(job->path, job_at(reading->list, i - 1)->path) == 0) ||
           (may_read(reading, job->path, spec->place) && good);
  }
  return good;
}

/* The jobs of one spec in one combination; 0, or another status after a message. */
static int add_spec(const Reading *reading, const ManifestEntry *entry, const ManifestSpec *spec,
                    const Combination *with) {
  guint first = job_count(reading->list);
  const char *path = join(reading, spec->path);
  if (!may_read(reading, path, spec->place)) return TUBAN_USAGE;
  if (strpbrk(path, "*?[") == NULL && !is_there(path)) {
    batch_error(reading->log, spec->place, "E189", "there is no file or folder \"%s\"", path);
    return TUBAN_USAGE;
  }
  int status = reading->find(reading->list, path, with->values);
  if (status == TUBAN_OK && job_count(reading->list) == first) {
    batch_error(reading->log, spec->place, "E186", "\"%s\" has no charts", path);
    status = TUBAN_USAGE;
  }
  if (status != TUBAN_OK) return status;
  if (!finish_jobs(reading, first, entry, spec, with)) return TUBAN_USAGE;
  if (with->values->for_each) status = rows_apply(reading->list, first, with->values->for_each, with->values);
  return status == TUBAN_OK ? jobs_check_count(job_count(reading->list)) : status;
}

static int add_entry(const Reading *reading, const ManifestEntry *entry) {
  int status = TUBAN_OK;
  Combination *with = g_new0(Combination, entry->set_count);
  for (size_t k = 0; k < entry->set_count && status == TUBAN_OK; k++) {
    const ManifestSet *set = &entry->sets[k];
    with[k] = (Combination){make_values(reading, set), make_words(reading, set), name_set(reading, set)};
    if (!with[k].values) status = TUBAN_USAGE;
  }
  bool good = status == TUBAN_OK;
  for (size_t i = 0; i < entry->spec_count && good; i++)
    for (size_t k = 0; k < entry->set_count; k++)
      status = cli_worse(status, add_spec(reading, entry, &entry->specs[i], &with[k]));
  g_free(with);
  return status;
}

int manifest_add(JobList *list, const char *path, const Values *given, ManifestFinder find) {
  BatchLog *log = jobs_add_log(list, given->strict);
  const Manifest *manifest = manifest_read(path, manifest_settings(), JOBS_MOST, log);
  int status = manifest ? TUBAN_OK : g_file_test(path, G_FILE_TEST_IS_REGULAR) ? TUBAN_USAGE : TUBAN_IO;
  char *root = manifest ? realpath(manifest->folder, NULL) : NULL;
  Reading reading = {.manifest = manifest,
                     .log = log,
                     .list = list,
                     .given = given,
                     .find = find,
                     .root = jobs_keep_text(list, root ? root : "/nowhere")};
  char *target = given->compare ? job_real_path(given->output) : NULL;
  reading.target = target ? jobs_keep_text(list, target) : given->output ? NULL : reading.root;
  g_free(target);
  free(root);
  for (size_t i = 0; manifest && i < manifest->count; i++)
    status = cli_worse(status, add_entry(&reading, &manifest->entries[i]));
  cli_print_log(log, given);
  if (batch_log_error_count(log) && status == TUBAN_OK) status = TUBAN_USAGE;
  return status;
}
