/* vegalite/grammar/language.c: which language a chart is in, when it does not say. */
#include "text/text.h"
#include "vegalite/grammar/spec.h"

/* Enough to know a language by, and few enough to take no time. */
enum { ROWS_READ = 4096 };

static void add_column(LangGuess *guess, const Column *column) {
  for (size_t i = 0; i < MIN(column->length, ROWS_READ) && (!guess->sure || guess->goes_on); i++) {
    if (column->kind == COLUMN_STRING)
      lang_guess_add(guess, column_texts(column)[i]);
    else if (column->kind == COLUMN_VALUE && column->values[i].kind == VALUE_STRING)
      lang_guess_add(guess, column->values[i].string);
  }
}

static void add_all(LangGuess *guess, const char *text, const GivenData *given) {
  lang_guess_add_json(guess, text);
  for (; given && given->name; given++) {
    const Source *source = given->source;
    if (source && g_utf8_validate(source->text, (gssize)source->length, NULL)) lang_guess_add_json(guess, source->text);
    for (size_t i = 0; i < given->column_count; i++) {
      lang_guess_add(guess, given->names[i]);
      add_column(guess, given->columns[i]);
    }
  }
}

/* Members whose texts are not on the chart as titles. */
static const char *const not_seen[] = {"data", "datasets", "usermeta", "transform", "params", "values", "sort", NULL};

/* A title is a text, lines of it, or an object with "text" and "subtitle". */
static void add_title(LangGuess *guess, const Json *title) {
  lang_guess_add(guess, json_string(title, NULL));
  for (size_t i = 0; json_is(title, JSON_ARRAY) && i < json_count(title); i++)
    lang_guess_add(guess, json_string(json_at(title, i), NULL));
}

/* The titles of a view and of what is in it: its own, those of axes, legends and headers, and the names of fields that stand for
 * them. */
static void add_titles(LangGuess *guess, const Json *json) {
  const Json *title = json_get(json, "title");
  add_title(guess, title);
  add_title(guess, json_get(title, "text"));
  add_title(guess, json_get(title, "subtitle"));
  if (!title) lang_guess_add(guess, json_string(json_get(json, "field"), NULL));
  for (size_t i = 0; json_is(json, JSON_ARRAY) && i < json_count(json); i++) add_titles(guess, json_at(json, i));
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (!g_strv_contains(not_seen, member->key)) add_titles(guess, member->value);
  }
}

const char *spec_guess_chart_lang(const char *text, const Json *json, const GivenData *given) {
  LangGuess titles = {0}, all = {.goes_on = true};
  add_titles(&titles, json);
  if (titles.sure) return titles.sure;
  add_all(&all, text, given);
  const char *han = lang_guess_of_han(&all);
  return han ? han : lang_guess_result(&all);
}
