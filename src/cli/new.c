/* cli/new.c: tuban new chart|poster NAME [--from FILE]: a start that renders at once. */
#include "cli/cli.h"
#include "cli/start.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "a/b" → "a/b.vl.json", for a poster "a/b.json". */
static char *file_name(const char *name, bool poster) {
  return g_str_has_suffix(name, ".json") ? g_strdup(name) : g_strconcat(name, poster ? ".json" : ".vl.json", NULL);
}

/* The way from a folder to a file, both real paths; owned by the caller. */
static char *way_to(const char *folder, const char *file) {
  char **from = g_strsplit(folder, "/", -1), **to = g_strsplit(file, "/", -1);
  guint same = 0;
  while (from[same] && to[same] && strcmp(from[same], to[same]) == 0) same++;
  GString *way = g_string_new(NULL);
  for (char **up = from + same; *up; up++)
    if (**up) g_string_append(way, "../");
  char *rest = g_strjoinv("/", to + same);
  g_string_append(way, rest);
  g_free(rest);
  g_strfreev(from);
  g_strfreev(to);
  return g_string_free(way, FALSE);
}

/* Never in place of a file that is there. */
static int write_new(const char *path, const char *text) {
  int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
  bool written = file && fputs(text, file) >= 0;
  if (file && fclose(file) != 0) written = false;
  if (written) return TUBAN_OK;
  fprintf(stderr, "error: cannot write \"%s\": %s\n", path,
          errno == EEXIST ? "it is there already" : g_strerror(errno));
  return TUBAN_IO;
}

static char *text_of(const char *path, bool poster, const Survey *survey, const char *url) {
  char *title = cli_chart_name(path),
       *members = poster ? start_poster(survey, url, title) : start_chart(survey, url, 2);
  char *text = poster ? g_strdup_printf("{\n%s}\n", members)
                      : g_strdup_printf("{\n  \"$schema\": \"https://vega.github.io/schema/vega-lite/v6.json\",\n%s}\n",
                                        members);
  g_free(members);
  g_free(title);
  return text;
}

/* As a shell takes it; owned by the caller. */
static char *shell_word(const char *text) {
  return strpbrk(text, " '\"\\$&;()<>|*?`") ? g_shell_quote(text) : g_strdup(text);
}

/* How to draw it; data elsewhere must be allowed. */
static void print_command(const char *path, const char *url, const char *data) {
  char *word = shell_word(path);
  printf("%s\nDraw it:  tuban render %s", path, word);
  if (url && g_str_has_prefix(url, "../")) {
    char *folder = g_path_get_dirname(data), *shown = shell_word(folder);
    printf(" --allow-path %s", shown);
    g_free(folder);
    g_free(shown);
  }
  printf("\n");
  g_free(word);
}

static int write_start(const char *path, bool poster, const Survey *survey, const char *data) {
  char *folder = g_path_get_dirname(path);
  if (g_mkdir_with_parents(folder, 0777) != 0) {
    fprintf(stderr, "error: cannot create the folder \"%s\": %s\n", folder, g_strerror(errno));
    g_free(folder);
    return TUBAN_IO;
  }
  char *real = realpath(folder, NULL), *url = data && real ? way_to(real, data) : NULL;
  char *text = text_of(path, poster, survey, url);
  int status = write_new(path, text);
  if (status == TUBAN_OK) print_command(path, url, data);
  g_free(text);
  g_free(url);
  free(real);
  g_free(folder);
  return status;
}

static int run(const Values *values) {
  const char *kind = values->specs[0], *kinds[] = {"chart", "poster", NULL};
  if (!g_strv_contains(kinds, kind)) {
    const char *meant = tuban_nearest_name(kind, kinds);
    return meant ? cli_usage_error("new", "a chart or a poster can be begun, not \"%s\"; did you mean \"%s\"?", kind,
                                   meant)
                 : cli_usage_error("new", "a chart or a poster can be begun, not \"%s\"", kind);
  }
  bool poster = strcmp(kind, "poster") == 0;
  char *path = file_name(values->specs[1], poster), *data = values->from ? realpath(values->from, NULL) : NULL;
  int status = TUBAN_OK;
  if (values->from && !data) {
    fprintf(stderr, "error: cannot read \"%s\": %s\n", values->from, g_strerror(errno));
    status = TUBAN_IO;
  } else if (data) {
    Survey survey;
    status = survey_file(&survey, data, values->encoding) ? write_start(path, poster, &survey, data) : TUBAN_FAILED;
    survey_clear(&survey);
  } else {
    status = write_start(path, poster, NULL, NULL);
  }
  free(data);
  g_free(path);
  return status;
}

const Command command_new = {
    .name = "new",
    .arguments = "chart|poster NAME",
    .specs_min = 2,
    .specs_max = 2,
    .word = "NAME",
    .summary = "begin a chart or a poster",
    .details = "Writes NAME.vl.json, or NAME.json for a poster: a start that can be drawn at once. With --from, a "
               "chart that suits the columns of "
               "the data: lines over dates, sorted bars of names, points of two numbers, a histogram of one.",
    .options = (const char *const[]){"from", "encoding", NULL},
    .run = run,
};
