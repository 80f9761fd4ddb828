/* cli/cli.c: see cli.h. */
#include "cli/cli.h"
#include <cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char *cli_chart_name(const char *spec) {
  if (strcmp(spec, "-") == 0) return g_strdup("chart");
  char *name = g_path_get_basename(spec);
  static const char *const endings[] = {".ndjson", ".jsonl", ".json", ".vl"};
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(name, endings[i]) && strlen(name) > strlen(endings[i]))
      name[strlen(name) - strlen(endings[i])] = '\0';
  return name;
}

char *cli_plain_text(const char *json) {
  cJSON *value = cJSON_Parse(json);
  char *text = g_strdup(cJSON_IsString(value) ? value->valuestring : json);
  cJSON_Delete(value);
  return text;
}

int cli_usage_error(const char *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fprintf(stderr, "tuban: %s\nTry \"tuban %s%s--help\".\n", text, command ? command : "", command ? " " : "");
  g_free(text);
  return TUBAN_USAGE;
}

int cli_worse(int a, int b) {
  static const int rank[] = {
      [TUBAN_OK] = 0, [TUBAN_FAILED] = 1, [TUBAN_IO] = 2, [TUBAN_USAGE] = 3, [TUBAN_BUSY] = 1, [TUBAN_CANCELLED] = 1};
  return rank[a] > rank[b] ? a : b;
}
