/* data/parse_fields.c: format.parse, by the rules of vega-loader: texts to numbers, dates and booleans. */
#include "base/temporary.h"
#include "data/blocks.h"
#include "data/date_doubts.h"
#include "data/reader.h"
#include "data/spelling.h"
#include "format/format.h"
#include "time/calendar.h"
#include <math.h>
#include <string.h>

typedef struct Parsing {
  const char *pattern; /* of a date format */
  bool utc;
  const Locale *locale;
} Parsing;

typedef Value (*ParseValue)(Value value, const Parsing *parsing, Arena *arena);

/* Values that every parser turns into null. */
static bool is_blank(Value value) {
  return value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL || (value.kind == VALUE_STRING && !*value.string);
}

static Value to_number(Value value, const Parsing *parsing, Arena *arena) {
  (void)parsing, (void)arena;
  return is_blank(value) ? value_null() : value_number(value_to_number(value));
}

static Value to_boolean(Value value, const Parsing *parsing, Arena *arena) {
  (void)parsing, (void)arena;
  if (is_blank(value)) return value_null();
  bool spelled_false = value.kind == VALUE_STRING && (!strcmp(value.string, "false") || !strcmp(value.string, "0"));
  return value_boolean(value_to_boolean(value) && !spelled_false);
}

static Value to_date(Value value, const Parsing *parsing, Arena *arena) {
  (void)parsing;
  if (is_blank(value)) return value_null();
  if (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) return value;
  return value_number(date_parse(value_to_string(value, arena)));
}

static Value to_text(Value value, const Parsing *parsing, Arena *arena) {
  (void)parsing;
  return is_blank(value) ? value_null() : value_string(value_to_string(value, arena));
}

static Value to_same(Value value, const Parsing *parsing, Arena *arena) {
  (void)parsing, (void)arena;
  return value;
}

static Value to_date_by_pattern(Value value, const Parsing *parsing, Arena *arena) {
  double ms = parse_time(parsing->locale, parsing->pattern, value_to_string(value, arena), parsing->utc);
  return isnan(ms) ? value_null() : value_date(ms);
}

static const struct {
  const char *name;
  ParseValue parse;
} parsers[] = {
    {"number", to_number}, {"integer", to_number}, {"date", to_date},    {"boolean", to_boolean},
    {"string", to_text},   {"flatten", to_same},   {"unknown", to_same},
};

static const char *unquoted(const char *pattern, Arena *arena) {
  size_t length = strlen(pattern);
  bool quoted = length > 1 && (*pattern == '\'' || *pattern == '"') && pattern[length - 1] == *pattern;
  return quoted ? arena_strndup(arena, pattern + 1, length - 2) : pattern;
}

static ParseValue parser_of(const Json *how, Parsing *parsing, Messages *messages, Arena *arena) {
  const char *name = json_string(how, NULL), *names[G_N_ELEMENTS(parsers) + 1] = {NULL};
  if (!name) {
    messages_error(messages, json_place(how), "E370",
                   "a field's parser must be a string, such as \"number\" or \"date\"");
    return NULL;
  }
  if (g_str_has_prefix(name, "date:") || g_str_has_prefix(name, "utc:")) {
    parsing->pattern = unquoted(strchr(name, ':') + 1, arena);
    parsing->utc = *name == 'u';
    return to_date_by_pattern;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(parsers); i++) {
    names[i] = parsers[i].name;
    if (!strcmp(name, names[i])) return parsers[i].parse;
  }
  messages_error(messages, json_place(how), "E371", "unknown parser \"%s\"%s", name, suggest(arena, name, names));
  return NULL;
}

/* Whether the value is already what the parser would produce. */
static bool needs_nothing(const Column *column, ParseValue parse) {
  switch (column->kind) {
  case COLUMN_NUMBER: return parse == to_number || parse == to_date || parse == to_same;
  case COLUMN_DATE: return parse == to_date || parse == to_same;
  case COLUMN_STRING: return parse == to_same;
  case COLUMN_VALUE: return parse == to_same;
  }
  return false;
}

static const Column *parse_column(const Column *column, ParseValue parse, const Parsing *parsing, Arena *arena) {
  if (needs_nothing(column, parse)) return column;
  if (parse == to_number && column_is_full_text(column))
    return column_from_numbers(column_numbers(column, arena), column->length, arena);
  Value *values = arena_array(arena, Value, column->length);
  for (size_t row = 0; row < column->length; row++) values[row] = parse(column_value(column, row), parsing, arena);
  return column_from_values(values, column->length, arena);
}

/* What a date parser made of texts; those that stand for a missing value are left out. */
typedef struct DateTexts {
  size_t unread; /* rows */
  const char *first;
  const char *sample[50]; /* of those read and those not */
  size_t sampled;
} DateTexts;

static void look_at_dates(DateTexts *out, const Column *from, const Column *parsed) {
  size_t read = 0, half = G_N_ELEMENTS(out->sample) / 2;
  for (size_t row = 0; row < from->length; row++) {
    Value value = column_value(parsed, row);
    bool unread = value.kind == VALUE_NUMBER ? isnan(value.number) : value.kind == VALUE_NULL;
    if (!unread && read >= half) continue;
    Value source = column_value(from, row);
    if (source.kind != VALUE_STRING || !*source.string || missing_spelling(source.string)) continue;
    read += !unread;
    if (unread && out->unread++ == 0) out->first = source.string;
    if (out->sampled < G_N_ELEMENTS(out->sample)) out->sample[out->sampled++] = source.string;
  }
}

