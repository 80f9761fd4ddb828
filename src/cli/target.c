/* cli/target.c: see target.h. Everything that could overwrite a file by mistake is rejected before the first picture is
 * drawn. */
#include "cli/target.h"
#include "cli/cli.h"
#include "cli/pattern.h"
#include "cli/references.h"
#include "cli/report.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the jobs with the same values write. */
typedef struct Destination {
  const char *output;                    /* as given; NULL: the current folder */
  bool is_folder, is_stream, is_pattern; /* none: a file */
  GPtrArray *formats;                    /* const TubanFormat *, in the order of tuban_format_at() */
  guint jobs;                            /* how many write there */
} Destination;

static void destroy_destination(gpointer data) {
  Destination *to = data;
  g_ptr_array_unref(to->formats);
  g_free(to);
}

static const char *format_name(size_t i) { return tuban_format_name(tuban_format_at(i)); }

/* An error about a job, or about the call (NULL); the exit status. */
static int fail(const Target *target, const Job *job, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);

static int fail(const Target *target, const Job *job, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (target->complain)
    target->complain(target->to, job, code, text);
  else
    cli_usage_error_of(code, "render", text);
  g_free(text);
  return TUBAN_USAGE;
}

/* Adds the formats that `text`, a list that the option has accepted, names: each once, in the table's order. */
static void read_formats(Destination *to, const char *text) {
  char **names = g_strsplit(text, ",", -1);
  for (size_t i = 0; tuban_format_at(i); i++) {
    bool wanted = false;
    for (char **name = names; *name; name++) wanted |= tuban_format_find(g_strstrip(*name)) == tuban_format_at(i);
    if (wanted) g_ptr_array_add(to->formats, (gpointer)tuban_format_at(i));
  }
  g_strfreev(names);
}

/* The format for a file's extension; NULL if the extension is unknown. */
static const TubanFormat *format_of_path(const char *path) {
  const char *dot = strrchr(path, '.');
  return dot ? tuban_format_find(dot + 1) : NULL;
}

static bool has_ending(const char *path) {
  char *name = g_path_get_basename(path);
  bool has = strchr(name, '.') && !g_str_has_suffix(name, "/");
  g_free(name);
  return has;
}

static int unknown_ending(const char *path) {
  char *known = option_list_choices(format_name, "or");
  int status = cli_usage_error("render", "\"%s\" does not end in the name of a format: %s", path, known);
  g_free(known);
  return status;
}

/* One file or stream holds one picture, whose format must be clear. So must that of the files of a pattern. */
static int settle_file(Destination *to) {
  if (to->is_pattern && pattern_has(to->output, "ext")) return TUBAN_OK;
  const TubanFormat *named = to->is_stream ? tuban_format_at(0) : format_of_path(to->output);
  guint count = to->formats->len;
  if ((to->jobs > 1 || count > 1) && !to->is_pattern)
    return cli_usage_error("render", "cannot write several pictures to one %s", to->is_stream ? "stream" : "file");
  if (count == 0 && !named) return unknown_ending(to->output);
  if (count == 0)
    g_ptr_array_add(to->formats, (gpointer)named);
  else if (!to->is_stream && named && named != to->formats->pdata[0])
    return cli_usage_error("render", "the ending of \"%s\" does not match --format", to->output);
  return TUBAN_OK;
}

static int make_folder(const char *folder) {
  if (g_mkdir_with_parents(folder, 0777) == 0) return TUBAN_OK;
  return cli_file_error("cannot create the folder \"%s\": %s", folder, g_strerror(errno));
}

/* The file for one job and format, owned by the caller; NULL after an error message. */
static char *path_of(const Destination *to, const Job *job, const TubanFormat *format) {
  if (to->is_pattern) {
    char *error, *expanded = pattern_expand(to->output, job, format, &error);
    if (!expanded) cli_usage_error("render", "--output for \"%s\": %s", job->label, error);
    if (!expanded) g_free(error);
    return expanded;
  }
  if (!to->is_folder) return g_strdup(to->output);
  char *file = g_strdup_printf("%s.%s", job->name, tuban_format_ending(format));
  char *path = to->output ? g_build_filename(to->output, file, NULL) : g_strdup(file);
  g_free(file);
  return path;
}

static int add_outputs(const Destination *to, Job *job, JobList *jobs) {
  JobOutput *outputs = jobs_keep(jobs, g_new(JobOutput, to->formats->len), g_free);
  for (guint i = 0; i < to->formats->len; i++) {
    char *path = path_of(to, job, to->formats->pdata[i]);
    if (!path) return TUBAN_USAGE;
    outputs[i] = (JobOutput){to->formats->pdata[i], jobs_keep_text(jobs, path)};
    g_free(path);
  }
  job->outputs = outputs;
  job->output_count = to->formats->len;
  return TUBAN_OK;
}

