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

char *cli_message_json(const TubanMessage *message) {
  static const char *const levels[] = {[TUBAN_NOTE] = "note", [TUBAN_WARNING] = "warning", [TUBAN_ERROR] = "error"};
  cJSON *line = cJSON_CreateObject();
  cJSON_AddStringToObject(line, "level", levels[message->severity]);
  cJSON_AddStringToObject(line, "code", message->code);
  if (message->file) cJSON_AddStringToObject(line, "file", message->file);
  if (message->line) {
    cJSON_AddNumberToObject(line, "line", message->line);
    cJSON_AddNumberToObject(line, "column", message->column);
  }
  cJSON_AddStringToObject(line, "text", message->text);
  char *text = cJSON_PrintUnformatted(line), *ended = g_strconcat(text, "\n", NULL);
  cJSON_free(text);
  cJSON_Delete(line);
  return ended;
}

/* Of this process; it is set once, as it must be known before the command line is read. */
static bool in_json;

void cli_set_messages(char *const *words) {
  for (; words && *words && strcmp(*words, "--") != 0; words++) {
    const char *kind = g_str_has_prefix(*words, "--messages=") ? strchr(*words, '=') + 1
                       : strcmp(*words, "--messages") == 0     ? words[1]
                                                               : NULL;
    if (kind) in_json = strcmp(kind, "json") == 0 || strcmp(kind, "events") == 0;
  }
}

static TubanMessage last_error;

bool cli_last_error(TubanMessage *error) {
  *error = last_error;
  return error->text;
}

static void keep(const char *code, const char *text) {
  g_free((char *)last_error.text);
  last_error = (TubanMessage){.severity = TUBAN_ERROR, .code = code, .text = g_strdup(text)};
}

static void print_json(void) {
  char *line = cli_message_json(&last_error);
  fputs(line, stderr);
  g_free(line);
}

/* Keeps it, and prints it if that is to be JSON. */
static void fail(const char *code, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fail(const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  keep(code, text);
  if (in_json) print_json();
  g_free(text);
}

static void print_usage(const char *command, const char *text) {
  if (in_json) return;
  fprintf(stderr, "tuban: %s\nTry \"tuban %s%s--help\".\n", text, command ? command : "", command ? " " : "");
}

int cli_usage_error(const char *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fail("E839", "wrong usage: %s", text);
  print_usage(command, text);
  g_free(text);
  return TUBAN_USAGE;
}

int cli_usage_error_of(const char *code, const char *command, const char *text) {
  keep(code, text);
  if (in_json) print_json();
  print_usage(command, text);
  return TUBAN_USAGE;
}

int cli_file_error(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fail("E840", "file error: %s", text);
  if (!in_json) fprintf(stderr, "error: %s\n", text);
  g_free(text);
  return TUBAN_IO;
}

int cli_worse(int a, int b) {
  static const int rank[] = {
      [TUBAN_OK] = 0, [TUBAN_FAILED] = 1, [TUBAN_IO] = 2, [TUBAN_USAGE] = 3, [TUBAN_BUSY] = 1, [TUBAN_CANCELLED] = 1};
  return rank[a] > rank[b] ? a : b;
}
