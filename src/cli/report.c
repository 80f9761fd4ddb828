/* cli/report.c: see report.h.
 *
 * JUnit: the schema that Jenkins publishes (github.com/jenkinsci/xunit-plugin, junit-10.xsd). GitHub: workflow commands
 * (docs.github.com, "Workflow commands for GitHub Actions"). GitLab: docs.gitlab.com, "Code Quality", report format.
 */
#include "cli/report.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct ReportRecord {
  cJSON *json, *outputs, *missing, *messages;
};

static const char *const levels[] = {[TUBAN_NOTE] = "note", [TUBAN_WARNING] = "warning", [TUBAN_ERROR] = "error"};

ReportRecord *report_record_begin(const char *spec, const char *file) {
  ReportRecord *record = g_new0(ReportRecord, 1);
  record->json = cJSON_CreateObject();
  cJSON_AddStringToObject(record->json, "spec", spec);
  if (strcmp(spec, file) != 0) cJSON_AddStringToObject(record->json, "file", file);
  record->outputs = cJSON_CreateArray();
  record->missing = cJSON_CreateArray();
  record->messages = cJSON_CreateArray();
  return record;
}

void report_record_cached(ReportRecord *record) { cJSON_AddTrueToObject(record->json, "cached"); }

void report_record_output(ReportRecord *record, const char *path, bool is_written) {
  cJSON_AddItemToArray(is_written ? record->outputs : record->missing, cJSON_CreateString(path));
}

void report_record_message(ReportRecord *record, const TubanMessage *message) {
  cJSON *entry = cJSON_CreateObject();
  cJSON_AddStringToObject(entry, "level", levels[message->severity]);
  cJSON_AddStringToObject(entry, "code", message->code);
  if (message->file) cJSON_AddStringToObject(entry, "file", message->file);
  if (message->line) {
    cJSON_AddNumberToObject(entry, "line", message->line);
    cJSON_AddNumberToObject(entry, "column", message->column);
  }
  cJSON_AddStringToObject(entry, "text", message->text);
  cJSON_AddItemToArray(record->messages, entry);
}

void report_record_comparison(ReportRecord *record, cJSON *comparison) {
  cJSON_AddItemToObject(record->json, "comparison", comparison);
}

char *report_record_end(ReportRecord *record, int status, double seconds) {
  cJSON_AddNumberToObject(record->json, "status", status);
  cJSON_AddNumberToObject(record->json, "seconds", round(seconds * 1000) / 1000);
  cJSON_AddItemToObject(record->json, "outputs", record->outputs);
  if (cJSON_GetArraySize(record->missing) > 0)
    cJSON_AddItemToObject(record->json, "missing", record->missing);
  else
    cJSON_Delete(record->missing);
  cJSON_AddItemToObject(record->json, "messages", record->messages);
  char *text = cJSON_PrintUnformatted(record->json), *owned = g_strdup(text);
  cJSON_free(text);
  cJSON_Delete(record->json);
  g_free(record);
  return owned;
}

static const char *text_of(const cJSON *object, const char *key) {
  const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
  return text ? text : "";
}

/* The file that the chart of a record is in. */
static const char *file_of(const cJSON *record) {
  const char *file = text_of(record, "file");
  return *file ? file : text_of(record, "spec");
}

static double number_of(const cJSON *object, const char *key) {
  double number = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(object, key));
  return isfinite(number) ? number : 0;
}

static bool is_level(const cJSON *message, TubanSeverity severity) {
  return strcmp(text_of(message, "level"), levels[severity]) == 0;
}

/* Text for XML: what no XML document may contain becomes U+FFFD. */
static void add_xml(GString *out, const char *text) {
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    bool allowed = (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff;
    char letter[7] = {0};
    g_unichar_to_utf8(allowed ? c : 0xfffd, letter);
    char *escaped = g_markup_escape_text(letter, -1);
    g_string_append(out, escaped);
    g_free(escaped);
  }
}

static void add_attribute(GString *out, const char *name, const char *value) {
  g_string_append_printf(out, " %s=\"", name);
  add_xml(out, value);
  g_string_append_c(out, '"');
}

/* "a.vl.json:1:2: error: … [E203]", as the terminal has it. */
static void add_line(GString *out, const cJSON *message) {
  if (*text_of(message, "file")) add_xml(out, text_of(message, "file"));
  if (number_of(message, "line") > 0)
    g_string_append_printf(out, ":%.0f:%.0f", number_of(message, "line"), number_of(message, "column"));
  if (*text_of(message, "file")) g_string_append(out, ": ");
  g_string_append_printf(out, "%s: ", text_of(message, "level"));
  add_xml(out, text_of(message, "text"));
  g_string_append_printf(out, " [%s]\n", text_of(message, "code"));
}

