/* cli/progress.h: a line on the terminal that says what is being drawn, once that takes over a second. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Progress Progress;

/* `shown` false: does nothing at all. */
Progress *progress_start(int total, bool shown);
/* The next chart. `name` must live until the one after it. */
void progress_next(Progress *progress, const char *name);
/* Takes the line away before anything else is printed; it comes back by itself. */
void progress_clear(Progress *progress);
void progress_end(Progress *progress);
