/* cli/options.h: the options of the command line.
 *
 * The table in options.c is the only place that describes them. Parsing, --help, the man page, shell completions and
 * README's table are made from it (docs/ writes the last three). A command names the options that it takes.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* The values that a command line sets, for any command; 0, false or NULL for options not given. */
typedef struct Values {
  char *output, *format, *lang, *svg_text, *stage, *messages, *encoding, *now, *timezone, *from;
  char *width, *height, *font_size, *preset, *background;
  char *compare, *threshold, *tolerance;
  char *font_dir, *page, *margin, *bleed, *color, *profile, *intent;
  char *for_each, *manifest, *shard, *depfile, *cache;
  char **styles, **maps, **params, **data, **allowed_paths, **allowed_codes, **reports, **specs; /* NULL-terminated */
  double scale, dpi, seed, timeout, max_memory, max_rows, max_pixels, ink_limit, neutral, cache_size;
  int quality, jobs, threads;
  gboolean strict, quiet, verbose, landscape, marks, pdfx, system_fonts, fail_fast, no_cache, force, dry_run;
} Values;

typedef struct Command Command; /* see command.h */

typedef enum OptionKind {
  OPTION_FLAG,    /* gboolean */
  OPTION_TEXT,    /* char * */
  OPTION_LIST,    /* char *: choices separated by commas */
  OPTION_CHOICE,  /* char *: one of the choices */
  OPTION_NUMBER,  /* double, above 0 */
  OPTION_SIZE,    /* double, bytes: above 0, may end in kB, MB or GB */
  OPTION_PERCENT, /* int, from 1 to 100 */
  OPTION_COUNT,   /* int, from 1 to 1000 */
  OPTION_FILE,    /* char *, a path */
  OPTION_FILES,   /* char **, paths; the option may be repeated */
  OPTION_FOLDERS, /* char **, paths; the option may be repeated */
  OPTION_WORDS,   /* char **; the option may be repeated */
} OptionKind;

typedef struct Option {
  const char *name; /* after -- */
  char letter;      /* after -; 0 if it has none */
  const char *argument;
  OptionKind kind;
  size_t value;        /* offset in Values */
  double least;        /* of a number; 0: above 0 */
  const char *meaning; /* a phrase; {choices} and {default} (the first choice) are filled in by option_meaning() */
  const char *details; /* further sentences for the manual; may be NULL */
  const char *(*choice)(size_t i);   /* what may be given, NULL at the end; or NULL */
  bool (*accepts)(const char *word); /* other spellings of choices too; NULL: the choices alone */
  const char *field;                 /* of TubanOptions: it only matters to formats that take this; NULL: to all */
  bool is_of_call; /* what a chart's files hold does not depend on it, or only by way of what the job has of it */
} Option;

/* Whether it may be given several times. */
static inline bool option_repeats(const Option *option) {
  return option->kind == OPTION_FILES || option->kind == OPTION_FOLDERS || option->kind == OPTION_WORDS;
}
/* Option `i`, in the order of the manual; NULL after the last. */
const Option *option_at(size_t i);
/* NULL if there is no such option. */
const Option *option_find(const char *name);
/* By what was typed: "--format" or "-f"; NULL if there is no such option. */
const Option *option_typed(const char *typed);
/* Its meaning in full: "PNG: resolution, …". Owned by the caller. */
char *option_meaning(const Option *option);
/* "png, svg and pdf". Owned by the caller. */
char *option_list_choices(const char *(*choice)(size_t i), const char *conjunction);

/* Reads a command's options, and the other arguments into `specs`; words[0] is the command itself, and the list ends
 * with NULL. False after setting `error`. --help prints and exits. */
bool options_parse(const Command *command, char **words, Values *values, GError **error);
/* Sets an option from its text, as on a command line; one that may be repeated gets one more. False after setting `error`. */
bool option_set(const Option *option, const char *text, Values *values, GError **error);
/* The texts that it is set to, NULL-terminated; NULL if it is not set. g_strfreev() them. */
char **option_texts(const Option *option, const Values *values);
/* The path in a text of an option that names one, as in "sales=new.csv"; NULL if it does not. */
const char *option_path(const Option *option, const char *text);
/* As if it had not been given. */
void option_clear(const Option *option, Values *values);
/* Sets what `over` sets; lists are appended to. `specs` stay. */
void values_lay_over(Values *values, const Values *over);
void values_clear(Values *values);
