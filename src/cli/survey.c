/* cli/survey.c: see survey.h. */
#include "cli/survey.h"
#include <cJSON.h>
#include <stdio.h>
#include <string.h>

/* The wrong delimiter gives one column, whose name holds the right one. */
static const char delimiters[] = ";\t|";

/* Dates as people write them in tables: the year first. */
#define DATE                                                                                                           \
  "/^[0-9]{4}[-/][0-9]{1,2}([-/][0-9]{1,2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[-+][0-9:]+)?)?)?$/"

char *json_quoted(const char *text) {
  cJSON *string = cJSON_CreateString(text);
  char *printed = cJSON_PrintUnformatted(string), *kept = g_strdup(printed);
  cJSON_free(printed);
  cJSON_Delete(string);
  return kept;
}

/* The object "view" of what tuban inspect --stage data says of a chart; NULL after messages. Owned by the caller. */
static cJSON *look(const char *spec, const char *folder) {
  TubanContext *context = tuban_context_create();
  TubanOptions options = TUBAN_OPTIONS_INIT;
  TubanChart *chart = tuban_chart_read_text(context, spec, strlen(spec), "survey", folder, &options);
  char *text = tuban_chart_inspect(chart, "data");
  if (!text) fputs(tuban_chart_messages(chart), stderr);
  cJSON *answer = text ? cJSON_Parse(text) : NULL, *view = cJSON_DetachItemFromObjectCaseSensitive(answer, "view");
  cJSON_Delete(answer);
  tuban_free(text);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  return view;
}

static cJSON *look_at(const char *path, const char *format, const char *transform) {
  char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path), *url = json_quoted(name);
  char *spec = g_strdup_printf("{\"data\": {\"url\": %s%s%s}, \"transform\": [%s], \"mark\": \"point\"}", url,
                               format ? ", \"format\": " : "", format ? format : "", transform);
  cJSON *view = look(spec, folder);
  g_free(spec);
  g_free(url);
  g_free(name);
  g_free(folder);
  return view;
}

/* What the file needs to be read; a format that its name does not tell. */
static char *format_of(const char *encoding, char delimiter) {
  if (!encoding && !delimiter) return NULL;
  GString *format = g_string_new("{");
  if (delimiter) {
    char text[2] = {delimiter, 0}, *quoted = json_quoted(text);
    g_string_append_printf(format, "\"type\": \"dsv\", \"delimiter\": %s", quoted);
    g_free(quoted);
  }
  char *quoted = encoding ? json_quoted(encoding) : NULL;
  if (quoted) g_string_append_printf(format, "%s\"encoding\": %s", delimiter ? ", " : "", quoted);
  g_free(quoted);
  return g_string_free(g_string_append_c(format, '}'), FALSE);
}

/* Counts of column `i`: of values, of numbers, dates and years among them, of different ones. */
static void append_counts(GString *calculate, GString *aggregate, const char *name, int i) {
  char *quoted = json_quoted(name), *expression = g_strdup_printf("datum[%s]", quoted),
       *value = json_quoted(expression);
  g_string_append_printf(calculate, "{\"calculate\": %s, \"as\": \"v%d\"},", value, i);
  static const struct {
    const char *name, *test;
  } counts[] = {
      {"c", "isValid(datum.v%d) && datum.v%d !== ''"},
      {"n", "isValid(datum.v%d) && datum.v%d !== '' && !isBoolean(datum.v%d) && isFinite(toNumber(datum.v%d))"},
      {"d", "isString(datum.v%d) && test(" DATE ", datum.v%d)"},
      {"y", "test(/^(1[6-9]|20)[0-9]{2}$/, '' + datum.v%d)"},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(counts); k++) {
    char number[12];
    g_snprintf(number, sizeof number, "v%d", i);
    GString *test = g_string_new(counts[k].test);
    g_string_replace(test, "v%d", number, 0);
    char *full = g_strdup_printf("(%s) ? 1 : 0", test->str), *json = json_quoted(full);
    g_string_append_printf(calculate, "{\"calculate\": %s, \"as\": \"%s%d\"},", json, counts[k].name, i);
    g_string_append_printf(aggregate, "{\"op\": \"sum\", \"field\": \"%s%d\", \"as\": \"%s%d\"},", counts[k].name, i,
                           counts[k].name, i);
    g_free(json);
    g_free(full);
    g_string_free(test, TRUE);
  }
  g_string_append_printf(aggregate, "{\"op\": \"distinct\", \"field\": \"v%d\", \"as\": \"u%d\"},", i, i);
  g_free(value);
  g_free(expression);
  g_free(quoted);
}

