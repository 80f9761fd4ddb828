/* vegalite/chart/warn_numbers.c: what a quantitative field has that no scale can place, or that is no number to begin
 * with. */
#include "data/blocks.h"
#include "data/spelling.h"
#include "vegalite/chart/warnings.h"
#include <math.h>
#include <string.h>

/* Beyond this, differences of numbers overflow before a scale can use them. */
static const double magnitude_max = 1e300;

enum { SPELLINGS = 4 };

typedef struct Spelling {
  const char *text; /* "NA" */
  size_t rows;
} Spelling;

/* How many rows of a column have each fault, and the first word. */
typedef struct ColumnFaults {
  Arena *arena;
  const ScaleType *scale; /* NULL: the field has none */
  size_t rows, words, spelled /* words that a calculation can make numbers of */, nans, infinities, giants, excluded,
      blanks, nulls;
  const char *word;
  bool decimal_commas, decimal_points, true_minuses; /* in "1,5", "1.5", "\u22121" */
  Spelling missing[SPELLINGS + 1];                   /* as they come; the last counts all others */
} ColumnFaults;

static void count_number(ColumnFaults *faults, double number) {
  if (isnan(number))
    faults->nans++;
  else if (isinf(number))
    faults->infinities++;
  else if (fabs(number) >= magnitude_max)
    faults->giants++;
  if (faults->scale && faults->scale->excludes && faults->scale->excludes(number)) faults->excluded++;
}

static void count_missing(ColumnFaults *faults, const char *spelling) {
  size_t i = 0;
  while (i < SPELLINGS && faults->missing[i].text && strcmp(faults->missing[i].text, spelling) != 0) i++;
  if (!faults->missing[i].text) faults->missing[i].text = arena_strdup(faults->arena, spelling);
  faults->missing[i].rows++;
}

static void count_spelled(ColumnFaults *faults, NumberSpelling spelling) {
  faults->spelled += spelling.known;
  faults->decimal_commas = faults->decimal_commas || spelling.decimal_comma;
  faults->decimal_points = faults->decimal_points || spelling.decimal_point;
  faults->true_minuses = faults->true_minuses || spelling.true_minus;
}

static void count_text(ColumnFaults *faults, const char *text, double number) {
  if (number == 0 && !*text_skip_space(text)) {
    faults->blanks++;
    return;
  }
  if (!isnan(number)) {
    faults->decimal_points = faults->decimal_points || strchr(text, '.');
    count_number(faults, number);
    return;
  }
  const char *spelling = missing_spelling(text);
  if (spelling) {
    count_missing(faults, spelling);
    return;
  }
  count_spelled(faults, number_spelling(text));
  if (faults->words++ == 0) faults->word = arena_strdup(faults->arena, text);
}

static void count_value(ColumnFaults *faults, Value value) {
  if (value.kind == VALUE_NUMBER) count_number(faults, value.number);
  if (value.kind == VALUE_STRING) count_text(faults, value.string, number_from_text(value.string));
  if (value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED) faults->nulls++;
}

static bool find_faults(const Column *column, void *data) {
  ColumnFaults *faults = data;
  bool is_text = column->kind == COLUMN_STRING;
  const double *numbers = is_text ? column_numbers(column, faults->arena) : NULL;
  faults->rows += column->length;
  const char *const *texts = is_text && !column_is_plain(column) ? column_texts(column) : NULL;
  for (size_t row = 0; row < column->length; row++) {
    switch (column->kind) {
    case COLUMN_NUMBER: count_number(faults, column->numbers[row]); break;
    case COLUMN_DATE: break;
    case COLUMN_STRING:
      if (texts)
        count_text(faults, texts[row], numbers[row]);
      else
        count_number(faults, numbers[row]);
      break;
    case COLUMN_VALUE: count_value(faults, column->values[row]); break;
    }
  }
  return true;
}

/* Numbers that every scale can place. */
static bool are_faultless(const FieldLook *look) {
  ColumnBounds bounds;
  const ScaleType *scale = look_scale_type(look);
  return table_known_bounds(look->table, look->def->field, &bounds) && !(scale && scale->excludes) &&
         bounds.min > -magnitude_max && bounds.max < magnitude_max;
}

/* A calculation that makes numbers of all words of the column; "" if there is none that is right for every one. */
static const char *way_out(const ColumnFaults *faults, const char *field, Arena *arena) {
  const char *form = faults->decimal_commas && (faults->decimal_points || faults->true_minuses) ? NULL
                     : faults->decimal_commas ? "+replace(replace(datum['%s'], /[^0-9,-]/g, ''), ',', '.')"
                     : faults->true_minuses   ? "+replace(replace(datum['%s'], '\u2212', '-'), /[^0-9.-]/g, '')"
                                              : "+replace(datum['%s'], /[^0-9.-]/g, '')";
  if (!form || faults->words > faults->spelled || strpbrk(field, "'\"\\.[]") || strlen(field) >= 60) return "";
  const char *name = strstr(form, "%s");
  return arena_printf(arena, "; make it numbers by {\"calculate\": \"%.*s%s%s\", \"as\": \"%s\"}", (int)(name - form),
                      form, field, name + 2, field);
}

