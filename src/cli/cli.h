/* cli/cli.h: the commands of the program. Each returns the exit status: 0 all drawn, 1 some chart failed, 2 wrong usage, 3 a
 * file could not be read or written. */
#pragma once
#include "tuban.h"
#include <glib.h>

int command_render(int count, char **arguments);
int command_fonts(int count, char **arguments);
int command_inspect(int count, char **arguments);

/* "a/b/NAME.vl.json" → "NAME"; "-" → "chart". Owned by the caller. */
char *cli_chart_name(const char *spec);
/* Says on standard error what is wrong with the command line, and where help is; returns 2. */
int cli_usage_error(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The worse of two exit statuses: 3 before 1 before 0; 2 before all. */
int cli_worse(int a, int b);
/* Reads the options of a command (arguments[0] is its name); 0, or 2 after saying what is wrong. --help prints and exits. */
int cli_parse(const char *command, const char *summary, const GOptionEntry *entries, int count, char **arguments);
