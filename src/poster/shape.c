/* poster/shape.c: see poster/shape.h. Properties are first checked before references are resolved, so that messages refer to what
 * the author wrote; what references resolve to is checked afterwards. */
#include "poster/shape.h"
#include "base/length.h"
#include "color/color.h"
#include <string.h>

typedef struct Check {
  Messages *messages;
  Arena *arena;
} Check;

static bool check_object(const Check *check, const Json *object, const Field *fields, const char *what);

static bool is_reference(const Json *json) { return json_is(json_get(json, "ref"), JSON_STRING); }

/* Texts by language, or a reference with a format. */
static bool is_text_object(const Json *json) {
  if (!json_is(json, JSON_OBJECT)) return false;
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    bool format = is_reference(json) && strcmp(member->key, "format") == 0 && is_text_object(member->value);
    if (!json_is(member->value, JSON_STRING) && !format) return false;
  }
  return json_count(json) > 0;
}

static bool is_text(const Json *json, bool nested) {
  if (json_is(json, JSON_STRING) || json_is(json, JSON_NUMBER) || is_text_object(json)) return true;
  if (!json_is(json, JSON_ARRAY) || nested) return false;
  for (size_t i = 0; i < json_count(json); i++)
    if (!is_text(json_at(json, i), true)) return false;
  return true;
}

static bool is_length(const Json *json) {
  double px;
  return json_is(json, JSON_STRING) && length_parse(json->string, &px) && px >= 0;
}

static bool is_texts(const Json *json) {
  for (size_t i = 0; i < json_count(json); i++)
    if (!is_text(json_at(json, i), false)) return false;
  return json_is(json, JSON_ARRAY);
}

static bool check_word(const Check *check, const Json *value, const Field *field) {
  for (size_t i = 0; field->words[i]; i++)
    if (strcmp(field->words[i], value->string) == 0) return true;
  messages_error(check->messages, value->place, "E718", "unknown \"%s\" \"%s\"%s", field->name, value->string,
                 suggest(check->arena, value->string, field->words));
  return false;
}

static bool check_list(const Check *check, const Json *list, const Field *field) {
  bool good = true;
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    const char *what = arena_printf(check->arena, "item %zu of \"%s\"", i + 1, field->name);
    if (!json_is(item, JSON_OBJECT)) {
      messages_error(check->messages, json_place(item), "E719", "%s must be an object", what);
      good = false;
    } else if (!check_object(check, item, field->fields, what)) {
      good = false;
    }
  }
  return good;
}

static const char *const kind_words[] = {
    [FIELD_TEXT] = "text, a reference, or a list of these",
    [FIELD_NUMBER] = "a number",
    [FIELD_COUNT] = "a number",
    [FIELD_SHARE] = "a number",
    [FIELD_LENGTH] = "a length such as \"12mm\" (mm, cm, in, pt or px)",
    [FIELD_EXTENT] = "\"auto\", or a length such as \"12mm\" (mm, cm, in, pt or px)",
    [FIELD_STRING] = "a string",
    [FIELD_COLOR] = "a string",
    [FIELD_ROLE] = "a string",
    [FIELD_BOOLEAN] = "true or false",
    [FIELD_SWITCH] = "true, false or an object",
    [FIELD_CHART] = "a chart or the url of one",
    [FIELD_OBJECT] = "an object",
    [FIELD_MEMBERS] = "an object",
    [FIELD_LIST] = "a list of objects",
    [FIELD_TEXTS] = "a list of texts",
};

static bool has_kind(const Json *value, FieldKind kind) {
  switch (kind) {
  case FIELD_TEXT: return is_text(value, false);
  case FIELD_NUMBER:
  case FIELD_COUNT:
  case FIELD_SHARE: return json_is(value, JSON_NUMBER) || is_reference(value);
  case FIELD_LENGTH: return is_length(value);
  case FIELD_EXTENT: return is_length(value) || json_is_string(value, "auto");
  case FIELD_STRING:
  case FIELD_ROLE:
  case FIELD_COLOR: return json_is(value, JSON_STRING);
  case FIELD_BOOLEAN: return json_is(value, JSON_BOOLEAN);
  case FIELD_SWITCH: return json_is(value, JSON_BOOLEAN) || json_is(value, JSON_OBJECT);
  case FIELD_CHART: return json_is(value, JSON_STRING) || json_is(value, JSON_OBJECT);
  case FIELD_OBJECT:
  case FIELD_MEMBERS: return json_is(value, JSON_OBJECT);
  case FIELD_LIST: return json_is(value, JSON_ARRAY);
  case FIELD_TEXTS: return is_texts(value);
  default: return true; /* its reader checks it */
  }
}

static bool check_value(const Check *check, const Json *value, const Field *field) {
  if (!has_kind(value, field->kind)) {
    messages_error(check->messages, value->place, "E238", "\"%s\" must be %s", field->name, kind_words[field->kind]);
    return false;
  }
  if (field->kind == FIELD_STRING && field->words) return check_word(check, value, field);
  if ((field->kind == FIELD_OBJECT || (field->kind == FIELD_SWITCH && json_is(value, JSON_OBJECT))) && field->fields)
    return check_object(check, value, field->fields, arena_printf(check->arena, "\"%s\"", field->name));
  return field->kind == FIELD_LIST ? check_list(check, value, field) : true;
}

