/* batch/log.h: messages about the files that say which charts a call draws: manifests, tables of rows, lists of specs.
 *
 * The commands know charts through tuban.h alone. This room reads such files for them with the rooms that charts are read with, and has no
 * types of these in its headers but Place, which the commands only hand back.
 */
#pragma once
#include "base/place.h"
#include "tuban.h"

typedef struct BatchLog BatchLog;

BatchLog *batch_log_create(bool strict);
/* Ends also what was read with it: texts and places. */
void batch_log_destroy(BatchLog *log);
/* Message `i`, as tuban_chart_message() gives it; false after the last. */
bool batch_log_message(const BatchLog *log, size_t i, TubanMessage *message);
/* Message `i` as a compiler prints it, owned by the caller (g_free). */
char *batch_log_print(const BatchLog *log, size_t i);
size_t batch_log_error_count(const BatchLog *log);
/* Why a text cannot be a file's name, or a part of one, as a phrase: "it has a slash"; NULL if it can. */
const char *batch_name_fault(const char *name);
