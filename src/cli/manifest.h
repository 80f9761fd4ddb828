/* cli/manifest.h: the charts of a manifest as jobs. */
#pragma once
#include "batch/manifest.h"
#include "cli/job.h"

/* The nearest tuban.json at or above the current folder, owned by the caller; NULL if there is none. Folders where everybody may write are left out. */
char *manifest_find(void);
/* The settings that a manifest may have, which are options of tuban render; ended by a NULL name. Lives as long as the program. */
const ManifestSetting *manifest_settings(void);
/* What `tuban render` lets a manifest set; NULL for other options. */
const Option *manifest_option(const ManifestSetting *setting);

/* Adds the files that a spec of a manifest stands for to the list, with those values; 0, or another status after an error message. */
typedef int (*ManifestFinder)(JobList *list, const char *path, const Values *values);
/* Adds the jobs of a manifest, whose settings are below those of the command line (`given`). 0, or 2 after error messages, or 3 if it cannot be
 * read. */
int manifest_add(JobList *list, const char *path, const Values *given, ManifestFinder find);
