/* expr/parts.h: parts of an expression that are evaluated over columns, though the whole has to be row by row (private to this room). */
#pragma once
#include "expr/vector.h"

typedef struct Parts Parts;

/* Finds the largest parts of the tree that have a vector_kind(), for at->parts; NULL if there are none. */
Parts *parts_find(const Node *root, Evaluation *at);
/* The tree with a NODE_PART for each part. */
const Node *parts_tree(const Parts *parts);
/* Evaluates the parts at a block of rows if at->row is the first of one; of `rows` rows. */
void parts_reach(Parts *parts, Evaluation *at, size_t rows);
