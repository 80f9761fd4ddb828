/* poster/reference.c: see poster/reference.h.
 *
 * Formats: those of d3 for numbers (".1f") and dates ("%Y年%-m月%-d日"), and two with Chinese numerals: "hanzi-digits" (一九五三)
 * and "hanzi" (七十二); in languages without Han, these two write digits. A format may be given by language, as a text may.
 */
#include "poster/reference.h"
#include "base/temporary.h"
#include "data/value.h"
#include "format/format.h"
#include <math.h>
#include <string.h>

struct References {
  const char *lang;
  Messages *messages;
  Arena *arena;
  GHashTable *entries; /* id → Json */
  GHashTable *known;   /* path → Json, once looked up */
  const char **ids;    /* NULL-terminated */
};

static void free_table(void *table) { g_hash_table_destroy(table); }

References *references_create(const Json *dataset, const char *lang, Messages *messages, Arena *arena) {
  References *references = arena_new(arena, References);
  GHashTable *entries = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(arena, entries, free_table);
  GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(arena, known, free_table);
  size_t count = 0, total = 0;
  for (size_t i = 0; json_is(dataset, JSON_OBJECT) && i < json_count(dataset); i++)
    if (json_is(dataset->object.members[i].value, JSON_ARRAY)) total += json_count(dataset->object.members[i].value);
  const char **ids = arena_array(arena, const char *, total + 1);
  for (size_t i = 0; total && i < json_count(dataset); i++) {
    const Json *list = dataset->object.members[i].value;
    for (size_t j = 0; json_is(list, JSON_ARRAY) && j < json_count(list); j++) {
      const char *id = json_string(json_get(json_at(list, j), "id"), NULL);
      if (!id || g_hash_table_contains(entries, id)) continue;
      g_hash_table_insert(entries, (void *)(guintptr)id, (void *)(guintptr)json_at(list, j));
      ids[count++] = id;
    }
  }
  *references = (References){lang, messages, arena, entries, known, ids};
  return references;
}

/* Texts by language: {"zh": "…", "en": "…"}. */
static bool is_by_language(const Json *value) {
  if (!json_is(value, JSON_OBJECT) || json_count(value) == 0 || json_has(value, "ref")) return false;
  for (size_t i = 0; i < json_count(value); i++) {
    const JsonMember *member = &value->object.members[i];
    size_t length = strlen(member->key);
    if (length < 2 || (length > 3 && member->key[2] != '-') || !json_is(member->value, JSON_STRING)) return false;
  }
  return true;
}

static const char *primary_part(const char *lang, Arena *arena) {
  return arena_strndup(arena, lang ? lang : "", lang ? strcspn(lang, "-") : 0);
}

/* The first texts by language; looks at no more than `*left` values. */
static const Json *first_by_language(const Json *json, size_t *left) {
  if (*left == 0 || is_by_language(json)) return *left ? json : NULL;
  (*left)--;
  bool object = json_is(json, JSON_OBJECT);
  for (size_t i = 0; (object || json_is(json, JSON_ARRAY)) && i < json_count(json); i++) {
    const Json *found = first_by_language(object ? json->object.members[i].value : json_at(json, i), left);
    if (found) return found;
  }
  return NULL;
}

const char *reference_text_lang(const Json *dataset, const char *lang, Arena *arena) {
  size_t left = 10000;
  const char *primary = primary_part(lang ? lang : "en", arena);
  const Json *texts = first_by_language(dataset, &left);
  if (!texts || json_has(texts, primary)) return primary;
  return primary_part(texts->object.members[0].key, arena);
}

static const Json *in_language(const References *r, const Json *value) {
  if (!is_by_language(value)) return value;
  const Json *exact = r->lang ? json_get(value, r->lang) : NULL;
  if (exact) return exact;
  char *primary = g_strndup(r->lang ? r->lang : "", r->lang ? strcspn(r->lang, "-") : 0);
  const Json *found = json_get(value, primary);
  g_free(primary);
  return found ? found : value->object.members[0].value;
}

