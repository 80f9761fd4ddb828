/* vegalite/chart/chart.h: the whole way: one chart, from its text to its scene. */
#pragma once
#include "base/file.h"
#include "base/print.h"
#include "data/given.h"
#include "data/shelf.h"
#include "scene/scene.h"
#include "text/text.h"
#include "vegalite/grammar/spec.h"

typedef struct ChartInput {
  const Json *json;          /* the spec */
  const char *text;          /* its text, to guess the language from; may be NULL */
  JsonTables *tables;        /* the program's own documents, shared by charts; may be NULL */
  TableShelf *shelf;         /* where tables of files are kept for other charts; may be NULL */
  const Json *style;         /* a style file's config; may be NULL */
  const Json *theme;         /* the config below it, of usermeta.embedOptions; may be NULL */
  const char *lang;          /* overrides the spec's own; may be NULL */
  bool lang_is_guess;        /* a text with kana is then Japanese, and one with hangul Korean */
  const char *encoding;      /* of data files whose format names none; NULL: UTF-8 */
  int threads;               /* that read large files; 0: one for each processor */
  guint32 seed;              /* of random numbers, below 2³¹; 0: the default */
  double width, height;      /* px: the total size asked for (total.h); 0: as it comes */
  Place size_place;          /* where it is asked for; no place: an option */
  double font_size;          /* px: of the labels of axes, all other text in proportion; 0: as in the spec */
  const char *background;    /* a colour, instead of the spec's own; NULL: that */
  const PrintOptions *print; /* the page asked for instead of a poster's own; may be NULL */
  FileAccess *access;        /* what data may be read */
  const GivenData *given;    /* data in memory, which takes precedence; may be NULL */
  TextContext *fonts;
} ChartInput;

/* The finished picture, in `arena`; NULL after an error message. */
Scene *chart_scene(const ChartInput *input, Messages *messages, Arena *arena);

/* The stages that can be looked at (tuban inspect --stage …). */
extern const char *const chart_stages[]; /* "view", "data", "scales", "scene"; NULL-terminated */
/* The result of a stage, as JSON text in `arena`; NULL after an error message. */
char *chart_inspect(const ChartInput *input, const char *stage, Messages *messages, Arena *arena);
