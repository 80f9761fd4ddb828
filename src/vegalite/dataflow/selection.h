/* vegalite/dataflow/selection.h: selections before any interaction: empty, or holding their initial value. */
#pragma once
#include "vegalite/grammar/spec.h"

typedef struct SelectionField {
  const char *field; /* the column it looks at */
  Channel channel;   /* CHANNEL_NONE when it is projected on a field */
  bool is_binned;    /* one value represents a bin, including its start but not its end */
} SelectionField;

typedef struct Selection {
  const char *name;
  bool is_interval;
  bool binds_scales; /* {"bind": "scales"}: panning and zooming; draws no brush */
  const View *unit;  /* where it is defined */
  const Json *json;  /* the param */
  const SelectionField *fields;
  size_t field_count;
  const Value *values; /* tuple_count × field_count: a value, or an array of two (interval) or several */
  size_t tuple_count;  /* 0: empty */
} Selection;

typedef struct Selections Selections;
/* All selection params of the spec; their values become signals of its scope too (expressions may read brush.x). */
Selections *selections_read(Spec *spec);
const Selection *selection_find(const Selections *selections, const char *name);
const Selection *selection_at(const Selections *selections, size_t i); /* NULL past the last */
/* Is the row in it? An empty selection holds everything when `empty` is true, nothing otherwise. */
bool selection_test(const Selection *selection, Value datum, bool empty, Arena *arena);
/* The interval's [a, b] on a channel or field (the first field when both are absent); an undefined value when it is empty. */
Value selection_extent(const Selection *selection, const char *encoding, const char *field);
