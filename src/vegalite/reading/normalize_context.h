/* vegalite/reading/normalize_context.h: what the parts of normalization share. Private to reading/normalize_*.c.
 *
 * Every function that returns a Json returns NULL after an error message, and the caller gives up too.
 */
#pragma once
#include "vegalite/grammar/build.h"

enum { NORMALIZE_VIEWS_MAX = 10000, NORMALIZE_CHANNELS_MAX = 100, NORMALIZE_SELECTIONS_MAX = 1000000 };

struct NormalizeScope;
struct Normalizer;
/* One view with all below it, normalized. NULL after an error message. */
typedef const Json *NormalizeView(struct Normalizer *normalizer, const Json *view, const struct NormalizeScope *scope);

typedef struct Normalizer {
  /* What the forms that hold other views call for them: any view, and one inside a layer. */
  NormalizeView *view, *layer_or_unit;
  Arena *arena;
  Messages *messages;
  Spec reading; /* what the typed reading of a definition needs: arena, messages and config */
  size_t views; /* made so far: nested repeats multiply, so they are counted */
} Normalizer;

/* The current fields of a repeat. A value may be known and yet NULL: {"repeat": "row"} inside a repeat of columns
 * alone. */
typedef enum RepeatAxis { REPEAT_ROW, REPEAT_COLUMN, REPEAT_REPEAT, REPEAT_LAYER, REPEAT_AXES } RepeatAxis;
typedef struct Repeater {
  const Json *values[REPEAT_AXES];
  bool known[REPEAT_AXES];
} Repeater;

/* What a view inherits from those around it. */
typedef struct NormalizeScope {
  const MarkType *const *marks; /* ended by NULL */
  const Json *config;
  const Json *encoding; /* of the layers around; NULL when there is none */
  const Json *projection;
  const Repeater *repeater; /* NULL outside of repeats */
  const char *prefix;       /* of names made by repeats; NULL or "" for none */
} NormalizeScope;

/* Leaves an error at `at` and returns NULL. */
const Json *normalize_fail(const Normalizer *normalizer, const Json *at, const char *code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* `over` on top of `base`, like JavaScript's spread of both: anything but an object counts as empty. */
const Json *normalize_spread(Arena *arena, const Json *base, const Json *over);
/* An object without members at the place of `from`. */
const Json *normalize_empty(Arena *arena, const Json *from);
/* {"key": value} at the place of `value`. */
const Json *normalize_single(Arena *arena, const char *key, const Json *value);
/* A string node at the place of `from`. */
const Json *normalize_text(Arena *arena, const Json *from, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* JavaScript's String(value): "undefined" for NULL. */
const char *normalize_string_of(Arena *arena, const Json *json);
/* Vega-Lite's varName: everything but ASCII letters, digits and _ becomes _, and a leading digit is preceded by one. */
const char *normalize_variable_name(Arena *arena, const char *text);
/* Items of `first`, then those of `second`; either may be NULL. */
const Json *normalize_concat(Arena *arena, const Json *first, const Json *second);
/* The type of the unit's mark; NULL when it has none or it is composite or unknown. */
const MarkType *normalize_mark_type(const Json *unit, const NormalizeScope *scope);
/* The mark as an object: a plain name becomes {"type": name}. */
const Json *normalize_mark_object(Arena *arena, const Json *mark);
/* A mark property: on the mark, in its styles, in config.<type>, in config.mark. NULL when nowhere. */
const Json *normalize_mark_property(const Json *mark, const Json *config, const char *key);

/* The entry points of normalize_view.c, for spec_normalize() alone: a view of any kind. */
const Json *normalize_view(Normalizer *normalizer, const Json *view, const NormalizeScope *scope);
/* A view that must be a layer or a unit, where row and column channels mean nothing. */
const Json *normalize_layer_or_unit(Normalizer *normalizer, const Json *view, const NormalizeScope *scope);

/* Repeats (normalize_repeat.c): the view itself, and references to its fields inside encodings and facets. */
const Json *normalize_repeat(Normalizer *normalizer, const Json *view, const NormalizeScope *scope);
const Json *normalize_repeat_encoding(Normalizer *normalizer, const Json *encoding, const Repeater *repeater);
const Json *normalize_repeat_facet(Normalizer *normalizer, const Json *facet, const Repeater *repeater);

/* A unit with row, column or facet channels becomes a facet (normalize_facet.c). */
bool normalize_has_facet_channels(const Json *unit);
const Json *normalize_faceted_unit(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope);
const Json *normalize_facet(Normalizer *normalizer, const Json *view, const NormalizeScope *scope);

/* Marks that expand to several layers. Each returns the layered view; `unit` has its inheritance resolved. */
typedef struct MarkUnfolding {
  const char *mark; /* the composite mark it is for; NULL: decided by `matches` */
  bool (*matches)(const Json *unit, const NormalizeScope *scope);
  const Json *(*run)(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope);
} MarkUnfolding;
extern const MarkUnfolding *const mark_unfoldings[]; /* ended by NULL */
extern const MarkUnfolding unfolding_box_plot, unfolding_error_bar, unfolding_error_band, unfolding_path_overlay,
    unfolding_ranged_line;

/* Passes over a whole specification. */
const Json *normalize_legacy_selections(Normalizer *normalizer, const Json *spec);
const Json *normalize_selection_params(Normalizer *normalizer, const Json *spec);
/* `spec` with its autosize settled: normalized view, width, height and autosize as written. */
const Json *normalize_autosize(const Normalizer *normalizer, const Json *spec, const Json *config);
