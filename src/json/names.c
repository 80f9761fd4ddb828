/* json/names.c: see names.h. */
#include "json/names.h"

static GHashTable *index_of(JsonNames *names) {
  if (g_once_init_enter(&names->index)) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < names->count; i++) {
      const char *const *name = (const void *)((const char *)names->rows + i * names->stride);
      g_hash_table_insert(rows, (gpointer)*name, GSIZE_TO_POINTER(i + 1));
    }
    g_once_init_leave(&names->index, (gsize)rows);
  }
  return (GHashTable *)names->index;
}

size_t json_names_find(JsonNames *names, const char *name) {
  size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(index_of(names), name));
  return found > 0 ? found - 1 : names->count;
}

void json_names_read(JsonNames *names, const Json *object, const Json **into) {
  for (size_t i = 0; json_is(object, JSON_OBJECT) && i < object->object.count; i++) {
    const JsonMember *member = &object->object.members[i];
    size_t row = json_names_find(names, member->key);
    if (row < names->count && !into[row]) into[row] = member->value;
  }
}
