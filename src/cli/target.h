/* cli/target.h: where a call writes its pictures: folders, a file or standard output. */
#pragma once
#include "cli/job.h"

typedef struct Target {
  bool is_stream;      /* the one picture goes to standard output */
  GHashTable *folders; /* that files are written to */
} Target;

/* Gives each job its outputs, by the options --output and --format of its values, and makes the folders. 0; or, after an error message, 2 if
 * the call makes no sense, would write a file twice or would overwrite an input, also by one of `reports` (NULL-terminated; may be NULL), 3 if
 * a folder cannot be made. Of data and pictures, only those that a spec's text names are known here. */
int target_settle(Target *target, JobList *jobs, char *const *reports);
void target_clear(Target *target);
/* Removes what killed processes left unfinished in those folders; target_settle() does so too. */
void target_remove_strays(const Target *target);
