/* cli/rows.h: --for-each: one chart for each row of a table. */
#pragma once
#include "cli/job.h"

/* Replaces each job from number `first` on by one for each row of the table `path`: its columns are words for the pattern of the output, and values
 * of the params of the same names, if the chart has them; the dataset "row" is the row. 0, or another exit status after error messages. */
int rows_apply(JobList *list, guint first, const char *path, const Values *given);
