/* cli/compare.c: see compare.h. */
#include "cli/compare.h"
#include "cli/chart.h"
#include "cli/pixels.h"
#include "cli/words.h"
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const double TOLERANCE = 0.1;
enum { SHOWN_WORDS = 20 };

/* One chart and where its pictures are. */
typedef struct Comparison {
  const Values *values;
  const Sink *sink;
  ReportRecord *record;
  const Job *job;
  char *name;     /* of the pictures, below each folder, without the extension */
  char *expected; /* the committed picture */
  const char *drawn;
  cJSON *result; /* what the record gets: "name", and what is known of the difference */
  int status;
} Comparison;

/* A share as 0.001 or 0.1%; -1 if it is neither or not from 0 to 1. */
static double read_share(const char *text) {
  char *end;
  double share = g_ascii_strtod(text, &end);
  if (end == text) return -1;
  if (*end == '%') share /= 100, end++;
  return *end == '\0' && share >= 0 && share <= 1 ? share : -1;
}

static double threshold_of(const Values *values) { return values->threshold ? read_share(values->threshold) : 0; }

static double tolerance_of(const Values *values) {
  return values->tolerance ? read_share(values->tolerance) : TOLERANCE;
}

static bool asks_for_png(const char *formats) {
  char **names = g_strsplit(formats, ",", -1);
  bool found = false;
  for (char **name = names; *name; name++) found |= tuban_format_find(g_strstrip(*name)) == tuban_format_find("png");
  g_strfreev(names);
  return found;
}

int compare_settle(Values *values) {
  static char output[] = "comparison";
  if (!values->compare) {
    if (values->threshold || values->tolerance)
      return cli_usage_error("render", "--%s is an option of --compare", values->threshold ? "threshold" : "tolerance");
    return TUBAN_OK;
  }
  if (threshold_of(values) < 0)
    return cli_usage_error("render", "--threshold must be a share of the pixels, as 0.001 or 0.1%%, not \"%s\"",
                           values->threshold);
  if (tolerance_of(values) < 0)
    return cli_usage_error("render", "--tolerance must be a number from 0 to 1, not \"%s\"", values->tolerance);
  if (!g_file_test(values->compare, G_FILE_TEST_IS_DIR))
    return cli_usage_error("render",
                           "--compare: there is no folder \"%s\"; \"tuban render … -o %s\" draws the pictures into it",
                           values->compare, values->compare);
  if (values->format && !asks_for_png(values->format))
    return cli_usage_error("render", "--compare compares PNG files; add png to --format");
  if (!values->output) values->output = output;
  return TUBAN_OK;
}

/* The job's PNG; NULL: it has none. */
static const char *picture_of(const Job *job) {
  for (guint i = 0; i < job->output_count; i++)
    if (job->outputs[i].format == tuban_format_find("png")) return job->outputs[i].path;
  return NULL;
}

/* The path of the job's picture below the output folder, without the extension, owned by the caller; NULL: it is not below it. */
static char *name_of(const Values *values, const Job *job) {
  char *folder = g_canonicalize_filename(values->output, NULL), *path = g_canonicalize_filename(picture_of(job), NULL);
  size_t length = strlen(folder), ending = strlen(".png");
  bool below = g_str_has_prefix(path, folder) && path[length] == '/' && strlen(path) > length + 1 + ending;
  char *name = below ? g_strndup(path + length + 1, strlen(path) - length - 1 - ending) : NULL;
  g_free(folder);
  g_free(path);
  return name;
}

static char *path_in(const char *folder, const char *name, const char *ending) {
  char *file = g_strconcat(name, ending, NULL), *path = g_build_filename(folder, file, NULL);
  g_free(file);
  return path;
}

