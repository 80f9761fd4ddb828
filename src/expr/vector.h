/* expr/vector.h: expressions over columns of numbers, a block of rows at a time (private to this room). */
#pragma once
#include "expr/function.h"
#include "time/clock.h"

typedef enum VectorKind {
  VECTOR_NONE,
  VECTOR_NUMBER,
  VECTOR_BOOLEAN,
  VECTOR_DATE,
  VECTOR_TEXT, /* the numbers of a column of texts: of operands only */
} VectorKind;

enum { VECTOR_BLOCK = 512 };

typedef struct VectorRun {
  Evaluation *at;
  ClockMemory memory;     /* of the local zone */
  const double **numbers; /* by field, of those that are texts; NULL: not yet */
} VectorRun;

/* What kind of numbers the node has at every row, VECTOR_NONE where it has to be evaluated row by row; never VECTOR_TEXT. */
VectorKind vector_kind(const Node *node, const Evaluation *at);
/* Its values (booleans as 0 and 1) at `count` ≤ VECTOR_BLOCK rows from `start`; in `buffer`, or where they already are. */
const double *vector_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer);
