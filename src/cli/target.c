/* cli/target.c: see target.h. Everything that could lose a file is refused before the first picture is drawn. */
#include "cli/target.h"
#include "cli/cli.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const Format formats[FORMAT_COUNT] = {{"png", TUBAN_PNG}, {"svg", TUBAN_SVG}, {"pdf", TUBAN_PDF}};

static bool read_formats(const char *text, Target *target) {
  char **names = g_strsplit(text, ",", -1);
  bool good = true;
  for (char **name = names; *name && good; name++) {
    good = false;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
      if (g_ascii_strcasecmp(g_strstrip(*name), formats[i].name) == 0) good = target->wanted[i] = true;
  }
  g_strfreev(names);
  return good;
}

static int wanted_count(const Target *target) {
  int count = 0;
  for (size_t i = 0; i < FORMAT_COUNT; i++) count += target->wanted[i];
  return count;
}

/* The format a file's ending names; -1 when it names none. */
static int format_of_name(const char *path) {
  const char *dot = strrchr(path, '.');
  for (size_t i = 0; i < FORMAT_COUNT; i++)
    if (dot && g_ascii_strcasecmp(dot + 1, formats[i].name) == 0) return (int)i;
  return -1;
}

static bool has_ending(const char *path) {
  char *name = g_path_get_basename(path);
  bool has = strchr(name, '.') && !g_str_has_suffix(name, "/");
  g_free(name);
  return has;
}

/* One file: its format must be clear, and there must be but one picture. */
static int settle_file(Target *target, int spec_count) {
  int named = target->is_stream ? 0 : format_of_name(target->output), count = wanted_count(target);
  if (spec_count > 1 || count > 1)
    return cli_usage_error("render ", "several pictures cannot go into one %s", target->is_stream ? "stream" : "file");
  if (count == 0 && named < 0)
    return cli_usage_error("render ", "\"%s\": a picture's name ends in .png, .svg or .pdf", target->output);
  if (!target->is_stream && count == 1 && named >= 0 && !target->wanted[named])
    return cli_usage_error("render ", "\"%s\" does not end in the format that is asked for", target->output);
  if (count == 0) target->wanted[named] = true;
  return 0;
}

static int make_folder(const Target *target) {
  if (!target->output || g_mkdir_with_parents(target->output, 0777) == 0) return 0;
  fprintf(stderr, "error: cannot make the folder \"%s\": %s\n", target->output, g_strerror(errno));
  return 3;
}

char *target_path(const Target *target, const char *spec, size_t format) {
  if (!target->is_folder) return g_strdup(target->output);
  char *name = cli_chart_name(spec), *file = g_strdup_printf("%s.%s", name, formats[format].name);
  char *path = target->output ? g_build_filename(target->output, file, NULL) : g_strdup(file);
  g_free(name);
  g_free(file);
  return path;
}

/* What is read, by its true path. */
static void add_read(GHashTable *read, const char *path) {
  char *real = path && strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
  if (real) g_hash_table_add(read, g_strdup(real));
  free(real);
}

static int check_path(const char *path, const char *spec, GHashTable *read, GHashTable *written) {
  const char *other = g_hash_table_lookup(written, path);
  if (other) return cli_usage_error("render ", "\"%s\" and \"%s\" would both be written to \"%s\"", other, spec, path);
  g_hash_table_insert(written, g_strdup(path), (gpointer)spec);
  char *real = realpath(path, NULL);
  bool is_read = real && g_hash_table_contains(read, real);
  free(real);
  return is_read ? cli_usage_error("render ", "\"%s\" is read and would be overwritten", path) : 0;
}

static int check_paths(const Target *target, char *const *specs, const char *style) {
  GHashTable *read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
             *written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  int status = 0;
  for (char *const *spec = specs; *spec; spec++) add_read(read, *spec);
  add_read(read, style);
  for (char *const *spec = specs; *spec && status == 0; spec++) {
    for (size_t i = 0; i < FORMAT_COUNT && status == 0; i++) {
      if (!target->wanted[i]) continue;
      char *path = target_path(target, *spec, i);
      status = check_path(path, *spec, read, written);
      g_free(path);
    }
  }
  g_hash_table_unref(read);
  g_hash_table_unref(written);
  return status;
}

int target_settle(Target *target, const char *format_list, char *const *specs, const char *style) {
  if (format_list && !read_formats(format_list, target))
    return cli_usage_error("render ", "\"%s\": formats are png, svg and pdf, separated by commas", format_list);
  int spec_count = (int)g_strv_length((char **)specs);
  const char *output = target->output;
  target->is_stream = output && strcmp(output, "-") == 0;
  target->is_folder =
      !output || (!target->is_stream && (g_file_test(output, G_FILE_TEST_IS_DIR) || g_str_has_suffix(output, "/") ||
                                         (!has_ending(output) && !g_file_test(output, G_FILE_TEST_EXISTS)) ||
                                         (spec_count > 1 && format_of_name(output) < 0)));
  if (target->is_folder && wanted_count(target) == 0) target->wanted[0] = true;
  int status = target->is_folder ? 0 : settle_file(target, spec_count);
  if (status == 0 && !target->is_stream) status = check_paths(target, specs, style);
  return status == 0 && target->is_folder ? make_folder(target) : status;
}
