/* cli/progress.h: what is being drawn, how fast, and how long the rest takes: a line on the terminal, once it takes over a second; elsewhere, as
 * in CI, a line of its own each half minute, once it takes over ten seconds. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Progress Progress;
typedef enum ProgressKind { PROGRESS_NONE, PROGRESS_TERMINAL, PROGRESS_LINES } ProgressKind;

/* With PROGRESS_NONE, nothing is ever shown. `watched`: by a thread; otherwise progress_tick() is to be called. */
Progress *progress_start(int total, ProgressKind kind, bool watched);
/* Chart `at`, from 1. `name` must live until the one after it. */
void progress_at(Progress *progress, int at, const char *name);
/* Shows the line if it is due: on a terminal four times a second. */
void progress_tick(Progress *progress);
/* Clears the line before anything else is printed; it reappears by itself. */
void progress_clear(Progress *progress);
void progress_end(Progress *progress);
