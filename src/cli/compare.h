/* cli/compare.h: what is drawn beside the pictures of a folder (tuban render --compare DIR), which are only read.
 *
 * Each chart's PNG is compared with the picture of the same path below DIR: size, pixels (cli/pixels.h), and the texts, if the folder has the
 * chart's SVG too. A chart that differs fails. The output folder gets the pictures that are drawn, differences/ with the expected picture and one
 * of what changed for each chart that differs, and index.html, which shows them side by side.
 */
#pragma once
#include "cli/job.h"
#include "cli/report.h"
#include "cli/sink.h"

/* Before the inputs are found: checks the options, and sets the output folder if none is given. 0 or 2 after an error message. */
int compare_settle(Values *values);
/* Once the jobs' outputs are known: each needs a PNG below the output folder, and none may be an expected picture. 0 or 2 after an error message. */
int compare_check(const Values *values, const JobList *jobs);
/* Compares a chart that has been drawn; NULL: by an earlier call, so that it is read if its words are needed. Messages go to the sink and into the record. Returns the exit status. */
int compare_chart(const Values *values, const Job *job, TubanChart *chart, ReportRecord *record, const Sink *sink);
/* Writes index.html from the records of all charts (compare_page.c). 0 or 3 after an error message. */
int compare_write_page(const Values *values, const GPtrArray *records);
