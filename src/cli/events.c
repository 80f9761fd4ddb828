/* cli/events.c: see events.h. */
#include "cli/events.h"
#include <cJSON.h>
#include <math.h>
#include <string.h>

static bool are_wanted(const Values *values) { return values->messages && strcmp(values->messages, "events") == 0; }

static cJSON *begin(const Event *event, const char *kind) {
  cJSON *line = cJSON_CreateObject();
  cJSON_AddStringToObject(line, "event", kind);
  cJSON_AddStringToObject(line, "chart", event->job->label);
  cJSON_AddNumberToObject(line, "number", event->number);
  cJSON_AddNumberToObject(line, "of", event->total);
  return line;
}

static void send(cJSON *line, const Sink *sink) {
  char *text = cJSON_PrintUnformatted(line), *ended = g_strconcat(text, "\n", NULL);
  sink_take(sink, SINK_ERR, ended, strlen(ended));
  g_free(ended);
  cJSON_free(text);
  cJSON_Delete(line);
}

void event_start(const Event *event, const Values *values, const Sink *sink) {
  if (are_wanted(values)) send(begin(event, "start"), sink);
}

void event_end(const Event *event, const Values *values, const Sink *sink) {
  if (!are_wanted(values)) return;
  cJSON *line = begin(event, "end"), *outputs = cJSON_AddArrayToObject(line, "outputs");
  for (guint i = 0; i < event->job->output_count; i++)
    if (event->written >> i & 1) cJSON_AddItemToArray(outputs, cJSON_CreateString(event->job->outputs[i].path));
  cJSON_AddNumberToObject(line, "status", event->status);
  cJSON_AddNumberToObject(line, "seconds", round(event->seconds * 1000) / 1000);
  if (event->cached) cJSON_AddTrueToObject(line, "cached");
  send(line, sink);
}
