/* cli/chart.c: see chart.h. */
#include "cli/chart.h"
#include <stdio.h>
#include <string.h>

static void print_line(const TubanMessage *message) {
  char *line = cli_message_json(message);
  fputs(line, stderr);
  g_free(line);
}

/* Events are lines of JSON, too. */
static bool in_json(const Values *values) { return values->messages && strcmp(values->messages, "text") != 0; }

/* What was said about fonts and styles; `failed` if that was an error. */
static void record_context(TubanContext *context, JobList *jobs, bool failed) {
  TubanMessage message;
  ReportRecord *record = NULL;
  for (size_t i = 0; tuban_context_message(context, i, &message) == TUBAN_OK; i++) {
    const char *file = message.file ? message.file : jobs->manifest ? jobs->manifest : "tuban";
    if (!record) record = report_record_begin(file, file);
    report_record_message(record, &message);
  }
  if (record) g_ptr_array_add(jobs->records, report_record_end(record, failed ? TUBAN_IO : TUBAN_OK, 0));
}

static void print_context(TubanContext *context, const Values *values, JobList *jobs, int status) {
  TubanMessage message;
  if (jobs) record_context(context, jobs, status != TUBAN_OK);
  if (!in_json(values)) fputs(tuban_context_messages(context), stderr);
  for (size_t i = 0; in_json(values) && tuban_context_message(context, i, &message) == TUBAN_OK; i++)
    print_line(&message);
}

void cli_print_messages(TubanChart *chart, const Values *values) {
  TubanMessage message;
  if (!in_json(values)) fputs(tuban_chart_messages(chart), stderr);
  for (size_t i = 0; in_json(values) && tuban_chart_message(chart, i, &message) == TUBAN_OK; i++)
    if (message.severity != TUBAN_NOTE || values->verbose) print_line(&message);
}

void cli_print_log(const BatchLog *log, const Values *values) {
  TubanMessage message;
  for (size_t i = 0; batch_log_message(log, i, &message); i++) {
    if (message.severity == TUBAN_NOTE && !values->verbose) continue;
    char *text = in_json(values) ? cli_message_json(&message) : batch_log_print(log, i);
    fputs(text, stderr);
    g_free(text);
  }
}

void cli_record_logs(const JobList *jobs, const Values *values, GPtrArray *records) {
  TubanMessage message;
  for (guint i = 0; i < jobs->records->len; i++) g_ptr_array_add(records, g_strdup(jobs->records->pdata[i]));
  for (guint i = 0; i < jobs->logs->len; i++) {
    const BatchLog *log = jobs->logs->pdata[i];
    ReportRecord *record = NULL;
    for (size_t k = 0; batch_log_message(log, k, &message); k++) {
      if (message.severity == TUBAN_NOTE && !values->verbose) continue;
      const char *file = message.file ? message.file : "tuban";
      if (!record) record = report_record_begin(file, file);
      report_record_message(record, &message);
    }
    if (record)
      g_ptr_array_add(records, report_record_end(record, batch_log_error_count(log) ? TUBAN_USAGE : TUBAN_OK, 0));
  }
}

static void send_of_machine(const Sink *sink, const char *key, const char *text) {
  GString *bytes = g_string_new(key);
  g_string_append_c(bytes, '\0');
  g_string_append(bytes, text);
  sink_take(sink, SINK_MACHINE, bytes->str, bytes->len);
  g_string_free(bytes, TRUE);
}

/* `print`: its text for a terminal. */
static void send_message(const TubanMessage *message, const char *print, bool of_machine, const Values *values,
                         const Sink *sink) {
  if (message->severity == TUBAN_NOTE && !values->verbose) return;
  char *line = in_json(values) ? cli_message_json(message) : NULL;
  if (!line && of_machine)
    send_of_machine(sink, message->text, print);
  else
    sink_take(sink, SINK_ERR, line ? line : print, strlen(line ? line : print));
  g_free(line);
}

void cli_send_messages(TubanChart *chart, const Values *values, const Sink *sink) {
  TubanMessage message;
  for (size_t i = 0; tuban_chart_message(chart, i, &message) == TUBAN_OK; i++) {
    char *print = tuban_chart_message_print(chart, i);
    send_message(&message, print, tuban_chart_message_is_of_machine(chart, i), values, sink);
    tuban_free(print);
  }
}

void cli_repeat_messages(const CacheHit *hit, const Values *values, const Sink *sink, ReportRecord *record) {
  for (guint i = 0; i < hit->messages->len; i++) {
    const CacheMessage *message = &g_array_index(hit->messages, CacheMessage, i);
    send_message(&message->message, message->print, message->of_machine, values, sink);
    if (record && (message->message.severity != TUBAN_NOTE || values->verbose))
      report_record_message(record, &message->message);
  }
}

void cli_record_messages(TubanChart *chart, const Values *values, ReportRecord *record) {
  TubanMessage message;
  for (size_t i = 0; tuban_chart_message(chart, i, &message) == TUBAN_OK; i++)
    if (message.severity != TUBAN_NOTE || values->verbose) report_record_message(record, &message);
}

