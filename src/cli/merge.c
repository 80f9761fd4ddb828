/* cli/merge.c: tuban merge-reports OUT IN…: the reports of several calls, such as those of --shard, as one. */
#include "cli/report.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LARGEST = 256 << 20 };

/* What is merged so far. */
typedef struct Merge {
  const char *kind;   /* of the inputs */
  GString *text;      /* of junit: its cases; of github: its lines */
  cJSON *list;        /* of gitlab: its findings */
  GPtrArray *records; /* of json: the texts of its charts */
  GHashTable *seen;   /* of gitlab: fingerprints */
  double tests, failures, seconds;
} Merge;

/* What a report is, by how it begins. */
static const char *kind_of(const char *text) {
  text += strspn(text, " \t\r\n");
  return *text == '<' ? "junit" : *text == '{' ? "json" : *text == '[' ? "gitlab" : "github";
}

static double number_of(const char *text) { return text ? g_ascii_strtod(text, NULL) : 0; }

static void take_suite(GMarkupParseContext *context, const char *name, const char **names, const char **values,
                       gpointer data, GError **error) {
  Merge *merge = data;
  bool is_root = !g_markup_parse_context_get_element_stack(context)->next;
  if (!is_root) return;
  if (strcmp(name, "testsuite") != 0) {
    g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "it is no testsuite");
    return;
  }
  for (; *names; names++, values++) {
    double number = number_of(*values);
    if (strcmp(*names, "tests") == 0) merge->tests += number;
    if (strcmp(*names, "failures") == 0) merge->failures += number;
    if (strcmp(*names, "time") == 0) merge->seconds += number;
  }
}

static bool add_junit(Merge *merge, const char *text) {
  static const GMarkupParser parser = {.start_element = take_suite};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, merge, NULL);
  bool valid = g_markup_parse_context_parse(context, text, -1, NULL) && g_markup_parse_context_end_parse(context, NULL);
  g_markup_parse_context_free(context);
  const char *start = strstr(text, "<testsuite"), *body = start ? strchr(start, '>') : NULL,
             *end = g_strrstr(text, "</testsuite>");
  if (!valid || !body || !end || end < body) return false;
  body += 1 + (body[1] == '\n');
  g_string_append_len(merge->text, body, end - body);
  return true;
}

static bool add_json(Merge *merge, const char *text) {
  cJSON *json = cJSON_Parse(text);
  const cJSON *charts = cJSON_GetObjectItemCaseSensitive(json, "charts"), *chart;
  const cJSON *seconds = cJSON_GetObjectItemCaseSensitive(json, "seconds");
  bool valid = cJSON_IsArray(charts);
  cJSON_ArrayForEach(chart, charts) {
    valid = valid && cJSON_IsString(cJSON_GetObjectItemCaseSensitive(chart, "spec"));
    char *printed = cJSON_PrintUnformatted(chart);
    g_ptr_array_add(merge->records, g_strdup(printed));
    cJSON_free(printed);
  }
  if (cJSON_IsNumber(seconds)) merge->seconds += seconds->valuedouble;
  cJSON_Delete(json);
  return valid;
}

/* GitLab takes each fingerprint once; two calls may have found the same in a file that both read. */
static bool add_gitlab(Merge *merge, const char *text) {
  cJSON *json = cJSON_Parse(text);
  bool valid = cJSON_IsArray(json);
  for (cJSON *entry; valid && (entry = cJSON_DetachItemFromArray(json, 0));) {
    const char *sum = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, "fingerprint"));
    valid = sum;
    if (sum && g_hash_table_add(merge->seen, g_strdup(sum)))
      cJSON_AddItemToArray(merge->list, entry);
    else
      cJSON_Delete(entry);
  }
  cJSON_Delete(json);
  return valid;
}

static bool add_github(Merge *merge, const char *text) {
  char **lines = g_strsplit(text, "\n", -1);
  bool valid = true;
  for (char **line = lines; *line; line++) {
    valid = valid && (!**line || g_str_has_prefix(*line, "::"));
    if (**line) g_string_append_printf(merge->text, "%s\n", *line);
  }
  g_strfreev(lines);
  return valid;
}