/* The first of them; `next` leads to the others. */
static const cJSON *messages_of(const cJSON *record) {
  const cJSON *list = cJSON_GetObjectItemCaseSensitive(record, "messages");
  return list ? list->child : NULL;
}

static const cJSON *first_error(const cJSON *record) {
  const cJSON *message;
  for (message = messages_of(record); message; message = message->next)
    if (is_level(message, TUBAN_ERROR)) return message;
  return NULL;
}

static void add_case(GString *out, const cJSON *record) {
  const char *spec = text_of(record, "spec"), *file = file_of(record);
  char *folder = g_path_get_dirname(file);
  g_string_append(out, "  <testcase");
  add_attribute(out, "classname", strcmp(folder, ".") == 0 ? "tuban" : folder);
  add_attribute(out, "name", spec);
  add_attribute(out, "file", file);
  g_string_append_printf(out, " time=\"%.3f\">\n", number_of(record, "seconds"));
  g_free(folder);
  const cJSON *message, *error = first_error(record);
  if (number_of(record, "status") != 0) {
    g_string_append(out, "    <failure");
    add_attribute(out, "message", error ? text_of(error, "text") : "not drawn");
    add_attribute(out, "type", error ? text_of(error, "code") : "");
    g_string_append_c(out, '>');
    for (message = messages_of(record); message; message = message->next)
      if (is_level(message, TUBAN_ERROR)) add_line(out, message);
    g_string_append(out, "</failure>\n");
  }
  g_string_append(out, "    <system-out>");
  for (message = messages_of(record); message; message = message->next)
    if (!is_level(message, TUBAN_ERROR)) add_line(out, message);
  g_string_append(out, "</system-out>\n  </testcase>\n");
}

static char *write_junit(const cJSON *records, double seconds) {
  GString *out = g_string_new(NULL);
  int count = 0, failed = 0;
  const cJSON *record;
  for (record = records->child; record; record = record->next) {
    count++;
    failed += number_of(record, "status") != 0;
  }
  g_string_printf(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuite name=\"tuban\" tests=\"%d\" failures=\"%d\" errors=\"0\" time=\"%.3f\">\n",
                  count, failed, seconds);
  for (record = records->child; record; record = record->next) add_case(out, record);
  g_string_append(out, "</testsuite>\n");
  return g_string_free(out, FALSE);
}

static char *write_json(const cJSON *records, double seconds) {
  cJSON *whole = cJSON_CreateObject();
  cJSON_AddStringToObject(whole, "tuban", tuban_version());
  cJSON_AddNumberToObject(whole, "seconds", round(seconds * 1000) / 1000);
  cJSON_AddItemToObject(whole, "charts", cJSON_Duplicate(records, true));
  char *text = cJSON_Print(whole), *ended = g_strconcat(text, "\n", NULL);
  cJSON_free(text);
  cJSON_Delete(whole);
  return ended;
}

/* Of a workflow command; the properties also lose their separators. */
static void add_command_text(GString *out, const char *text, bool property) {
  for (; *text; text++) {
    if (*text == '%' || *text == '\r' || *text == '\n' || (property && (*text == ',' || *text == ':')))
      g_string_append_printf(out, "%%%02X", (unsigned)*text);
    else
      g_string_append_c(out, *text);
  }
}

static char *write_github(const cJSON *records, double seconds) {
  (void)seconds;
  GString *out = g_string_new(NULL);
  const cJSON *record, *message;
  for (record = records->child; record; record = record->next)
    for (message = messages_of(record); message; message = message->next) {
      bool note = is_level(message, TUBAN_NOTE);
      g_string_append_printf(out, "::%s title=%s", note ? "notice" : text_of(message, "level"),
                             text_of(message, "code"));
      const char *file = *text_of(message, "file") ? text_of(message, "file") : file_of(record);
      g_string_append(out, ",file=");
      add_command_text(out, file, true);
      if (number_of(message, "line") > 0)
        g_string_append_printf(out, ",line=%.0f,col=%.0f", number_of(message, "line"), number_of(message, "column"));
      g_string_append(out, "::");
      add_command_text(out, text_of(message, "text"), false);
      g_string_append_c(out, '\n');
    }
  return g_string_free(out, FALSE);
}

/* The same finding has the same fingerprint in the next run, even if lines were inserted before it: its line is not part of it, but how many
 * like it came before is. */
static char *fingerprint(const cJSON *message, const char *file, GHashTable *seen) {
  char *key = g_strjoin("\n", text_of(message, "code"), file, text_of(message, "text"), NULL);
  size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(seen, key));
  char *numbered = g_strdup_printf("%s\n%zu", key, count);
  char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, numbered, -1);
  g_hash_table_insert(seen, key, GSIZE_TO_POINTER(count + 1));
  g_free(numbered);
  return sum;
}

