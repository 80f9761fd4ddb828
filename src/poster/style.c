/* poster/style.c: see poster/style.h. The default style is src/poster/style.json, compiled in. */
#include "poster/style.h"
#include "base/length.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

extern const char poster_style_json[];

static const double size_least = 0.1, size_most = 10000; /* px */

static const Field any_text[] = {
    {.name = "", .kind = FIELD_STRING},
    {0},
};
static const Field type_fields[] = {
    {.name = "base", .kind = FIELD_LENGTH},
    {.name = "ratio", .kind = FIELD_NUMBER},
    {0},
};
static const Field rule_fields[] = {
    {.name = "thick", .kind = FIELD_LENGTH},
    {.name = "thin", .kind = FIELD_LENGTH},
    {.name = "hair", .kind = FIELD_LENGTH},
    {0},
};
static const Field space_fields[] = {
    {.name = "unit", .kind = FIELD_LENGTH},
    {.name = "rows", .kind = FIELD_LENGTH},
    {0},
};
static const Field role_fields[] = {
    {.name = "font", .kind = FIELD_STRING},    {.name = "step", .kind = FIELD_NUMBER},
    {.name = "weight", .kind = FIELD_NUMBER},  {.name = "color", .kind = FIELD_COLOR},
    {.name = "leading", .kind = FIELD_NUMBER}, {0},
};
static const Field any_role[] = {
    {.name = "", .kind = FIELD_OBJECT, .fields = role_fields},
    {0},
};
const Field poster_style_fields[] = {
    {.name = "colors", .kind = FIELD_MEMBERS, .fields = any_text},
    {.name = "fonts", .kind = FIELD_MEMBERS, .fields = any_text},
    {.name = "type", .kind = FIELD_MEMBERS, .fields = type_fields, .description = "Sizes are base × ratio^step."},
    {.name = "rules", .kind = FIELD_MEMBERS, .fields = rule_fields},
    {.name = "space", .kind = FIELD_MEMBERS, .fields = space_fields},
    {.name = "roles", .kind = FIELD_MEMBERS, .fields = any_role},
    {.name = "chart", .kind = FIELD_OBJECT, .description = "The config of the charts on the page."},
    {0},
};

/* A colour of the style is a CSS colour, the name of another, or "color-mix(in srgb, ink 7%, paper)" of two. */
enum { COLOR_DEPTH_MAX = 8 };

static bool find_color(const Json *colors, const char *name, int depth, Rgba *out);

static bool mix_colors(const Json *colors, const char *text, int depth, Rgba *out) {
  char first[64], second[64];
  double share;
  int end = 0;
  Rgba a, b;
  if (sscanf(text, "color-mix(in srgb, %63[^ ,)] %lf%%, %63[^ ,)])%n", first, &share, second, &end) != 3) return false;
  if (end == 0 || text[end] || !(share >= 0 && share <= 100)) return false;
  if (!find_color(colors, first, depth, &a) || !find_color(colors, second, depth, &b)) return false;
  share /= 100;
  *out = (Rgba){b.r + (a.r - b.r) * share, b.g + (a.g - b.g) * share, b.b + (a.b - b.b) * share,
                b.a + (a.a - b.a) * share};
  return true;
}

static bool find_color(const Json *colors, const char *name, int depth, Rgba *out) {
  const char *value = json_string(json_get(colors, name), NULL);
  if (depth > COLOR_DEPTH_MAX) return false;
  if (value && strcmp(value, name) != 0) return find_color(colors, value, depth + 1, out);
  return color_parse(name, out) || mix_colors(colors, name, depth + 1, out);
}

static bool check_color(const Json *value, const Json *colors, Messages *messages, Arena *arena) {
  Rgba color;
  if (find_color(colors, value->string, 0, &color)) return true;
  /* a misspelt name is told as in a block; what is a name and leads nowhere leads in a circle */
  if (json_has(colors, value->string)) {
    messages_error(messages, value->place, "E724", "\"%s\" must be a colour", value->string);
    return false;
  }
  return shape_check_color(value, colors, messages, arena);
}

static bool check_colors(const Json *own, const Json *colors, Messages *messages, Arena *arena) {
  bool good = true;
  for (size_t i = 0; i < json_count(own); i++) {
    const Json *value = own->object.members[i].value;
    if (json_is(value, JSON_STRING)) {
      good = check_color(value, colors, messages, arena) && good;
      continue;
    }
    messages_error(messages, json_place(value), "E724", "\"%s\" must be a colour", own->object.members[i].key);
    good = false;
  }
  return good;
}

static bool check_role_colors(const Json *roles, const Json *colors, Messages *messages, Arena *arena) {
  bool good = true;
  for (size_t i = 0; i < json_count(roles); i++) {
    const Json *color = json_get(roles->object.members[i].value, "color");
    if (json_is(color, JSON_STRING)) good = check_color(color, colors, messages, arena) && good;
  }
  return good;
}