static bool is_same_file(const char *a, const char *b) {
  struct stat one, other;
  return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A target that is a link to an expected picture would be written through. */
static int check_job(const Values *values, const Job *job) {
  if (!picture_of(job)) return cli_usage_error("render", "--compare compares PNG files; \"%s\" gives none", job->label);
  char *name = name_of(values, job);
  if (!name)
    return cli_usage_error("render", "--compare needs a folder for its output, which \"%s\" is not", values->output);
  int status = TUBAN_OK;
  for (guint i = 0; i < job->output_count && status == TUBAN_OK; i++) {
    char *ending = g_strconcat(".", tuban_format_ending(job->outputs[i].format), NULL);
    char *expected = path_in(values->compare, name, ending);
    if (is_same_file(expected, job->outputs[i].path))
      status =
          cli_usage_error("render", "\"%s\" is an expected picture and would be overwritten", job->outputs[i].path);
    g_free(expected);
    g_free(ending);
  }
  g_free(name);
  return status;
}

int compare_check(const Values *values, const JobList *jobs) {
  if (!values->compare) return TUBAN_OK;
  if (is_same_file(values->compare, values->output))
    return cli_usage_error("render",
                           "the pictures of \"%s\" would be overwritten; name another folder with -o, or leave out "
                           "--compare to accept what is drawn",
                           values->compare);
  int status = TUBAN_OK;
  for (guint i = 0; i < job_count(jobs) && status == TUBAN_OK; i++) status = check_job(values, job_at(jobs, i));
  return status;
}

static void fail(Comparison *comparison, int status, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);

static void fail(Comparison *comparison, int status, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  TubanMessage message = {.severity = TUBAN_ERROR, .code = code, .file = comparison->job->path, .text = text};
  if (comparison->job->text) message.line = comparison->job->first_line, message.column = 1;
  cli_send_error(&message, comparison->values, comparison->sink);
  report_record_message(comparison->record, &message);
  comparison->status = cli_worse(comparison->status, status);
  g_free(text);
}

/* ---- pictures ---- */

/* A PNG states its size in its first bytes, before anything is decoded. */
static bool has_size_in_limits(const char *path, double max_pixels, char **reason) {
  static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  guint8 head[24];
  FILE *file = fopen(path, "rb");
  if (!file) {
    *reason = g_strdup(g_strerror(errno));
    return false;
  }
  size_t got = fread(head, 1, sizeof head, file);
  fclose(file);
  if (got < sizeof head || memcmp(head, signature, sizeof signature) != 0) {
    *reason = g_strdup("it is not a PNG file");
    return false;
  }
  guint32 width = GUINT32_FROM_BE(*(const guint32 *)(const void *)(head + 16)),
          height = GUINT32_FROM_BE(*(const guint32 *)(const void *)(head + 20));
  if (width > 32767 || height > 32767 || (double)width * height > max_pixels) {
    *reason = g_strdup_printf("it has %u × %u px; the limit is %.3g (--max-pixels)", width, height, max_pixels);
    return false;
  }
  return true;
}

/* NULL after an error message. */
static cairo_surface_t *read_picture(Comparison *comparison, const char *path) {
  double max_pixels = comparison->values->max_pixels > 0 ? comparison->values->max_pixels : 1 << 28;
  char *reason = NULL;
  cairo_surface_t *surface = NULL;
  if (has_size_in_limits(path, max_pixels, &reason)) {
    surface = cairo_image_surface_create_from_png(path);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_format_t format = cairo_image_surface_get_format(surface);
    if (status == CAIRO_STATUS_SUCCESS && format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)
      reason = g_strdup("it has more than 8 bits for each colour");
    else if (status != CAIRO_STATUS_SUCCESS)
      reason = g_strdup(cairo_status_to_string(status));
  }
  if (!reason) return surface;
  fail(comparison, TUBAN_IO, "E832", "the expected picture \"%s\" cannot be read: %s", path, reason);
  g_free(reason);
  if (surface) cairo_surface_destroy(surface);
  return NULL;
}

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void write_file(Comparison *comparison, const char *path, const char *bytes, gsize length) {
  char *folder = g_path_get_dirname(path);
  GError *error = NULL;
  if (g_mkdir_with_parents(folder, 0777) < 0)
    fail(comparison, TUBAN_IO, "E836", "the difference \"%s\" cannot be written: %s", path, g_strerror(errno));
  else if (!g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    fail(comparison, TUBAN_IO, "E836", "the difference \"%s\" cannot be written: %s", path, error->message);
  else
    report_record_output(comparison->record, path, true);
  g_clear_error(&error);
  g_free(folder);
}

static char *difference_path(const Comparison *comparison, const char *ending) {
  char *folder = g_build_filename(comparison->values->output, "differences", NULL);
  char *path = path_in(folder, comparison->name, ending);
  g_free(folder);
  return path;
}

/* The expected picture and that of the difference, for the page. */
static void write_difference(Comparison *comparison, cairo_surface_t *picture) {
  char *shown = difference_path(comparison, ".diff.png"), *copy = difference_path(comparison, ".expected.png");
  GString *png = g_string_new(NULL);
  char *bytes = NULL;
  gsize length = 0;
  if (cairo_surface_write_to_png_stream(picture, append, png) == CAIRO_STATUS_SUCCESS)
    write_file(comparison, shown, png->str, png->len);
  else
    fail(comparison, TUBAN_IO, "E836", "the difference \"%s\" cannot be written: %s", shown, "cairo failed");
  if (g_file_get_contents(comparison->expected, &bytes, &length, NULL)) write_file(comparison, copy, bytes, length);
  g_free(bytes);
  g_string_free(png, TRUE);
  g_free(copy);
  g_free(shown);
}

/* What an earlier call left for this chart. */
static void remove_difference(const Comparison *comparison) {
  static const char *const endings[] = {".diff.png", ".expected.png"};
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    char *path = difference_path(comparison, endings[i]);
    remove(path);
    g_free(path);
  }
}

static bool check_size(Comparison *comparison, cairo_surface_t *expected, cairo_surface_t *drawn) {
  int width = cairo_image_surface_get_width(drawn), height = cairo_image_surface_get_height(drawn),
      old_width = cairo_image_surface_get_width(expected), old_height = cairo_image_surface_get_height(expected);
  if (width == old_width && height == old_height) return true;
  fail(comparison, TUBAN_FAILED, "E833", "the picture has %d × %d px, and \"%s\" has %d × %d px", width, height,
       comparison->expected, old_width, old_height);
  return false;
}

static void compare_pictures(Comparison *comparison) {
  cairo_surface_t *expected = read_picture(comparison, comparison->expected);
  if (!expected) return;
  cairo_surface_t *drawn = read_picture(comparison, comparison->drawn), *picture = NULL;
  if (drawn) {
    bool same_size = check_size(comparison, expected, drawn);
    double threshold = threshold_of(comparison->values);
    PixelDifference difference = pixels_compare(expected, drawn, tolerance_of(comparison->values), &picture);
    double share = (double)difference.changed / (double)MAX(difference.total, 1);
    cJSON_AddNumberToObject(comparison->result, "pixels", (double)difference.changed);
    cJSON_AddNumberToObject(comparison->result, "share", share);
    if (same_size && share > threshold)
      fail(comparison, TUBAN_FAILED, "E834", "%zu pixels (%.3g %%) differ from \"%s\"; %.3g %% may (--threshold)",
           difference.changed, share * 100, comparison->expected, threshold * 100);
    if (difference.changed > 0 || !same_size) write_difference(comparison, picture);
    cairo_surface_destroy(picture);
    cairo_surface_destroy(drawn);
  }
  cairo_surface_destroy(expected);
}

/* ---- words ---- */

static void append_words(GString *list, cJSON *to, const GPtrArray *words, char sign) {
  for (guint i = 0; i < words->len; i++) {
    cJSON_AddItemToArray(to, cJSON_CreateString(words->pdata[i]));
    if (i < SHOWN_WORDS)
      g_string_append_printf(list, "%s%c \"%s\"", list->len ? ", " : "", sign, (char *)words->pdata[i]);
  }
  if (words->len > SHOWN_WORDS) g_string_append_printf(list, ", %c %u more", sign, words->len - SHOWN_WORDS);
}

/* Words that changed fail, however few pixels they have. */
static void compare_words(Comparison *comparison, const char *path, const GPtrArray *before, const GPtrArray *after) {
  GPtrArray *gone = words_without(before, after), *come = words_without(after, before);
  if (gone->len || come->len) {
    GString *list = g_string_new(NULL);
    append_words(list, cJSON_AddArrayToObject(comparison->result, "removed"), gone, '-');
    append_words(list, cJSON_AddArrayToObject(comparison->result, "added"), come, '+');
    fail(comparison, TUBAN_FAILED, "E835", "the words differ from \"%s\": %s", path, list->str);
    g_string_free(list, TRUE);
  }
  g_ptr_array_unref(gone);
  g_ptr_array_unref(come);
}

/* The texts are known where the folder has the chart's SVG beside its PNG. */
static void compare_texts(Comparison *comparison, TubanChart *chart) {
  enum { LONGEST = 256 << 20 };
  char *path = path_in(comparison->values->compare, comparison->name, ".svg"), *text = NULL;
  struct stat status;
  gsize length = 0;
  bool readable = stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LONGEST &&
                  g_file_get_contents(path, &text, &length, NULL);
  size_t drawn_length;
  TubanChart *read = readable && !chart ? job_read(comparison->job) : NULL;
  char *drawn = readable ? tuban_chart_render(read ? read : chart, tuban_format_find("svg"), &drawn_length) : NULL;
  GPtrArray *before = drawn ? words_of_svg(text, length) : NULL,
            *after = before ? words_of_svg(drawn, drawn_length) : NULL;
  if (drawn && !before)
    fail(comparison, TUBAN_IO, "E832", "the expected picture \"%s\" cannot be read: %s", path, "it is not XML");
  if (after) compare_words(comparison, path, before, after);
  if (before) g_ptr_array_unref(before);
  if (after) g_ptr_array_unref(after);
  tuban_free(drawn);
  tuban_chart_destroy(read);
  g_free(text);
  g_free(path);
}

int compare_chart(const Values *values, const Job *job, TubanChart *chart, ReportRecord *record, const Sink *sink) {
  Comparison comparison = {.values = values, .sink = sink, .record = record, .job = job, .drawn = picture_of(job)};
  comparison.name = name_of(values, job);
  comparison.expected = path_in(values->compare, comparison.name, ".png");
  comparison.result = cJSON_CreateObject();
  cJSON_AddStringToObject(comparison.result, "name", comparison.name);
  remove_difference(&comparison);
  if (g_file_test(comparison.expected, G_FILE_TEST_EXISTS)) {
    compare_pictures(&comparison);
    compare_texts(&comparison, chart);
  } else {
    cJSON_AddBoolToObject(comparison.result, "missing", true);
    fail(&comparison, TUBAN_FAILED, "E831",
         "there is no expected picture \"%s\"; to accept what is drawn, copy \"%s\" there", comparison.expected,
         comparison.drawn);
  }
  report_record_comparison(record, comparison.result);
  g_free(comparison.name);
  g_free(comparison.expected);
  return comparison.status;
}
