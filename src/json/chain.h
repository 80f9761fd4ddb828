/* json/chain.h: one property, looked up along several objects.
 *
 * A chart's own axis, then config.axisBottom, config.axisX, config.axis, then the defaults: the first object that
 * has the key wins. A JSON null counts as set (it switches things off).
 */
#pragma once
#include "json/json.h"

enum { CHAIN_MAX = 16 };
typedef struct Chain {
  const Json *links[CHAIN_MAX]; /* nearest first; never NULL inside */
  size_t count;
} Chain;

/* Appends `link` at the far end; NULL, non-objects, and links over CHAIN_MAX are left out. */
void chain_append(Chain *chain, const Json *link);
/* Puts `link` first. */
void chain_prepend(Chain *chain, const Json *link);
/* The first link's value for `key`, NULL when none has it. */
const Json *chain_get(const Chain *chain, const char *key);
/* Typed reading: `otherwise` when absent, null or of another kind. */
double chain_number(const Chain *chain, const char *key, double otherwise);
bool chain_boolean(const Chain *chain, const char *key, bool otherwise);
const char *chain_string(const Chain *chain, const char *key, const char *otherwise);
