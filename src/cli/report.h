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
/* The KIND of KIND:FILE; NULL if it is not of that form. */
const char *report_kind_of(const char *report);
/* Writes the text of a report to a file, or to standard output for "-"; 0, or 3 after an error message. */
int report_write_text(const char *path, const char *text);
/* The FILE of KIND:FILE; "-" is standard output. */
const char *report_path(const char *report);

/* A chart's record, as JSON: "spec", "file" (if it is another text), "status", "seconds", "outputs", "missing" (outputs that could not be written, if
 * there are any) and "messages". Owned by the caller. */
typedef struct ReportRecord ReportRecord;
/* `spec` is what the chart is called, and `file` the file that it is in. */
ReportRecord *report_record_begin(const char *spec, const char *file);
/* It was not drawn, its files are there from earlier: "cached": true. */
void report_record_cached(ReportRecord *record);
void report_record_output(ReportRecord *record, const char *path, bool is_written);
void report_record_message(ReportRecord *record, const TubanMessage *message);
/* What a comparison with an expected picture found (cli/compare.h), which the record then owns. */
void report_record_comparison(ReportRecord *record, cJSON *comparison);
/* Ends the record; its text is owned by the caller. */
char *report_record_end(ReportRecord *record, int status, double seconds);

/* Whether none of the reports would replace another file than an earlier report: for calls whose inputs and outputs are not known. */
bool reports_replace_reports(char *const *reports);
/* Writes each report from the texts of all records, whole or not at all. 0, or 3 after an error message. */
int reports_write(char *const *reports, const GPtrArray *records, double seconds);
