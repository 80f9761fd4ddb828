/* vegalite/transform/names.c: see names.h. */
#include "vegalite/transform/names.h"
#include <string.h>

static const Json *member(const Json *object, const char *key, size_t length) {
  for (size_t i = 0; i < json_count(object); i++) {
    const JsonMember *one = &object->object.members[i];
    if (strncmp(one->key, key, length) == 0 && !one->key[length]) return one->value;
  }
  return NULL;
}

static bool visit_path(const Json *json, const char *path, VisitName visit, void *data) {
  static const char *const logical[] = {"and", "or", "not"};
  for (size_t i = 0; json_is(json, JSON_ARRAY) && i < json_count(json); i++)
    if (visit_path(json_at(json, i), path, visit, data)) return true;
  if (!*path && json_is(json, JSON_STRING)) return visit(json, data);
  if (!json_is(json, JSON_OBJECT)) return false;
  size_t step = strcspn(path, ".");
  if (*path && visit_path(member(json, path, step), path + step + (path[step] == '.'), visit, data)) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(logical); i++)
    if (visit_path(json_get(json, logical[i]), path, visit, data)) return true;
  return false;
}

bool names_visit(const Json *spec, const char *const *paths, VisitName visit, void *data) {
  for (; paths && *paths; paths++)
    if (visit_path(spec, *paths, visit, data)) return true;
  return false;
}

static bool is_wanted(const Json *name, void *wanted) { return strcmp(name->string, wanted) == 0; }

bool names_contain(const Json *spec, const char *const *paths, const char *name) {
  return names_visit(spec, paths, is_wanted, (void *)name);
}

const char *names_at(const Json *names, size_t i) {
  if (json_is(names, JSON_STRING)) return i == 0 ? names->string : NULL;
  return json_string(json_at(names, i), NULL);
}