static char *write_gitlab(const cJSON *records, double seconds) {
  (void)seconds;
  cJSON *list = cJSON_CreateArray();
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const cJSON *record, *message;
  for (record = records->child; record; record = record->next)
    for (message = messages_of(record); message; message = message->next) {
      const char *file = *text_of(message, "file") ? text_of(message, "file") : file_of(record);
      char *sum = fingerprint(message, file, seen);
      cJSON *entry = cJSON_CreateObject(), *location = cJSON_CreateObject(), *lines = cJSON_CreateObject();
      cJSON_AddStringToObject(entry, "description", text_of(message, "text"));
      cJSON_AddStringToObject(entry, "check_name", text_of(message, "code"));
      cJSON_AddStringToObject(entry, "fingerprint", sum);
      cJSON_AddStringToObject(entry, "severity",
                              is_level(message, TUBAN_ERROR)     ? "major"
                              : is_level(message, TUBAN_WARNING) ? "minor"
                                                                 : "info");
      cJSON_AddStringToObject(location, "path", file);
      cJSON_AddNumberToObject(lines, "begin", MAX(number_of(message, "line"), 1));
      cJSON_AddItemToObject(location, "lines", lines);
      cJSON_AddItemToObject(entry, "location", location);
      cJSON_AddItemToArray(list, entry);
      g_free(sum);
    }
  g_hash_table_unref(seen);
  char *text = cJSON_Print(list), *ended = g_strconcat(text, "\n", NULL);
  cJSON_free(text);
  cJSON_Delete(list);
  return ended;
}

static const struct {
  const char *name;
  char *(*write)(const cJSON *records, double seconds);
} kinds[] = {{"junit", write_junit}, {"json", write_json}, {"github", write_github}, {"gitlab", write_gitlab}};

const char *report_kind(size_t i) { return i < G_N_ELEMENTS(kinds) ? kinds[i].name : NULL; }

/* Its number in the table; -1 if the report has none. */
static int kind_of(const char *report) {
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    size_t length = strlen(kinds[i].name);
    if (strncmp(report, kinds[i].name, length) == 0 && report[length] == ':' && report[length + 1]) return (int)i;
  }
  return -1;
}

const char *report_kind_of(const char *report) {
  int kind = kind_of(report);
  return kind >= 0 ? kinds[kind].name : NULL;
}

const char *report_path(const char *report) { return strchr(report, ':') + 1; }

int reports_check(char *const *reports) {
  for (; reports && *reports; reports++) {
    if (kind_of(*reports) >= 0) continue;
    char *known = option_list_choices(report_kind, "or");
    int status = cli_usage_error("render", "--report must be KIND:FILE, as junit:report.xml, not \"%s\"; kinds are %s",
                                 *reports, known);
    g_free(known);
    return status;
  }
  return TUBAN_OK;
}

static bool write_file(const char *path, const char *text) {
  char *folder = g_path_get_dirname(path);
  GError *error = NULL;
  bool made = g_mkdir_with_parents(folder, 0777) == 0;
  if (!made)
    cli_file_error("cannot create the folder \"%s\": %s", folder, g_strerror(errno));
  else if (!g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    cli_file_error("cannot write the report \"%s\": %s", path, error->message);
  bool written = made && !error;
  g_clear_error(&error);
  g_free(folder);
  return written;
}

int report_write_text(const char *path, const char *text) {
  bool written = strcmp(path, "-") == 0 ? fputs(text, stdout) != EOF && fflush(stdout) == 0 : write_file(path, text);
  return written ? TUBAN_OK : TUBAN_IO;
}

static int write_report(const char *report, const cJSON *records, double seconds) {
  char *text = kinds[kind_of(report)].write(records, seconds);
  int status = report_write_text(report_path(report), text);
  g_free(text);
  return status;
}

static bool is_report_or_none(const char *path) {
  static const char *const begins[] = {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"tuban\"",
                                       "{\n\t\"tuban\":", "[{\n\t\t\"description\":", "[]\n", "::"};
  char *text = NULL;
  gsize length = 0;
  bool exists = g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK);
  bool good = !exists ||
              (g_file_test(path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents(path, &text, &length, NULL) && !length);
  for (size_t i = 0; i < G_N_ELEMENTS(begins) && text; i++) good |= g_str_has_prefix(text, begins[i]);
  g_free(text);
  return good;
}

bool reports_replace_reports(char *const *reports) {
  bool good = true;
  for (; reports && *reports; reports++)
    good &= strcmp(report_path(*reports), "-") == 0 || is_report_or_none(report_path(*reports));
  return good;
}

int reports_write(char *const *reports, const GPtrArray *records, double seconds) {
  int status = TUBAN_OK;
  cJSON *list = cJSON_CreateArray();
  for (guint i = 0; i < records->len; i++) cJSON_AddItemToArray(list, cJSON_Parse(records->pdata[i]));
  for (; reports && *reports; reports++) status = cli_worse(status, write_report(*reports, list, seconds));
  cJSON_Delete(list);
  return status;
}
