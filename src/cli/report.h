/* cli/report.h: what CI systems read after a call: one record for each chart, written as JUnit's XML, JSON, GitHub's commands or GitLab's
 * code quality report.
 */
#pragma once
#include "cli/cli.h"
#include <cJSON.h>

/* What --report may begin with; NULL at the end. */
const char *report_kind(size_t i);
/* 0, or 2 after an error message: each must be KIND:FILE. */
int reports_check(char *const *reports);
/* The FILE of KIND:FILE; "-" is standard output. */
const char *report_path(const char *report);

/* A chart's record, as JSON: "spec", "status", "seconds", "outputs" and "messages". Owned by the caller. */
typedef struct ReportRecord ReportRecord;
ReportRecord *report_record_begin(const char *spec);
void report_record_output(ReportRecord *record, const char *path);
void report_record_message(ReportRecord *record, const TubanMessage *message);
/* Ends the record; its text is owned by the caller. */
char *report_record_end(ReportRecord *record, int status, double seconds);

/* Writes each report from the texts of all records, whole or not at all. 0, or 3 after an error message. */
int reports_write(char *const *reports, const GPtrArray *records, double seconds);