void cli_send_error(const TubanMessage *error, const Values *values, const Sink *sink) {
  char *line = in_json(values) ? cli_message_json(error) : NULL;
  if (!line && error->line)
    line = g_strdup_printf("%s:%u:%u: error: %s [%s]\n", error->file, error->line, error->column, error->text,
                           error->code);
  if (!line) line = g_strdup_printf("%s: error: %s [%s]\n", error->file, error->text, error->code);
  sink_take(sink, SINK_ERR, line, strlen(line));
  g_free(line);
}

static int check_codes(const Values *values) {
  for (char **code = values->allowed_codes; code && *code; code++) {
    char *known = tuban_message_explain(*code);
    if (!known) return cli_usage_error(NULL, "--allow: \"%s\" is not the code of a message", *code);
    tuban_free(known);
    if (**code == 'E')
      return cli_usage_error(NULL, "--allow: %s is an error; only warnings and notes can be left out", *code);
  }
  return TUBAN_OK;
}

static int check_maps(const Values *values) {
  for (char **map = values->maps; map && *map; map++) {
    const char *folder = strchr(*map, '=');
    if (!folder || folder == *map || !folder[1])
      return cli_usage_error(NULL, "--map must be URL=DIR, as https://example.org/data/=data, not \"%s\"", *map);
    if (!g_file_test(folder + 1, G_FILE_TEST_EXISTS))
      return cli_usage_error(NULL, "--map: there is no folder \"%s\"", folder + 1);
  }
  return TUBAN_OK;
}

static int check_params(const Values *values) {
  for (char **param = values->params; param && *param; param++)
    if (**param == '=' || !strchr(*param, '='))
      return cli_usage_error(NULL, "--param must be NAME=VALUE, as year=2026, not \"%s\"", *param);
  for (char **file = values->data; file && *file; file++) {
    const char *path = strchr(*file, '=');
    if (!path || path == *file || !path[1])
      return cli_usage_error(NULL, "--data must be NAME=FILE, as sales=new.csv, not \"%s\"", *file);
    if (!g_file_test(path + 1, G_FILE_TEST_EXISTS))
      return cli_usage_error(NULL, "--data: there is no file \"%s\"", path + 1);
  }
  return TUBAN_OK;
}

static int check_allowed_paths(const Values *values) {
  for (char **path = values->allowed_paths; path && *path; path++)
    if (!g_file_test(*path, G_FILE_TEST_EXISTS))
      return cli_usage_error(NULL, "--allow-path: there is no folder or file \"%s\"", *path);
  return TUBAN_OK;
}

int cli_check_options(const Values *values) {
  int (*const checks[])(const Values *) = {check_codes, check_maps, check_params, check_allowed_paths};
  int status = TUBAN_OK;
  for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) status = cli_worse(status, checks[i](values));
  return status;
}

TubanContext *cli_context(const Values *values, JobList *jobs, int *status) {
  *status = cli_check_options(values);
  TubanContext *context = tuban_context_create();
  tuban_context_set_strict(context, values->strict);
  if (values->font_dir) {
    *status = cli_worse(*status, (int)(values->system_fonts ? tuban_context_add_fonts(context, values->font_dir)
                                                            : tuban_context_use_fonts(context, values->font_dir)));
    print_context(context, values, jobs, *status);
  }
  for (char **style = values->styles; *status == TUBAN_OK && style && *style; style++) {
    *status = (int)tuban_context_add_style(context, *style);
    print_context(context, values, jobs, *status);
  }
  return context;
}

TubanOptions cli_chart_options(const Values *values) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  options.scale = values->scale;
  options.dpi = values->dpi;
  options.quality = values->quality;
  options.lang = values->lang;
  options.encoding = values->encoding;
  options.seed = values->seed;
  options.max_memory = values->max_memory;
  options.max_rows = values->max_rows;
  options.max_pixels = values->max_pixels;
  options.width = values->width;
  options.height = values->height;
  options.font_size = values->font_size;
  options.preset = values->preset;
  options.background = values->background;
  options.threads = values->threads;
  options.strict = values->strict;
  options.svg_outlines = values->svg_text && strcmp(values->svg_text, "outline") == 0;
  options.allowed_paths = (const char *const *)values->allowed_paths;
  options.allowed_codes = (const char *const *)values->allowed_codes;
  options.notes = values->verbose;
  options.now = values->now;
  options.timezone = values->timezone;
  options.page = values->page;
  options.margin = values->margin;
  options.bleed = values->bleed;
  options.color = values->color;
  options.profile = values->profile;
  options.intent = values->intent;
  options.neutral = values->neutral;
  options.ink_limit = values->ink_limit;
  options.landscape = values->landscape;
  options.marks = values->marks;
  options.pdfx = values->pdfx;
  options.maps = (const char *const *)values->maps;
  options.files = (const char *const *)values->data;
  return options;
}

int cli_chart_end(TubanChart *chart, const Values *values) {
  int status = (int)tuban_chart_status(chart);
  cli_print_messages(chart, values);
  tuban_chart_destroy(chart);
  return status;
}
