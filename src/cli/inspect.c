/* cli/inspect.c: tuban inspect --stage STAGE SPEC: what there is between two stages, as JSON on standard output. */
#include "chart/chart.h"
#include "cli/cli.h"
#include "poster/poster.h"
#include <stdio.h>
#include <string.h>

static bool is_stage(const char *name) {
  for (const char *const *stage = chart_stages; *stage; stage++)
    if (strcmp(*stage, name) == 0) return true;
  return false;
}

static int inspect(const char *spec, const char *stage) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  TextContext *fonts = text_context_create();
  const Source *source = file_read_any(spec, messages, arena);
  const Json *json = source ? json_parse(source, messages, arena) : NULL;
  int status = source ? 1 : 3;
  if (json) {
    char *folder = strcmp(spec, "-") == 0 ? g_strdup(".") : g_path_get_dirname(spec);
    ChartInput input = {
        .json = json, .text = source->text, .fonts = fonts, .access = file_access_create(folder, NULL, arena)};
    char *text = chart_inspect(&input, stage, messages, arena);
    if (text && puts(text) >= 0) status = 0;
    g_free(folder);
  }
  messages_print(messages, stderr);
  text_context_destroy(fonts);
  arena_destroy(arena);
  return status;
}

int command_inspect(int count, char **arguments) {
  char *stage = NULL, **specs = NULL;
  const GOptionEntry entries[] = {
      {"stage", 's', 0, G_OPTION_ARG_STRING, &stage, "view, data, scales or scene", "STAGE"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &specs, NULL, "SPEC"},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  int status = cli_parse("inspect", "- print what there is after a stage, as JSON", entries, count, arguments);
  if (status == 0 && (!specs || specs[1])) status = cli_usage_error("inspect ", "one spec is wanted");
  if (status == 0 && (!stage || !is_stage(stage)))
    status = cli_usage_error("inspect ", "--stage is view, data, scales or scene");
  if (status == 0) status = inspect(specs[0], stage);
  g_free(stage);
  g_strfreev(specs);
  return status;
}
