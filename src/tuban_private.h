/* tuban_private.h: what the files of the public API share. */
#pragma once
#include "base/print.h"
#include "time/clock.h"
#include "tuban.h"
#include "vegalite/chart/chart.h"
#include "json/chain.h"
#include <locale.h>

struct TubanContext {
  gatomicrefcount uses; /* one, and one for each chart */
  gint busy;
  locale_t plain, callers; /* numbers have a point; what the caller has, during a call */
  Arena *arena;
  Messages *messages;
  TextContext *fonts;
  JsonTables *tables;
  TableShelf *shelf;
  MessageRun *run; /* of its charts' messages */
  const Json *style;
  GPtrArray *style_paths; /* of the styles in use that were read from files */
  GArray *styles;         /* TubanStyle: those installed, once asked for */
  char **font_files;      /* once asked for */
  size_t font_file_count;
  bool strict;
  char *printed;
};

struct TubanTable {
  gatomicrefcount uses;
  Arena *arena;
  const Source *source; /* NULL: columns */
  const char *type;
  size_t rows;
  GPtrArray *names, *columns; /* const char *, const Column * */
  GPtrArray *walls;           /* const double *: of columns of local times, what the clock on the wall shows; or NULL */
};

/* What a journal or a report asks of its figures (tuban_preset.c). */
typedef struct Preset {
  const char *name;  /* as it was given, without ":2" */
  const char *file;  /* that was read without the chart's access; NULL: with it */
  const Json *json;  /* the whole file */
  const Json *print; /* its print block, with the width asked for; may be NULL */
} Preset;

/* What print blocks set (tuban_settings.h); px. */
typedef struct ChartSettings {
  Chain print;                      /* the blocks, nearest first */
  double width, height, font_size;  /* 0: as the chart has it */
  Place size_place;                 /* of the width or height; no place: an option */
  double min_font_size, min_stroke; /* 0 or below: anything goes */
  bool is_print;                    /* the size is one of paper, so that small text and thin strokes are warnings */
  const char *background;           /* NULL: the chart's own */
  const Preset *preset;             /* NULL: none */
  TubanOptions given;               /* those of print_settings, as they were given */
  TubanOptions
      asked; /* as given; later what holds where print blocks set what was not given. Of these, only the settings of
                       * print_settings are kept */
} ChartSettings;

struct TubanChart {
  TubanContext *context;
  Budget *budget;    /* of all that is done for this chart */
  const char *form;  /* the title of the format that it is being drawn in; NULL: none */
  GHashTable *drawn; /* what was drawn before: format → steps that it took, a double */
  Arena *arena;
  Messages *messages;
  TubanOptions options;
  PrintOptions print;
  ChartSettings settings;
  ChartInput input; /* json is NULL if the text could not be read */
  const FileMap *maps;
  bool states_language;   /* or is a poster */
  const TextRules *rules; /* of Han typesetting; NULL: none */
  ClockRules clock;       /* for as long as it is worked on */
  const char *path;       /* real path of its own file; NULL: memory or standard input */
  const char *given_path; /* the same as it was given */
  const Source *source;   /* what is in it */
  Scene *scene;           /* NULL: not made, or failed */
  bool is_laid_out;       /* once `scene` has been tried */
  TubanStatus status;
  bool failed_as_format; /* the status is that of a format; it can be drawn in others */
  GPtrArray *tables;     /* TubanTable *, kept alive */
  GArray *fonts;         /* TubanFont, once asked for; then also */
  GArray *missing;       /* gunichar */
  GPtrArray *font_files; /* char *, sorted, once asked for; NULL before */
  char *printed;
};

/* Claims the context for one call; false if another has it. During the call, numbers are written as in C, whatever locale the
 * program has chosen. */
static inline bool context_enter(TubanContext *context) {
  if (!g_atomic_int_compare_and_exchange(&context->busy, 0, 1)) return false;
  context->callers = uselocale(context->plain);
  return true;
}
static inline void context_leave(TubanContext *context) {
  uselocale(context->callers);
  g_atomic_int_set(&context->busy, 0);
}
TubanContext *context_ref(TubanContext *context);

/* Does `work` within the chart's budget; false if that was spent. The chart's status and messages then say so. */
bool chart_run(TubanChart *chart, void (*work)(void *closure), void *closure);
/* Lays the chart out, if that is still to be done; the context is claimed. False if it cannot be drawn. */
bool chart_lay_out(TubanChart *chart);
/* Copies and checks the options; false after a message. */
bool chart_take_options(TubanChart *chart, const TubanOptions *options);
/* Reads those about printing into `print`; false after a message. */
bool chart_take_print(TubanChart *chart);
/* Takes those about its size into `settings`; false after a message. */
bool chart_take_size(TubanChart *chart);
/* The same of tuban's settings in the chart and in styles (`own`, nearest first), which count where there is no option; the input of the
 * chart gets the result. False after a message. */
bool chart_settle_size(TubanChart *chart, const Chain *own);
/* Once it is laid out: warns of what is too small to be printed, or too high for the preset. */
void chart_check_size(TubanChart *chart);
/* Warns if the preset does not accept that format, or the colour mode; and of what is too small, where the format is one of print. */
void chart_check_format(TubanChart *chart, const TubanFormat *format);
/* Warns of options and settings about printing that change nothing: in any format, once it is laid out; in that format. */
void chart_check_effect(const TubanChart *chart);
void chart_check_effect_on(const TubanChart *chart, const TubanFormat *format);
/* The preset that a text names ("nature:2"): an installed one or a file, any file if `by_option`. NULL after a message at `at`. */
const Preset *preset_read(TubanChart *chart, const char *text, Place at, bool by_option);
/* Whether a list of the preset ("formats", "colors") has the word; a preset without the list accepts all. */
bool preset_accepts(const Preset *preset, const char *list, const char *word);
/* The style with colours in place of the names of spot colours, its own and those of the style below. NULL after an error message. */
const Json *style_take_spots(const Json *style, const Json *below, Messages *messages, Arena *arena);
/* Reads the spot colours of the chart and of its style; the chart's JSON, with colours in place of their names. NULL after an error message. */
const Json *chart_take_spots(TubanChart *chart, const Json *json);
/* Keeps the options "params" and "files"; false after a message. */
bool chart_take_overrides(TubanChart *chart);
/* The chart's JSON with the values of these params; NULL after an error message. Its input gets the data of the files. */
const Json *chart_apply_overrides(TubanChart *chart, const Json *json);
/* The chart's JSON with the option `members` laid over it. NULL after an error message. */
const Json *chart_take_members(TubanChart *chart, const Json *json);
/* True if the chart was cancelled; its status and messages then say so. */
bool chart_end_if_cancelled(TubanChart *chart);
/* Message `i` of a list. */
TubanStatus message_read(const Messages *messages, size_t i, TubanMessage *message);
TubanTable *table_ref(const TubanTable *table);
/* What the table means to a chart, under that name. `in_zone`: its local times by the clock in use, in `arena`; else by TZ. */
GivenData table_given(const TubanTable *table, const char *name, bool in_zone, Arena *arena);
