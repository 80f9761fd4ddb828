/* cli/commands.c: the list of all commands. A new one is a file and an entry here. */
#include "cli/command.h"

#define COMMANDS(command)                                                                                              \
  command(render) command(check) command(watch) command(fonts) command(inspect) command(explain) command(styles)       \
      command(new) command(merge_reports)

#define DECLARE(name) extern const Command command_##name;
#define ROW(name) &command_##name,
COMMANDS(DECLARE)
static const Command *const commands[] = {COMMANDS(ROW)};

const Command *command_at(size_t i) { return i < G_N_ELEMENTS(commands) ? commands[i] : NULL; }
