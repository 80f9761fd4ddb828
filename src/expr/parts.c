/* expr/parts.c: see parts.h.
 *
 * datum.x > 0 ? 'gain' : 'loss' has texts as its values, so vector.c cannot evaluate it, but it can evaluate the comparison. Here a copy
 * of the tree is made in which the comparison is a NODE_PART, whose values are those of the 512 rows around the current one. */
#include "expr/parts.h"
#include <string.h>

enum { PARTS_MOST = 64 };

struct Parts {
  VectorRun run;
  const Node *tree;
  size_t count;
  const Node *nodes[PARTS_MOST];
  double *buffers[PARTS_MOST];
  PartValues values[PARTS_MOST];
};

static bool is_computed(const Node *node) { return node->kind >= NODE_UNARY || node->kind == NODE_CALL; }

static const Node *add_part(const Node *node, VectorKind kind, Parts *parts) {
  if (parts->count == PARTS_MOST) return node;
  Arena *arena = parts->run.at->arena;
  Node *part = arena_new(arena, Node);
  *part = (Node){.kind = NODE_PART, .slot = (unsigned)parts->count, .depth = node->depth};
  parts->nodes[parts->count] = node;
  parts->buffers[parts->count] = arena_array(arena, double, VECTOR_BLOCK);
  parts->values[parts->count++].kind = kind == VECTOR_BOOLEAN ? VALUE_BOOLEAN
                                       : kind == VECTOR_DATE  ? VALUE_DATE
                                                              : VALUE_NUMBER;
  return part;
}

static const Node *replace_parts(const Node *node, Parts *parts) {
  Arena *arena = parts->run.at->arena;
  VectorKind kind = is_computed(node) ? vector_kind(node, parts->run.at) : VECTOR_NONE;
  if (kind) return add_part(node, kind, parts);
  Node **children = NULL;
  for (unsigned i = 0; i < node->count; i++) {
    const Node *child = replace_parts(node->children[i], parts);
    if (child == node->children[i]) continue;
    if (!children) {
      children = arena_array(arena, Node *, node->count);
      memcpy(children, node->children, node->count * sizeof *children);
    }
    children[i] = (Node *)child;
  }
  if (!children) return node;
  Node *copy = arena_new(arena, Node);
  *copy = *node;
  copy->children = children;
  return copy;
}

Parts *parts_find(const Node *root, Evaluation *at) {
  Parts *parts = arena_new(at->arena, Parts);
  parts->run.at = at;
  parts->tree = replace_parts(root, parts);
  at->parts = parts->values;
  return parts->count ? parts : NULL;
}

const Node *parts_tree(const Parts *parts) { return parts->tree; }

void parts_reach(Parts *parts, Evaluation *at, size_t rows) {
  if (at->row % VECTOR_BLOCK != 0) return;
  size_t count = MIN(rows - at->row, (size_t)VECTOR_BLOCK);
  for (size_t i = 0; i < parts->count; i++) {
    parts->values[i].start = at->row;
    parts->values[i].values = vector_values(parts->nodes[i], &parts->run, at->row, count, parts->buffers[i]);
  }
}
