/* vegalite/grammar/language.c: which language a chart is in, when it does not say. */
#include "text/text.h"
#include "vegalite/grammar/spec.h"

/* Enough to know a language by, and few enough to take no time. */
enum { ROWS_READ = 4096 };

static void add_column(LangGuess *guess, const Column *column) {
  for (size_t i = 0; i < MIN(column->length, ROWS_READ) && !guess->sure; i++) {
    if (column->kind == COLUMN_STRING)
      lang_guess_add(guess, column->strings[i]);
    else if (column->kind == COLUMN_VALUE && column->values[i].kind == VALUE_STRING)
      lang_guess_add(guess, column->values[i].string);
  }
}

const char *spec_guess_lang(const char *text, const GivenData *given) {
  LangGuess guess = {0};
  lang_guess_add_json(&guess, text);
  for (; given && given->name; given++) {
    const Source *source = given->source;
    if (source && g_utf8_validate(source->text, (gssize)source->length, NULL))
      lang_guess_add_json(&guess, source->text);
    for (size_t i = 0; i < given->column_count; i++) {
      lang_guess_add(&guess, given->names[i]);
      add_column(&guess, given->columns[i]);
    }
  }
  return lang_guess_result(&guess);
}
