/* cli/inputs.h: which charts a call draws: files as they are named, and what is found in folders. */
#pragma once
#include "cli/job.h"

/* The jobs of the specs that the arguments name, in their order, or of the manifest where they name none; owned by the caller. A file of lines
 * (*.ndjson, *.jsonl, or standard input, if it is one) stands for a chart on each. A folder stands for all charts and posters in
 * it and its subfolders, sorted by path: *.vl.json, *.poster.json, and other .json files that are charts by their content; names that
 * begin with a dot, links to folders and the output folder are left out. NULL after an error message and *status: 2 for a folder without
 * any chart, 3 for one that cannot be read. */
JobList *inputs_find(const Values *values, int *status);
