/* cli/survey.h: what the columns of a data file hold, for "tuban new". tuban itself reads the file, in a chart that counts. */
#pragma once
#include "tuban.h"
#include <glib.h>
#include <stdbool.h>

typedef enum ColumnKind { COLUMN_NAMES, COLUMN_NUMBERS, COLUMN_DATES, COLUMN_YEARS } ColumnKind;

typedef struct SurveyColumn {
  char *name;
  ColumnKind kind;
  double distinct; /* how many different values */
} SurveyColumn;

typedef struct Survey {
  char *format;    /* Vega-Lite's "format" as JSON, if the file needs one; or NULL */
  GArray *columns; /* SurveyColumn, in the order of the file */
  double rows;
} Survey;

/* Reads the file; false after messages on standard error. `encoding` may be NULL. */
bool survey_file(Survey *survey, const char *path, const char *encoding);
void survey_clear(Survey *survey);
/* A text as JSON, in quotes; owned by the caller. */
char *json_quoted(const char *text);