static const struct {
  const char *name;
  bool (*add)(Merge *merge, const char *text); /* false: it is not what tuban writes */
} kinds[] = {{"junit", add_junit}, {"json", add_json}, {"gitlab", add_gitlab}, {"github", add_github}};

static bool add_text(Merge *merge, const char *text) {
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(kinds[i].name, merge->kind) == 0) return kinds[i].add(merge, text);
  return false;
}

static int add_report(Merge *merge, const char *path) {
  struct stat status;
  char *text = NULL;
  if (stat(path, &status) == 0 && status.st_size > LARGEST)
    return cli_usage_error("merge-reports", "\"%s\" is larger than 256 MiB", path);
  if (!g_file_get_contents(path, &text, NULL, NULL)) {
    return cli_file_error("cannot read the report \"%s\": %s", path, g_strerror(errno));
  }
  const char *kind = kind_of(text);
  int result = TUBAN_OK;
  if (merge->kind && strcmp(merge->kind, kind) != 0)
    result = cli_usage_error("merge-reports", "\"%s\" is of the kind %s, and others are of the kind %s", path, kind,
                             merge->kind);
  merge->kind = kind;
  if (result == TUBAN_OK && !(g_utf8_validate(text, -1, NULL) && add_text(merge, text)))
    result = cli_usage_error("merge-reports", "\"%s\" is not a report that tuban has written", path);
  g_free(text);
  return result;
}

/* The merged report, owned by the caller; not of the kind json. */
static char *merged_text(const Merge *merge) {
  if (strcmp(merge->kind, "junit") == 0)
    return g_strdup_printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<testsuite name=\"tuban\" tests=\"%.0f\" failures=\"%.0f\" errors=\"0\" time=\"%.3f\">\n"
                           "%s</testsuite>\n",
                           merge->tests, merge->failures, merge->seconds, merge->text->str);
  if (strcmp(merge->kind, "github") == 0) return g_strdup(merge->text->str);
  char *text = cJSON_Print(merge->list), *ended = g_strconcat(text, "\n", NULL);
  cJSON_free(text);
  return ended;
}

static int write_merged(const Merge *merge, const char *out) {
  const char *kind = report_kind_of(out), *path = kind ? report_path(out) : out;
  if (strcmp(merge->kind, "json") == 0) {
    char *whole = g_strdup_printf("%s:%s", kind ? kind : "json", path), *reports[] = {whole, NULL};
    int status = reports_write(reports, merge->records, merge->seconds);
    g_free(whole);
    return status;
  }
  if (kind && strcmp(kind, merge->kind) != 0)
    return cli_usage_error("merge-reports", "only reports of the kind json can be written as another kind");
  char *text = merged_text(merge);
  int status = report_write_text(path, text);
  g_free(text);
  return status;
}

static int run(const Values *values) {
  Merge merge = {.text = g_string_new(NULL),
                 .list = cJSON_CreateArray(),
                 .records = g_ptr_array_new_with_free_func(g_free),
                 .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  int status = TUBAN_OK;
  for (char **in = values->specs + 1; *in && status == TUBAN_OK; in++) status = add_report(&merge, *in);
  if (status == TUBAN_OK && merge.kind) status = write_merged(&merge, values->specs[0]);
  g_string_free(merge.text, TRUE);
  cJSON_Delete(merge.list);
  g_ptr_array_unref(merge.records);
  g_hash_table_unref(merge.seen);
  return status;
}

const Command command_merge_reports = {
    .name = "merge-reports",
    .arguments = "OUT IN…",
    .specs_min = 2,
    .word = "report",
    .summary = "join reports",
    .details = "Writes the reports IN, which --report has written, as one: OUT, or - for standard output. They are all "
               "of one kind. "
               "Those of the kind json can be written as any: OUT is then KIND:FILE, as junit:report.xml.",
    .options = (const char *const[]){NULL},
    .run = run,
};
