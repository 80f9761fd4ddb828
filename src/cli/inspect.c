/* cli/inspect.c: tuban inspect --stage STAGE SPEC: the result of a stage, as JSON on standard output. */
#include "vegalite/chart/inspect.h"
#include "cli/cli.h"
#include "cli/input.h"
#include "poster/poster.h"
#include <stdio.h>
#include <string.h>

/* A poster has only the stage "scene". */
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
  if (text) input.status = puts(text) >= 0 && fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  return spec_input_close(&input);
}

static int run(const Values *values) {
  if (!values->stage) return cli_usage_error("inspect", "--stage is required");
  return inspect(values->specs[0], values->stage, values->allowed_paths);
}

const Command command_inspect = {
    .name = "inspect",
    .arguments = "SPEC",
    .specs_max = 1,
    .summary = "print the result of a stage as JSON",
    .details =
        "Prints the result of one stage as JSON: the views, their tables, the scales, or the scene that is drawn.",
    .options = (const char *const[]){"stage", "allow-path", NULL},
    .run = run,
};
