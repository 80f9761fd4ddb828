/* cli/target.h: where a call writes its pictures: folders, a file or standard output. */
#pragma once
#include "cli/job.h"

/* Takes an error about a job, or NULL about the whole call. */
typedef void (*TargetComplaint)(void *to, const Job *job, const char *code, const char *text);

typedef struct Target {
  TargetComplaint complain; /* NULL: the first error is printed as those of usage are, and ends it */
  void *to;
  bool is_stream;      /* the one picture goes to standard output */
  GHashTable *folders; /* that files are written to */
} Target;

/* Gives each job its outputs, by the options --output and --format of its values. Of `target`, the complaint is set. 0; or, after an error
 * message, 2 if the call makes no sense, would write a file twice or outside, or would overwrite an input, also by one of `reports`
 * (NULL-terminated; may be NULL) or by `depfile` (may be NULL). Of data and pictures, only those that a spec's text names are known here. */
int target_settle(Target *target, JobList *jobs, char *const *reports, const char *depfile);
/* Makes the folders; 3 after an error message. */
int target_prepare(const Target *target, const JobList *jobs);
void target_clear(Target *target);
/* Removes what killed processes left unfinished in those folders; target_prepare() does so too. */
void target_remove_strays(const Target *target);
