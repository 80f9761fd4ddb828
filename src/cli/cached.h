/* cli/cached.h: the jobs of a call as the build cache (batch/cache.h) has them. */
#pragma once
#include "batch/cache.h"
#include "cli/job.h"

/* The cache of one call; NULL: there is none, and all functions take that. */
typedef struct Cached Cached;

/* Opens the cache that the options name, or that of the manifest, before the jobs have their contexts. Warnings are printed. 0, or 2 after an error
 * message. */
int cached_open(Cached **cached, const Values *given, JobList *jobs);
/* `drawn` jobs were drawn. */
void cached_close(Cached *cached, guint drawn);

/* A job of the call while it is looked at; NULL if the cache does not take it: it is read from standard input, or is not written to files. */
typedef struct CachedJob CachedJob;

CachedJob *cached_job(Cached *cached, const Job *job);
/* What it does not have to be drawn for; its files are there, then. NULL: it must be drawn. */
const CacheHit *cached_job_restore(CachedJob *cached);
/* To be called before the chart is read; after each output is written; at the end: `chart` is NULL if it failed. */
void cached_job_begin(CachedJob *cached);
void cached_job_put(CachedJob *cached, const void *bytes, size_t length);
void cached_job_end(CachedJob *cached, TubanChart *chart);
void cached_job_free(CachedJob *cached);

/* --dry-run: a line for each job on standard output: what would be done with it, and why. */
void cached_plan(Cached *cached, const Values *given, const JobList *jobs);
