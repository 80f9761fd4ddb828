/* vegalite/dataflow/data_parse.c: text to dates and numbers, as encodings and filters require (Vega-Lite's ParseNode).
 *
 * Nothing is guessed from the data: a field is parsed because a definition treats it as a date, say, or a filter
 * compares it with a number. Views that share a source share the parsed table too, so the requirements of all of them
 * are gathered before it is read. Where two views need one field parsed differently, each parses it for itself
 * afterwards.
 */
#include "base/temporary.h"
#include "data/reader.h"
#include "vegalite/dataflow/data_pass.h"
#include "vegalite/dataflow/fields.h"
#include <string.h>

/* Whether a transform between `view` and `owner` creates the field, so that the source does not have it. */
static bool is_created(const View *view, const View *owner, const char *field) {
  for (; view; view = view == owner ? NULL : view->parent)
    if (transform_creates(view->transforms, field)) return true;
  return false;
}

/* The same for what the field is nested in. */
static bool is_created_around(const View *view, const View *owner, const char *field, Arena *arena) {
  const char *const *path = field_path(field, arena);
  return path[0] && path[1] && is_created(view, owner, path[0]);
}

/* The fields that `view` and all views below it need parsed, down to the next data of their own; null where they
 * disagree. */
static void collect_parse(const View *view, const View *owner, GHashTable *parses, Arena *arena) {
  if (view != owner && view->data) return;
  const Json *wanted =
      json_assign(arena, transform_parse(view->transforms, view->place, arena), view_implicit_parse(view, arena));
  for (size_t i = 0; i < json_count(wanted); i++) {
    const JsonMember *member = &wanted->object.members[i];
    if (is_created(view, owner, member->key) || is_created_around(view, owner, member->key, arena)) continue;
    const Json *known = g_hash_table_lookup(parses, member->key);
    bool disagrees = known && !json_equal(known, member->value);
    g_hash_table_insert(parses, (gpointer)member->key,
                        disagrees ? (gpointer)json_new_null(arena, member->value->place) : (gpointer)member->value);
  }
  for (size_t i = 0; i < view->child_count; i++) collect_parse(view->children[i], owner, parses, arena);
}

static gint compare_texts(gconstpointer a, gconstpointer b) { return strcmp(a, b); }

const Json *data_pass_shared_parse(const View *owner, Arena *arena) {
  GHashTable *parses = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(arena, parses);
  collect_parse(owner, owner, parses, arena);
  GList *keys = g_list_sort(g_hash_table_get_keys(parses), compare_texts);
  JsonBuilder builder = json_builder(arena);
  for (GList *key = keys; key; key = key->next) {
    const Json *how = g_hash_table_lookup(parses, key->data);
    if (!json_is_null(how)) json_builder_set(&builder, key->data, how);
  }
  g_list_free(keys);
  return json_builder_object(&builder, owner->place);
}

static const View *data_owner(const View *view) {
  while (view->parent && !view->data) view = view->parent;
  return view;
}

const Table *data_pass_parse_rest(DataPass *pass, const View *view, const Table *table, const Json *shared) {
  const Spec *spec = pass->input->spec;
  const Json *wanted = view_implicit_parse(view, spec->arena), *rest = NULL;
  const View *owner = data_owner(view);
  for (size_t i = 0; i < json_count(wanted); i++) {
    const JsonMember *member = &wanted->object.members[i];
    bool parsed = json_equal(json_get(shared, member->key), member->value) &&
                  !is_created_around(view, owner, member->key, spec->arena);
    if (!parsed && !is_created(view, owner, member->key))
      rest = json_with(spec->arena, rest, member->key, member->value);
  }
  return rest ? data_parse_fields(table, rest, spec->scope->locale, pass->messages, spec->arena) : table;
}
