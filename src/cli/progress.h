/* cli/progress.h: a line on the terminal that shows what is being drawn, once that takes over a second. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Progress Progress;

/* With `shown` false, nothing is ever shown. `watched`: by a thread; otherwise progress_tick() is to be called. */
Progress *progress_start(int total, bool shown, bool watched);
/* Chart `at`, from 1. `name` must live until the one after it. */
void progress_at(Progress *progress, int at, const char *name);
/* Draws the line if it is due: four times a second. */
void progress_tick(Progress *progress);
/* Clears the line before anything else is printed; it reappears by itself. */
void progress_clear(Progress *progress);
void progress_end(Progress *progress);
