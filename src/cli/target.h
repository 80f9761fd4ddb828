/* cli/target.h: where a call writes its pictures: a folder, a file or standard output. */
#pragma once
#include "cli/options.h"
#include "tuban.h"
#include <glib.h>

typedef struct Target {
  const char *output; /* as given; NULL: the current folder */
  bool is_folder, is_stream;
  GHashTable *folders; /* that files are written to */
  GPtrArray *formats;  /* the formats to write (const TubanFormat), in the order of tuban_format_at() */
} Target;

/* Decides from the options --output and --format where the pictures go and in which formats, and makes the folder. 0; or, after
 * an error message, 2 if the call makes no sense, would write a file twice or would overwrite an input, also by a report, 3 if the folder
 * cannot be made. Of data and pictures, only those that a spec's text names are known here. */
int target_settle(Target *target, const Values *values);
void target_clear(Target *target);
/* Removes what killed processes left unfinished in those folders; target_settle() does so too. */
void target_remove_strays(const Target *target);
/* The file for one spec and format; owned by the caller. */
char *target_path(const Target *target, const char *spec, const TubanFormat *format);