static double count_of(const cJSON *row, const char *what, int i) {
  char name[16];
  g_snprintf(name, sizeof name, "%s%d", what, i);
  const cJSON *count = cJSON_GetObjectItemCaseSensitive(row, name);
  return cJSON_IsNumber(count) ? count->valuedouble : 0;
}

static ColumnKind kind_of(const cJSON *row, int i, const char *name) {
  double all = count_of(row, "c", i);
  static const char *const years[] = {"year", "Year", "YEAR", "yr", "年", "年份", "年度", NULL};
  if (all > 0 && count_of(row, "y", i) == all && g_strv_contains(years, name)) return COLUMN_YEARS;
  if (all > 0 && count_of(row, "n", i) == all) return COLUMN_NUMBERS;
  return all > 0 && count_of(row, "d", i) == all ? COLUMN_DATES : COLUMN_NAMES;
}

static bool count_columns(Survey *survey, const char *path, const cJSON *columns) {
  enum { MOST = 50 };
  GString *calculate = g_string_new(NULL), *aggregate = g_string_new(NULL);
  int i = 0;
  for (const cJSON *column = columns->child; column && i < MOST; column = column->next)
    append_counts(calculate, aggregate, column->string, i++);
  g_string_append_printf(calculate, "{\"aggregate\": [%s{\"op\": \"count\", \"as\": \"rows\"}]}", aggregate->str);
  cJSON *view = look_at(path, survey->format, calculate->str);
  const cJSON *row = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(view, "first"), 0);
  const cJSON *rows = cJSON_GetObjectItemCaseSensitive(row, "rows");
  survey->rows = cJSON_IsNumber(rows) ? rows->valuedouble : 0;
  i = 0;
  for (const cJSON *column = columns->child; column && row && i < MOST; column = column->next, i++) {
    SurveyColumn made = {g_strdup(column->string), kind_of(row, i, column->string), count_of(row, "u", i)};
    g_array_append_val(survey->columns, made);
  }
  cJSON_Delete(view);
  g_string_free(calculate, TRUE);
  g_string_free(aggregate, TRUE);
  return survey->columns->len > 0;
}

/* The delimiter that is left in the name of the only column; 0: none. */
static char other_delimiter(const cJSON *columns) {
  const char *name = cJSON_GetArraySize(columns) == 1 ? columns->child->string : "";
  const char *found = strpbrk(name, delimiters);
  return found ? *found : 0;
}

bool survey_file(Survey *survey, const char *path, const char *encoding) {
  *survey = (Survey){.format = format_of(encoding, 0), .columns = g_array_new(FALSE, FALSE, sizeof(SurveyColumn))};
  cJSON *view = look_at(path, survey->format, "");
  const cJSON *columns = cJSON_GetObjectItemCaseSensitive(view, "columns");
  char delimiter = columns ? other_delimiter(columns) : 0;
  if (delimiter) {
    cJSON_Delete(view);
    g_free(survey->format);
    survey->format = format_of(encoding, delimiter);
    view = look_at(path, survey->format, "");
    columns = cJSON_GetObjectItemCaseSensitive(view, "columns");
  }
  bool good = columns && cJSON_GetArraySize(columns) > 0 && count_columns(survey, path, columns);
  if (columns && !good) fprintf(stderr, "error: \"%s\" has no columns\n", path);
  cJSON_Delete(view);
  return good;
}

void survey_clear(Survey *survey) {
  for (guint i = 0; i < survey->columns->len; i++) g_free(g_array_index(survey->columns, SurveyColumn, i).name);
  g_array_unref(survey->columns);
  g_free(survey->format);
}
