/* cli/inputs.h: which charts a call draws: files as they are named, and what is found in folders. */
#pragma once
#include "cli/job.h"

/* The jobs of the specs that the arguments name, in their order, or of the manifest where they name none. A file of lines
 * (*.ndjson, *.jsonl, or standard input, if it is one) stands for a chart on each. A folder stands for all charts and posters in
 * it and its subfolders, sorted by path: *.vl.json, *.poster.json, and other .json files that are charts by their content; names that
 * begin with a dot, links to folders and the output folder are left out. 0; or, after an error message, 2, as for a folder without
 * any chart, or 3 for what cannot be read. */
int inputs_find(JobList *jobs, const Values *values);