/* The style with all its colours in CSS, so that charts can have them too. */
static const Json *with_plain_colors(const Json *style, Arena *arena) {
  const Json *colors = json_get(style, "colors");
  JsonBuilder plain = json_builder(arena);
  for (size_t i = 0; i < json_count(colors); i++) {
    const JsonMember *member = &colors->object.members[i];
    Rgba color = {0, 0, 0, 1};
    char hex[8];
    find_color(colors, member->key, 0, &color);
    const char *text = color.a < 1 ? color_to_text(color, arena) : color_to_hex(color, hex);
    json_builder_set(&plain, member->key, json_new_string(arena, member->value->place, arena_strdup(arena, text)));
  }
  return json_with(arena, style, "colors", json_builder_object(&plain, json_place(colors)));
}

/* The members of `own`, each an object or a length known to the default style. */
static bool check_members(const Json *own, const Json *known, const char *what, Messages *messages, Arena *arena) {
  size_t count = json_count(known);
  bool good = true;
  const char **names = arena_array(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = known->object.members[i].key;
  for (size_t i = 0; i < json_count(own); i++) {
    const JsonMember *member = &own->object.members[i];
    double px;
    bool object = json_is(json_get(known, member->key), JSON_OBJECT);
    if (!json_has(known, member->key)) {
      messages_error(messages, json_place(member->value), "E710", "\"%s\" has no \"%s\"%s", what, member->key,
                     suggest(arena, member->key, names));
      good = false;
    } else if (object) {
      good = json_is(member->value, JSON_OBJECT) &&
             shape_check(member->value, role_fields, member->key, messages, arena) && good;
    } else if (!length_parse(json_string(member->value, ""), &px)) {
      messages_error(messages, json_place(member->value), "E725", "\"%s\" must be a length such as \"1.1mm\"",
                     member->key);
      good = false;
    }
  }
  return good;
}

static bool check_style(const Json *own, const Json *known, Messages *messages, Arena *arena) {
  if (!shape_check(own, poster_style_fields, "the style", messages, arena)) return false;
  static const char *const tables[] = {"rules", "space", "roles"};
  const Json *colors = json_merge(arena, json_get(known, "colors"), json_get(own, "colors"));
  bool good = check_colors(json_get(own, "colors"), colors, messages, arena);
  if (json_has(own, "type"))
    good = shape_check(json_get(own, "type"), type_fields, "\"type\"", messages, arena) && good;
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    good = check_members(json_get(own, tables[i]), json_get(known, tables[i]), tables[i], messages, arena) && good;
  return check_role_colors(json_get(own, "roles"), colors, messages, arena) && good;
}

const Json *poster_style_read(const Json *own, const ChartInput *input, Messages *messages, Arena *arena) {
  const Json *base = json_table(input->tables, "style.json", poster_style_json, strlen(poster_style_json), arena);
  if (json_is(own, JSON_STRING)) {
    const Source *source = file_read(input->access, own->string, own->place, messages, arena);
    own = source ? json_parse(source, messages, arena) : NULL;
    if (!own) return NULL;
  }
  if (!own) return with_plain_colors(base, arena);
  if (!json_is(own, JSON_OBJECT)) {
    messages_error(messages, own->place, "E726", "a poster's style must be an object or the URL of one");
    return NULL;
  }
  if (!check_style(own, base, messages, arena)) return NULL;
  return with_plain_colors(json_merge(arena, base, own), arena);
}

static const Json *color_config(const Json *colors, Arena *arena) {
  JsonBuilder styles = json_builder(arena);
  for (size_t i = 0; i < json_count(colors); i++) {
    const Json *color = colors->object.members[i].value;
    JsonMember *member = arena_new(arena, JsonMember);
    *member = (JsonMember){.key = "color", .value = color};
    json_builder_set(&styles, colors->object.members[i].key, json_new_object(arena, color->place, member, 1));
  }
  return json_builder_object(&styles, (Place){0});
}

static const Json *with_color(Arena *arena, const Json *config, const char *block, const char *key, const Json *color) {
  return json_with(arena, config, block, json_with(arena, json_get(config, block), key, color));
}

const Json *poster_style_for_charts(const Json *style, bool automatic, const ChartInput *input, Arena *arena) {
  const Json *colors = json_get(style, "colors"), *ink = json_get(colors, "ink"), *grey = json_get(colors, "grey");
  const Json *config = json_new_object(arena, (Place){0}, NULL, 0);
  config = json_with(arena, config, "font", json_path(style, "fonts.text"));
  config = json_with(arena, config, "style", color_config(colors, arena));
  config = with_color(arena, config, "text", "color", ink);
  config = with_color(arena, config, "title", "color", ink);
  config = with_color(arena, config, "mark", "color", json_get(colors, "second"));
  config = with_color(arena, config, "axis", "labelColor", grey);
  config = with_color(arena, config, "axis", "titleColor", grey);
  config = with_color(arena, config, "axis", "domainColor", ink);
  if (automatic) config = json_merge(arena, config, json_get(style, "chart-auto"));
  return json_merge(arena, json_merge(arena, config, json_get(style, "chart")), input->style);
}

Rgba poster_style_color(const Poster *poster, const char *name) {
  const Json *colors = json_get(poster->style, "colors");
  Rgba color = {0, 0, 0, 1};
  if (name && color_parse(json_string(json_get(colors, name), name), &color)) return color;
  color_parse(json_string(json_get(colors, "ink"), "black"), &color);
  return color;
}

Rgba poster_style_color_of(const Poster *poster, const Json *object, const char *key, const char *otherwise) {
  return poster_style_color(poster, json_string(json_get(object, key), otherwise));
}

static double length_of(const Poster *poster, const Json *json) {
  double px = 0;
  length_parse(json_string(json, "0mm"), &px);
  return px * poster->page.scale;
}

double poster_style_rule(const Poster *poster, const char *name) {
  return length_of(poster, json_get(json_get(poster->style, "rules"), name));
}

double poster_style_measure(const Poster *poster, const char *path) {
  return json_number(json_path(json_get(poster->style, "measures"), path), 0);
}

/* Type that may not become smaller keeps a part of its space. */
double poster_style_scale(const Poster *poster) {
  static const double kept = 0.6;
  double text = length_of(poster, json_path(poster->style, "type.base")) / poster->page.scale;
  return text > 0 ? MAX(poster->page.scale, kept * poster->least_text / text) : poster->page.scale;
}

double poster_style_space(const Poster *poster, const char *path) {
  double unit = length_of(poster, json_path(poster->style, "space.unit"));
  return poster_style_measure(poster, path) * unit * poster_style_scale(poster) / poster->page.scale;
}

double poster_style_ems(const Poster *poster, const char *path, const TypeRole *role) {
  return poster_style_measure(poster, path) * role->style.size;
}

/* Notes may be smaller than text. */
static double least_size(const Poster *poster, const Json *role) {
  bool note = json_is_string(json_get(role, "least"), "note");
  return CLAMP(note ? poster->least_note : poster->least_text, size_least, size_most);
}

double poster_style_size(const Poster *poster, const char *name) {
  const Json *role = json_get(json_get(poster->style, "roles"), name), *type = json_get(poster->style, "type");
  double ratio = CLAMP(json_number(json_get(type, "ratio"), 1.25), 1, 4);
  double size = length_of(poster, json_get(type, "base")) * pow(ratio, json_number(json_get(role, "step"), 0));
  return CLAMP(size, least_size(poster, role), size_most);
}

/* In languages without Han, text is set in the face of the same design whose quotation marks are not full-width. */
static const char *family_for(const Poster *poster, const char *font, const char *family) {
  static const char *const han[] = {"zh", "ja", "ko", "yue", "lzh"};
  if (!poster->lang) return family;
  for (size_t i = 0; i < G_N_ELEMENTS(han); i++)
    if (g_str_has_prefix(poster->lang, han[i])) return family;
  const char *western = json_string(json_get(json_get(poster->style, "western"), font), NULL);
  return western && strstr(family, "CJK SC") ? arena_printf(poster->arena, "%s, %s", western, family) : family;
}

TypeRole poster_style_role(const Poster *poster, const char *name) {
  const Json *role = json_get(json_get(poster->style, "roles"), name);
  const char *font = json_string(json_get(role, "font"), "text");
  double size = poster_style_size(poster, name);
  const char *family = json_string(json_get(json_get(poster->style, "fonts"), font), font);
  return (TypeRole){.style = {.family = family_for(poster, font, family),
                              .size = size,
                              .weight = (int)CLAMP(json_number(json_get(role, "weight"), 400), 100, 900),
                              .lang = poster->lang},
                    .leading = size * CLAMP(json_number(json_get(role, "leading"), 1.4), 0.5, 10),
                    .color = poster_style_color_of(poster, role, "color", "ink")};
}

const TypeRole *poster_style_role_of(const Poster *poster, const TypeRole *role, const char *text) {
  LangGuess guess = {0};
  if (!poster->lang_is_guessed) return role;
  lang_guess_add(&guess, text);
  if (!guess.sure || g_strcmp0(guess.sure, role->style.lang) == 0) return role;
  TypeRole *own = arena_new(poster->arena, TypeRole);
  *own = *role;
  own->style.lang = guess.sure;
  return own;
}