/* Where Vega draws nothing, silently. A pattern is proposed where it reads all rows. */
static void report_unread_dates(const Column *from, const Column *parsed, const JsonMember *parse,
                                const Parsing *parsing, Messages *messages, Arena *arena) {
  DateTexts texts = {0};
  if (from != parsed) look_at_dates(&texts, from, parsed);
  if (texts.unread == 0) return;
  const char *pattern = parsing->pattern ? NULL : date_pattern(texts.sample, texts.sampled, parsing->locale);
  const char *hint = pattern
                         ? arena_printf(arena, "; write \"format\": {\"parse\": {\"%s\": \"date:'%s'\"}} in \"data\"",
                                        parse->key, pattern)
                         : "";
  messages_warn(messages, parse->value->place, "W393",
                "the field \"%s\" is not a date in %zu of %zu rows; the first is \"%.60s\"%s", parse->key, texts.unread,
                from->length, texts.first, hint);
}

/* vega-loader's inferType: the first of boolean, integer, number and date that all values fit, else text. */
static bool is_boolean(Value value) {
  return value.kind == VALUE_BOOLEAN ||
         (value.kind == VALUE_STRING && (!strcmp(value.string, "true") || !strcmp(value.string, "false")));
}

static bool is_number(Value value) { return value.kind != VALUE_DATE && !isnan(value_to_number(value)); }

static const char *infer_parser(const Column *column, Arena *arena) {
  bool booleans = true, numbers = true, dates = true;
  for (size_t row = 0; row < column->length && (booleans || numbers || dates); row++) {
    Value value = column_value(column, row);
    if (value_is_invalid(value)) continue;
    booleans = booleans && is_boolean(value);
    numbers = numbers && is_number(value);
    dates = dates && !isnan(date_parse(value_to_string(value, arena)));
  }
  return booleans ? "boolean" : numbers ? "number" : dates ? "date" : "string";
}

/* As a field name that is not a path. */
static const char *escaped_name(const char *name, Arena *arena) {
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  for (; *name; name++) {
    if (strchr(".[]\\'\"", *name)) g_string_append_c(out, '\\');
    g_string_append_c(out, *name);
  }
  return arena_strndup(arena, out->str, out->len);
}

static const Json *infer_parse(const Table *table, Place at, Arena *arena) {
  JsonBuilder builder = json_builder(arena);
  for (size_t i = 0; i < table_column_count(table); i++) {
    const Column *column = table_column_at(table, i);
    if (column_value(column, 0).kind == VALUE_UNDEFINED) continue; /* Vega takes the fields from the first row */
    json_builder_set(&builder, escaped_name(table_column_name(table, i), arena),
                     json_new_string(arena, at, infer_parser(column, arena)));
  }
  return json_builder_object(&builder, at);
}

typedef struct ParsePlan {
  const Json *parse; /* an object */
  const Locale *locale;
} ParsePlan;

static const Table *parse_rows(const Table *table, const void *params, Messages *messages, Arena *arena) {
  const Json *parse = ((const ParsePlan *)params)->parse;
  const Locale *locale = ((const ParsePlan *)params)->locale;
  bool good = true;
  for (size_t i = 0; i < parse->object.count; i++) {
    const JsonMember *member = &parse->object.members[i];
    if (json_is_null(member->value)) continue;
    Parsing parsing = {NULL, false, locale ? locale : locale_default()};
    ParseValue parser = parser_of(member->value, &parsing, messages, arena);
    good = good && parser;
    const Column *column = json_is_string(member->value, "flatten") ? table_nested_field(table, member->key) : NULL;
    if (!column) column = table_field(table, member->key);
    if (!parser || !column) continue;
    const char *name = table_column(table, member->key) ? member->key : field_flat_name(member->key, arena);
    const Column *parsed = parse_column(column, parser, &parsing, arena);
    if (parser == to_date || parser == to_date_by_pattern)
      report_unread_dates(column, parsed, member, &parsing, messages, arena);
    if (parser == to_date && column != parsed)
      date_doubts_report(column, parsed, member->key, member->value->place, messages, arena);
    if (parsed != table_column(table, name)) table = table_with_column(table, name, parsed);
  }
  return good ? table : NULL;
}

const Table *data_parse_fields(const Table *table, const Json *parse, const Locale *locale, Messages *messages,
                               Arena *arena) {
  if (!parse || json_is_null(parse)) return table;
  if (json_is_string(parse, "auto")) parse = infer_parse(table, parse->place, arena);
  if (!json_is(parse, JSON_OBJECT)) {
    messages_error(messages, parse->place, "E372",
                   "\"parse\" must be an object of fields and their parsers, or \"auto\"");
    return NULL;
  }
  ParsePlan *params = arena_new(arena, ParsePlan);
  *params = (ParsePlan){parse, locale};
  StepPlan plan = {.step = parse_rows, .params = params, .messages = messages, .arena = arena};
  const Table *parsed = table_is_in_blocks(table) ? table_then(table, &plan) : NULL;
  return parsed ? parsed : parse_rows(table_whole(table), params, messages, arena);
}
