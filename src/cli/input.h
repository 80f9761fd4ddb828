/* cli/input.h: a spec, read for commands that look inside a chart instead of drawing it. */
#pragma once
#include "vegalite/chart/chart.h"

typedef struct SpecInput {
  Arena *arena;
  Messages *messages;
  ChartInput chart; /* json is NULL if the spec could not be read */
  int status;       /* TUBAN_FAILED or TUBAN_IO until the command sets it to TUBAN_OK */
} SpecInput;

/* `allowed` (NULL-terminated, may be NULL): further folders that data may be read from. */
void spec_input_open(SpecInput *input, const char *spec, char *const *allowed);
/* Prints the messages; returns the status. */
int spec_input_close(SpecInput *input);