static const Field *find_field(const Field *fields, const char *name) {
  for (; fields->name; fields++)
    if (strcmp(fields->name, name) == 0) return fields;
  return NULL;
}

/* "; its properties are kind, name, text": for a name that is not a misspelling of any, but another word. */
static const char *list_names(const char *const *names, Arena *arena) {
  enum { MOST = 24 };
  const char *list = "";
  if (g_strv_length((char **)names) > MOST) return "";
  for (; *names; names++) list = arena_printf(arena, "%s%s %s", list, *list ? "," : "; its properties are", *names);
  return list;
}

static void report_unknown(const Check *check, const JsonMember *member, const Field *fields, const char *what) {
  size_t count = 0;
  while (fields[count].name) count++;
  const char **names = arena_array(check->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = fields[i].name;
  const char *meant = suggest(check->arena, member->key, names);
  messages_error(check->messages, json_place(member->value), "E720", "%s has no property \"%s\"%s", what, member->key,
                 *meant ? meant : list_names(names, check->arena));
}

static bool check_object(const Check *check, const Json *object, const Field *fields, const char *what) {
  bool good = true, refers = is_reference(object);
  for (size_t i = 0; i < json_count(object); i++) {
    const JsonMember *member = &object->object.members[i];
    const Field *field = find_field(fields, member->key);
    if (!field && refers && strcmp(member->key, "ref") == 0) continue;
    if (!field) report_unknown(check, member, fields, what);
    if (!field || !check_value(check, member->value, field)) good = false;
  }
  for (; fields->name; fields++) {
    if (!fields->required || refers || json_has(object, fields->name)) continue;
    messages_error(check->messages, json_place(object), "E721", "%s needs \"%s\"", what, fields->name);
    good = false;
  }
  return good;
}

bool shape_check(const Json *object, const Field *fields, const char *what, Messages *messages, Arena *arena) {
  Check check = {messages, arena};
  return check_object(&check, object, fields, what);
}

/* The names of `object` and of `more`, NULL-terminated. */
static const char *const *names_of(const Json *object, const char *const *more, Arena *arena) {
  size_t count = 0, own = json_count(object);
  while (more && more[count]) count++;
  const char **names = arena_array(arena, const char *, own + count + 1);
  for (size_t i = 0; i < own; i++) names[i] = object->object.members[i].key;
  for (size_t i = 0; more && i < count; i++) names[own + i] = more[i];
  return names;
}

bool shape_check_color(const Json *value, const Json *colors, Messages *messages, Arena *arena) {
  Rgba color;
  if (json_has(colors, value->string) || color_parse(value->string, &color)) return true;
  messages_error(messages, value->place, "E750", "unknown colour \"%s\"%s", value->string,
                 suggest(arena, value->string, names_of(colors, color_keywords(arena), arena)));
  return false;
}

static bool check_role(const Json *value, const Json *roles, Messages *messages, Arena *arena) {
  if (json_has(roles, value->string)) return true;
  messages_error(messages, value->place, "E751", "the style has no role \"%s\"%s", value->string,
                 suggest(arena, value->string, names_of(roles, NULL, arena)));
  return false;
}

static bool check_resolved_list(const Check *check, const Json *list, const Field *field, const Json *style) {
  bool good = true;
  for (size_t i = 0; i < json_count(list); i++) {
    const char *what = arena_printf(check->arena, "item %zu of \"%s\"", i + 1, field->name);
    const Json *item = json_at(list, i);
    if (!json_is(item, JSON_OBJECT)) {
      messages_error(check->messages, json_place(item), "E722", "%s refers to a single value, not to an entry", what);
      good = false;
    } else {
      good = shape_check_resolved(item, field->fields, what, style, check->messages, check->arena) && good;
    }
  }
  return good;
}

static bool check_resolved_value(const Check *check, const Json *value, const Field *field, const Json *style) {
  if (field->kind == FIELD_TEXT && (json_is(value, JSON_OBJECT) || json_is(value, JSON_BOOLEAN))) {
    messages_error(check->messages, value->place, "E723",
                   "\"%s\" refers to an entry; name one of its values, as in \"%s.value\"", field->name,
                   json_string(json_get(value, "id"), "id"));
    return false;
  }
  if (!json_is(value, JSON_STRING)) return true;
  if (field->kind == FIELD_COLOR)
    return shape_check_color(value, json_get(style, "colors"), check->messages, check->arena);
  return field->kind != FIELD_ROLE || check_role(value, json_get(style, "roles"), check->messages, check->arena);
}

bool shape_check_resolved(const Json *object, const Field *fields, const char *what, const Json *style,
                          Messages *messages, Arena *arena) {
  Check check = {messages, arena};
  bool good = true;
  for (; fields->name; fields++) {
    const Json *value = json_get(object, fields->name);
    if (fields->kind == FIELD_LIST) good = check_resolved_list(&check, value, fields, style) && good;
    if (value && !json_is_null(value)) {
      good = check_resolved_value(&check, value, fields, style) && good;
    } else if (fields->required) {
      messages_error(messages, json_place(object), "E721", "%s needs \"%s\"", what, fields->name);
      good = false;
    }
  }
  return good;
}