static const char **member_names(const Json *object, Arena *arena) {
  size_t count = json_is(object, JSON_OBJECT) ? json_count(object) : 0;
  const char **names = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = object->object.members[i].key;
  return names;
}

static const Json *walk(const References *r, const Json *json, bool follow);

/* The value of "id.member.member"; NULL after an error message. */
static const Json *look_up(const References *r, const char *path, Place at) {
  const Json *before = g_hash_table_lookup(r->known, path);
  if (before) return before;
  const char *whole = path;
  size_t length = strcspn(path, ".");
  char *id = arena_strndup(r->arena, path, length);
  const Json *value = g_hash_table_lookup(r->entries, id);
  if (!value) {
    messages_error(r->messages, at, "E709", "the data has no \"%s\"%s", id, suggest(r->arena, id, r->ids));
    return NULL;
  }
  while (path[length]) {
    const char *from = path + length + 1;
    size_t step = strcspn(from, ".");
    char *name = arena_strndup(r->arena, from, step);
    const Json *next = json_get(value, name);
    if (!next || json_is_null(next)) {
      messages_error(r->messages, at, "E710", "\"%s\" has no \"%s\"%s", id, name,
                     suggest(r->arena, name, member_names(value, r->arena)));
      return NULL;
    }
    value = next;
    length += step + 1;
  }
  /* Texts of the dataset may not contain references: these could be circular. */
  value = walk(r, value, false);
  g_hash_table_insert(r->known, (void *)(guintptr)whole, (void *)(guintptr)value);
  return value;
}

static const char *const han_digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static char *hanzi_digits(double number, Arena *arena) {
  char *plain = arena_printf(arena, "%.0f", number);
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  for (const char *c = plain; *c; c++) g_string_append(out, g_ascii_isdigit(*c) ? han_digits[*c - '0'] : "负");
  return arena_strdup(arena, out->str);
}

/* Whole numbers below ten thousand in words: 七十二, 一百零五. */
static char *hanzi_number(double number, Arena *arena) {
  static const char *const places[] = {"", "十", "百", "千"};
  if (!(number >= 1 && number < 10000)) return hanzi_digits(number, arena);
  int whole = (int)number, unit = 1000;
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  bool skipped = false;
  for (int place = 3; place >= 0; place--, unit /= 10) {
    int digit = whole / unit % 10;
    if (digit == 0) {
      skipped = out->len > 0;
      continue;
    }
    if (skipped) g_string_append(out, "零");
    skipped = false;
    if (!(digit == 1 && place == 1 && out->len == 0)) g_string_append(out, digit ? han_digits[digit] : "");
    g_string_append(out, places[place]);
  }
  return arena_strdup(arena, out->str);
}

bool reference_lang_is_han(const char *lang) {
  return !lang || g_str_has_prefix(lang, "zh") || g_str_has_prefix(lang, "ja");
}

static const char *in_format(const References *r, const Json *value, const char *format, Place at) {
  if (json_is(value, JSON_NUMBER)) {
    bool digits = g_str_has_prefix(format, "hanzi") && !reference_lang_is_han(r->lang);
    if (digits) return arena_printf(r->arena, "%.0f", value->number);
    if (strcmp(format, "hanzi") == 0) return hanzi_number(value->number, r->arena);
    if (strcmp(format, "hanzi-digits") == 0) return hanzi_digits(value->number, r->arena);
    char *text = format_number(locale_default(), format, value->number, r->arena);
    if (!text) messages_error(r->messages, at, "E711", "invalid number format \"%s\" in a reference", format);
    return text;
  }
  static const char *const date_forms[] = {"%Y-%m-%d", "%Y-%m", "%Y"};
  const char *text = json_string(value, "");
  for (size_t i = 0; i < G_N_ELEMENTS(date_forms); i++) {
    double ms = parse_time(locale_default(), date_forms[i], text, true);
    if (!isnan(ms)) return format_time(locale_default(), format, ms, true, r->arena);
  }
  messages_error(r->messages, at, "E712", "only numbers and dates can be formatted");
  return NULL;
}

