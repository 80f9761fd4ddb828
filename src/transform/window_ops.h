/* transform/window_ops.h: what a window computes for a row from the rows around it. */
#pragma once
#include "transform/sort.h"

/* A partition and the position of the window in it. */
typedef struct WindowView {
  const SortOrder *order;
  const guint32 *rows; /* the partition's, in order */
  size_t count;
  size_t index;    /* of the row being computed */
  size_t from, to; /* its frame */
} WindowView;

/* The state of one operation in a partition. */
typedef struct WindowRun {
  const Column *column; /* NULL if there is no field */
  double param;         /* NaN: not given */
  double rank;
  size_t place;
  Value value;
} WindowRun;

typedef struct WindowOp {
  const char *name;
  bool needs_field, needs_positive_param;
  Value (*next)(WindowRun *run, const WindowView *view);
} WindowOp;

const WindowOp *window_op_find(const char *name); /* NULL when unknown */
/* Reports that `name` is neither one of these nor an aggregate operation. */
void window_op_unknown(const char *name, Place at, TransformContext *context);
void window_run_begin(WindowRun *run); /* at the start of a partition */
