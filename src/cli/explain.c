/* cli/explain.c: tuban explain CODE…: what messages mean, and how to fix what they complain of. */
#include "cli/cli.h"
#include <stdio.h>

static int run(const Values *values) {
  for (char **code = values->specs; *code; code++) {
    char *text = tuban_message_explain(*code);
    if (!text) return cli_usage_error("explain", "\"%s\" is not the code of a message", *code);
    bool written = printf("%s%s", code == values->specs ? "" : "\n", text) >= 0;
    tuban_free(text);
    if (!written) return TUBAN_IO;
  }
  return fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
}

const Command command_explain = {
    .name = "explain",
    .arguments = "CODE…",
    .word = "CODE",
    .summary = "explain messages by their codes",
    .details =
        "Explains messages by the codes printed after them, such as E203: what they mean, with an example and a fix.",
    .options = (const char *const[]){NULL},
    .run = run,
};