static void report_missing(const FieldLook *look, const ColumnFaults *faults) {
  const char *list = "";
  for (size_t i = 0; i < SPELLINGS && faults->missing[i].text; i++)
    list = arena_printf(look->chart->arena, "%s%s\"%s\" in %zu", list, i ? ", " : "", faults->missing[i].text,
                        faults->missing[i].rows);
  if (faults->missing[SPELLINGS].rows > 0)
    list = arena_printf(look->chart->arena, "%s, others in %zu", list, faults->missing[SPELLINGS].rows);
  if (*list)
    messages_note(look->chart->messages, look->at, "N449",
                  "the quantitative field \"%s\" has text for missing values: %s of %zu rows", look->def->field, list,
                  faults->rows);
}

/* Number("") is 0, and so a mark is drawn there; aggregates and bins skip it. */
static void report_blanks(const FieldLook *look, const ColumnFaults *faults) {
  const ChannelDef *def = look->def;
  if (faults->blanks == 0 || def->aggregate || def->bin || !scale_type_is_continuous(look_scale_type(look))) return;
  messages_warn(look->chart->messages, look->at, "W450",
                "the quantitative field \"%s\" is empty in %zu of %zu rows, which counts as 0; write \"format\": "
                "{\"parse\": {\"%s\": \"number\"}} in \"data\" to leave them out",
                def->field, faults->blanks, faults->rows, def->field);
}

/* Whether the unit is a map that leaves regions out; config.scale.invalid may give them a colour. */
static bool leaves_regions_out(const FieldLook *look) {
  const ViewData *own = chart_data_view(look->chart->data, look->view);
  return look->view->kind == VIEW_UNIT && look->view->mark.type->geographic && look->view->mark.type->fills_plane &&
         table_row_count(own->table) < table_row_count(own->all);
}

static void report_nulls(const FieldLook *look, size_t nulls, size_t rows) {
  const ChannelDef *def = look->def;
  if (nulls == 0 || !scale_type_has_continuous_domain(look_scale_type(look))) return;
  if (leaves_regions_out(look) && !def->aggregate)
    messages_warn(look->chart->messages, look->at, "W452", "%zu of %zu regions are not drawn: they have no \"%s\"",
                  nulls, rows, def->field);
  else
    messages_note(look->chart->messages, look->at, "N451", "the field \"%s\" is null in %zu of %zu rows", def->field,
                  nulls, rows);
}

static void report_faults(const FieldLook *look, const ColumnFaults *faults) {
  Messages *messages = look->chart->messages;
  const char *field = look->def->field;
  if (faults->words > 0)
    messages_warn(messages, look->at, "W415",
                  "the quantitative field \"%s\" has text in %zu of %zu rows; the first is \"%.60s\"%s", field,
                  faults->words, faults->rows, faults->word, way_out(faults, field, look->chart->arena));
  if (faults->nans > 0)
    messages_note(messages, look->at, "N416", "the quantitative field \"%s\" is NaN in %zu of %zu rows", field,
                  faults->nans, faults->rows);
  if (faults->infinities > 0)
    messages_warn(messages, look->at, "W417", "the quantitative field \"%s\" is infinite in %zu of %zu rows", field,
                  faults->infinities, faults->rows);
  if (faults->giants > 0)
    messages_warn(messages, look->at, "W418",
                  "the quantitative field \"%s\" is beyond ±1e300 in %zu of %zu rows, which no scale can place", field,
                  faults->giants, faults->rows);
  if (faults->excluded > 0)
    messages_warn(messages, look->at, "W419",
                  "the field \"%s\" is %s in %zu of %zu rows, which scale type \"%s\" cannot place", field,
                  faults->scale->excluded, faults->excluded, faults->rows, faults->scale->name);
}

/* Counting and comparing take words as they are. */
static bool needs_numbers(const ChannelDef *def) {
  return def->type == TYPE_QUANTITATIVE && !aggregate_op_has(def->aggregate, AGGREGATE_COUNTS | AGGREGATE_LISTS);
}

typedef struct Nulls {
  size_t count, rows;
} Nulls;

static bool count_nulls(const Column *column, void *data) {
  Nulls *nulls = data;
  nulls->rows += column->length;
  for (size_t row = 0; column->kind == COLUMN_VALUE && row < column->length; row++)
    nulls->count += column->values[row].kind == VALUE_NULL || column->values[row].kind == VALUE_UNDEFINED;
  return true;
}

void warn_of_numbers(const FieldLook *look) {
  if (!needs_numbers(look->def)) {
    Nulls nulls = {0};
    if (look->def->type != TYPE_TEMPORAL || look->def->time_unit) return;
    look_visit(look, count_nulls, &nulls, sizeof nulls);
    report_nulls(look, nulls.count, nulls.rows);
    return;
  }
  if (are_faultless(look)) return;
  ColumnFaults faults = {.arena = look->chart->arena, .scale = look_scale_type(look)};
  look_visit(look, find_faults, &faults, sizeof faults);
  report_faults(look, &faults);
  report_missing(look, &faults);
  report_blanks(look, &faults);
  report_nulls(look, faults.nulls, faults.rows);
}
