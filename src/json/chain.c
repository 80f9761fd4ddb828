/* json/chain.c: one property along several objects. */
#include "json/chain.h"
#include <string.h>

void chain_append(Chain *chain, const Json *link) {
  if (json_is(link, JSON_OBJECT) && chain->count < CHAIN_MAX) chain->links[chain->count++] = link;
}

void chain_prepend(Chain *chain, const Json *link) {
  if (!json_is(link, JSON_OBJECT)) return;
  if (chain->count < CHAIN_MAX) chain->count++;
  memmove(chain->links + 1, chain->links, (chain->count - 1) * sizeof(const Json *));
  chain->links[0] = link;
}

const Json *chain_get(const Chain *chain, const char *key) {
  for (size_t i = 0; i < chain->count; i++) {
    const Json *value = json_get(chain->links[i], key);
    if (value) return value;
  }
  return NULL;
}

double chain_number(const Chain *chain, const char *key, double otherwise) {
  return json_number(chain_get(chain, key), otherwise);
}

bool chain_boolean(const Chain *chain, const char *key, bool otherwise) {
  return json_boolean(chain_get(chain, key), otherwise);
}

const char *chain_string(const Chain *chain, const char *key, const char *otherwise) {
  return json_string(chain_get(chain, key), otherwise);
}
