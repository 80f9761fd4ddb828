/* cli/start.c: see start.h. JSON has no comments, so "description" says what can be changed. */
#include "cli/start.h"
#include <string.h>

enum { COLORS = 12, BARS = 25 }; /* as many as can be told apart, and as fit on a page */

/* The first column of each kind, and how the chart is to be described. */
typedef struct Choice {
  const Survey *survey;
  const SurveyColumn *date, *name, *number, *second;
} Choice;

static const SurveyColumn *column_of(const Survey *survey, unsigned kinds, guint skip) {
  for (guint i = 0; i < survey->columns->len; i++) {
    const SurveyColumn *column = &g_array_index(survey->columns, SurveyColumn, i);
    if ((kinds >> column->kind & 1) && skip-- == 0) return column;
  }
  return NULL;
}

/* A field's name as in "field": dots and brackets are of the name, not a path. */
static char *field_of(const SurveyColumn *column) {
  GString *path = g_string_new(NULL);
  for (const char *c = column->name; *c; c++) {
    if (strchr(".[]\\'\"", *c)) g_string_append_c(path, '\\');
    g_string_append_c(path, *c);
  }
  char *quoted = json_quoted(path->str);
  g_string_free(path, TRUE);
  return quoted;
}

static const char *type_of(const SurveyColumn *column) {
  static const char *const types[] = {[COLUMN_NAMES] = "nominal",
                                      [COLUMN_NUMBERS] = "quantitative",
                                      [COLUMN_DATES] = "temporal",
                                      [COLUMN_YEARS] = "quantitative"};
  return types[column->kind];
}

/* "x": {"field": …, "type": …, MORE} */
static char *channel(const char *name, const SurveyColumn *column, const char *more) {
  char *field = field_of(column), *title = json_quoted(column->name);
  bool plain = !strpbrk(column->name, ".[]\\'\"");
  bool year = column->kind == COLUMN_YEARS;
  char *text = g_strdup_printf("\"%s\": {\"field\": %s, \"type\": \"%s\"%s%s%s%s}", name, field, type_of(column),
                               plain ? "" : ", \"title\": ", plain ? "" : title,
                               year ? ", \"axis\": {\"format\": \"d\"}, \"scale\": {\"zero\": false}" : "", more);
  g_free(field);
  g_free(title);
  return text;
}

/* Several rows for one place of the chart are added up. */
static const char *sum_if(const Survey *survey, double places) {
  return survey->rows > places ? ", \"aggregate\": \"sum\"" : "";
}

static char *joined(char *a, char *b, char *c, const char *separator) {
  char *all = c ? g_strjoin(separator, a, b, c, NULL) : b ? g_strjoin(separator, a, b, NULL) : g_strdup(a);
  g_free(a);
  g_free(b);
  g_free(c);
  return all;
}

/* What a chart of these columns is: its mark, the description, and the encoding. */
typedef struct Start {
  const char *description, *mark;
  char *transform, *encoding; /* transform may be NULL */
} Start;

static Start lines(const Choice *choice, const char *separator) {
  const SurveyColumn *color =
      choice->name && choice->name->distinct > 1 && choice->name->distinct <= COLORS ? choice->name : NULL;
  const char *sum = sum_if(choice->survey, choice->date->distinct * (color ? color->distinct : 1));
  return (Start){color ? "A line for each name over time. \"aggregate\": \"sum\" in y adds up the rows of one moment."
                       : "A line over time. Try \"area\" or \"bar\" as the mark.",
                 "\"line\"", NULL,
                 joined(channel("x", choice->date, ""), channel("y", choice->number, sum),
                        color ? channel("color", color, "") : NULL, separator)};
}

static char *largest_only(const Choice *choice) {
  char *name = field_of(choice->name), *number = field_of(choice->number);
  char *transform =
      g_strdup_printf("{\"aggregate\": [{\"op\": \"sum\", \"field\": %s, \"as\": %s}], \"groupby\": [%s]}, "
                      "{\"window\": [{\"op\": \"row_number\", \"as\": \"place\"}], \"sort\": [{\"field\": %s, "
                      "\"order\": \"descending\"}]}, "
                      "{\"filter\": \"datum.place <= %d\"}",
                      number, number, name, number, (int)BARS);
  g_free(name);
  g_free(number);
  return transform;
}

static Start bars(const Choice *choice, const char *separator) {
  bool many = choice->name->distinct > BARS;
  return (Start){many ? "The 25 longest bars, sorted; \"transform\" adds up and leaves out the rest."
                      : "Bars, the longest first. \"sort\": null keeps the order of the rows.",
                 "\"bar\"", many ? largest_only(choice) : NULL,
                 joined(channel("y", choice->name, ", \"sort\": \"-x\""),
                        channel("x", choice->number, many ? "" : sum_if(choice->survey, choice->name->distinct)), NULL,
                        separator)};
}