static const Json *resolve_reference(const References *r, const Json *object) {
  const Json *ref = json_get(object, "ref"), *format = in_language(r, json_get(object, "format"));
  const Json *value = look_up(r, ref->string, ref->place);
  if (!value) return json_new_string(r->arena, object->place, "");
  if (json_is(format, JSON_STRING)) {
    const char *text = in_format(r, value, format->string, format->place);
    return json_new_string(r->arena, object->place, text ? text : "");
  }
  switch (value->kind) {
  case JSON_NUMBER: return json_new_number(r->arena, object->place, value->number);
  case JSON_STRING: return json_new_string(r->arena, object->place, value->string);
  case JSON_OBJECT: {
    const Json *over = json_without(r->arena, object, (const char *const[]){"ref", NULL});
    const Json *all = json_assign(r->arena, value, references_resolve(r, over));
    return json_new_object(r->arena, object->place, all->object.members, all->object.count);
  }
  default: return value;
  }
}

/* More than fits on a page; without a limit a short file could ask for any amount. */
enum { TEXT_MAX = 1 << 20 };

/* The length of "{id.member}" at `at` in bytes; 0 if there is none. */
static size_t reference_span(const char *at) {
  size_t i = 1;
  bool dotted = false;
  if (at[0] != '{' || !g_ascii_islower(at[1])) return 0;
  for (; g_ascii_isalnum(at[i]) || (at[i] && strchr("._-", at[i])); i++) dotted = dotted || at[i] == '.';
  return at[i] == '}' && dotted ? i + 1 : 0;
}

static const Json *resolve_string(const References *r, const Json *json) {
  if (!strchr(json->string, '{')) return json;
  GString *out = g_string_new(NULL);
  arena_temporary(r->arena, out);
  for (const char *at = json->string; *at && out->len <= TEXT_MAX;) {
    size_t span = reference_span(at);
    if (span == 0) {
      g_string_append_c(out, *at++);
      continue;
    }
    const Json *value = look_up(r, arena_strndup(r->arena, at + 1, span - 2), json->place);
    g_string_append(out, reference_text(value, r->arena));
    at += span;
  }
  const Json *text = json_new_string(r->arena, json->place, out->str);
  return text;
}

static const Json *walk(const References *r, const Json *json, bool follow) {
  if (json_is(json, JSON_STRING)) return follow ? resolve_string(r, json) : json;
  if (json_is(json, JSON_ARRAY)) {
    const Json **items = arena_array(r->arena, const Json *, json_count(json));
    for (size_t i = 0; i < json_count(json); i++) items[i] = walk(r, json_at(json, i), follow);
    return json_new_array(r->arena, json->place, items, json_count(json));
  }
  if (!json_is(json, JSON_OBJECT)) return json;
  if (follow && json_is(json_get(json, "ref"), JSON_STRING)) return resolve_reference(r, json);
  const Json *words = in_language(r, json);
  if (words != json) return walk(r, words, follow);
  JsonMember *members = arena_array(r->arena, JsonMember, json_count(json));
  for (size_t i = 0; i < json_count(json); i++) {
    members[i] = json->object.members[i];
    if (strcmp(members[i].key, "chart") != 0) members[i].value = walk(r, members[i].value, follow);
  }
  return json_new_object(r->arena, json->place, members, json_count(json));
}

const Json *references_resolve(const References *r, const Json *json) { return walk(r, json, true); }

static void append_text(GString *out, const Json *value) {
  char buffer[32];
  if (out->len > TEXT_MAX) return;
  if (json_is(value, JSON_STRING)) g_string_append(out, value->string);
  if (json_is(value, JSON_NUMBER)) g_string_append(out, number_to_text(value->number, buffer));
  for (size_t i = 0; json_is(value, JSON_ARRAY) && i < json_count(value); i++) append_text(out, json_at(value, i));
}

const char *reference_text(const Json *value, Arena *arena) {
  if (json_is(value, JSON_STRING)) return value->string;
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  append_text(out, value);
  return arena_strdup(arena, out->str);
}
