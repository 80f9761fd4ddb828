/* cli/target.h: where the pictures of a call go: a folder, a file or standard output. */
#pragma once
#include "tuban.h"
#include <glib.h>

typedef struct Format {
  const char *name;
  TubanFormat format;
} Format;
enum { FORMAT_COUNT = 3 };
extern const Format formats[FORMAT_COUNT];

typedef struct Target {
  char *output; /* as given; NULL: the current folder */
  bool is_folder, is_stream;
  bool wanted[FORMAT_COUNT];
} Target;

/* Decides what target->output is and which formats are wanted, and makes the folder. 0; or, after saying why, 2 when the call
 * makes no sense or would write a file twice or over one that is read, 3 when the folder cannot be made. */
int target_settle(Target *target, const char *format_list, char *const *specs, const char *style);
/* The file for one spec and format; owned by the caller. */
char *target_path(const Target *target, const char *spec, size_t format);