static Start points(const Choice *choice, const char *separator) {
  const SurveyColumn *color =
      choice->name && choice->name->distinct > 1 && choice->name->distinct <= COLORS ? choice->name : NULL;
  static const char from_data[] = ", \"scale\": {\"zero\": false}";
  return (Start){"A point for each row. \"scale\": {\"zero\": false} lets the axes begin where the data do.",
                 "\"point\"", NULL,
                 joined(channel("x", choice->number, from_data), channel("y", choice->second, from_data),
                        color ? channel("color", color, "") : NULL, separator)};
}

static Start counts(const SurveyColumn *column, const char *separator) {
  bool names = column->kind == COLUMN_NAMES, dates = column->kind == COLUMN_DATES;
  if (names)
    return (Start){"How often each name occurs, the most frequent first.", "\"bar\"", NULL,
                   joined(channel("y", column, ", \"sort\": \"-x\""), g_strdup("\"x\": {\"aggregate\": \"count\"}"),
                          NULL, separator)};
  return (Start){dates ? "How many rows there are in each month; \"timeUnit\" says which."
                       : "A histogram; \"bin\": {\"maxbins\": 30} makes finer steps.",
                 "\"bar\"", NULL,
                 joined(channel("x", column, dates ? ", \"timeUnit\": \"yearmonth\"" : ", \"bin\": true"),
                        g_strdup("\"y\": {\"aggregate\": \"count\"}"), NULL, separator)};
}

static Start sample(const char *separator) {
  return (Start){
      "Three bars, the longest first. Replace \"values\" by rows of your own, or \"data\" by {\"url\": \"my.csv\"}.",
      "\"bar\"", NULL,
      joined(g_strdup("\"y\": {\"field\": \"name\", \"sort\": \"-x\"}"),
             g_strdup("\"x\": {\"field\": \"value\", \"type\": \"quantitative\"}"), NULL, separator)};
}

static Start choose(const Survey *survey, const char *separator) {
  Choice choice = {survey, column_of(survey, 1 << COLUMN_DATES | 1 << COLUMN_YEARS, 0),
                   column_of(survey, 1 << COLUMN_NAMES, 0), column_of(survey, 1 << COLUMN_NUMBERS, 0),
                   column_of(survey, 1 << COLUMN_NUMBERS, 1)};
  if (choice.date && choice.number) return lines(&choice, separator);
  bool few = choice.name && choice.name->distinct <= BARS;
  if (choice.number && choice.second && (!few || choice.name->distinct < survey->rows))
    return points(&choice, separator);
  if (choice.number && choice.name) return bars(&choice, separator);
  const SurveyColumn *only = choice.number ? choice.number : choice.name ? choice.name : choice.date;
  return only ? counts(only, separator) : sample(separator);
}

static char *data_of(const Survey *survey, const char *url) {
  if (!survey)
    return g_strdup("{\"values\": [{\"name\": \"A\", \"value\": 28}, {\"name\": \"B\", \"value\": 55}, {\"name\": "
                    "\"C\", \"value\": 43}]}");
  char *quoted = json_quoted(url);
  char *data = survey->format ? g_strdup_printf("{\"url\": %s, \"format\": %s}", quoted, survey->format)
                              : g_strdup_printf("{\"url\": %s}", quoted);
  g_free(quoted);
  return data;
}

char *start_chart(const Survey *survey, const char *url, int indent) {
  char *deep = g_strdup_printf(",\n%*s", indent + 2, "");
  Start start = survey ? choose(survey, deep) : sample(deep);
  char *description = json_quoted(start.description), *data = data_of(survey, url);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%*s\"description\": %s,\n", indent, "", description);
  g_string_append_printf(text, "%*s\"data\": %s,\n", indent, "", data);
  if (start.transform) g_string_append_printf(text, "%*s\"transform\": [%s],\n", indent, "", start.transform);
  g_string_append_printf(text, "%*s\"mark\": %s,\n%*s\"encoding\": {\n%*s%s\n%*s}\n", indent, "", start.mark, indent,
                         "", indent + 2, "", start.encoding, indent, "");
  g_free(description);
  g_free(data);
  g_free(start.transform);
  g_free(start.encoding);
  g_free(deep);
  return g_string_free(text, FALSE);
}

char *start_poster(const Survey *survey, const char *url, const char *title) {
  char *chart = start_chart(survey, url, 8), *quoted = json_quoted(title);
  char *text = g_strdup_printf(
      "  \"title\": %s,\n"
      "  \"description\": \"A page of blocks, one below the other; blocks in [ ] stand side by side. "
      "data/poster.schema.json lists their kinds.\",\n"
      "  \"page\": {\"size\": \"A4\"},\n"
      "  \"blocks\": [\n"
      "    {\"kind\": \"masthead\", \"title\": %s, \"standfirst\": \"A sentence that says what the page shows.\"},\n"
      "    {\"kind\": \"text\", \"text\": \"A paragraph. Several are separated by an empty line.\"},\n"
      "    {\n"
      "      \"kind\": \"chart\",\n"
      "      \"height\": \"100mm\",\n"
      "      \"chart\": {\n%s"
      "      }\n"
      "    }\n"
      "  ]\n",
      quoted, quoted, chart);
  g_free(chart);
  g_free(quoted);
  return text;
}
