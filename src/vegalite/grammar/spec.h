/* vegalite/grammar/spec.h: from the JSON of a chart to its view tree. */
#pragma once
#include "data/given.h"
#include "vegalite/grammar/view.h"
#include "json/tables.h"

typedef struct SpecOptions {
  const MarkType *const
      *marks;             /* every mark that a spec may name, ended by NULL (mark_types of vegalite/mark/mark.h) */
  JsonTables *tables;     /* may be NULL */
  const Json *style;      /* a style file's config; may be NULL */
  const Json *theme;      /* the config below that of the style file; may be NULL */
  const char *lang;       /* overrides the spec's own; may be NULL */
  bool lang_is_guess;     /* texts may show another */
  const char *text;       /* the spec's text, to guess the language from; may be NULL: no guess */
  const GivenData *given; /* data in memory, for that guess too; may be NULL */
  guint32 seed;           /* of random numbers, below 2³¹; 0: the default */
  /* What expressions may call besides the functions of expr/ (ExprScope.call); it must answer false until the spec is read. */
  bool (*call)(void *host, const char *name, const Value *arguments, size_t count, Value *result);
  void *host;
} SpecOptions;

/* NULL after an error message. */
Spec *spec_read(const Json *json, const SpecOptions *options, Messages *messages, Arena *arena);
/* The language that the text of a chart or poster and its data in memory look like: Japanese or Korean if one of its titles has kana or
 * hangul; else Chinese if there is any Han; NULL when there is nothing to go by. */
const char *spec_guess_chart_lang(const char *text, const Json *json, const GivenData *given);
/* Calls `visit` with `view` and the views below it, parents before children. */
void view_walk(View *view, void (*visit)(View *view, void *data), void *data);
/* Every unit below `view`, in drawing order. */
View *const *view_units(View *view, size_t *count, Arena *arena);
