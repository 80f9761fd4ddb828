/* cli/depfile.h: which files the pictures of a call were made from, as rules for make and ninja. */
#pragma once
#include "cli/job.h"
#include "cli/report.h"
#include "cli/sink.h"

typedef struct Depfile Depfile;

Depfile *depfile_create(void);
void depfile_destroy(Depfile *depfile);
/* In the process that draws: sends the rule of a chart that was drawn to the sink (SINK_RULE). 0, or 1 after an error message, which goes into
 * the record too (may be NULL): make and ninja would not read a name as it is. */
int depfile_send(const JobList *jobs, const Job *job, TubanChart *chart, ReportRecord *record, const Sink *sink);
/* In the caller: adds what was sent. */
void depfile_take(Depfile *depfile, const char *bytes, size_t length);
/* Writes the rules, whole or not at all; 0, or 3 after an error message. */
int depfile_write(const Depfile *depfile, const char *path);
/* Gives a picture the time of now, also where its bytes are those that it had: it would be older than what it depends on for ever. */
void depfile_touch(const char *picture);
