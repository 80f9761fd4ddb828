/* json/parse.c: a JSON text as a tree.
 *
 * The scanner validates the text and takes a note of each value (json/notes.h); cJSON builds the tree; both are walked
 * in step to build nodes in the arena. Bulk data bypass cJSON, whose tree takes more memory than ours.
 */
#include "base/decimal.h"
#include "base/temporary.h"
#include "base/text.h"
#include "json/escape.h"
#include "json/notes.h"
#include "json/repeats.h"
#include "json/tree.h"
#include <cjson/cJSON.h>
#include <string.h>

typedef struct Walk {
  const Source *source;
  Arena *arena;
  const JsonNote *note; /* of the next value */
  GString *unescaped;
  Messages *messages;
  GHashTable *repeats; /* names reported as set twice; NULL before the first */
} Walk;

static const Json *walk_value(Walk *walk, const cJSON *item);

/* cJSON's string, or the source's if it was not passed to cJSON. */
static const char *keep_text(Walk *walk, const char *text, bool is_own, guint32 start, guint32 end) {
  if (!is_own) return arena_strdup(walk->arena, text);
  if (!walk->unescaped) walk->unescaped = g_string_new(NULL);
  json_unescape(walk->unescaped, walk->source->text + start + 1, walk->source->text + end - 1);
  return arena_strndup(walk->arena, walk->unescaped->str, walk->unescaped->len);
}

static void walk_array(Walk *walk, const cJSON *item, size_t count, Json *json) {
  const Json **items = arena_array(walk->arena, const Json *, count);
  size_t n = 0;
  for (const cJSON *child = item->child; child; child = child->next) items[n++] = walk_value(walk, child);
  json->array.items = items;
  json->array.count = count;
}

/* Once for each name: rows repeat what the first row does. */
static void report_repeat(const void *member, void *data) {
  const JsonMember *repeat = member;
  Walk *walk = data;
  if (!walk->repeats) walk->repeats = g_hash_table_new(g_str_hash, g_str_equal);
  if (!g_hash_table_add(walk->repeats, (gpointer)repeat->key)) return;
  messages_warn(walk->messages, repeat->key_place, "W149", "\"%s\" is set twice; the last value is used", repeat->key);
}

static void walk_object(Walk *walk, const cJSON *item, size_t count, Json *json) {
  JsonMember *members = arena_array(walk->arena, JsonMember, count), *member = members;
  for (const cJSON *child = item->child; child; child = child->next, member++) {
    const JsonNote *note = walk->note;
    member->key = keep_text(walk, child->string, note->key_is_own, note->key_start, note->key_end);
    member->key_place = (Place){walk->source, note->key_start, note->key_end - note->key_start};
    member->value = walk_value(walk, child);
  }
  json->object.members = members;
  json->object.count =
      json_merge_repeats(members, count, sizeof *members, report_repeat, walk, arena_budget(walk->arena));
}

/* Rows stay text; other bulk data become a tree by the shorter way. */
static const Json *walk_bulk(const Walk *walk, const JsonNote *note, Json *json) {
  if (walk->source->text[note->start] != '[') {
    JsonScan scan;
    json_scan_open_value(&scan, json->place);
    return json_tree_read(&scan, walk->arena);
  }
  json->kind = JSON_ARRAY;
  json->is_text = true;
  json->array.count = note->count;
  json->array.arena = walk->arena;
  return json;
}

static double number_of(const Walk *walk, const cJSON *item, const JsonNote *note) {
  return note->is_own ? decimal_read(walk->source->text + note->start, note->end - note->start) : item->valuedouble;
}

static const Json *walk_value(Walk *walk, const cJSON *item) {
  const JsonNote *note = walk->note++;
  Json *json = arena_new(walk->arena, Json);
  json->place = (Place){walk->source, note->start, note->end - note->start};
  if (note->is_text) return walk_bulk(walk, note, json);
  switch (item->type & 0xff) {
  case cJSON_False:
  case cJSON_True:
    json->kind = JSON_BOOLEAN;
    json->boolean = cJSON_IsTrue(item);
    break;
  case cJSON_Number:
    json->kind = JSON_NUMBER;
    json->number = number_of(walk, item, note);
    break;
  case cJSON_String:
    json->kind = JSON_STRING;
    json->string = keep_text(walk, item->valuestring, note->is_own, note->start, note->end);
    break;
  case cJSON_Array:
    json->kind = JSON_ARRAY;
    walk_array(walk, item, note->count, json);
    break;
  case cJSON_Object:
    json->kind = JSON_OBJECT;
    walk_object(walk, item, note->count, json);
    break;
  default: break; /* null */
  }
  return json;
}

static const Json *make_tree(const JsonNotes *notes, const Source *source, Messages *messages, Arena *arena) {
  cJSON *root = cJSON_ParseWithLengthOpts(notes->shown, notes->shown_length, NULL, false);
  if (!root) g_error("out of memory"); /* the only possible cause: the scanner is stricter than cJSON */
  Walk walk = {source, arena, (const JsonNote *)(gconstpointer)notes->list->data, NULL, messages, NULL};
  budget_temporary_with(arena_budget(arena), root, (GDestroyNotify)cJSON_Delete);
  arena_temporary(arena, walk.unescaped);
  arena_temporary(arena, walk.repeats);
  return walk_value(&walk, root);
}

const Json *json_parse(const Source *source, Messages *messages, Arena *arena) {
  if (!text_check(source, messages)) return NULL;
  JsonScan scan;
  JsonNotes notes;
  json_scan_open(&scan, source, false, messages);
  arena_temporary(arena, scan.unescaped);
  json_scan_charge(&scan, arena_budget(arena));
  bool is_good = json_notes_take(&notes, &scan, arena_budget(arena));
  arena_temporary(arena, notes.list);
  arena_temporary(arena, notes.changed);
  return is_good ? make_tree(&notes, source, messages, arena) : NULL;
}

const Json *json_parse_data(const Source *source, Messages *messages, Arena *arena) {
  JsonScan scan;
  json_scan_open(&scan, source, false, messages);
  return json_tree_read(&scan, arena);
}

const Json *const *json_items(const Json *array) {
  if (!json_is(array, JSON_ARRAY)) return NULL;
  if (array->is_text) {
    JsonScan scan;
    json_scan_open_value(&scan, array->place);
    Json *own = (Json *)array; /* it means the same as before */
    own->array.items = json_tree_read(&scan, array->array.arena)->array.items;
    own->is_text = false;
  }
  return array->array.items;
}
