/* cli/cli.h: what the commands share. Exit statuses are those of TubanStatus: 0 all drawn, 1 some chart failed, 2 wrong usage,
 * 3 a file could not be read or written. */
#pragma once
#include "cli/command.h"
#include "tuban.h"

/* "a/b/NAME.vl.json" → "NAME"; "-" → "chart". Owned by the caller. */
char *cli_chart_name(const char *spec);
/* What a text in JSON, quoted, says; the text itself if it is none. Owned by the caller. */
char *cli_plain_text(const char *json);
/* How the errors below are printed: as JSON, if the words of a command line (NULL-terminated) ask for that. Once, before all else. */
void cli_set_messages(char *const *words);
/* Prints a usage error and a pointer to the help on standard error; returns TUBAN_USAGE. `command` may be NULL. */
int cli_usage_error(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same of an error that has a code, which JSON has too. */
int cli_usage_error_of(const char *code, const char *command, const char *text);
/* Prints that a file or a folder cannot be read or written; returns TUBAN_IO. */
int cli_file_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The last of these errors, for reports; false if there was none. Valid until the next one. */
bool cli_last_error(TubanMessage *error);
/* A message as one JSON object on a line (https://jsonlines.org), owned by the caller. */
char *cli_message_json(const TubanMessage *message);
/* The worse of two exit statuses: 3 before 1 before 0; 2 before all. */
int cli_worse(int a, int b);
