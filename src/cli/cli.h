/* cli/cli.h: what the commands share. Exit statuses are those of TubanStatus: 0 all drawn, 1 some chart failed, 2 wrong usage,
 * 3 a file could not be read or written. */
#pragma once
#include "cli/command.h"
#include "tuban.h"

/* "a/b/NAME.vl.json" → "NAME"; "-" → "chart". Owned by the caller. */
char *cli_chart_name(const char *spec);
/* What a text in JSON, quoted, says; the text itself if it is none. Owned by the caller. */
char *cli_plain_text(const char *json);
/* Prints a usage error and a pointer to the help on standard error; returns TUBAN_USAGE. `command` may be NULL. */
int cli_usage_error(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The worse of two exit statuses: 3 before 1 before 0; 2 before all. */
int cli_worse(int a, int b);
