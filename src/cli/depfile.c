/* cli/depfile.c: see depfile.h.
 *
 * A depfile is in the language of make, of which ninja reads a part (ninja-build.org/manual.html, "Depfile"; its src/depfile_parser.in.cc).
 * Names are escaped as GCC does (libcpp/mkdeps.cc, munge()); those that one of the two cannot read are refused. Each file that a picture
 * depends on is also a target without prerequisites, as with GCC's -MP: make goes on when it has been removed.
 */
#include "cli/depfile.h"
#include "cli/chart.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What was sent is a list of texts, each ended by 0: the pictures, an empty one, and the files. */
struct Depfile {
  GString *rules;
  GString *phony;
  GHashTable *seen; /* files that have one */
};

Depfile *depfile_create(void) {
  Depfile *depfile = g_new(Depfile, 1);
  *depfile =
      (Depfile){g_string_new(NULL), g_string_new(NULL), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  return depfile;
}

void depfile_destroy(Depfile *depfile) {
  if (!depfile) return;
  g_string_free(depfile->rules, TRUE);
  g_string_free(depfile->phony, TRUE);
  g_hash_table_unref(depfile->seen);
  g_free(depfile);
}

/* ---- names ---- */

/* A % makes a pattern of a target and = an assignment of a line that begins with it; name(member) is a part of an archive. make takes *, ? and [
 * as patterns, and what escapes them is kept by ninja. */
static bool is_writable(const char *name, bool is_first) {
  for (const char *c = name; *c; c++)
    if ((unsigned char)*c < ' ' || *c == 0x7f || strchr("*?[;<>|^`", *c)) return false;
  if (is_first && strpbrk(name, "%=")) return false;
  return !(strchr(name, '(') && g_str_has_suffix(name, ")"));
}

/* Backslashes are special only before what they escape; before a space they are doubled. */
static void add_name(GString *out, const char *name) {
  if (*name == '~') g_string_append(out, "./");
  for (const char *c = name; *c; c++) {
    if (*c == ' ')
      for (const char *back = c; back > name && back[-1] == '\\'; back--) g_string_append_c(out, '\\');
    if (strchr(" #:", *c)) g_string_append_c(out, '\\');
    if (*c == '$') g_string_append_c(out, '$');
    g_string_append_c(out, *c);
  }
}

/* ---- in the process that draws ---- */

typedef struct Sending {
  GString *bytes;
  GHashTable *real; /* real paths of what has been named */
  char *here;       /* the real path of the current folder, with a slash */
  char *fault;      /* the first name that cannot be written */
} Sending;

static void send_name(Sending *sending, const char *name, bool is_first) {
  if (!sending->fault && !is_writable(name, is_first)) sending->fault = g_strdup(name);
  g_string_append_len(sending->bytes, name, (gssize)strlen(name) + 1);
}

/* A file as the command line names it, which is how a build knows it. What is not a file, as standard input, does not count. */
static void send_named(Sending *sending, const char *path) {
  char *real = path && g_file_test(path, G_FILE_TEST_IS_REGULAR) ? realpath(path, NULL) : NULL;
  if (real && g_hash_table_add(sending->real, g_strdup(real))) send_name(sending, path, false);
  free(real);
}

/* Another one: relative to the current folder if it is below it. */
static void send_real(Sending *sending, const char *path) {
  if (!g_hash_table_add(sending->real, g_strdup(path))) return;
  bool below = g_str_has_prefix(path, sending->here);
  send_name(sending, below ? path + strlen(sending->here) : path, false);
}

static void send_files(Sending *sending, const JobList *jobs, const Job *job, TubanChart *chart) {
  const Values *values = job->values;
  send_named(sending, job->path);
  for (char *const *style = values->styles; style && *style; style++) send_named(sending, *style);
  for (char *const *file = values->data; file && *file; file++) send_named(sending, strchr(*file, '=') + 1);
  send_named(sending, values->preset);
  send_named(sending, values->profile);
  send_named(sending, values->for_each);
  send_named(sending, jobs->manifest);
  const char *file;
  for (size_t i = 0; (file = tuban_chart_file(chart, i)); i++) send_real(sending, file);
  for (size_t i = 0; (file = tuban_chart_font_file(chart, i)); i++) send_real(sending, file);
}

static int fail(const Job *job, ReportRecord *record, const Sink *sink, const char *code, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

static int fail(const Job *job, ReportRecord *record, const Sink *sink, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  TubanMessage error = {.severity = TUBAN_ERROR, .code = code, .file = job->path, .text = text};
  cli_send_error(&error, job->values, sink);
  if (record) report_record_message(record, &error);
  g_free(text);
  return TUBAN_FAILED;
}

int depfile_send(const JobList *jobs, const Job *job, TubanChart *chart, ReportRecord *record, const Sink *sink) {
  char *here = realpath(".", NULL);
  Sending sending = {.bytes = g_string_new(NULL),
                     .real = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                     .here = g_strconcat(here ? here : "", here && strcmp(here, "/") == 0 ? "" : "/", NULL)};
  for (guint i = 0; i < job->output_count; i++) send_name(&sending, job->outputs[i].path, true);
  g_string_append_c(sending.bytes, '\0');
  send_files(&sending, jobs, job, chart);
  int status = TUBAN_OK;
  if (!sending.fault)
    sink_take(sink, SINK_RULE, sending.bytes->str, sending.bytes->len);
  else
    status = fail(job, record, sink, "E838",
                  "\"%s\" cannot be named in a depfile; make and ninja would read another name", sending.fault);
  g_string_free(sending.bytes, TRUE);
  g_hash_table_unref(sending.real);
  g_free(sending.here);
  g_free(sending.fault);
  free(here);
  return status;
}

void depfile_touch(const char *picture) {
  struct stat status;
  if (stat(picture, &status) == 0 && S_ISREG(status.st_mode)) utimensat(AT_FDCWD, picture, NULL, 0);
}

/* ---- in the caller ---- */

static void add_phony(Depfile *depfile, const char *file) {
  if (strpbrk(file, "%=") || !g_hash_table_add(depfile->seen, g_strdup(file))) return;
  add_name(depfile->phony, file);
  g_string_append(depfile->phony, ":\n");
}

void depfile_take(Depfile *depfile, const char *bytes, size_t length) {
  const char *at = bytes, *end = bytes + length;
  for (; at < end && *at; at += strlen(at) + 1) {
    if (at > bytes) g_string_append_c(depfile->rules, ' ');
    add_name(depfile->rules, at);
  }
  g_string_append_c(depfile->rules, ':');
  for (at++; at < end; at += strlen(at) + 1) {
    g_string_append(depfile->rules, " \\\n  ");
    add_name(depfile->rules, at);
    add_phony(depfile, at);
  }
  g_string_append_c(depfile->rules, '\n');
}

int depfile_write(const Depfile *depfile, const char *path) {
  char *text = g_strconcat(depfile->rules->str, depfile->phony->str, NULL);
  int status = report_write_text(path, text);
  g_free(text);
  return status;
}
