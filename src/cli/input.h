/* cli/input.h: a spec read for the commands that look inside a chart rather than draw it. */
#pragma once
#include "chart/chart.h"

typedef struct SpecInput {
  Arena *arena;
  Messages *messages;
  ChartInput chart; /* json is NULL when the spec could not be read; then `status` says why */
  int status;       /* 1 or 3 until the command has done its work */
} SpecInput;

/* `allowed` (NULL-terminated, may be NULL): further folders that data may be read from. */
void spec_input_open(SpecInput *input, const char *spec, char *const *allowed);
/* Prints the messages; returns the status. */
int spec_input_close(SpecInput *input);
