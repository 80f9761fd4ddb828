/* cli/command.h: a command of the program, defined in a file of its own and listed in commands.c. */
#pragma once
#include "cli/options.h"

struct Command {
  const char *name;
  const char *arguments;            /* after the options: "SPEC…"; NULL: it takes none */
  guint specs_max;                  /* how many; 0: any number, but at least one */
  guint specs_min;                  /* how many at least; 0: one, unless `arguments` are in brackets */
  const char *word;                 /* what each is called if it is not a SPEC: "CODE" */
  const char *summary;              /* a phrase, for --help */
  const char *details;              /* sentences, for the manual */
  const char *const *options;       /* the long names of the options it takes, NULL-terminated */
  int (*run)(const Values *values); /* the exit status */
};

/* Command `i`; NULL after the last. */
const Command *command_at(size_t i);
