/* json/write.c: a tree as text, as JSON.stringify would write it. */
#include "base/decimal.h"
#include "json/json.h"
#include <math.h>
#include <string.h>

static void append_string(GString *out, const char *text) {
  static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  g_string_append_c(out, '"');
  for (const char *at = text; *at; at++) {
    const char *special = strchr(plain, *at);
    if (special) {
      g_string_append_c(out, '\\');
      g_string_append_c(out, letters[special - plain]);
    } else if ((unsigned char)*at < 0x20) {
      g_string_append_printf(out, "\\u%04x", (unsigned)*at);
    } else {
      g_string_append_c(out, *at);
    }
  }
  g_string_append_c(out, '"');
}

static void append_json(GString *out, const Json *json) {
  char buffer[DECIMAL_BUFFER];
  switch (json->kind) {
  case JSON_NULL: g_string_append(out, "null"); break;
  case JSON_BOOLEAN: g_string_append(out, json->boolean ? "true" : "false"); break;
  case JSON_NUMBER: g_string_append(out, isfinite(json->number) ? decimal_write(json->number, buffer) : "null"); break;
  case JSON_STRING: append_string(out, json->string); break;
  case JSON_ARRAY:
    g_string_append_c(out, '[');
    for (size_t i = 0; i < json->array.count; i++) {
      if (i) g_string_append_c(out, ',');
      append_json(out, json->array.items[i]);
    }
    g_string_append_c(out, ']');
    break;
  case JSON_OBJECT:
    g_string_append_c(out, '{');
    for (size_t i = 0; i < json->object.count; i++) {
      if (i) g_string_append_c(out, ',');
      append_string(out, json->object.members[i].key);
      g_string_append_c(out, ':');
      append_json(out, json->object.members[i].value);
    }
    g_string_append_c(out, '}');
    break;
  }
}

char *json_to_text(Arena *arena, const Json *json) {
  GString *out = g_string_new(NULL);
  if (json) append_json(out, json);
  char *text = arena_strndup(arena, out->str, out->len);
  g_string_free(out, TRUE);
  return text;
}
