/* vegalite/reading/normalize_context.c: the JavaScript notions that Vega-Lite's normalization rests on: truth, spreading, names. */
#include "vegalite/reading/normalize_context.h"
#include "data/value.h"
#include <string.h>

const Json *normalize_fail(const Normalizer *normalizer, const Json *at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_vprintf(normalizer->arena, format, arguments);
  va_end(arguments);
  messages_error(normalizer->messages, json_place(at), code, "%s", text);
  return NULL;
}

const Json *normalize_spread(Arena *arena, const Json *base, const Json *over) {
  return json_assign(arena, json_is(base, JSON_OBJECT) ? base : NULL, json_is(over, JSON_OBJECT) ? over : NULL);
}

const Json *normalize_empty(Arena *arena, const Json *from) {
  return json_new_object(arena, json_place(from), NULL, 0);
}

const Json *normalize_single(Arena *arena, const char *key, const Json *value) {
  return json_new_object(arena, json_place(value), &(JsonMember){.key = key, .value = value}, 1);
}

const Json *normalize_text(Arena *arena, const Json *from, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_vprintf(arena, format, arguments);
  va_end(arguments);
  return json_new_string(arena, json_place(from), text);
}

const char *normalize_string_of(Arena *arena, const Json *json) {
  if (json_is(json, JSON_STRING)) return json->string;
  return value_to_string(value_from_json(json, arena), arena);
}

const char *normalize_variable_name(Arena *arena, const char *text) {
  /* A character outside the first plane counts twice, as JavaScript's two UTF-16 units. */
  char *name = arena_alloc(arena, 2 * strlen(text) + 2), *end = name;
  if (g_ascii_isdigit(text[0])) *end++ = '_';
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    *end++ = g_ascii_isalnum(*c) ? *c : '_';
    if (g_utf8_get_char(c) > 0xFFFF) *end++ = '_';
  }
  *end = '\0';
  return name;
}

const Json *normalize_concat(Arena *arena, const Json *first, const Json *second) {
  size_t first_count = json_is(first, JSON_ARRAY) ? json_count(first) : 0;
  size_t second_count = json_is(second, JSON_ARRAY) ? json_count(second) : 0;
  const Json **items = arena_array(arena, const Json *, first_count + second_count);
  for (size_t i = 0; i < first_count; i++) items[i] = json_at(first, i);
  for (size_t i = 0; i < second_count; i++) items[first_count + i] = json_at(second, i);
  return json_new_array(arena, json_place(first ? first : second), items, first_count + second_count);
}

const Json *normalize_mark_object(Arena *arena, const Json *mark) {
  return json_has(mark, "type") ? mark : normalize_single(arena, "type", mark);
}

static const Json *style_property(const Json *styles, const char *name, const char *key, const Json *found) {
  const Json *value = name ? json_get(json_get(styles, name), key) : NULL;
  return value ? value : found;
}

const Json *normalize_mark_property(const Json *mark, const Json *config, const char *key) {
  const Json *own = json_get(mark, key);
  if (own) return own;
  const char *type = json_string(json_get(mark, "type"), "");
  const Json *styles = json_get(config, "style"), *style = json_get(mark, "style");
  const Json *found = style_property(styles, type, key, NULL);
  if (json_is(style, JSON_STRING)) found = style_property(styles, style->string, key, found);
  for (size_t i = 0; json_is(style, JSON_ARRAY) && i < json_count(style); i++)
    found = style_property(styles, json_string(json_at(style, i), NULL), key, found);
  if (!found) found = json_get(json_get(config, type), key);
  return found ? found : json_get(json_get(config, "mark"), key);
}
