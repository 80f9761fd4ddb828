/* cli/progress.h: a line on the terminal that shows what is being drawn, once that takes over a second. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Progress Progress;

/* With `shown` false, nothing is ever shown. */
Progress *progress_start(int total, bool shown);
/* The next chart. `name` must live until the one after it. */
void progress_next(Progress *progress, const char *name);
/* Clears the line before anything else is printed; it reappears by itself. */
void progress_clear(Progress *progress);
void progress_end(Progress *progress);
