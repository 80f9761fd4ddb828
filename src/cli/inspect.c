/* cli/inspect.c: tuban inspect --stage STAGE SPEC: what there is between two stages, as JSON on standard output. */
#include "chart/inspect.h"
#include "cli/cli.h"
#include "cli/input.h"
#include "poster/poster.h"
#include <stdio.h>
#include <string.h>

static bool is_stage(const char *name) {
  for (const char *const *stage = chart_stages; *stage; stage++)
    if (strcmp(*stage, name) == 0) return true;
  return false;
}

/* Of a poster there is only the scene to look at. */
static char *inspect_any(const ChartInput *input, const char *stage, Messages *messages, Arena *arena) {
  if (!poster_is(input->json)) return chart_inspect(input, stage, messages, arena);
  if (strcmp(stage, "scene") != 0) {
    messages_error(messages, json_place(input->json), "a poster has no stage \"%s\"; try \"scene\"", stage);
    return NULL;
  }
  Scene *scene = poster_scene(input, messages, arena);
  return scene ? json_to_text(arena, inspect_scene(scene)) : NULL;
}

static int inspect(const char *spec, const char *stage, char *const *allowed) {
  SpecInput input;
  spec_input_open(&input, spec, allowed);
  char *text = input.chart.json ? inspect_any(&input.chart, stage, input.messages, input.arena) : NULL;
  if (text) input.status = puts(text) >= 0 && fflush(stdout) == 0 ? 0 : 3;
  return spec_input_close(&input);
}

int command_inspect(int count, char **arguments) {
  char *stage = NULL, **specs = NULL, **allowed = NULL;
  const GOptionEntry entries[] = {
      {"stage", 's', 0, G_OPTION_ARG_STRING, &stage, "view, data, scales or scene", "STAGE"},
      {"allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &allowed, "another folder that data may be read from", "DIR"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &specs, NULL, "SPEC"},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  int status = cli_parse("inspect", "- print what there is after a stage, as JSON", entries, count, arguments);
  if (status == 0) {
    if (!specs || specs[1])
      status = cli_usage_error("inspect ", "one spec is wanted");
    else if (!stage || !is_stage(stage))
      status = cli_usage_error("inspect ", "--stage is view, data, scales or scene");
    else
      status = inspect(specs[0], stage, allowed);
  }
  g_free(stage);
  g_strfreev(specs);
  g_strfreev(allowed);
  return status;
}
