/* cli/chart.h: charts opened with the options of a command. */
#pragma once
#include "batch/cache.h"
#include "batch/log.h"
#include "cli/cli.h"
#include "cli/job.h"
#include "cli/report.h"
#include "cli/sink.h"

/* 0, or 2 after an error message: --allow, --map, --param, --data and --allow-path have their form and name what there is. */
int cli_check_options(const Values *values);
/* A context with the fonts and style that the options name; errors are printed and set *status. What is said goes into the records of `jobs`
 * too, which may be NULL. Not NULL. */
TubanContext *cli_context(const Values *values, JobList *jobs, int *status);
/* The rest of the options, which point into `values`. */
TubanOptions cli_chart_options(const Values *values);
/* Prints the chart's messages on standard error, in the form that the options name. */
void cli_print_messages(TubanChart *chart, const Values *values);
/* Prints what was said about files that say which charts a call draws. */
void cli_print_log(const BatchLog *log, const Values *values);
/* Adds a record to the texts of reports for each file that something was said about so, if it was, and those about fonts and styles. */
void cli_record_logs(const JobList *jobs, const Values *values, GPtrArray *records);
/* The same into a sink. */
void cli_send_messages(TubanChart *chart, const Values *values, const Sink *sink);
/* The same into the chart's record. */
void cli_record_messages(TubanChart *chart, const Values *values, ReportRecord *record);
/* Those of an earlier drawing, in the same way; the record may be NULL. */
void cli_repeat_messages(const CacheHit *hit, const Values *values, const Sink *sink, ReportRecord *record);
/* An error of the program about something as a whole, in the same forms. */
void cli_send_error(const TubanMessage *error, const Values *values, const Sink *sink);
/* Prints the messages, and destroys the chart; returns its status as an exit status. */
int cli_chart_end(TubanChart *chart, const Values *values);
