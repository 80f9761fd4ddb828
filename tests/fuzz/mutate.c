/* tests/fuzz/mutate.c: see targets.h. */
#include "targets.h"
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* Values that are on the edge of something. */
static const char *const values[] = {"null",
                                     "true",
                                     "false",
                                     "0",
                                     "-1",
                                     "1e300",
                                     "5e-324",
                                     "\"\"",
                                     "[]",
                                     "{}",
                                     "[0,0]",
                                     "1e9",
                                     "0.5",
                                     "\"%\"",
                                     "[null]",
                                     "\"datum.a\"",
                                     "{\"expr\":\"1/0\"}",
                                     "{\"step\":-1}"};
enum { VALUES = sizeof values / sizeof *values, NODES = 4096 };

typedef struct Nodes {
  cJSON *all[NODES], *parent[NODES];
  size_t count;
} Nodes;

static void collect(Nodes *nodes, cJSON *node, cJSON *parent) {
  if (nodes->count == NODES) return;
  nodes->all[nodes->count] = node;
  nodes->parent[nodes->count++] = parent;
  for (cJSON *child = node->child; child; child = child->next) collect(nodes, child, node);
}

/* `node` in place of `old`, under the same key. */
static void put(cJSON *parent, cJSON *old, cJSON *node) {
  if (!node) return;
  free(node->string);
  node->string = old->string ? strdup(old->string) : NULL;
  cJSON_ReplaceItemViaPointer(parent, old, node);
}

static void change(Nodes *nodes, unsigned seed) {
  size_t i = 1 + seed % (nodes->count - 1), j = 1 + seed / 7 % (nodes->count - 1);
  cJSON *node = nodes->all[i], *parent = nodes->parent[i], *other = nodes->all[j];
  switch (seed / 64 % 5) {
  case 0: cJSON_Delete(cJSON_DetachItemViaPointer(parent, node)); break;
  case 1: put(parent, node, cJSON_Duplicate(other, 1)); break;
  case 2: put(parent, node, cJSON_Parse(values[seed / 320 % VALUES])); break;
  case 3:
    if (cJSON_IsArray(parent))
      cJSON_AddItemToArray(parent, cJSON_Duplicate(node, 1));
    else if (other->string)
      cJSON_AddItemToObject(parent, other->string, cJSON_Duplicate(other, 1));
    break;
  default:
    if (cJSON_IsString(node) && cJSON_IsString(other)) put(parent, node, cJSON_CreateString(other->valuestring));
    if (cJSON_IsNumber(node)) put(parent, node, cJSON_CreateNumber(node->valuedouble * -1000));
  }
}

size_t fuzz_mutate_json(char *text, size_t length, size_t room, unsigned seed) {
  static Nodes nodes;
  cJSON *tree = cJSON_ParseWithLength(text, length);
  if (!tree) return 0;
  nodes.count = 0;
  collect(&nodes, tree, NULL);
  if (nodes.count > 1) change(&nodes, seed);
  char *written = cJSON_PrintUnformatted(tree);
  size_t size = written ? strlen(written) : 0;
  if (size > room) size = 0;
  if (size) memcpy(text, written, size);
  free(written);
  cJSON_Delete(tree);
  return size;
}