/* What a call reads and writes, by identity. */
typedef struct Files {
  const Target *target;
  GHashTable *read;    /* of inputs named on the command line */
  GHashTable *written; /* identity → spec */
  GHashTable *names;   /* the last parts of the written paths */
} Files;

static void add_read(Files *files, const char *path) {
  if (path) g_hash_table_add(files->read, file_identity(path));
}

static bool is_device(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static int check_path(const char *path, const char *spec, const Job *job, Files *files) {
  if (is_device(path)) return TUBAN_OK;
  char *file = file_identity(path);
  const char *other = g_hash_table_lookup(files->written, file);
  int status = TUBAN_OK;
  if (other)
    status = fail(files->target, job, "E192", "\"%s\" and \"%s\" would both be written to \"%s\"", other, spec, path);
  else if (g_hash_table_contains(files->read, file))
    status = fail(files->target, job, "E171", "\"%s\" is an input and would be overwritten", path);
  g_hash_table_add(files->names, g_path_get_basename(path));
  if (!other) g_hash_table_insert(files->written, g_strdup(file), (gpointer)spec);
  g_free(file);
  return status;
}

/* What check_reference() needs. */
typedef struct Check {
  const Files *files;
  const Job *job;
  int status;
} Check;

static bool check_reference(void *to, const Reference *reference) {
  Check *check = to;
  const Files *files = check->files;
  char *name = g_path_get_basename(reference->url);
  if (g_hash_table_contains(files->names, name)) {
    char *file = file_identity(reference->path);
    if (g_hash_table_contains(files->written, file))
      check->status = cli_usage_error("render", "\"%s\" is an input of \"%s\" and would be overwritten", reference->url,
                                      check->job->path);
    g_free(file);
  }
  g_free(name);
  return check->status == TUBAN_OK;
}

/* The folder of the path, and that of the file which it may be a link to. */
static void add_folders(GHashTable *folders, const char *path) {
  char *real = realpath(path, NULL);
  g_hash_table_add(folders, g_path_get_dirname(path));
  if (real) g_hash_table_add(folders, g_path_get_dirname(real));
  free(real);
}

void target_remove_strays(const Target *target) {
  GHashTableIter iter;
  gpointer folder;
  g_hash_table_iter_init(&iter, target->folders);
  while (g_hash_table_iter_next(&iter, &folder, NULL)) tuban_remove_strays(folder);
}

static int check_reports(char *const *reports, Files *files) {
  int status = TUBAN_OK;
  for (; reports && *reports && status == TUBAN_OK; reports++)
    if (strcmp(report_path(*reports), "-") != 0) status = check_path(report_path(*reports), *reports, NULL, files);
  return status;
}

/* A word may also name what is installed. */
static void add_file(Files *files, const char *path) {
  if (path && g_file_test(path, G_FILE_TEST_IS_REGULAR)) add_read(files, path);
}

static void add_reads(Files *files, const Job *job, const Job *before) {
  const Values *values = job->values;
  if (!before || strcmp(before->path, job->path) != 0) add_read(files, job->path);
  if (before && before->values == values) return;
  for (char *const *style = values->styles; style && *style; style++) add_read(files, *style);
  for (char *const *data = values->data; data && *data; data++) {
    const char *path = strchr(*data, '=');
    if (path) add_file(files, path + 1);
  }
  add_file(files, values->for_each);
  add_file(files, values->preset);
  add_file(files, values->profile);
}

/* Whether a manifest may write there. */
static int check_place(const Target *target, const Job *job, const char *path) {
  switch (job->root ? job_judge_path(path, job->root, job->values->allowed_paths) : PATH_BELOW) {
  case PATH_OUTSIDE:
    return fail(target, job, "E193",
                "\"%s\" is outside the manifest's folder; allow it with --allow-path, or say where with --output",
                path);
  case PATH_HIDDEN:
    return fail(target, job, "E199", "\"%s\" is hidden by a dot, and a manifest may name it only with --allow-path",
                path);
  default: return TUBAN_OK;
  }
}

static int check_outputs(Target *target, const Job *job, Files *files) {
  int status = TUBAN_OK;
  for (guint i = 0; i < job->output_count && (status == TUBAN_OK || target->complain); i++) {
    const char *path = job->outputs[i].path;
    status = cli_worse(status, check_path(path, job->label, job, files));
    status = cli_worse(status, check_place(target, job, path));
    add_folders(target->folders, path);
  }
  return status;
}

/* Whether a spec reads a file that the call writes for another: which of the two comes first would decide what is drawn. */
static int check_inputs(const Job *job, const Files *files) {
  Check check = {files, job, TUBAN_OK};
  if (!job->text) references_visit(job->path, check_reference, &check);
  return check.status;
}

static int check_paths(Target *target, const JobList *jobs, char *const *reports, const char *depfile) {
  Files files = {.target = target,
                 .read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  int status = TUBAN_OK;
  guint count = job_count(jobs);
  add_file(&files, jobs->manifest);
  for (guint i = 0; i < count; i++) add_reads(&files, job_at(jobs, i), i ? job_at(jobs, i - 1) : NULL);
  for (guint i = 0; i < count && (status == TUBAN_OK || target->complain); i++)
    status = cli_worse(status, check_outputs(target, job_at(jobs, i), &files));
  if (status == TUBAN_OK) status = check_reports(reports, &files);
  if (status == TUBAN_OK && depfile) status = check_path(depfile, "--depfile", NULL, &files);
  for (guint i = 0; i < count && status == TUBAN_OK; i++)
    if (i == 0 || strcmp(job_at(jobs, i)->path, job_at(jobs, i - 1)->path) != 0)
      status = check_inputs(job_at(jobs, i), &files);
  g_hash_table_unref(files.read);
  g_hash_table_unref(files.written);
  g_hash_table_unref(files.names);
  return status;
}

/* Whether `output` is a folder: it exists, ends in a slash, or is a new name without an extension; for several jobs,
 * any name without the extension of a format. */
static bool names_folder(const char *output, guint jobs) {
  if (g_file_test(output, G_FILE_TEST_IS_DIR) || g_str_has_suffix(output, "/")) return true;
  return (!has_ending(output) && !g_file_test(output, G_FILE_TEST_EXISTS)) || (jobs > 1 && !format_of_path(output));
}

static int settle_destination(Destination *to, const Values *values) {
  to->output = values->output;
  to->is_stream = to->output && strcmp(to->output, "-") == 0;
  to->is_pattern = pattern_is(to->output);
  to->is_folder = !to->output || (!to->is_stream && !to->is_pattern && names_folder(to->output, to->jobs));
  if (to->is_stream && isatty(STDOUT_FILENO))
    return cli_usage_error("render",
                           "a terminal cannot show a picture: send it on (tuban render … -o - > chart.png) or "
                           "name a file (-o chart.png)");
  if (values->format) read_formats(to, values->format);
  int status = to->is_folder ? TUBAN_OK : settle_file(to);
  if (status == TUBAN_OK && to->formats->len == 0) g_ptr_array_add(to->formats, (gpointer)tuban_format_at(0));
  return status;
}

/* The destinations of all jobs, by their values. */
static GHashTable *count_destinations(const JobList *jobs) {
  GHashTable *all = g_hash_table_new_full(NULL, NULL, NULL, destroy_destination);
  for (guint i = 0; i < job_count(jobs); i++) {
    const Values *values = job_at(jobs, i)->values;
    Destination *to = g_hash_table_lookup(all, values);
    if (!to) {
      to = g_new0(Destination, 1);
      to->formats = g_ptr_array_new();
      g_hash_table_insert(all, (gpointer)values, to);
    }
    to->jobs++;
  }
  return all;
}

static int settle_jobs(Target *target, JobList *jobs) {
  GHashTable *all = count_destinations(jobs);
  int status = TUBAN_OK;
  for (guint i = 0; i < job_count(jobs) && status == TUBAN_OK; i++) {
    Job *job = job_at(jobs, i);
    Destination *to = g_hash_table_lookup(all, job->values);
    if (to->formats->len == 0) status = settle_destination(to, job->values);
    if (status == TUBAN_OK) status = add_outputs(to, job, jobs);
    target->is_stream |= to->is_stream;
  }
  g_hash_table_unref(all);
  return status;
}

static int make_folders(const JobList *jobs) {
  GHashTable *made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  int status = TUBAN_OK;
  for (guint i = 0; i < job_count(jobs); i++)
    for (guint k = 0; k < job_at(jobs, i)->output_count && status == TUBAN_OK; k++) {
      char *folder = g_path_get_dirname(job_at(jobs, i)->outputs[k].path);
      if (g_hash_table_contains(made, folder)) {
        g_free(folder);
        continue;
      }
      status = make_folder(folder);
      g_hash_table_add(made, folder);
    }
  g_hash_table_unref(made);
  return status;
}

int target_settle(Target *target, JobList *jobs, char *const *reports, const char *depfile) {
  target->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  int status = settle_jobs(target, jobs);
  if (status == TUBAN_OK && target->is_stream && depfile)
    return cli_usage_error("render", "--depfile is about files, and the picture goes to standard output");
  if (status != TUBAN_OK || target->is_stream) return status;
  return check_paths(target, jobs, reports, depfile);
}

int target_prepare(const Target *target, const JobList *jobs) {
  int status = target->is_stream ? TUBAN_OK : make_folders(jobs);
  if (status == TUBAN_OK) target_remove_strays(target);
  return status;
}

void target_clear(Target *target) { g_hash_table_unref(target->folders); }
