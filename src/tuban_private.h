/* tuban_private.h: what the files of the public API share. */
#pragma once
#include "base/print.h"
#include "time/clock.h"
#include "tuban.h"
#include "vegalite/chart/chart.h"
#include <locale.h>

struct TubanContext {
  gatomicrefcount uses; /* one, and one for each chart */
  gint busy;
  locale_t plain, callers; /* numbers have a point; what the caller has, during a call */
  Arena *arena;
  Messages *messages;
  TextContext *fonts;
  JsonTables *tables;
  MessageRun *run; /* of its charts' messages */
  const Json *style;
  GPtrArray *style_paths; /* of the styles in use that were read from files */
  GArray *styles;         /* TubanStyle: those installed, once asked for */
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

struct TubanChart {
  TubanContext *context;
  Budget *budget; /* of all that is done for this chart */
  Arena *arena;
  Messages *messages;
  TubanOptions options;
  PrintOptions print;
  ChartInput input; /* json is NULL if the text could not be read */
  const FileMap *maps;
  const TextRules *rules; /* of Han typesetting; NULL: none */
  ClockRules clock;       /* for as long as it is worked on */
  const char *path;       /* real path of its own file; NULL: memory or standard input */
  Scene *scene;           /* NULL: not made, or failed */
  bool is_laid_out;       /* once `scene` has been tried */
  TubanStatus status;
  GPtrArray *tables; /* TubanTable *, kept alive */
  GArray *fonts;     /* TubanFont, once asked for; then also */
  GArray *missing;   /* gunichar */
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
/* True if the chart was cancelled; its status and messages then say so. */
bool chart_end_if_cancelled(TubanChart *chart);
/* Message `i` of a list. */
TubanStatus message_read(const Messages *messages, size_t i, TubanMessage *message);
TubanTable *table_ref(const TubanTable *table);
/* What the table means to a chart, under that name. `in_zone`: its local times by the clock in use, in `arena`; else by TZ. */
GivenData table_given(const TubanTable *table, const char *name, bool in_zone, Arena *arena);
