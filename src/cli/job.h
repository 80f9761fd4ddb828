/* cli/job.h: what a call draws: a list of jobs, each of them one chart with its options and its files.
 *
 * inputs.h makes the jobs of a call, target.h adds their outputs, jobs_open() their contexts; from then on they do not change, and render.c
 * draws them, in processes of their own. Everything that decides what a job's files hold is reached from it: its spec, `params`, `row`,
 * what cli_chart_options() takes of `values`, `values->styles`, `values->preset` and the fonts that `values` name, and the files that all
 * of these name.
 */
#pragma once
#include "batch/log.h"
#include "cli/options.h"
#include "tuban.h"

/* A file that a job writes. */
typedef struct JobOutput {
  const TubanFormat *format;
  const char *path; /* "-" is standard output */
} JobOutput;

/* A word that stands for a text in the pattern of an output: {region}. */
typedef struct JobWord {
  const char *name; /* NULL ends a list */
  const char *text;
} JobWord;

/* One chart of a call. What it points to belongs to the list that it is in, or to the command line. */
typedef struct Job {
  const char *label; /* what progress, reports and errors about the whole job call it: "a.vl.json", "many.ndjson:12" */
  const char *name;  /* what its files are called, without an ending: "a" */
  const char *
      dir; /* the folder of its spec, for the patterns of outputs: "."; relative to the manifest, if it is one of those */

  /* The spec. */
  const char *path; /* its file as it was named; "-" is standard input */
  const char
      *text;     /* the spec itself, if it is only a part of that file; NULL: the file is read when the job is drawn */
  size_t length; /* of `text` in bytes */
  unsigned first_line; /* of the file: the one that `text` begins on, from 1 */

  /* How it is drawn. */
  const Values
      *values; /* the options of the command line, with those of a manifest's entry over them; shared by many jobs */
  const TubanParam *params; /* those of `values` and of this job */
  int threads;              /* 0: as `values` say */
  const char *row;          /* its row of --for-each as a JSON array of one object: the dataset "row"; NULL: none */
  TubanContext *context;    /* its fonts and styles, once jobs_open() has been called; shared by many jobs */

  /* What it writes. */
  const char *root;         /* real path of the folder that its outputs must be below; NULL: anywhere */
  const JobWord *words;     /* of this job, for the patterns of outputs; NULL: none */
  const JobOutput *outputs; /* once target_settle() has been called */
  guint output_count;
} Job;

typedef struct JobList {
  GArray *jobs;         /* Job, in the order in which they are shown; see job_at() */
  GStringChunk *texts;  /* what jobs point to: texts */
  GPtrArray *memory;    /* and other memory, each freed with its function */
  GHashTable *contexts; /* what the options say about them → TubanContext */
  GPtrArray *logs;      /* BatchLog *: what was said about the files that say which charts there are */
  const char *manifest; /* that the jobs come from; NULL: none */
  GPtrArray *records;   /* of reports (report.h), as text: what was said about fonts and styles */
  GHashTable *tables;   /* those of --for-each that were read (rows.c); NULL before */
} JobList;

enum { JOBS_MOST = 100000 }; /* jobs of one call */

JobList *jobs_create(void);
void jobs_destroy(JobList *list);
/* 0, or 2 after an error message: so many jobs are too many for one call. */
int jobs_check_count(double count);
/* Adds a job that draws the whole file `path` with `values`, which must live as long as the list. It is valid until the next one is added. */
Job *jobs_add_file(JobList *list, const char *path, const Values *values);
static inline Job *job_at(const JobList *list, guint i) { return &g_array_index(list->jobs, Job, i); }
static inline guint job_count(const JobList *list) { return list->jobs->len; }
/* A copy of the text that lives as long as the list. */
const char *jobs_keep_text(JobList *list, const char *text);
/* A log that lives as long as the list. */
BatchLog *jobs_add_log(JobList *list, bool strict);
/* Hands memory over to the list, which ends with `end`. Returns it. */
void *jobs_keep(JobList *list, void *memory, GDestroyNotify end);

/* The real path of a file, or of where it would be; owned by the caller. */
char *job_real_path(const char *path);
/* Checks the options of all jobs and gives each job its context: those with the same fonts and styles share one. 0, or another exit
 * status after error messages. */
int jobs_open(JobList *list);
typedef enum PathVerdict { PATH_BELOW, PATH_OUTSIDE, PATH_HIDDEN } PathVerdict;

/* Whether what `path` leads to, also through links, is the folder `root` (a real path) or below it without a name that begins with a dot, or below one
 * of `allowed` (NULL-terminated; may be NULL). What does not exist yet is judged by the folders that do. */
PathVerdict job_judge_path(const char *path, const char *root, char *const *allowed);
/* Reads its spec. The chart is the caller's; tuban_chart_status() tells how that went. */
TubanChart *job_read(const Job *job);
