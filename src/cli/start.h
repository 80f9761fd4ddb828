/* cli/start.h: the text of a first chart for data: what suits the kinds of its columns. */
#pragma once
#include "cli/survey.h"

/* The members of a chart after "$schema", from "description" on, indented by `indent` spaces; owned by the caller. `url` is the data's. With
 * `survey` NULL, a chart with three rows of its own. */
char *start_chart(const Survey *survey, const char *url, int indent);
/* A page with that chart. */
char *start_poster(const Survey *survey, const char *url, const char *title);
