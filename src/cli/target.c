/* cli/target.c: see target.h. Everything that could overwrite a file by mistake is rejected before the first picture is
 * drawn. */
#include "cli/target.h"
#include "cli/cli.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *format_name(size_t i) { return tuban_format_name(tuban_format_at(i)); }

static int unknown_format(const char *name) {
  char *known = option_list_choices(format_name, "and");
  int status = cli_usage_error("render", "unknown format \"%s\"; formats are %s", name, known);
  g_free(known);
  return status;
}

/* Adds the formats that `text` names, separated by commas: each once, in the table's order. */
static int read_formats(Target *target, const char *text) {
  char **names = g_strsplit(text, ",", -1);
  int status = TUBAN_OK;
  for (char **name = names; *name && status == TUBAN_OK; name++)
    if (!tuban_format_find(g_strstrip(*name))) status = unknown_format(*name);
  for (size_t i = 0; status == TUBAN_OK && tuban_format_at(i); i++) {
    bool wanted = false;
    for (char **name = names; *name; name++) wanted |= tuban_format_find(*name) == tuban_format_at(i);
    if (wanted) g_ptr_array_add(target->formats, (gpointer)tuban_format_at(i));
  }
  g_strfreev(names);
  return status;
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

/* One file or stream holds one picture, whose format must be clear. */
static int settle_file(Target *target, int spec_count) {
  const TubanFormat *named = target->is_stream ? tuban_format_at(0) : format_of_path(target->output);
  guint count = target->formats->len;
  if (spec_count > 1 || count > 1)
    return cli_usage_error("render", "cannot write several pictures to one %s", target->is_stream ? "stream" : "file");
  if (count == 0 && !named) return unknown_ending(target->output);
  if (count == 0)
    g_ptr_array_add(target->formats, (gpointer)named);
  else if (!target->is_stream && named && named != target->formats->pdata[0])
    return cli_usage_error("render", "the ending of \"%s\" does not match --format", target->output);
  return TUBAN_OK;
}

static int make_folder(const Target *target) {
  if (!target->output || g_mkdir_with_parents(target->output, 0777) == 0) return 0;
  fprintf(stderr, "error: cannot create the folder \"%s\": %s\n", target->output, g_strerror(errno));
  return TUBAN_IO;
}

char *target_path(const Target *target, const char *spec, const TubanFormat *format) {
  if (!target->is_folder) return g_strdup(target->output);
  char *name = cli_chart_name(spec), *file = g_strdup_printf("%s.%s", name, tuban_format_ending(format));
  char *path = target->output ? g_build_filename(target->output, file, NULL) : g_strdup(file);
  g_free(name);
  g_free(file);
  return path;
}

/* Notes an input by its real path. */
static void add_read(GHashTable *read, const char *path) {
  char *real = path && strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
  if (real) g_hash_table_add(read, g_strdup(real));
  free(real);
}

static int check_path(const char *path, const char *spec, GHashTable *read, GHashTable *written) {
  const char *other = g_hash_table_lookup(written, path);
  if (other) return cli_usage_error("render", "\"%s\" and \"%s\" would both be written to \"%s\"", other, spec, path);
  g_hash_table_insert(written, g_strdup(path), (gpointer)spec);
  char *real = realpath(path, NULL);
  bool is_read = real && g_hash_table_contains(read, real);
  free(real);
  return is_read ? cli_usage_error("render", "\"%s\" is an input and would be overwritten", path) : TUBAN_OK;
}

static int check_paths(const Target *target, char *const *specs, const char *style) {
  GHashTable *read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
             *written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  int status = TUBAN_OK;
  for (char *const *spec = specs; *spec; spec++) add_read(read, *spec);
  add_read(read, style);
  for (char *const *spec = specs; *spec && status == TUBAN_OK; spec++) {
    for (guint i = 0; i < target->formats->len && status == TUBAN_OK; i++) {
      char *path = target_path(target, *spec, target->formats->pdata[i]);
      status = check_path(path, *spec, read, written);
      g_free(path);
    }
  }
  g_hash_table_unref(read);
  g_hash_table_unref(written);
  return status;
}

/* Whether `output` is a folder: it exists, ends in a slash, or is a new name without an extension; for several specs,
 * any name without the extension of a format. */
static bool names_folder(const char *output, int spec_count) {
  if (g_file_test(output, G_FILE_TEST_IS_DIR) || g_str_has_suffix(output, "/")) return true;
  return (!has_ending(output) && !g_file_test(output, G_FILE_TEST_EXISTS)) ||
         (spec_count > 1 && !format_of_path(output));
}

int target_settle(Target *target, const char *output, const char *format_list, char *const *specs, const char *style) {
  int spec_count = (int)g_strv_length((char **)specs);
  *target = (Target){.output = output, .formats = g_ptr_array_new()};
  target->is_stream = output && strcmp(output, "-") == 0;
  target->is_folder = !output || (!target->is_stream && names_folder(output, spec_count));
  int status = format_list ? read_formats(target, format_list) : TUBAN_OK;
  if (status == TUBAN_OK && !target->is_folder) status = settle_file(target, spec_count);
  if (status == TUBAN_OK && target->formats->len == 0) g_ptr_array_add(target->formats, (gpointer)tuban_format_at(0));
  if (status == TUBAN_OK && !target->is_stream) status = check_paths(target, specs, style);
  return status == TUBAN_OK && target->is_folder ? make_folder(target) : status;
}

void target_clear(Target *target) {
  if (target->formats) g_ptr_array_free(target->formats, TRUE);
}
